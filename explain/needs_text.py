"""What is missing as text: what settles most first, who decides, by which clause, and what does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from explain.accounts import of_each_matter
from explain.contested_text import WHICHEVER, accounts_differ, how_many_same, told_once, whose
from explain.days import day_in_words
from explain.lines import Line, point
from explain.words import Words, listed
from kb.model.determination import AccountsTried
from kb.model.needs import HeadNeeds, Needed, Needs, OfNoMatter
from kb.model.policy import LinkedProcedure, either

_MOST = 3
Read = Callable[[Any], object]
_PARTS = ("missing", "presumed", "of_no_matter")
_ON_THE_DAY = "If it happened on the day of assessment, it would"
_GROUPS = {
    "fact": "Facts to find",
    "judgement": "Judgements to make",
    "decision": "Decisions to make",
    "event to come": "Events to come",
    "time of day": "Times of day to find",
}


def needs(
    found: Needs, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say what is missing in a case; with `everything`, each conclusion that an item would settle."""
    yield Line(found.case, tone="heading")
    policy = f"{found.policy.id}@{found.policy.version}"
    yield Line(f"{policy}, assessed on {day_in_words(found.assessed_on)}", hang=2)
    for name, heads, tried in of_each_matter(found.heads, found.contested):
        if name is not None:
            yield Line()
            yield Line(f"Matter: {name}", tone="heading")
        goes_by = dict.fromkeys(one for head in heads for one in head.procedures)
        words = Words(either([procedures[one] for one in goes_by]))
        if tried is None:
            yield from _Head(heads[0], words, everything).lines()
        else:
            yield from _by_account(heads, tried, words, everything)


def _by_account(
    heads: Sequence[HeadNeeds], tried: AccountsTried, words: Words, everything: bool
) -> Iterator[Line]:
    """Say what the accounts decide, then once what is missing whichever is right, then what else is under each."""
    yield Line()
    yield from accounts_differ(tried.facts, words)
    yield from _decided(tried, words, everything)
    several = list(told_once(heads, lambda _, head: _Head(head, words, everything).lines()))
    if len(several) == 1:
        yield from several[0][1]
        return
    read = _Head(heads[0], words, everything).read
    common = _in_common(heads, read)
    if any(getattr(common, part) for part in _PARTS):
        yield Line()
        yield Line(f"{WHICHEVER}:", tone="heading")
        yield from _Head(common, words, everything).missing()
    for head, _ in several:
        yield Line()
        yield Line(f"{whose(head, tried, words)}:", tone="heading")
        yield Line(_Head(head, words, everything).first(), 2, 2)
        own = {part: _others(getattr(head, part), getattr(common, part), read) for part in _PARTS}
        yield from _Head(head.model_copy(update=own), words, everything).missing()


def _decided(tried: AccountsTried, words: Words, everything: bool) -> Iterator[Line]:
    """Say how much does not hang on which account is right, and what does."""
    names = [name for name in words.procedure.conclusions if name not in tried.same]
    decides = ""
    if names:
        names.sort(key=lambda one: not words.important(one))
        shown = names if everything else names[:_MOST]
        more = f"; and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        decides = f" It decides: {'; '.join(words.conclusion(one) for one in shown)}{more}."
    yield how_many_same(tried, decides=decides)


def _in_common(heads: Sequence[HeadNeeds], read: Read) -> HeadNeeds:
    """Give what reads the same whichever account is right."""
    first, *others = heads
    lists: dict[str, list[Any]] = {}
    for part in _PARTS:
        known = [[read(one) for one in getattr(other, part)] for other in others]
        lists[part] = [one for one in getattr(first, part) if all(read(one) in some for some in known)]
    return first.model_copy(update=lists)


def _others(some: Sequence[Any], common: Sequence[Any], read: Read) -> list[Any]:
    known = [read(one) for one in common]
    return [one for one in some if read(one) not in known]


class _Head:
    """What is missing for one matter."""

    def __init__(self, head: HeadNeeds, words: Words, everything: bool) -> None:
        self.head, self.words, self.everything = head, words, everything

    def lines(self) -> Iterator[Line]:
        yield Line(self.first(), hang=2)
        yield from self.missing()

    def missing(self) -> Iterator[Line]:
        """Say what is missing, what is presumed, and what does not matter."""
        for kind, title in _GROUPS.items():
            items = [item for item in self.head.missing if item.kind == kind]
            yield from _section(title, [line for item in items for line in self._item(item)])
        presumed = [point(f"{one.said} ({one.fact})") for one in self.head.presumed]
        yield from _section("Presumed; state it if it is otherwise", presumed)
        yield from self._of_no_matter()

    def first(self) -> str:
        """Give the answer in a sentence: how much is open, and what to find out first."""
        count, every = len(self.head.open), self.head.conclusions
        if not count:
            return f"Nothing is open: all {every} conclusions are settled."
        said = f"{count} of {every} conclusions {'is' if count == 1 else 'are'} open."
        now = [item for item in self.head.missing if item.kind != "event to come" and _able(item)]
        if now:
            return f"{said} First of all: {self._asked(now[0])} ({now[0].name})"
        if all(item.kind == "event to come" for item in self.head.missing):
            return f"{said} Nothing has to be found out for them now: they wait for events to come."
        return f"{said} No single answer would settle any of them; several together may."

    @staticmethod
    def _asked(item: Needed) -> str:
        if item.kind != "time of day":
            return item.question
        return f"{item.label}?" if item.values else f"{item.label}, at what time?"

    def read(self, one: Any) -> object:
        """Give an item as it reads, or a presumption or a fact of no matter as it is."""
        return tuple(self._item(one)) if isinstance(one, Needed) else one

    # --- one item ---

    def _item(self, item: Needed) -> Iterator[Line]:
        asked = item.label if item.kind in ("event to come", "time of day") else item.question
        yield point(f"{asked} ({item.name})")
        if item.kind != "event to come":
            yield Line(f"{self._answers(item)}.", 4, 2)
        yield from self._effects(item)
        if item.decided_by:
            verb = "decide" if item.kind == "decision" else "say"
            yield Line(f"For {item.decided_by} to {verb}.", 4, 2)
        yield from self._clauses(item)

    def _answers(self, item: Needed) -> str:
        if item.kind == "time of day" and not item.values:
            return "A minute of the day that is stated"
        if item.kind == "time of day":
            return f"To be written {listed([f'`{value}`' for value in item.values], 'or')}"
        if self.words.facts[item.name].any_of:
            return f"Any of: {', '.join(item.values.values())}"
        if item.values:
            return _capital(listed(list(item.values.values()), "or"))
        return "A day, or not yet" if self.words.facts[item.name].kind == "event" else "A day, or none"

    def _effects(self, item: Needed) -> Iterator[Line]:
        """Say what comes of an item by itself; where nothing does, which conclusions wait for it all the same."""
        if item.kind == "event to come":
            yield from self._effect(f"{_ON_THE_DAY} settle", [*item.settles, *item.may_settle])
            yield from self._effect(f"{_ON_THE_DAY} change", item.changes)
        else:
            always = "Settles, whatever the answer" if item.exhaustive else "Settles, in each case tried"
            yield from self._effect(always, item.settles)
            yield from self._effect("Can settle", item.may_settle)
            yield from self._effect("Can change", item.changes)
        if not _able(item):
            yield from self._effect(self._else(item), item.waiting)

    @staticmethod
    def _else(item: Needed) -> str:
        """Say how an item that settles nothing by itself bears on conclusions all the same."""
        if item.kind == "decision":
            return "Bears on"
        return "Waited for by" if item.changes else "Settles nothing by itself; waited for by"

    def _effect(self, title: str, names: Sequence[str]) -> Iterator[Line]:
        if names:
            yield Line(f"{title}: {self._labels(names)}.", 4, 2)

    def _labels(self, names: Sequence[str]) -> str:
        shown = names if self.everything else names[:_MOST]
        said = "; ".join(self.words.conclusion(name) for name in shown)
        return f"{said}; and {len(names) - len(shown)} more" if len(names) > len(shown) else said

    def _clauses(self, item: Needed) -> Iterator[Line]:
        """Cite the clauses by heading and id."""
        shown = item.clauses if self.everything else item.clauses[:1]
        cited = [f"{self.words.procedure.clauses[one].heading} ({one})" for one in shown]
        more = len(item.clauses) - len(shown)
        if cited:
            yield Line(f"[{'; '.join(cited)}{f'; and {more} more' if more else ''}]", 4, 2, "faint")

    # --- what does not matter ---

    def _of_no_matter(self) -> Iterator[Line]:
        always = [one for one in self.head.of_no_matter if one.whatever_the_reading]
        here = [one for one in self.head.of_no_matter if not one.whatever_the_reading]
        yield from _section("Not stated, and of no matter whatever it is", _facts(always))
        yield from _section("Of no matter as the unclear passages are read here", _facts(here))


def _facts(items: Iterable[OfNoMatter]) -> list[Line]:
    return [point(f"{one.label} ({one.name})") for one in items]


def _able(item: Needed) -> bool:
    """Whether an item can settle anything by itself."""
    return bool(item.settles or item.may_settle)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _section(title: str, lines: Sequence[Line]) -> Iterator[Line]:
    if lines:
        yield Line()
        yield Line(title, tone="heading")
        yield from lines
