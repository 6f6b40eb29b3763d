"""`python -m tests.differential --cases 20000 --seed 1`, or `--mutants`."""

from __future__ import annotations

import click

from tests.differential.mutants import MUTANTS, hunted
from tests.differential.running import run


@click.command()
@click.option("--cases", default=20_000, show_default=True, help="how many cases to make up")
@click.option("--seed", default=1, show_default=True, help="which ones: the same seed makes the same cases")
@click.option(
    "--oracle", default=0.05, show_default=True, help="the share of cases that are put to the oracle"
)
@click.option("--mutants", is_flag=True, help="plant mistakes instead, and see that each is found")
def main(cases: int, seed: int, oracle: float, mutants: bool) -> None:
    """Run both engines on cases made up by chance."""
    if mutants:
        raise SystemExit(_hunt(min(cases, 2_000), seed))
    tally = run(cases, seed, oracle=oracle)
    print(tally.report())
    raise SystemExit(1 if tally.wrong else 0)


def _hunt(cases: int, seed: int) -> int:
    alive = 0
    for name in MUTANTS:
        tally = hunted(name, cases, seed)
        found = ", ".join(tally.wrong) or "NOT FOUND"
        alive += not tally.wrong
        print(f"{name:55} {found} (case {tally.cases})", flush=True)
    print(f"{len(MUTANTS)} mistakes planted, {alive} not found")
    return min(alive, 1)


if __name__ == "__main__":
    main()
