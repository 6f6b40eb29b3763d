"""Runs cases made up by chance through both engines, some through the oracle, and counts the faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

from kb.engine.assess import Assessed, Assessor, EnginesDisagree
from kb.engine.chain import InOrder
from tests.differential.programs import by_chance
from tests.generators import Told, tell, told_more
from tests.laws.oracle import judged
from tests.laws.refinement import lost, overturned
from tests.laws.worlds import Worlds
from tests.loading import EVERY, PROCEDURES, procedure

CASES_A_PROGRAM = 8
WORLDS = 24


@dataclass
class Tally:
    """What was tried and what was found."""

    cases: int = 0
    programs: int = 0
    worlds: int = 0
    open: int = 0
    open_for_nothing: int = 0
    settled_rules: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def fault(self, kind: str, where: str, what: object) -> None:
        """Note that something is wrong; the first few in full."""
        self.wrong[kind] += 1
        if len(self.examples) < 10:
            self.examples.append(f"{kind} in {where}: {str(what)[:1000]}")

    def report(self) -> str:
        """Give the figures."""
        total = self.outcomes.total() or 1
        shares = ", ".join(f"{kind} {count / total:.0%}" for kind, count in self.outcomes.most_common())
        lines = [
            f"{self.cases} cases, {self.programs} programs made up, {self.seconds:.0f} s",
            f"outcomes: {total}: {shares}",
            f"rules: {', '.join(f'{truth} {count}' for truth, count in self.settled_rules.most_common())}",
            f"oracle: {self.worlds} worlds; of {self.open} left open where all worlds were tried, "
            f"{self.open_for_nothing} were the same in all of them",
            f"wrong: {dict(self.wrong) or 'nothing'}",
        ]
        return "\n".join([*lines, *self.examples])


def run(
    cases: int, seed: int, policies: tuple[str, ...] = EVERY, oracle: float = 0.05, until_wrong: bool = False
) -> Tally:
    """Try so many cases: on the real policies, on the tiny ones, and one in five on programs by chance."""
    tally, rng, began = Tally(), Random(seed), perf_counter()
    for name, ready, one in _cases(cases, rng, policies, tally):
        tally.cases += 1
        try_one(name, ready, one, rng, tally, oracle)
        if until_wrong and tally.wrong:
            break
    tally.seconds = perf_counter() - began
    return tally


def _cases(
    cases: int, rng: Random, policies: tuple[str, ...], tally: Tally
) -> Iterator[tuple[str, Assessor, Told]]:
    ready = {name: Assessor(procedure(name)) for name in policies}
    real, tiny = (
        [name for name in policies if name in PROCEDURES],
        [name for name in policies if name not in PROCEDURES],
    )
    chosen = [*real * 4, *tiny]
    made_up = False
    left = cases
    while left > 0:
        if made_up or not chosen:
            tally.programs += 1
            seed = rng.randrange(10**9)
            program = Assessor(by_chance(Random(seed)))
            for _ in range(min(CASES_A_PROGRAM, left)):
                yield f"program {seed}", program, tell(rng, program.procedure)
        else:
            for _ in range(min(4 * CASES_A_PROGRAM, left)):
                name = rng.choice(chosen)
                yield name, ready[name], tell(rng, ready[name].procedure)
        left -= CASES_A_PROGRAM if made_up or not chosen else 4 * CASES_A_PROGRAM
        made_up = not made_up


def try_one(name: str, ready: Assessor, one: Told, rng: Random, tally: Tally, oracle: float) -> None:
    """Assess a case by both engines, and now and then ask the oracle, or what is known later."""
    where = f"{name}: {one.case.assessed_on} { ({fact: said.text for fact, said in one.head.facts.items()}) }"
    found = _assessed(ready, one, rng.random() < 0.1, tally, where)
    if found is None:
        return
    tally.outcomes.update(outcome.kind for outcome in found.evaluation.outcomes.values())
    tally.settled_rules.update(truth.value for truth in found.evaluation.rules.values())
    if InOrder(found.program).fire(found.settled.atoms) != list(found.fired):
        tally.fault("the two chainers differ", where, found.fired)
    if rng.random() < oracle and name not in PROCEDURES:
        _ask(found, one, rng, tally, where)
    if rng.random() < oracle:
        _later(ready, found, one, rng, tally, where)


def _assessed(ready: Assessor, one: Told, vary: bool, tally: Tally, where: str) -> Assessed | None:
    try:
        return ready.assess(one.case, one.head, vary_readings=vary)
    except EnginesDisagree as differences:
        tally.fault("the engines disagree", where, differences)
    except Exception as error:  # a mutant may break in any way
        tally.fault(type(error).__name__, where, error)
    return None


def _ask(found: Assessed, one: Told, rng: Random, tally: Tally, where: str) -> None:
    verdict = judged(found.procedure, found.evaluation, Worlds(found.procedure, one.case, rng, WORLDS))
    tally.worlds += verdict.worlds
    if verdict.complete:
        tally.open += verdict.open
        tally.open_for_nothing += verdict.open_for_nothing
    if verdict.contradictions:
        tally.fault("the oracle contradicts", where, verdict.contradictions[0])


def _later(ready: Assessor, found: Assessed, one: Told, rng: Random, tally: Tally, where: str) -> None:
    more, changed = told_more(rng, ready.procedure, one)
    later = _assessed(ready, more, False, tally, where)
    if later is not None and not lost(later.situation, found.situation):
        taken_back = overturned(found.evaluation, later.evaluation)
        if taken_back:
            tally.fault("a conclusion is overturned", f"{where} then {changed}", taken_back)
