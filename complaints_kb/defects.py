"""What a defect of `kb` is told by: the kind of error, where it was raised, and what it says."""

from __future__ import annotations

from pathlib import Path


class Elsewhere(Exception):
    """What went wrong in another process, where the error itself cannot come from."""

    def __init__(self, kind: str, place: str, said: str) -> None:
        """Keep the kind of error, the file and line that raised it, and what it says."""
        super().__init__(kind, place, said)
        self.kind, self.place, self.said = kind, place, said


def elsewhere(error: Exception) -> Elsewhere:
    """Give what an error is told by, as another process can be told; of one that comes from there, what it came with."""
    if isinstance(error, Elsewhere):
        return error
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "unknown place"
    return Elsewhere(type(error).__name__, place, " ".join(str(error).split()))
