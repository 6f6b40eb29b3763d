"""Measures what-ifs, contrasts and a year's sweep against a warm determination of the same case; prints medians."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from statistics import median
from time import perf_counter

from explain.comparing.contrast import contrast
from explain.comparing.differences import TODAY
from explain.comparing.latest import latest
from explain.comparing.sweep import Swept, sweep
from explain.comparing.what_if import what_if
from explain.determination import assessed_by_procedure, determine, record_of
from explain.why_not import Question
from kb.engine.assess import Assessor
from kb.model.case import Case

ROUNDS, YEAR = 9, timedelta(days=365)


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Give the median time of an act."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        act()
        times.append(perf_counter() - start)
    return median(times) * 1000


def comparing(assessors: Mapping[str, Assessor], case: Case) -> None:
    """Time every comparison of a case that was concluded in some way."""
    head, later = case.heads[0], replace(case, assessed_on=case.assessed_on + timedelta(days=30))
    answer = determine(assessors, case, vary_readings=False)
    found = assessed_by_procedure(assessors, case, head, vary_readings=False)
    plans = found[0].procedure.conclusions
    name = next(
        one.name for one in answer.heads[0].conclusions if len(plans[one.name].values) > 2 and one.value
    )
    one, other = (Question(name, value, plans[name].kind) for value in plans[name].values[:2])
    span, records = Swept(TODAY, case.assessed_on, case.assessed_on + YEAR), [record_of(found[0])]
    base = milliseconds(lambda: determine(assessors, case, vary_readings=False))
    acts: dict[str, Callable[[], object]] = {
        "what-if, of which two determinations": lambda: what_if(assessors, case, later),
        "contrast, beside the determination": lambda: contrast(one, other, answer, records, found[:1]),
        "a year's sweep (at most 1,000 ms)": lambda: sweep(assessors, case, span),
        "the latest day of a year": lambda: latest(assessors, case, span, one),
    }
    print(f"comparing: a determination {base:.1f} ms")
    for said, act in acts.items():
        took = milliseconds(act, 3)
        print(f"comparing: {said}: {took:.1f} ms, {took / base:.1f} determinations")
