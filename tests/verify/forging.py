"""Tries forgeries on the determinations of examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.loading import RULES
from tests.verify.contesting import OPEN, of_contested
from tests.verify.forger import Forger, NotHere
from tests.verify.forgeries import FORGERIES
from tests.verify.traces import EXAMPLES, Made, of_example

OF_READINGS = {
    "a_value_under_a_reading_is_changed", "a_conclusion_is_said_to_depend_on_no_reading",
    "some_accounts_are_said_to_hang_on_no_reading", "a_value_under_some_accounts_and_a_reading_is_changed",
}  # fmt: skip
TELLING = (
    "four-procedure-council/examples/care-and-a-damp-flat.yaml",
    "charter-council/examples/one-letter-about-a-carer-and-a-bin.yaml",
    "charter-council/examples/nobody-knows-which-service-it-is-about.yaml",
    "customer-relations-council/examples/late-request-accepted.yaml",
)
SAMPLE = (*(RULES / one for one in TELLING), *EXAMPLES[::9])
"""Examples with several matters, with several procedures and with decisions, and every ninth of the others."""
CONTESTED = (*OPEN, *SAMPLE[::3])
"""Examples that are contested: some in which the procedure is open, with several matters, and others."""
Make = Callable[[Path, bool], Made]


@dataclass
class Tried:
    """How often a forgery was made, and where it was not found, or not where it was made."""

    made: int = 0
    missed: list[str] = field(default_factory=list)


def try_forgery(name: str, rng: Random, most: int, make: Make = of_example) -> Tried:
    """Forge the determinations of examples in one way, in any order; at most so many of them."""
    tried = Tried()
    examples = CONTESTED if make is of_contested else SAMPLE
    for path in rng.sample(examples, len(examples)):
        if tried.made == most:
            break
        try_one(name, path, rng, tried, make)
    return tried


def try_one(name: str, path: Path, rng: Random, tried: Tried, make: Make = of_example) -> None:
    """Forge one determination, if it has what is to be forged, and see whether the step is named."""
    made = make(path, name in OF_READINGS)
    record = made.copy()
    try:
        node = FORGERIES[name](Forger(record, rng))
    except NotHere:
        return
    tried.made += 1
    found = made.verified(record)
    if node not in [one.node for one in found.findings]:
        named = [f"{one.node}: {one.message}" for one in found.findings[:3]]
        tried.missed.append(f"{made.name}: forged {node}, found {named}")
