"""The header of a policy beyond its shape: what its procedures are called, and the parts that they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place
from kb.model.files import OUT_OF_SCOPE, Policy
from kb.source import codes
from kb.source.calendars import check_calendar
from kb.source.faults import Faults
from kb.source.known_names import misnamed
from kb.source.spots import spoken
from kb.source.wording import quoted
from kb.source.yaml_nodes import At, Document

HEADER, REASONS = "policy", "unshown"
"""The files of a policy that are no parts of it, without their endings."""
RESERVED = {OUT_OF_SCOPE: "what goes by no procedure", "any": "any value"}
"""Words that rules write in the place of a procedure, and what they mean there."""


def check_header(document: Document, policy: Policy) -> list[Diagnostic]:
    """Check a header that has passed `validated`: its names, its day, its calendar, and the lists of parts."""
    faults = Faults(document)
    check_calendar(faults, policy.calendar)
    folder = document.path.parent.name
    if policy.policy != folder:
        message = f"the policy is called {quoted(policy.policy)}, and its folder {quoted(folder)}"
        faults.add(codes.WRONG_HEADER, message, ("policy",))
    elif wrong := misnamed(folder, "a policy", file=True):
        code, message, help = wrong
        faults.add(code, message, ("policy",), help=help)
    confirmed = policy.in_force.confirmed
    if not _is_day(confirmed):
        help = "write it like `2026-11-21`"
        faults.add(
            codes.WRONG_HEADER, f"{quoted(confirmed)} is not a day", ("in-force", "confirmed"), help=help
        )
    if len(policy.procedures) > 1 and not policy.scope:
        message = "several procedures, and nothing decides between them"
        help = "name the part whose rules conclude `procedure` under `scope`"
        faults.add(codes.SEVERAL_PROCEDURES, message, ("procedures",), help=help)
    _check_procedures(faults, policy)
    return faults.found


def unlisted(folder: Path, listed: Iterable[str], shown_as: str) -> list[Diagnostic]:
    """Find the files of a policy that no procedure has as a part: nothing would ever read them."""
    known = {HEADER, REASONS, *listed}
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem not in known and path.name[0] != ".")
    code = codes.WRONG_HEADER
    help = "list it under `parts` in policy.yaml, or remove it"
    return [
        Diagnostic(
            code.id,
            f"no procedure has the part {quoted(path.stem)}",
            Place(f"{shown_as}/{path.name}"),
            help=help,
        )
        for path in paths
    ]


def _check_procedures(faults: Faults, policy: Policy) -> None:
    _check_parts(faults, policy.scope, ("scope",))
    for name, header in policy.procedures.items():
        at: At = ("procedures", name)
        if name in RESERVED:
            message = f"a procedure cannot be called {quoted(name)}: in rules that is {RESERVED[name]}"
            faults.add(codes.RESERVED, message, at, key=True, help=spoken(codes.RESERVED.mend))
        elif wrong := misnamed(name, "a procedure"):
            code, message, help = wrong
            faults.add(code, message, at, key=True, help=help)
        _check_parts(faults, header.parts, (*at, "parts"), policy.scope)


def _check_parts(faults: Faults, parts: tuple[str, ...], at: At, scope: tuple[str, ...] = ()) -> None:
    for number, part in enumerate(parts):
        place = at if isinstance(faults.document.value(at), str) else (*at, number)
        if part in parts[:number]:
            faults.add(
                codes.DUPLICATE_NAME,
                f"the part {quoted(part)} is listed twice",
                place,
                help="remove one of them",
            )
        elif part in scope:
            message = f"the part {quoted(part)} is in every procedure already, as it decides between them"
            faults.add(codes.DUPLICATE_NAME, message, place, help="remove it here")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-11-21")
