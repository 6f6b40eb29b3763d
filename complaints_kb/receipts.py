"""Receipts at the door: where they are written, and how one is read, checked and its case assessed again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from complaints_kb.desk import STDIN, Desk, Disagreement
from complaints_kb.writing import is_folder, write_beside
from explain.receipts.canonical import canonical, digest_of, sha256_of
from explain.receipts.issuing import answer_of, receipt_for
from explain.receipts.replaying import replayed
from kb.calendar import FIRST, LAST
from kb.model.case import Case
from kb.model.determination import Determination
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.receipt import Receipt
from kb.model.replay import Replay
from kb.source import codes
from kb.source.days import Span
from kb.source.edits import check_unedited
from kb.source.fingerprints import fingerprints
from kb.source.json_text import JsonText
from kb.source.receipts import case_in, read_receipt

_SUFFIX = ".receipt.json"


class Receipts:
    """Where the receipts of one run go: one file for one case, or a folder with a file for each."""

    def __init__(self, desk: Desk, place: Path, cases: Sequence[Path], single: bool) -> None:
        """Find out whether every case has a file of its own; `single` says that one case was named, and no folder.

        Raises:
            Refused: there are several cases and the place is no folder, or two of them would have the same file.
        """
        self.desk, self.place, self.folder = desk, place, is_folder(place)
        if not self.folder and not single:
            help = f"make a folder of this name first: each case then has a `NAME{_SUFFIX}` in it"
            raise _refused(
                codes.ONE_FILE_FOR_SEVERAL, "one file cannot hold several receipts", str(place), help
            )
        taken: dict[Path, Path] = {}
        for case in cases if self.folder else ():
            if (path := self.path(case)) in taken:
                message = f"the receipts of `{taken[path]}` and `{case}` would be the same file"
                raise _refused(codes.ONE_FILE_FOR_SEVERAL, message, str(path), "assess them into two folders")
            taken[path] = case

    def path(self, case: Path) -> Path:
        """Give the file for the receipt of a case."""
        name = "standard-input" if case == STDIN else case.stem
        return self.place / f"{name}{_SUFFIX}" if self.folder else self.place

    def write(self, path: Path, case: Case, answer: Determination) -> tuple[Path, str]:
        """Write the receipt for the answer to a case; give its file and its digest.

        Raises:
            Refused: the file cannot be written; then none is there that was not there before.
        """
        policy = self.desk.policy(case.policy).policy
        receipt = receipt_for(case, answer, fingerprints(self.desk.library, policy))
        write_beside(self.path(path), canonical(receipt).decode())
        return self.path(path), receipt.digest


def replay(desk: Desk, path: Path) -> Replay:
    """Read a receipt, assess its case again by the rules at hand, and compare.

    Raises:
        Refused: the file is no receipt, was edited, or its case cannot be assessed by these rules.
        Disagreement: the engines differ.
    """
    name = str(path)
    document, receipt = read_receipt(path, name)
    check_unedited(document, receipt, digest_of(document.data), sha256_of,
                   lambda: _made_again(desk, document, receipt, name))  # fmt: skip
    case = _case(desk, document, receipt)
    now = desk.determine(case, name)
    rules = fingerprints(desk.library, desk.policy(case.policy).policy)
    return replayed(receipt, now, rules, name)


def _case(desk: Desk, document: JsonText, receipt: Receipt) -> Case:
    library = desk.library
    return case_in(document, receipt, library.vocabulary, library.ids, Span(FIRST, LAST))


def _made_again(desk: Desk, document: JsonText, receipt: Receipt, name: str) -> dict[str, Any] | None:
    """Answer the case of an edited receipt, if it can be answered at all."""
    try:
        found = desk.determine(_case(desk, document, receipt), name)
    except (Refused, Disagreement):
        return None
    made: dict[str, Any] = json.loads(canonical(answer_of(found)))
    return made


def _refused(code: codes.Code, message: str, shown_as: str, help: str) -> Refused:
    return Refused([Diagnostic(code.id, message, Place(shown_as), help=help)])
