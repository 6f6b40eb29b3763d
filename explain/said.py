"""What each step of a provenance graph says, and its particulars: words made from what is known, and nothing decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from explain.days import day_in_words
from explain.words import Words, as_written, bounds_in_words, listed
from kb.model.bounds import Bounds
from kb.model.case import Stated
from kb.model.closures import PolicyCalendar
from kb.model.determination import ContestedFact, MissingItem
from kb.model.files import Clause, ConventionClause, Policy
from kb.model.outcome import Outcome
from kb.model.tree import Compare, Day
from kb.model.truth import Truth
from kb.model.vocabulary import Fact, Vocabulary
from kb.program.form import DayNode

COMPLETE_RECORD = "what is not stated has not happened, because the record is stated to be complete"
CONVENTIONS = "the conventions that all policies share"
_SAME_DAY = ": same day as "


def same_day_as(presumption: str) -> str:
    """Give the event whose day a presumption takes for another, if it is one that does."""
    return presumption.partition(_SAME_DAY)[2]


# --- grounds ---


def stated_particulars(stated: Stated) -> dict[str, object]:
    """Give what a case states of a fact, and who says so on what evidence."""
    said = {"text": stated.text, **stated.particulars}
    return {key: value for key, value in said.items() if value is not None}


def order(facts: Mapping[str, Fact], one: str, other: str) -> str:
    """Say that of two events one can only follow the other."""
    first, second = sorted((one, other), key=lambda name: name in facts[other].follows)
    return f"{facts[first].label}, {facts[second].label}: one of them can only follow the other"


def presumption(facts: Mapping[str, Fact], name: str) -> str:
    """Say what is presumed of a fact."""
    event, _, what = name.partition(": ")
    if other := same_day_as(name):
        what = f"the same day as {facts[other].label}"
    return f"{facts[event].label}: {what} (presumed)"


def reading(words: Words, name: str, chosen: str) -> str:
    """Say how an unclear passage is read, and why."""
    one = words.procedure.readings[name]
    return f"{one.about} Read as: {words.choice(name, chosen)}. {one.because}"


def assessment(day: date) -> str:
    """Say on which day the case is assessed."""
    return f"the day of assessment: {day_in_words(day)}"


def calendar(used: PolicyCalendar) -> str:
    """Say whose days do not count."""
    own = ", and the policy's own closure days" if used.closed or used.closed_each_year else ""
    return f"the bank holidays of {used.nation}{own}"


def calendar_particulars(used: PolicyCalendar) -> dict[str, object]:
    """Give the nation, and the closure days as the policy lists them."""
    listed = {"closed": list(used.closed), "closed_each_year": list(used.closed_each_year)}
    return {"id": used.nation, **{key: days for key, days in listed.items() if days}}


def unannounced(last: date) -> str:
    """Say that no bank holiday will come that is not announced yet."""
    return f"no new bank holiday after {day_in_words(last)} (presumed)"


def clause(one: Clause | ConventionClause) -> str:
    """Say what a clause says, and what its encoding takes for granted."""
    assumed = f" Assumed: {one.assumes}" if isinstance(one, Clause) and one.assumes else ""
    return f"{one.heading}: {one.gist}{assumed}"


def clause_particulars(id_: str, one: Clause | ConventionClause) -> dict[str, object]:
    """Give a clause with its place in the document, or with its authority."""
    policy = id_.partition("/")[0]
    return {"heading": one.heading, "gist": one.gist, "policy": policy, **_place(one)}


def _place(one: Clause | ConventionClause) -> dict[str, object]:
    if not isinstance(one, Clause):
        return {"authority": one.authority}
    found: dict[str, object] = {"lines": list(one.source.lines)}
    if one.assumes:
        found["assumes"] = one.assumes
    if one.source.sentences:
        found["sentences"] = list(one.source.sentences)
    return found


def document_particulars(policy: Policy) -> dict[str, object]:
    """Give the document that a policy was encoded from, with its fingerprint."""
    return {"name": policy.document.name, "sha256": policy.document.sha256, "version": policy.version}


# --- days ---


def counted(node: DayNode, start: Bounds, end: Bounds, pause: tuple[Bounds, Bounds] | None) -> str:
    """Say how long is counted from which day, and to which."""
    first, last = bounds_in_words(start._replace(by_minute=node.by_minute)), bounds_in_words(end)
    still = ""
    if pause:
        begin, until = map(bounds_in_words, pause)
        still = f", paused after {begin} up to and with {until}"
    return f"{node.period} {node.counted} {first}{still}: {last}"


def moved(node: DayNode, start: Bounds, end: Bounds) -> str:
    """Say which working day a day counts as."""
    came = bounds_in_words(start._replace(by_minute=node.by_minute))
    after = f" (after {node.cut_off} it counts as the day after)" if node.cut_off else ""
    return f"{came}, or the next working day{after}: {bounds_in_words(end)}"


# --- conditions, rules and conclusions ---


def comparison(
    words: Words, condition: Compare, truth: Truth, days: tuple[Bounds | None, Bounds | None]
) -> str:
    """Say how two days stand to each other: by their dates, where only one of each is possible."""
    left, right = days
    if left is None or right is None:
        return words.condition(condition, truth)
    by_minute = left.by_minute or right.by_minute
    one, other = (
        _dated(words, condition.day, left, by_minute),
        _dated(words, condition.other, right, by_minute),
    )
    return f"{one} is {'' if truth is Truth.HOLDS else 'not '}{condition.how.replace('-', ' ')} {other}"


def _dated(words: Words, day: Day, bounds: Bounds, by_minute: bool) -> str:
    """Say a day by its date and its name; with its time of day, if that is known and minutes are compared."""
    timed = by_minute and (bounds.by_minute or bounds.minutes is not None)
    said, name = bounds_in_words(bounds._replace(by_minute=timed)), words.day(day)
    return said if said == name else f"{said} ({name})"


def rule(heading: str, truth: Truth) -> str:
    """Say whether a rule applies, by the heading of its clause."""
    said = "applies" if truth is Truth.HOLDS else "does not apply" if truth is Truth.FAILS else "may apply"
    return f"`{heading}` {said}"


def value(words: Words, name: str, one: str, truth: Truth) -> str:
    """Say whether a conclusion has a value."""
    said = f"{words.conclusion(name)}: {words.value(name, one)}"
    return (
        said if truth is Truth.HOLDS else f"{said} is {'ruled out' if truth is Truth.FAILS else 'possible'}"
    )


def conclusion(words: Words, name: str, outcome: Outcome) -> str:
    """Say what came of a conclusion."""
    return f"{words.conclusion(name)}: {_outcome(words, name, outcome)}"


def _outcome(words: Words, name: str, outcome: Outcome) -> str:
    if outcome.kind == "concluded" and name in words.procedure.days:
        value = str(outcome.value)
        return words.value(name, value) if value == "never" else _day(value)
    if outcome.kind == "concluded":
        return ", ".join(words.value(name, one) for one in outcome.concluded)
    if outcome.kind == "conflict":
        return "the rules clash: " + " and ".join(words.value(name, one) for one in outcome.clash)
    if outcome.bounds:
        return f"open, {_between(*outcome.bounds)}"
    if outcome.possible:
        return "open: " + " or ".join(words.value(name, one) for one in outcome.possible)
    return "open" if outcome.kind == "open" else "none"


def _day(text: str) -> str:
    return f"{text[11:]} on {day_in_words(text)}" if len(text) > 10 else day_in_words(text)


def _between(first: str | None, last: str | None) -> str:
    if first and last:
        return f"from {_day(first)} to {_day(last)}"
    if first:
        return f"not before {_day(first)}"
    return f"not after {_day(last)}" if last else "any day"


# --- what is one of several ---


WHICH_PROCEDURE = "it is not known which procedure it goes by"
WHICH_ACCOUNT = "accounts differ"
ACCOUNTS = "accounts"
"""The step of the choice between accounts."""


def contested(facts: Iterable[ContestedFact], known: Mapping[str, Fact]) -> str:
    """Say of contested facts what each account has them to be."""
    each = ((fact, known[fact.name]) for fact in facts)
    return "; ".join(f"{fact.label}: accounts differ, {_accounts(fact, kind)}" for fact, kind in each)


def _accounts(fact: ContestedFact, kind: Fact) -> str:
    said = [f"{as_written(one.value, kind)} by the account of {one.by}" for one in fact.accounts]
    return listed(said, "or")


def contested_item(name: str, vocabulary: Vocabulary) -> MissingItem:
    """Say of a contested fact that which account of it is right is missing."""
    fact = vocabulary.facts[name]
    kind = fact.kind if fact.kind == "judgement" or fact.kind == "decision" else "fact"
    return MissingItem(kind=kind, name=name, label=f"{fact.label}, of which {WHICH_ACCOUNT}")


def depends_on_which(node: str, label: str, because: str = WHICH_PROCEDURE) -> str:
    """Say of a conclusion or value that it is open, because the records that it may be one of say different things."""
    if node.startswith("value "):
        return label.removesuffix(" is ruled out").removesuffix(" is possible") + " is possible"
    about = label.partition(": open")[0] if ": open" in label else label.rpartition(": ")[0]
    return f"{about}: open, because {because}"
