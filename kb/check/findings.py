"""All checks of one policy: of its files, of what its examples show, of cases made up for its procedures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kb.check.called import misnamed_examples
from kb.check.conflicts import MadeUp, conflicts_in_examples
from kb.check.coverage import unshown_rules
from kb.check.limits import unshown_limits
from kb.check.lines import misplaced_lines
from kb.check.order import out_of_order
from kb.check.questions import open_questions
from kb.check.readings import unused_readings
from kb.check.reasons import needless_reasons
from kb.check.sentences import badly_divided
from kb.check.shown import Shown
from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.questions import Question

Task = Callable[[], Iterable[Diagnostic]]


def of_files(subject: Subject, questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Find what can be told from the files of a policy alone."""
    yield from misnamed_examples(subject)
    yield from out_of_order(subject)
    yield from misplaced_lines(subject)
    yield from badly_divided(subject)
    yield from open_questions(subject, questions)
    yield from unused_readings(subject)


def of_examples(subject: Subject, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Find what the examples of a policy show, and fail to show."""
    shown = tuple(shown)
    yield from conflicts_in_examples(subject, shown)
    yield from unshown_limits(subject, shown)
    yield from unshown_rules(subject, shown)
    yield from needless_reasons(subject, shown)


def of_made_up_cases(subject: Subject, cases: int) -> Iterator[Task]:
    """Give the tasks that find what cases made up for each procedure come to, one for each case."""
    for procedure in subject.loaded.procedures.values():
        made_up = MadeUp(subject, procedure)
        yield from (partial(made_up.conflicts, number) for number in range(cases))
