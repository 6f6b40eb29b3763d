"""`python -m tests.verify`: every example and many made-up cases are accepted, every forgery of every example is found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import click

from tests.verify.accepting import Accepted, accept, cases_by_chance
from tests.verify.contesting import of_contested
from tests.verify.forgeries import FORGERIES
from tests.verify.forgeries_of_accounts import OF_ACCOUNTS
from tests.verify.forging import OF_READINGS, Tried, try_one
from tests.verify.traces import EXAMPLES, of_example


@click.command()
@click.option("--cases", default=5_000, show_default=True, help="how many cases to make up")
@click.option("--seed", default=1, show_default=True, help="which ones: the same seed makes the same cases")
@click.option("--nth", default=1, show_default=True, help="only every so many of the examples")
@click.option("--forge/--no-forge", default=True, show_default=True, help="whether to forge the examples")
def main(cases: int, seed: int, nth: int, forge: bool) -> None:
    """Verify determinations as they are made, and as they are forged."""
    examples = EXAMPLES[::nth]
    wrong = _tell("examples", accept(of_example(path, varied=True) for path in examples))
    wrong += _tell("contested examples", accept(of_contested(path) for path in examples))
    wrong += _tell("made-up cases", accept(cases_by_chance(cases, seed, varied=0.1)))
    wrong += _forge(examples, seed) if forge else 0
    raise SystemExit(1 if wrong else 0)


def _forge(examples: Sequence[Path], seed: int) -> int:
    """Forge each example in every way; those that are about readings in one of five, because they take a second.

    Of one in four, facts are contested; of all, where it is the accounts that are forged.
    """
    tallies = {name: Tried() for name in FORGERIES}
    for number, path in enumerate(examples):
        for name, tally in tallies.items():
            if name not in OF_READINGS or number % 5 == 0:
                make = of_contested if name in OF_ACCOUNTS or number % 4 == 3 else of_example
                try_one(name, path, Random(f"{seed} {name} {path.stem}"), tally, make)
    for name, tally in tallies.items():
        print(f"{name:60} {tally.made:4} made, {len(tally.missed)} missed")
        for one in tally.missed[:5]:
            print(f"    {one}")
    made, missed = sum(one.made for one in tallies.values()), sum(len(one.missed) for one in tallies.values())
    print(f"{len(tallies)} kinds of forgery, {made} made, {missed} missed", flush=True)
    return missed


def _tell(what: str, tally: Accepted) -> int:
    print(f"{tally.verified} {what}: {len(tally.refused)} refused", flush=True)
    for one in tally.refused[:10]:
        print(f"    {one}")
    return len(tally.refused)


if __name__ == "__main__":
    main()
