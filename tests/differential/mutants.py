"""Mistakes planted on purpose, each in a copy of the engines; whatever checks them must find every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import kb.model.bounds as bounds
from kb.calendar import Calendar, calendar
from kb.engine import assess, chain, deeming, outcomes, pausing, reference, reference_days, settle, views
from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.model import situation
from kb.model.bounds import LATEST, Bounds
from kb.model.periods import Counted
from kb.model.situation import Known
from kb.model.truth import Truth
from kb.program import compile as compiling
from kb.program.form import Program
from tests.differential.running import Tally, run
from tests.loading import PROCEDURES, TINY

Plant = Callable[[pytest.MonkeyPatch], None]
MUTANTS: dict[str, Plant] = {}


def mutant(plant: Plant) -> Plant:
    """Name a mistake after the function that plants it."""
    MUTANTS[plant.__name__] = plant
    return plant


def swapped(one: Any, other: Any) -> Callable[[Any], Any]:
    """Exchange two values."""
    return lambda value: {one: other, other: one}.get(value, value)


_AFTER = swapped("after", "on-or-after")


@mutant
def after_is_read_as_on_or_after_by_one_engine(patch: pytest.MonkeyPatch) -> None:
    """In the first engine only."""
    patch.setattr(settle, "compared", lambda a, how, b: bounds.compared(a, _AFTER(how), b))


@mutant
def before_includes_the_day_itself_in_both_engines(patch: pytest.MonkeyPatch) -> None:
    """Which only the oracle can see."""

    def compared(left: Bounds, how: Any, right: Bounds) -> Truth:
        return bounds.compared(left, "on-or-before" if how == "before" else how, right)

    patch.setattr(settle, "compared", compared)
    patch.setattr(reference_days, "compared", compared)


@mutant
def any_is_read_as_all(patch: pytest.MonkeyPatch) -> None:
    """By the compiler."""
    patch.setattr(compiling._Compiler, "disjunction", compiling._Compiler.conjunction)


@mutant
def any_is_read_as_all_by_the_reference(patch: pytest.MonkeyPatch) -> None:
    """And by nobody else."""
    patch.setattr(reference, "either", views.both)


def _without(dropped: Callable[[Any], bool]) -> Callable[[Any], Program]:
    compiled = compiling.compiled

    def less(procedure: Any) -> Program:
        program = compiled(procedure)
        return replace(program, rules=tuple(rule for rule in program.rules if not dropped(rule)))

    return less


@mutant
def no_completion_rules(patch: pytest.MonkeyPatch) -> None:
    """Nothing is ruled out because all rules for it fail."""
    patch.setattr(assess, "compiled", _without(lambda rule: rule.kind == "completion"))


@mutant
def a_value_needs_no_other_to_fail(patch: pytest.MonkeyPatch) -> None:
    """What is derived counts, although another value is still possible."""
    compiled = compiling.compiled

    def hasty(procedure: Any) -> Program:
        program = compiled(procedure)
        rules = (
            replace(rule, body=rule.body[:1]) if rule.kind == "value" else rule for rule in program.rules
        )
        return replace(program, rules=tuple(rules))

    patch.setattr(assess, "compiled", hasty)


@mutant
def exceptions_are_ignored_by_the_compiler(patch: pytest.MonkeyPatch) -> None:
    """A rule applies although an exception to it does."""
    patch.setattr(compiling._Compiler, "_with_exceptions", lambda self, rule, pair: pair)


@mutant
def exceptions_are_ignored_by_both_engines(patch: pytest.MonkeyPatch) -> None:
    """Which only the oracle can see."""
    patch.setattr(compiling._Compiler, "_with_exceptions", lambda self, rule, pair: pair)
    applies = reference.Reference.applies
    patch.setattr(
        reference.Reference, "applies", lambda self, rule: applies(self, replace(rule, exceptions=()))
    )


@mutant
def working_days_are_counted_one_too_far(patch: pytest.MonkeyPatch) -> None:
    """By one engine."""
    counted = settle.counted

    def too_far(start: Bounds, period: Any, how: Any, calendar: Any) -> Bounds:
        found = counted(start, period, how, calendar)
        late = period.unit == "working days" and found.exact
        return Bounds(found.lo + 1, found.hi + 1) if late else found

    patch.setattr(settle, "counted", too_far)


@mutant
def a_date_is_taken_for_the_day_before(patch: pytest.MonkeyPatch) -> None:
    """By one engine: the day on which a new version begins still belongs to the old one."""
    patch.setattr(settle, "exactly", lambda day: bounds.exactly(day - timedelta(days=1)))


@mutant
def the_minute_of_the_cut_off_is_late(patch: pytest.MonkeyPatch) -> None:
    """By one engine: what comes at noon, where noon is the cut-off."""
    last = deeming.last_minute
    patch.setattr(deeming, "last_minute", lambda day, cut_off: last(day, cut_off) - 1)


@mutant
def a_working_day_is_moved_to_the_next(patch: pytest.MonkeyPatch) -> None:
    """By both engines, of what comes in time: as if nothing could count as the day on which it came."""
    later = timedelta(days=1)
    for algorithm in (Calendar, Counting):
        found = algorithm.working_day_from
        patch.setattr(algorithm, "working_day_from", lambda self, day, found=found: found(self, day + later))


@mutant
def cut_offs_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """By both engines: what comes in the evening counts as that day."""
    patch.setattr(settle, "deemed", lambda day, cut_off, calendar: deeming.deemed(day, "", calendar))
    moved = BoundedCounting.working_day
    patch.setattr(BoundedCounting, "working_day", lambda self, day, cut_off: moved(self, day, None))


@mutant
def closure_days_count_for_both_engines(patch: pytest.MonkeyPatch) -> None:
    """As if the organisation were never shut; only the oracle can see that."""
    patch.setattr(assess, "calendar", lambda nation, closures: calendar(nation))
    patch.setattr(reference_days, "Counting", lambda nation, closures: Counting(nation, frozenset()))


@mutant
def the_day_on_which_a_pause_ends_counts(patch: pytest.MonkeyPatch) -> None:
    """For both engines: the day of the answer is a day of the organisation's; only the oracle can see that."""

    def sooner(end: Bounds) -> Bounds:
        return Bounds(end.lo - 1, end.hi if end.hi == LATEST else end.hi - 1)

    first, second = pausing.paused, BoundedCounting.paused
    patch.setattr(settle, "paused", lambda start, begin, end, *rest: first(start, begin, sooner(end), *rest))
    patch.setattr(
        BoundedCounting,
        "paused",
        lambda self, start, begin, end, *rest: second(self, start, begin, sooner(end), *rest),
    )


@mutant
def a_pause_that_begins_at_an_unknown_time_begins_late(patch: pytest.MonkeyPatch) -> None:
    """By both engines: bounds are then too narrow, which only the oracle can see."""

    def late(begin: Bounds) -> Bounds:
        return Bounds(begin.hi, begin.hi)

    first, second = pausing.paused, BoundedCounting.paused
    patch.setattr(settle, "paused", lambda start, begin, *rest: first(start, late(begin), *rest))
    patch.setattr(
        BoundedCounting, "paused", lambda self, start, begin, *rest: second(self, start, late(begin), *rest)
    )


@mutant
def clocks_never_stand_still(patch: pytest.MonkeyPatch) -> None:
    """For one engine."""
    patch.setattr(settle, "paused", lambda start, begin, end, today, *rest: settle.counted(start, *rest))


@mutant
def the_first_day_never_counts_for_both_engines(patch: pytest.MonkeyPatch) -> None:
    """`beginning with` is read as `after`; only the oracle can see that."""
    for algorithm in (Calendar, Counting):
        last_day = algorithm.last_day
        late = _counting_after(last_day, Counted.AFTER)
        patch.setattr(algorithm, "last_day", late)


def _counting_after(last_day: Any, after: Any) -> Any:
    return lambda self, event, period, counted=after: last_day(self, event, period, after)


@mutant
def otherwise_is_inverted(patch: pytest.MonkeyPatch) -> None:
    """What is left over holds where another value does."""
    left_over = compiling._Compiler._left_over

    def inverted(self: Any, name: str, value: str, others: Any) -> Any:
        return left_over(self, name, value, [(fails, holds) for holds, fails in others])

    patch.setattr(compiling._Compiler, "_left_over", inverted)


@mutant
def not_yet_begins_tomorrow(patch: pytest.MonkeyPatch) -> None:
    """Although it could still happen today; both engines are told so."""

    def late(self: Any, name: str, basis: Any) -> None:
        self.known[name] = Known(name, Truth.FAILS, Bounds(self.today + 1, LATEST), basis=basis, ask=name)

    patch.setattr(situation._Events, "_set_not_yet", late)


@mutant
def what_is_unknown_has_not_happened(patch: pytest.MonkeyPatch) -> None:
    """Negation as failure, told to both engines."""
    of = situation.situation_of

    def guessing(*given: Any) -> Any:
        known = of(*given)
        return {n: k._replace(status=Truth.FAILS) if k.status is Truth.OPEN else k for n, k in known.items()}

    patch.setattr(assess, "situation_of", guessing)


@mutant
def what_is_unknown_is_no(patch: pytest.MonkeyPatch) -> None:
    """A default that means "unknown", told to both engines."""
    of = situation.situation_of

    def guessing(*given: Any) -> Any:
        yes_no = frozenset({"yes", "no"})
        known = of(*given)
        return {
            n: k._replace(possible=frozenset({"no"})) if k.possible == yes_no else k for n, k in known.items()
        }

    patch.setattr(assess, "situation_of", guessing)


@mutant
def owed_acts_are_presumed_undone(patch: pytest.MonkeyPatch) -> None:
    """Every event that is not stated is `not yet`, as if each record were complete."""
    of = situation.situation_of
    patch.setattr(assess, "situation_of", lambda case, *rest: of(replace(case, record="complete"), *rest))


@mutant
def the_order_of_events_is_not_carried_through(patch: pytest.MonkeyPatch) -> None:
    """A later event does not prove the earlier one, which may even be presumed not to have happened."""
    patch.setattr(situation._Events, "_pull", lambda self, earlier, later: None)


@mutant
def presumptions_displace_what_is_stated(patch: pytest.MonkeyPatch) -> None:
    """The day of receipt is always that of sending."""
    same_day = situation._Events._same_day

    def stubborn(self: Any, name: str, other: str) -> None:
        self.known[name] = self.known[name]._replace(status=Truth.OPEN, basis=(), bounds=bounds.ANY_DAY)
        same_day(self, name, other)

    patch.setattr(situation._Events, "_same_day", stubborn)


@mutant
def one_engine_uses_another_reading(patch: pytest.MonkeyPatch) -> None:
    """The last choice in place of the default."""
    made = reference.Reference.__init__

    def misread(self: Any, procedure: Any, case: Any, known: Any, readings: Any) -> None:
        other = {
            name: value and list(procedure.readings[name].choices)[-1] for name, value in readings.items()
        }
        made(self, procedure, case, known, other)

    patch.setattr(reference.Reference, "__init__", misread)


@mutant
def the_earlier_of_two_days_takes_the_later_end(patch: pytest.MonkeyPatch) -> None:
    """In both engines; the bounds are too late."""

    def wrong(parts: Iterable[Bounds]) -> Bounds:
        some = list(parts)
        return bounds.earliest_of(some) if len(some) < 2 else Bounds(*(max(one.lo for one in some),) * 2)

    patch.setattr(settle, "earliest_of", wrong)
    patch.setattr(reference_days, "earliest_of", wrong)


@mutant
def an_event_that_does_not_qualify_counts_all_the_same(patch: pytest.MonkeyPatch) -> None:
    """An acknowledgement by telephone, where a letter was promised; by the first engine."""
    day = compiling._Compiler.day

    def lenient(self: Any, one: Any) -> Any:
        return self._named(one.event) if type(one).__name__ == "Qualified" else day(self, one)

    patch.setattr(compiling._Compiler, "day", lenient)


@mutant
def nothing_is_missing(patch: pytest.MonkeyPatch) -> None:
    """One engine does not say what to find out."""
    patch.setattr(outcomes.Reader, "needs", lambda self, pair: frozenset())


@mutant
def one_chainer_skips_the_last_rule(patch: pytest.MonkeyPatch) -> None:
    """The one that stands in where durable-rules is not installed."""
    fire = chain.InOrder.fire
    patch.setattr(chain.InOrder, "fire", lambda self, atoms: fire(self, atoms)[:-1])


def hunted(name: str, cases: int, seed: int) -> Tally:
    """Plant a mistake, and run until something is wrong."""
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[name](patch)
        return run(cases, seed, (PROCEDURES[0], *TINY), oracle=0.5, until_wrong=True)
