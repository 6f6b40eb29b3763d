"""What is said of one conclusion, in words."""

from __future__ import annotations

from explain.days import bounds_in_words, day_in_words, looks_like_a_day
from explain.words import Words, listed
from kb.model.determination import ConclusionRecord


def answer(record: ConclusionRecord, words: Words) -> str:
    """Say what came of a conclusion: its value, what it still may be, or what clashes."""
    match record.outcome:
        case "concluded":
            return _concluded(record, words)
        case "not_concluded":
            return "nothing of this kind" if record.members is not None else "no rule gives it a value"
        case "conflict":
            clash = [value_in_words(record.name, value, words) for value in record.conflict or ()]
            return f"in conflict: the rules give both {listed(clash, 'and')}" if clash else "in conflict"
        case "open":
            return _open(record, words)


def value_in_words(name: str, value: str, words: Words) -> str:
    """Say one value of a conclusion, a day or a word of its list."""
    return day_in_words(value) if looks_like_a_day(value) and value != "never" else words.value(name, value)


def values_of(record: ConclusionRecord) -> tuple[str, ...]:
    """Give the values or members concluded."""
    if record.outcome != "concluded" or record.value is None:
        return ()
    return (record.value,) if isinstance(record.value, str) else tuple(record.value)


def _concluded(record: ConclusionRecord, words: Words) -> str:
    said = listed([value_in_words(record.name, value, words) for value in values_of(record)], "and")
    still = still_open(record, words)
    return f"{said}; possibly also {still}" if still else said


def _open(record: ConclusionRecord, words: Words) -> str:
    if record.bounds is not None:
        first, last = record.bounds
        return f"not known yet: {bounds_in_words(first, last)}" if first or last else "not known yet"
    still = still_open(record, words)
    if still:
        return f"not known yet; possible: {still}"
    if record.possible == []:
        return "nothing of this kind, if anything is said of it"
    if record.possible:
        possible = [value_in_words(record.name, one, words) for one in record.possible]
        if len(possible) == 1:  # what is open could come out otherwise
            possible.append("no rule gives it a value")
        return f"not known yet: {'; or '.join(possible)}"
    return "not known yet"


def still_open(record: ConclusionRecord, words: Words) -> str:
    """Say which members of a conclusion are neither concluded nor ruled out; nothing where there is none."""
    members = [name for name, truth in (record.members or {}).items() if truth == "open"]
    if (
        record.possible is not None
    ):  # where the procedure is open, a member may be open and yet ruled out by each
        members = [name for name in members if name in record.possible]
    return listed([value_in_words(record.name, one, words) for one in members], "or") if members else ""
