"""A reading for the person who complained: the answer, why, what is not certain, and what comes next.

Short by law: what is most to the point is said first, and reasons give way before doubts and next steps do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from explain.days import bounds_in_words, day_in_words
from explain.answers import values_of
from explain.lines import Line, point
from explain.readings.leaves import leaves, own_id
from explain.readings.reading import Reading
from explain.readings.told import Sentence, Teller, as_sentence
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, GraphNode, HeadRecord, MissingItem
from kb.model.files import Clause, kind_of, name_of
from kb.model.periods import Period

WORDS = 112
"""How many words the whole of it may have, headings and a remark on what is left out apart."""
_DOUBTS, _REST, _STEPS = 5, 6, 2


def public(record: ConclusionRecord, head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained of one conclusion."""
    return _Public(record, head, words).reading()


class _Public:
    """One conclusion, for the person who complained."""

    def __init__(self, record: ConclusionRecord, head: HeadRecord, words: Words) -> None:
        self.record, self.head, self.words = record, head, words
        self.told = Teller(head, words)
        self.telling = Telling(head.graph, False, head.conclusions)

    def reading(self) -> Reading:
        answer, steps = self.told.answer(self.record), self._next()
        source = self._source()
        room = WORDS - _count([*answer, *steps, *source])
        doubts = self._some([*self._other_reading(), *self._waiting(), *self._presumed()], room)
        why = [*self._fitting(self._reasons(), room - _count(doubts)), *source]
        lines = [
            *(Line(one.text, nodes=one.nodes) for one in answer[1:]),
            *_section("Why", why),
            *_section("What is not certain", doubts),
            *_section("What happens next", steps),
        ]
        return Reading("public", Line(answer[0].text, nodes=answer[0].nodes, tone="heading"), tuple(lines))

    # --- why ---

    @cached_property
    def _leaves(self) -> list[GraphNode]:
        record = self.record
        values = [f"value {record.name} = {value}" for value in values_of(record)]
        roots = [one for one in values if one in self.telling.nodes] or [record.node or ""]
        return list(leaves(self.head, roots, self.telling))

    def _own(self, node: GraphNode) -> str:
        return own_id(node.id, self.head.procedures)

    def _reasons(self) -> list[Sentence]:
        """Say the facts and the days counted, nearest to the answer first."""
        return _once(one for node in self._leaves for one in self._reason(node))

    def _reason(self, node: GraphNode) -> Iterator[Sentence]:
        own = self._own(node)
        if own.startswith("fact ") and not self._is_presumed(node):
            if node.kind != "missing":
                yield self.told.fact(own.removeprefix("fact "), node)
        elif node.kind == "day calculation":
            yield from _counted(node)
        elif node.kind == "silence":
            yield Sentence(as_sentence(node.label), (node.id,))

    def _fitting(self, sentences: Sequence[Sentence], room: int) -> list[Sentence]:
        """Give those for which there is room, as they happened: what has no day first."""
        found: list[Sentence] = []
        for one in sentences:
            if _count([*found, one]) <= room:
                found.append(one)
        return sorted(found, key=self._when)

    def _when(self, sentence: Sentence) -> str:
        node = self.telling.nodes[sentence.nodes[0]]
        given = node.particulars
        if node.kind == "silence":
            return "8"
        known = given.get("known")
        day = given.get("from") or (known[0] or known[1] if isinstance(known, list) and len(known) == 2 else None)
        return str(day) if day and str(day)[:1].isdigit() else "9" if known == "not yet" else "0"

    def _source(self) -> list[Sentence]:
        """Name the clause that a conclusion stands on, and how binding its words are."""
        name = self.record.name.rpartition(".")[0]
        held = self._clause_of_norm(name)
        force = self.words.procedure.vocabulary.forces.get(held[1]) if held else None
        cited = held[0] if held else next(self._clauses(), None)
        if cited is None:
            return []
        heading = f"“{self.telling.nodes[cited].particulars['heading']}”"
        said = f"{force}, under {heading}" if force else f"the policy has this under {heading}"
        return [Sentence(as_sentence(said), (cited,))]

    def _clause_of_norm(self, name: str) -> tuple[str, str] | None:
        """Give the clause that holds the norm that a conclusion is about, and the force of its words."""
        suffix = self.record.name.rpartition(".")[2]
        families = self.words.procedure.vocabulary.families
        wanted = [family for family, kinds in families.items() if suffix in kinds]
        found = [
            (self._node(f"clause {id_}"), kind_of(rule), rule.force)
            for id_, clause in self.words.procedure.clauses.items() if isinstance(clause, Clause)
            for rule in clause.rules if hasattr(rule, "force") and name_of(rule) == name
        ]  # fmt: skip
        held = [(node, force) for node, kind, force in found if node and (kind in wanted or "norm" in wanted)]
        return held[0] if held else None

    def _node(self, own: str) -> str | None:
        """Give the id of a node of this graph, under whichever procedure it stands."""
        ids = [own, *(f"{one}/{own}" for one in self.head.procedures)]
        return next((one for one in ids if one in self.telling.nodes), None)

    def _clauses(self) -> Iterator[str]:
        """Give the policy's clauses that a conclusion stands on, those that decide it first."""
        seen, waiting = {self.record.node}, [self.record.node or ""]
        for node in waiting:
            below = self.telling.below[node]
            yield from (one for one in below if _of_policy(own_id(one, self.head.procedures)))
            fresh = [one for one in self.telling.grounds(node) if one not in seen]
            seen.update(fresh)
            waiting += fresh

    # --- what is not certain ---

    def _waiting(self) -> list[Sentence]:
        """Say what an open conclusion waits for."""
        return _once(self._need(item) for item in self.record.needs)

    def _some(self, doubts: list[Sentence], room: int) -> list[Sentence]:
        """Give the first doubts, as many as there is room for, and say how many there are besides."""
        shown = list(takewhile(lambda one: _count(doubts[: doubts.index(one) + 1]) <= room - _REST, doubts[:_DOUBTS]))
        left = len(doubts) - len(shown)
        more = "One more thing is" if left == 1 else f"{left} more things are"
        return [*shown, *([Sentence(f"{more} not certain.", (self.record.node or "",))] if left else ())]

    def _need(self, item: MissingItem) -> Sentence:
        node = self._node(f"fact {item.name}") or self.record.node or ""
        fact = self.words.facts[item.name]
        match item.kind:
            case "event to come" if item.label != fact.label:
                text = f"still to come: {item.label}"
            case "event to come" | "decision":
                text = self.told.undone(item.name)
            case "time of day":
                text = f"we do not know the time of day at which {self.told.happened(item.name)}"
            case _:
                text = f"we do not know {self.told.unknown(item.name)}"
        return Sentence(as_sentence(text), (node,))

    def _is_presumed(self, node: GraphNode) -> bool:
        return any(self.telling.nodes[one].kind == "presumption" for one in self.telling.below[node.id])

    def _presumed(self) -> list[Sentence]:
        """Say what is taken for granted."""
        return _once(self._presumption(node) for node in self._leaves if self._takes(node))

    def _takes(self, node: GraphNode) -> bool:
        own = self._own(node)
        return self._is_presumed(node) if own.startswith("fact ") else node.kind == "presumption"

    def _presumption(self, node: GraphNode) -> Sentence:
        own = self._own(node)
        if not own.startswith("fact "):
            return Sentence(as_sentence(f"we take this as given: {node.label.removesuffix(' (presumed)')}"), (node.id,))
        below = [one for one in self.telling.below[node.id] if self.telling.nodes[one].kind == "presumption"]
        said = self.told.known(own.removeprefix("fact "), node.particulars.get("known"))
        return Sentence(as_sentence(f"we take it that {said}"), (node.id, *below))

    def _other_reading(self) -> list[Sentence]:
        """Say how the answer would differ if an unclear passage were read another way."""
        dependence = self.record.depends_on_reading
        if dependence is None:
            return []
        nodes = [node for name in dependence.readings if (node := self._node(f"reading {name}"))]
        own = [self.record.node or ""]
        about = [Sentence(as_sentence(self.words.procedure.readings[own_id(one, self.head.procedures).removeprefix("reading ")].about), (one,)) for one in nodes[:1]]  # fmt: skip
        if not dependence.established:
            return [*about, Sentence("Read another way, this may come out differently.", (*own, *nodes))]
        others = _once(one for effect in dependence.values for one in self._effect(effect.outcome, effect.value))
        mine = self.told.answer(self.record)[0].text
        told = [one for one in others if one.text != mine][:1]
        return [*about, *(Sentence(as_sentence(f"read another way, {_lower(one.text)}"), (*own, *nodes)) for one in told)]

    def _effect(self, outcome: str, value: object) -> Iterator[Sentence]:
        blank = {"possible": None, "members": None, "bounds": None, "conflict": None}
        as_read = self.record.model_copy(update={"outcome": outcome, "value": value, **blank})
        yield from self.told.answer(as_read)[:1]

    # --- what comes next ---

    def _next(self) -> list[Sentence]:
        """Say who has to do what next, and by when."""
        kinds = self.words.procedure.conclusions
        found = [one for one in self.head.conclusions if kinds[one.name].kind.of == "norms"]
        if not found or found[0].name == self.record.name:
            return []
        record = found[0]
        if record.outcome != "concluded":
            return self.told.answer(record)
        values = values_of(record)
        told = [one for value in values[:_STEPS] for one in self.told.value(record, value)]
        left = len(values) - _STEPS
        more = [Sentence(f"After that there {'is' if left == 1 else 'are'} {left} more to do.", (record.node or "",))]
        return [*told, *(more if left > 0 else ())]


def _counted(node: GraphNode) -> Iterator[Sentence]:
    """Say how a day was counted, where both its ends are known."""
    given = node.particulars
    if "from" not in given or "last_day" not in given:
        return
    start, end = (day_in_words(str(given[one]), in_full=True) for one in ("from", "last_day"))
    period, counted = str(given["period"]), given.get("counted", "from")
    if "cut_off" in given:
        yield Sentence(f"The next working day from {start} is {end}.", (node.id,))
        return
    ends = "ends" if period.startswith("1 ") else "end"
    yield Sentence(as_sentence(f"{period} {counted} {start} {ends} on {end}"), (node.id,))


def _of_policy(node: str) -> bool:
    return node.startswith("clause ") and not node.startswith("clause conventions/")


def _count(sentences: Iterable[Sentence]) -> int:
    return sum(len(one.text.split()) for one in sentences)


def _once(sentences: Iterable[Sentence]) -> list[Sentence]:
    return list({one.text: one for one in reversed([*sentences])}.values())[::-1]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _section(title: str, sentences: Iterable[Sentence]) -> Iterator[Line]:
    points = [point(one.text, nodes=one.nodes) for one in sentences]
    if points:
        yield Line()
        yield Line(title, tone="heading")
        yield from points
