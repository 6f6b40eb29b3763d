"""`python -m tests.receipts --every 1 --cases 2000`: receipts and PROV documents of all examples, and of made-up cases."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random

import click
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from explain.w3c.prov import prov_of
from tests.loading import PROCEDURES, REAL
from tests.receipts.running import comes_back, examples, issued, replayed
from tests.w3c.running import answered, refused_by_constraints, round_trips


@click.command()
@click.option("--every", default=1, show_default=True, help="each how-manieth example of a policy")
@click.option("--cases", default=0, show_default=True, help="how many cases to make up")
@click.option("--seed", default=1, show_default=True, help="which ones: the same seed makes the same cases")
def main(every: int, cases: int, seed: int) -> None:
    """Keep, replay and describe; stop at the first that is not as it should be."""
    validator = Draft202012Validator(json.loads(schema_of("receipt")))
    some = [path for policy in REAL for path in examples(policy)[::every]]
    with tempfile.TemporaryDirectory() as folder:
        for path in some:
            _example(path, Path(folder) / "receipt.json", validator)
    print(f"{len(some)} examples: the same bytes from their receipts, and equal PROV documents read back")
    for number in range(cases):
        comes_back(PROCEDURES[number % len(PROCEDURES)], Random(seed * 1_000_000 + number))
    print(f"{cases} made-up cases came back from their receipts with the same answers")


def _example(path: Path, receipt: Path, validator: Draft202012Validator) -> None:
    issued(path, receipt)
    validator.validate(json.loads(receipt.read_text(encoding="utf-8")))
    found = replayed(receipt)
    document = prov_of(answered(path))
    faults = refused_by_constraints(document)
    if found.result != "same" or not round_trips(document) or faults:
        raise SystemExit(f"{path}: {found.result}, {faults}")


if __name__ == "__main__":
    main()
