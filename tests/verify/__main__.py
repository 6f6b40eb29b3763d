"""`python -m tests.verify`: every example and many made-up cases are accepted, every forgery of every example is found."""

from __future__ import annotations

from random import Random
from time import perf_counter

import click

from tests.verify.accepting import Accepted, accept, cases_by_chance
from tests.verify.forgeries import FORGERIES
from tests.verify.forging import OF_READINGS, try_forgery
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
    wrong += _tell("made-up cases", accept(cases_by_chance(cases, seed, varied=0.1)))
    for name in FORGERIES if forge else ():
        began = perf_counter()
        # the engines try all readings for a second or so; of forgeries that are about them a part is enough
        tried = try_forgery(name, examples[:: 5 if name in OF_READINGS else 1], Random(seed))
        wrong += len(tried.missed)
        print(
            f"{name:60} {tried.made:4} made, {len(tried.missed)} missed, {perf_counter() - began:.0f} s",
            flush=True,
        )
        for one in tried.missed[:5]:
            print(f"    {one}")
    raise SystemExit(1 if wrong else 0)


def _tell(what: str, tally: Accepted) -> int:
    print(f"{tally.verified} {what}: {len(tally.refused)} refused", flush=True)
    for one in tally.refused[:10]:
        print(f"    {one}")
    return len(tally.refused)


if __name__ == "__main__":
    main()
