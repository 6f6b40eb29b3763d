"""The answer to a case as text: where it stands, what comes next, what is late, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explain.answers import answer, still_open, value_in_words, values_of
from explain.days import day_in_words
from explain.graph import own_id
from explain.lines import Line, point
from explain.words import Words, listed, words_of
from kb.model.determination import ConclusionRecord, Determination, HeadRecord, MissingItem, NextAction
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import ConclusionKind

_FIRST = 6
_MISSING = {
    "fact": "Facts to find",
    "judgement": "Judgements to make",
    "decision": "Decisions to make",
    "event to come": "Events to come",
    "time of day": "Times of day to find",
}


def assessment(
    determination: Determination, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say what follows from a case, the answer first; with `everything`, each conclusion after it."""
    yield Line(determination.case, tone="heading")
    policy = f"{determination.policy.id}@{determination.policy.version}"
    yield Line(f"{policy}, assessed on {day_in_words(determination.assessed_on)}", 0, 2, "faint")
    for head in determination.heads:
        if head.head is not None:
            yield Line()
            yield Line(f"Matter: {head.head}", tone="heading")
        yield from matter(head, words_of(head, procedures), everything)
    if determination.differs_between_heads:
        differing = set(determination.differs_between_heads)
        labels = [one.label for one in determination.heads[0].conclusions if one.name in differing]
        yield from section("The matters part ways on", [point(label, tone="faint") for label in labels])
    if not everything:
        yield from _reasons(determination.heads[0].conclusions)
    yield from _environment(determination, procedures, everything)
    yield Line()
    yield Line(
        "This is what the policy says. Law, codes and an ombudsman's own rules are not in it.", tone="faint"
    )


def matter(head: HeadRecord, words: Words, everything: bool = False) -> Iterator[Line]:
    """Say what follows for one matter: where it stands, what comes next, what is late, what is missing."""
    found = {record.name: record for record in head.conclusions}
    if "stage" in found:
        yield Line(f"Stage: {answer(found['stage'], words)}", nodes=node_of(found["stage"]))
    yield from section("Next", next_steps(head, words))
    yield from section("Deadlines", list(_deadlines(found, words)))
    yield from section("Late or broken", list(_late(found, words)))
    yield from section("What may be asked for", list(_asked_for(found, words)))
    if head.contested is not None:
        from explain.contested_text import (
            accounts,  # most cases have no such facts, and need not wait for this
        )

        yield from accounts(head, words, everything)
    yield from _missing(head, words, everything)
    yield from dependence(head.conclusions, head, words, everything)
    yield from section("Presumed, until something else is stated", presumed(head, head.conclusions))
    if head.unused_facts:
        labels = [words.facts[name].label for name in head.unused_facts]
        unused = [point(label, tone="faint") for label in labels]  # nothing was derived from them
        yield from section("Stated, but of no matter under this policy", unused)
    if everything:
        yield from _all(head, words)


def section(title: str, points: Iterable[Line]) -> Iterator[Line]:
    """Give points under a heading, if there are any."""
    points = list(points)
    if points:
        yield Line()
        yield Line(title, tone="heading")
        yield from points


def next_steps(head: HeadRecord, words: Words) -> Iterator[Line]:
    """Give a point for each thing that has to be done next: who, what and by when."""
    found = {record.name: record for record in head.conclusions}
    record = found.get("next_action")
    yield from (_action(action, found) for action in head.next_actions)
    if record is not None and not head.next_actions:
        nothing = record.outcome == "not_concluded"
        said = "nothing that the policy names" if nothing else answer(record, words)
        yield point(said, nodes=node_of(record))
    still = still_open(record, words) if record is not None and record.outcome == "concluded" else ""
    if still:
        yield point(f"possibly also: {still}", nodes=node_of(record))


def _action(action: NextAction, found: Mapping[str, ConclusionRecord]) -> Line:
    act = f"the {action.actor}: {action.label}"
    nodes = (*node_of(found.get("next_action")), *node_of(found.get(f"{action.act}.last_day")))
    if action.by is None or action.by == "never":
        return point(act, nodes=nodes)
    day = day_in_words(action.by)
    if action.overdue:
        return point(f"{act}, overdue: the last day was {day}", tone="warning", nodes=nodes)
    return point(f"{act}, by {day}", nodes=nodes)


def node_of(record: ConclusionRecord | None) -> tuple[str, ...]:
    """Give the node of a conclusion, if there is one."""
    return (record.node,) if record is not None and record.node else ()


def _late(found: Mapping[str, ConclusionRecord], words: Words) -> Iterator[Line]:
    """One point for each norm that was missed."""
    bad: dict[str, dict[str, str]] = {}
    nodes: dict[str, tuple[str, ...]] = {}
    for name, record in found.items():
        norm, _, about = name.rpartition(".")
        kind = words.procedure.conclusions[name].kind
        values = [one for one in values_of(record) if "any" in kind.warns or one in kind.warns]
        if values:
            said = listed([value_in_words(name, one, words) for one in values], "and")
            bad.setdefault(norm, {})[about] = record.label if kind.type == "yes-no" else _about(kind) + said
            nodes[norm] = (*nodes.get(norm, ()), *node_of(record))
    for norm, several in bad.items():
        title = words.procedure.vocabulary.names.get(norm, "")
        said = "; ".join(dict.fromkeys(several.values()))
        last = found.get(f"{norm}.last_day")
        text = f"{title}: {said}{_last_day(last)}" if title else said
        yield point(text, tone="warning", nodes=(*nodes[norm], *node_of(last)))


def _deadlines(found: Mapping[str, ConclusionRecord], words: Words) -> Iterator[Line]:
    """One point for each limit whose last day is known, and how the act stands to it."""
    for name, record in found.items():
        norm, _, about = name.rpartition(".")
        stands = found.get(f"{norm}.timeliness")
        if stands is None or "not_applicable" in values_of(stands):
            continue
        day = (
            _days(name, record, words) or _first(found.get(f"{norm}.due"), words)
            if about == "last_day"
            else None
        )
        if day is not None:
            title = words.procedure.vocabulary.names.get(norm, norm)
            yield point(
                f"{title}: {day}: {answer(stands, words)}", nodes=(*node_of(record), *node_of(stands))
            )


def _first(due: ConclusionRecord | None, words: Words) -> str | None:
    """Say when an act is first due of which the last day is not known, because more time may be taken."""
    day = _days(due.name, due, words) if due is not None else None
    return f"first due {day}, and later if more time was taken" if day else None


def _days(name: str, record: ConclusionRecord, words: Words) -> str | None:
    """Give a day in words, or the days between which it must be; nothing where not even those are known."""
    if record.outcome == "concluded":
        return "no last day" if record.value == "never" else value_in_words(name, str(record.value), words)
    if record.outcome == "open" and record.bounds and None not in record.bounds:
        first, last = (day_in_words(str(one)) for one in record.bounds)
        return f"between {first} and {last}"
    return None


def presumed(head: HeadRecord, records: Iterable[ConclusionRecord]) -> Iterator[Line]:
    """Give what conclusions take for granted: events on the day of others, acts that nobody owes, no new bank holiday."""
    used = {one for record in records if record.outcome == "concluded" for one in record.presumptions}
    told: set[str] = set()
    for node in head.graph.nodes:
        name = own_id(node.id).removeprefix("presumption ")
        if (
            node.kind == "presumption"
            and name in used
            and name not in told
            and not name.endswith("not yet made")
        ):
            told.add(name)
            yield point(node.label.removesuffix(" (presumed)"), nodes=(node.id,))


def _about(kind: ConclusionKind) -> str:
    return "it lacks " if kind.of == "parts" else ""


def _last_day(record: ConclusionRecord | None) -> str:
    values = values_of(record) if record else ()
    return f" (the last day was {day_in_words(values[0])})" if values else ""


def _asked_for(found: Mapping[str, ConclusionRecord], words: Words) -> Iterator[Line]:
    kinds = {name: words.procedure.conclusions[name].kind for name in found}
    asked = [
        name for name, kind in kinds.items() if kind.asked_for and found[name].outcome != "not_concluded"
    ]
    order = list(
        words.procedure.vocabulary.conclusions
    )  # those about a stage come between the complaint and the end
    for name in sorted(
        asked, key=lambda one: order.index(one) if one in order else order.index("local_process")
    ):
        yield point(f"{found[name].label}: {answer(found[name], words)}", nodes=node_of(found[name]))


def _missing(head: HeadRecord, words: Words, everything: bool) -> Iterator[Line]:
    found = {one.name: one for one in head.conclusions}
    awake = [one for one in head.conclusions if everything or not _is_idle(one, found, words)]
    waited = {(need.kind, need.name) for one in awake for need in one.needs}
    for kind, title in _MISSING.items():
        items = [one for one in head.missing if one.kind == kind and (kind, one.name) in waited]
        shown = items if everything else items[:_FIRST]
        points = [_item(item, head, words) for item in shown]
        if len(items) > len(shown):
            more = f"and {len(items) - len(shown)} more, which fewer conclusions wait for (--all)"
            points.append(point(more, tone="faint"))
        yield from section(title, points)


def _is_idle(record: ConclusionRecord, found: Mapping[str, ConclusionRecord], words: Words) -> bool:
    """Whether nobody needs an open conclusion yet (more time for a stage that has not begun), as the vocabulary says."""
    norm = record.name.rpartition(".")[0]
    idle = words.procedure.conclusions[record.name].kind.idle_while
    beside = [
        (found[f"{norm}.{about}"], values) for about, values in idle.items() if f"{norm}.{about}" in found
    ]
    return any(set(values_of(one)) & set(values) for one, values in beside)


def _item(item: MissingItem, head: HeadRecord, words: Words) -> Line:
    nodes = next((node_of(one) for one in head.conclusions if item in one.needs), ())
    fact = words.facts.get(item.name)
    if fact is None or item.kind in ("event to come", "time of day"):
        return point(f"{item.label} ({item.name})", nodes=nodes)
    by = f" For {fact.decided_by} to say." if fact.decided_by else ""
    return point(f"{fact.question}{by} ({item.name})", nodes=nodes)


def dependence(
    records: Iterable[ConclusionRecord], head: HeadRecord, words: Words, everything: bool = True
) -> Iterator[Line]:
    """Say what would come of another reading of an unclear passage, each group of passages once.

    Unless everything is asked for, only of conclusions that some reading settles, and not by account, as it is said
    with the accounts.
    """
    records = list(records)
    if everything and head.contested is not None:
        from explain.contested_text import by_account

        records += by_account(head, {one.name for one in records}, words)
    groups: dict[tuple[str, ...], list[ConclusionRecord]] = {}
    for record in records:
        if record.depends_on_reading is not None and (everything or _effects(record, words)):
            groups.setdefault(tuple(record.depends_on_reading.readings), []).append(record)
    if groups:
        yield Line()
        yield Line("Depends on how an unclear passage is read", tone="heading")
    chosen = {own_id(node.id): node for node in head.graph.nodes if node.kind == "reading"}
    told: set[str] = set()
    for readings, members in groups.items():
        for name in readings:
            node = chosen.get(f"reading {name}")
            nodes = (node.id,) if node else ()
            if name in told:
                yield Line(f"Together with what was said above of {_spaced(name)}:", 2, nodes=nodes)
                continue
            told.add(name)
            reading = words.procedure.readings[name]
            taken = str((node.particulars.get("read_as") if node else None) or reading.default)
            choice = words.choice(name, taken)
            yield Line(f"{reading.about} Read here as: {choice}.", 2, nodes=nodes)
        yield from _depending(members, words)


def _depending(members: list[ConclusionRecord], words: Words) -> Iterator[Line]:
    """Say the values under each reading; where only what is possible differs, name the conclusion."""
    said = {record.name: _effects(record, words) for record in members}
    last_days = {name.removesuffix(".last_day") for name in said if name.endswith(".last_day")}
    told = [one for one in members if not (one.name.endswith(".due") and one.name[:-4] in last_days)]
    vague = [one for one in told if not said[one.name]]
    for one in told:
        if said[one.name]:
            yield point(f"{one.label}: {said[one.name]}", 4, nodes=node_of(one))
    if vague:
        labels = "; ".join(one.label for one in vague)
        nodes = tuple(node for one in vague for node in node_of(one))
        yield point(f"not known yet either way, but not the same is possible: {labels}", 4, nodes=nodes)


def _effects(record: ConclusionRecord, words: Words) -> str:
    dependence = record.depends_on_reading
    assert dependence is not None
    if not dependence.established:
        return "not established, because there are too many ways to read the passages together"
    said: dict[str, list[str]] = {}
    for effect in dependence.values:
        blank = {"possible": None, "members": None, "bounds": None}
        as_read = record.model_copy(update={"outcome": effect.outcome, "value": effect.value, **blank})
        choices = " with ".join(words.choice(*one) for one in effect.readings.items())
        said.setdefault(answer(as_read, words), []).append(choices)
    if len(said) < 2:
        return ""
    return "; ".join(f"{value} if {listed(choices, 'or')}" for value, choices in said.items())


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _reasons(records: Sequence[ConclusionRecord]) -> Iterator[Line]:
    """Say how to ask on, with the name of a conclusion that somebody will ask about."""
    late = [one.name for one in records if set(values_of(one)) & {"overdue", "late", "broken"}]
    names = [one.name for one in records]
    name = next(iter([*late, *(one for one in names if one == "stage"), *names]), "NAME")
    yield Line()
    yield Line(f"For the reasons: kb why CASE {name} (kb assess --all names every conclusion)", 0, 2, "faint")


def _all(head: HeadRecord, words: Words) -> Iterator[Line]:
    yield Line()
    yield Line("Every conclusion", tone="heading")
    for record in head.conclusions:
        yield point(f"{record.label}: {answer(record, words)} ({record.name})", nodes=node_of(record))
        if record.needs:
            names = dict.fromkeys(item.name for item in record.needs)
            yield Line(f"waits for {', '.join(names)}", 4, 2, "faint")
        if record.clauses:
            on = f"rests on {', '.join(record.rests_on)}: " if record.rests_on else ""
            yield Line(f"{on}{', '.join(record.clauses)}", 4, 2, "faint")
        if record.presumptions:
            yield Line(f"presuming {', '.join(record.presumptions)}", 4, 2, "faint")
    silent = {own_id(node.id): node.id for node in head.graph.nodes if node.kind == "silence"}
    points = [
        point(said, nodes=(silent[key],))
        if (key := f"silence {question}") in silent
        else point(said, tone="faint")
        for question, said in head.silent_on.items()
    ]
    yield from section("What the document does not say", points)


def _environment(
    determination: Determination, procedures: Mapping[str, LinkedProcedure], everything: bool
) -> Iterator[Line]:
    engines = determination.environment.engines
    if len(engines) == 1:
        yield Line()
        yield Line(
            f"Only one engine ({engines[0]}) made this answer; no second one checked it.", tone="warning"
        )
    elif everything:
        calendar, policy = determination.environment.calendar, next(iter(procedures.values())).policy
        shut = ", without the days on which the organisation is shut" if policy.calendar.closures else ""
        yield Line()
        yield Line(
            f"{' and '.join(engines)} agree. Calendar: {calendar.id}, {calendar.edition}{shut}.", tone="faint"
        )
