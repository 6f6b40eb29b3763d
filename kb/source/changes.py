"""A case as it would be if some facts were otherwise: changed, added or taken away, or judged on another day.

Values are read exactly as in a case file. What is wrong with them is told by its place on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod

from kb.calendar import FIRST, LAST
from kb.model.case import Case, Contested, Head, Stated, head_of
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.situation import FactConflict, situation_of
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.cases import MOST_COMBINATIONS
from kb.source.codes import Code
from kb.source.days import NoDay, Span, exact_day
from kb.source.facts import FactReader
from kb.source.faults import Faults
from kb.source.typed import COMMAND_LINE, typed
from kb.source.wording import did_you_mean, quoted

CALENDAR = Span(FIRST, LAST)


@dataclass(frozen=True, slots=True)
class Asked:
    """What would be otherwise, as it is typed: facts as `NAME=VALUE`, names of facts to leave out, a day."""

    facts: Sequence[str] = ()
    without: Sequence[str] = ()
    assessed_on: str | None = None


def changed(case: Case, vocabulary: Vocabulary, asked: Asked, head: str | None = None) -> Case:
    """Give the case as it would be; with `head`, only that matter of it is changed.

    Raises:
        Refused: a fact or value is none, nothing is changed, or the facts would contradict each other.
    """
    return _Changes(case, vocabulary, asked, head).case()


def day_typed(text: str, part: str) -> date:
    """Read one whole day that is typed, as `part` of a text.

    Raises:
        Refused: it is none.
    """
    try:
        return exact_day(part, CALENDAR)
    except NoDay as error:
        raise refused(error.code, str(error), text, part, error.help) from None


def refused(code: Code, message: str, text: str, part: str, help: str = "") -> Refused:
    """Refuse what was typed, with the part of it that is at fault."""
    column = max(text.find(part), 0) + 1
    return Refused(
        [Diagnostic(code.id, message, Place(COMMAND_LINE, 1, column, max(len(part), 1), text), help=help)]
    )


class _Changes:
    def __init__(self, case: Case, vocabulary: Vocabulary, asked: Asked, head: str | None) -> None:
        self.before, self.vocabulary, self.asked, self.head = case, vocabulary, asked, head
        self.found: list[Diagnostic] = []
        self.today = case.assessed_on
        self.typed: dict[str, str] = {}

    def case(self) -> Case:
        if not (self.asked.facts or self.asked.without or self.asked.assessed_on):
            help = "name facts as `NAME=VALUE`, or use `--without NAME` or `--assessed-on DAY`"
            raise refused(codes.NOTHING_CHANGED, "nothing is to be otherwise", "", "", help)
        if self.asked.assessed_on is not None:
            self.today = day_typed(f"--assessed-on {self.asked.assessed_on}", self.asked.assessed_on)
        facts = {one.name: one for one in map(self._fact, self.asked.facts) if one is not None}
        for name in self.asked.without:
            self._check_left_out(name)
        for one in self._concerned(self.before.heads):
            self._check_accounts(one, facts)
        self._refuse()
        heads = tuple(self._head(one, facts) for one in self.before.heads)
        case = replace(self.before, assessed_on=self.today, heads=heads)
        for head in heads:
            self._check_days(head)
        self._refuse()
        for head in heads:
            for one in head.by_account():
                self._check_order(case, one)
        self._refuse()
        return case

    def _refuse(self) -> None:
        if self.found:
            raise Refused(list(dict.fromkeys(self.found)))  # what all matters share is told once

    def _add(self, code: Code, message: str, text: str, part: str, help: str = "") -> None:
        self.found += refused(code, message, text, part, help).diagnostics

    # --- what is typed ---

    def _fact(self, text: str) -> Stated | Contested | None:
        name, equals, _ = text.partition("=")
        if not equals and name in self.vocabulary.facts:
            help = f"write it as `{name}=VALUE`; `kb vocabulary {name}` says what it can be"
            self._add(
                codes.FACT_NO_VALUE, f"which value of {quoted(name)} is meant is not said", text, text, help
            )
            return None
        if name in self.typed:
            self._add(codes.CHANGED_TWICE, f"{quoted(name)} is named twice", text, name)
            return None
        self.typed[name] = text
        try:
            document = typed(text)
        except Refused as refusal:
            self.found += refusal.diagnostics
            return None
        faults = Faults(document)
        read = FactReader(faults, self.vocabulary, CALENDAR, self.today.toordinal())
        fact = read.fact(name, document.data[name], (name,))
        self.found += faults.found
        return fact

    def _check_left_out(self, name: str) -> None:
        text = f"--without {name}"
        if name not in self.vocabulary.facts:
            help = did_you_mean(name, self.vocabulary.facts)
            self._add(codes.CASE_UNKNOWN_FACT, f"unknown fact {quoted(name)}", text, name, help)
        elif name in self.typed:
            self._add(codes.CHANGED_TWICE, f"{quoted(name)} is given a value and left out", text, name)
        elif not any(name in {**one.facts, **one.contested} for one in self._concerned(self.before.heads)):
            help = did_you_mean(name, self.before.heads[0].facts)
            self._add(codes.NOT_STATED, f"{quoted(name)} is not stated in the case", text, name, help)

    def _check_accounts(self, head: Head, facts: Mapping[str, Stated | Contested]) -> None:
        """Tell accounts of what is contested already, and too many to try: as it is and as it would be, together."""
        other = {name: one for name, one in facts.items() if isinstance(one, Contested)}
        for name in other:
            if head.contested.get(name, other[name]) != other[name]:
                message = f"the case has accounts of {quoted(name)}, so it cannot have others as well"
                help = f"name one value, as `{name}=VALUE`, or write the accounts in the case"
                self._add(codes.OTHER_ACCOUNTS, message, self.typed[name], name, help)
        count = prod(len(one.accounts) for one in (head.contested | other).values())
        if other and count > MOST_COMBINATIONS:
            text = self.typed[next(iter(other))]
            message = f"there would be {count} combinations of accounts, and {MOST_COMBINATIONS} are the most"
            self._add(codes.TOO_MANY_ACCOUNTS, message, text, next(iter(other)), "name fewer accounts")

    def _concerned(self, heads: Iterable[Head]) -> list[Head]:
        return [one for one in heads if self.head in (None, one.name)]

    # --- the case as it would be ---

    def _head(self, head: Head, facts: dict[str, Stated | Contested]) -> Head:
        if not self._concerned([head]):
            return head
        stated: dict[str, Stated | Contested] = {**head.facts, **head.contested}
        kept = {name: one for name, one in stated.items() if name not in self.asked.without}
        return head_of(head.name, kept | facts)

    def _check_days(self, head: Head) -> None:
        """Tell what had not happened, or nobody had judged, by the other day of assessment; each fact once."""
        facts = {name: (stated,) for name, stated in head.facts.items()}
        for name, several in (facts | {name: one.accounts for name, one in head.contested.items()}).items():
            happened = self.vocabulary.facts[name].kind == "event"
            late = {one: one.after(self.today, happened) for one in several}
            self._tell_late(name, "", [one.text for one, what in late.items() if what == "value"])
            self._tell_late(name, "`when` of ", [one.when.text for one, what in late.items()
                                                 if what == "when" and one.when])  # fmt: skip

    def _tell_late(self, name: str, of: str, texts: Sequence[str]) -> None:
        if texts:
            text = f"--assessed-on {self.asked.assessed_on}"
            values = " or ".join(map(quoted, dict.fromkeys(texts)))
            message = f"{of}`{name}` is {values}, after the day of assessment"
            help = f"leave it out as well: `--without {name}`"
            self._add(codes.AFTER_ASSESSMENT, message, text, str(self.asked.assessed_on), help)

    def _check_order(self, case: Case, head: Head) -> None:
        try:
            situation_of(case, head, self.vocabulary)
        except FactConflict as conflict:
            said = [f"`{one}` is {quoted(head.facts[one].text)}"
                    for one in (conflict.earlier, conflict.later) if one in head.facts]  # fmt: skip
            text = next((self.typed[one] for one in (conflict.later, conflict.earlier) if one in self.typed),
                        next(iter(self.typed.values()), ""))  # fmt: skip
            message = f"`{conflict.later}` would come before `{conflict.earlier}`, which it can only follow"
            self._add(codes.OUT_OF_ORDER, message, text, text, "; ".join(said))
