"""Measures `kb assess` cold, a determination warm, and memory over many; prints medians and ratios of this one run."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.comparing import comparing
from benchmarks.explaining import explaining
from benchmarks.publishing import publishing
from explain.determination import assessed_by_procedure, assessors_for, determine
from explain.pace import settle_in
from explain.provenance import Provenance
from kb.calendar import calendar
from kb.model.case import Case, Head
from kb.source.examples import read_example
from kb.source.policies import Library, rules_at

POLICY, LARGEST = "housing-association", "four-procedure-council"
COLD_RUNS, WARM_ROUNDS, MANY = 15, 5, 10_000
BASELINE = [sys.executable, "-c", "import pydantic, networkx"]


def seconds(act: Callable[[], object]) -> float:
    """Time one act."""
    start = perf_counter()
    act()
    return perf_counter() - start


def run(command: list[str]) -> None:
    """Run a command, which must succeed."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def cold(case: Path) -> None:
    """Compare a whole `kb assess` with the imports of pydantic and networkx alone, one after the other."""
    kb = [sys.executable, "-m", "complaints_kb", "assess", str(case)]
    for command in (kb, BASELINE):
        run(command)
    pairs = [(seconds(lambda: run(kb)), seconds(lambda: run(BASELINE))) for _ in range(COLD_RUNS)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    print(f"cold: kb assess {ours * 1000:.0f} ms, importing pydantic and networkx {theirs * 1000:.0f} ms, "
          f"ratio {ours / theirs:.2f} (at most 3)")  # fmt: skip


def warm(cases: list[Case]) -> None:
    """Time a determination with default readings: both engines and the graph; then with readings varied, and in full."""
    assessors = assessors_for(Library(rules_at()).load(POLICY).procedures)
    assessor = next(iter(assessors.values()))
    settle_in()

    def determined(case: Case) -> None:
        for head in case.heads:
            Provenance(assessor.assess(case, head, vary_readings=False)).graph()

    ways: dict[str, Callable[[Case], object]] = {
        "determination with both engines and graph, default readings (at most 10 ms)": determined,
        "the same, as the whole record that is printed": lambda case: determine(assessors, case, False),
        "the same, with other readings tried": lambda case: determine(assessors, case),
    }
    for name, act in ways.items():
        times = [seconds(partial(act, case)) for _ in range(WARM_ROUNDS) for case in cases]
        print(f"warm: {name}: median {median(times) * 1000:.1f} ms, worst {max(times) * 1000:.1f} ms")
    memory(lambda number: determined(cases[number % len(cases)]))


def by_procedure(policy: str) -> None:
    """Time a warm determination with default readings in each procedure of a policy, over every third of its examples."""
    library, years = Library(rules_at()), calendar("england")
    loaded = library.load(policy)
    assessors = assessors_for(loaded.procedures)
    rules = {name: len(one.program.rules) for name, one in assessors.items()}  # which makes them ready
    settle_in()
    times: dict[str, list[float]] = {}
    for path in loaded.examples[::3]:
        case = read_example(path, policy, library.vocabulary, years.first, years.last).case
        for head in case.heads:
            found = assessed_by_procedure(assessors, case, head, vary_readings=False)  # also to be warm
            if len(found) > 1:
                continue

            def determined(case: Case = case, head: Head = head) -> None:
                (one,) = assessed_by_procedure(assessors, case, head, vary_readings=False)
                Provenance(one).graph()

            times.setdefault(found[0].procedure.name, []).extend(
                seconds(determined) for _ in range(WARM_ROUNDS)
            )
    for name, some in times.items():
        print(
            f"warm: {policy}, {name} ({rules[name]} rules): median {median(some) * 1000:.1f} ms (at most 10 ms)"
        )


def memory(act: Callable[[int], None]) -> None:
    """Print the most memory used after a tenth, and after all, of many determinations."""
    for number in range(MANY):
        act(number)
        if number == MANY // 10:
            tenth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {tenth // 1024} MiB after {MANY // 10:,} determinations, {whole // 1024} MiB after {MANY:,}, "
          f"ratio {whole / tenth:.3f}")  # fmt: skip


def main() -> None:
    """Run all measurements."""
    library = Library(rules_at())
    loaded, years = library.load(POLICY), calendar("england")
    examples = [
        read_example(path, POLICY, library.vocabulary, years.first, years.last) for path in loaded.examples
    ]
    print(f"{len(examples)} examples of {POLICY}, Python {sys.version.split()[0]}")
    case = next(path for path in loaded.examples if path.stem == "a-reply-that-never-came")
    cold(case)
    by_procedure(LARGEST)
    assessors = assessors_for(loaded.procedures)
    comparing(assessors, next(one.case for one in examples if one.case.name == "a reply that never came"))
    explaining(LARGEST)
    publishing(POLICY)
    warm([example.case for example in examples])


main()
