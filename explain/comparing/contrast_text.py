"""One value and not another, as text: which holds, what decides between them, or what each waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explain.answers import answer, values_of
from explain.because import Because
from explain.comparing.telling import cited, matter_of
from explain.contested_text import by_whom, told_once
from explain.day_asked import in_count
from explain.ledger import ledgers
from explain.lines import Line
from explain.why import Telling
from explain.why_not import draws
from explain.why_text import Tree, numbered, waiting
from explain.words import Words, listed
from kb.model.comparing import Contrast, HeadContrast, Part, ValueStands
from kb.model.determination import HeadRecord
from kb.model.files import OUT_OF_SCOPE
from kb.model.policy import LinkedProcedure


def contrast(
    found: Contrast,
    heads: Sequence[HeadRecord],
    procedures: Mapping[str, LinkedProcedure],
    depth: int | None = None,
) -> Iterator[Line]:
    """Say for each matter why it is the one and not the other; `depth` limits the steps down."""
    before: HeadContrast | None = None
    told = told_once(
        found.heads,
        lambda place, one: _Head(found, one, heads[place], procedures, depth).lines(),
    )
    for head, lines in told:
        words = Words(procedures[head.procedure])
        first = before is None or before.head != head.head
        several = len({one.procedure for one in found.heads if one.head == head.head}) > 1
        yield from matter_of(head.head if first else None, None, procedures)
        if head.accounts and not first:
            yield Line()
        yield from by_whom(head, found, first, words)
        yield from matter_of(None, head.procedure if several else None, procedures)
        yield from lines
        before = head


class _Head:
    """The text for one matter."""

    def __init__(
        self,
        found: Contrast,
        head: HeadContrast,
        whole: HeadRecord,
        procedures: Mapping[str, LinkedProcedure],
        depth: int | None,
    ) -> None:
        self.found, self.head, self.procedures, self.depth = found, head, procedures, depth
        words = self.words = Words(procedures[head.procedure])
        self.telling = Telling(whole.graph, False, whole.conclusions)
        self.is_day = found.name in words.procedure.days

    def lines(self) -> Iterator[Line]:
        first, second = self.head.first, self.head.second
        match self.head.verdict:
            case "one":
                one, other = (first, second) if self.head.holding == first.value else (second, first)
                yield from self._one(one, other)
            case "both":
                yield self._title(f"both {first.worded} and {second.worded}")
                yield from self._each("Because")
            case "neither":
                yield self._title(f"{self._answer()}; neither {first.worded} nor {second.worded}")
                yield from self._each("Not")
            case "open":
                yield self._title(self._answer())
                yield from self._open()
            case "conflict":
                yield self._title(self._answer())
                yield from self._each("Because")
                yield Line("Rules that clash settle nothing.", 2, 2)
            case "silent":
                yield from self._silent()

    def _title(self, said: str) -> Line:
        return Line(f"{self.found.label}: {said}", hang=2, tone="heading")

    def _answer(self) -> str:
        return (
            answer(self.head.conclusion, self.words) if self.head.conclusion else "not asked by the procedure"
        )

    # --- the one and not the other ---

    def _one(self, one: ValueStands, other: ValueStands) -> Iterator[Line]:
        yield self._title(f"{one.worded}, and not {other.worded}")
        if self.is_day:
            yield from self._days(other)
            return
        yield from self._rules(one, "Because")
        yield Line("What decides between them:", 2, 2)
        yield from self._parts(other, 4, one.rules)

    def _days(self, other: ValueStands) -> Iterator[Line]:
        """Show the count, and where the other day stands in it."""
        assert self.head.conclusion is not None
        yield from in_count(other.value, self.head.graph, values_of(self.head.conclusion))
        for tree in self.telling.why(self.head.conclusion):
            yield from self._tree([tree]).reasons(tree, 0)
        yield from ledgers(self.head.graph)

    def _rules(self, value: ValueStands, how: str) -> Iterator[Line]:
        for rule in value.rules:
            clauses = self.words.procedure.rule[rule].clauses
            gist = self.words.procedure.clauses[clauses[-1]].gist
            yield Line(f"{how}: {gist}  [{cited(clauses, self.words.procedure)}]", 2, 2)

    def _parts(self, value: ValueStands, indent: int, known: Sequence[str] = ()) -> Iterator[Line]:
        """Tell the parts that suffice for how a value stands, under the rules that they bear on, if not known."""
        told: dict[str, list[Part]] = {}
        for part in value.parts:
            told.setdefault("" if part.rules[:1] == known[:1] else self._bears_on(part, known), []).append(
                part
            )
        for on, parts in told.items():
            if on:
                yield Line(on, indent, 2)
            trees = {part.node: self.telling.step(part.node) for part in parts}
            others = {one: self.telling.step(one) for part in parts for one in part.instead}
            written = self._tree([*trees.values(), *others.values()])
            for part in parts:
                yield from written.lines(trees[part.node], indent // 2)
                if part.instead:
                    yield Line("This would do in its place, and is so as well:", indent + 4, 2)
                for one in part.instead:
                    yield from written.lines(others[one], indent // 2 + 1)

    def _bears_on(self, part: Part, known: Sequence[str]) -> str:
        """Name the first rule that a part keeps from applying, or makes apply, and how many others there are.

        What a clause says was told with the `known` rules; another rule of it is told by what it would give.
        """
        if not part.rules:
            return ""
        rule = self.words.procedure.rule[part.rules[0]]
        applies = "applies" if self._applies(rule.id) else "does not apply"
        more = len(part.rules) - 1
        also = f" So with {more} more {'rule' if more == 1 else 'rules'}." if more else ""
        if any(rule.clauses == self.words.procedure.rule[one].clauses for one in known):
            value = self.words.value(rule.conclusion, rule.value)
            return f"What the same clause says for {value} {applies}.{also}"
        gist = self.words.procedure.clauses[rule.clauses[-1]].gist
        return f"This {applies}: {gist}{also}  [{cited(rule.clauses, self.words.procedure)}]"

    def _applies(self, rule: str) -> bool:
        node = self.telling.nodes.get(f"rule {rule}")
        return node is not None and node.truth == "holds"

    def _tree(self, trees: Sequence[Because]) -> Tree:
        return Tree(self.telling.graph, numbered(tuple(trees)), self.depth)

    # --- both, neither, open, silent ---

    def _each(self, how: str) -> Iterator[Line]:
        for value in (self.head.first, self.head.second):
            yield Line(f"{'Ruled out: ' if how == 'Not' else ''}{value.worded}", 2, 2, "heading")
            if how == "Because":
                yield from self._rules(value, how)
            yield from self._parts(value, 4)

    def _open(self) -> Iterator[Line]:
        first, second = self.head.first, self.head.second
        if first.stands == second.stands == "open" and first.needs == second.needs:
            yield Line(f"Both are possible, {first.worded} and {second.worded}, and wait for the same.", 2, 2)
            yield from waiting(first.needs, self.words)
            return
        for value in (first, second):
            yield Line(f"{_STANDS[value.stands]}: {value.worded}", 2, 2, "heading")
            if value.stands == "open":
                yield from waiting(value.needs, self.words)
            else:
                yield from self._parts(value, 4)

    def _silent(self) -> Iterator[Line]:
        yield self._title(self._answer())
        for one in (self.head.first, self.head.second):
            if one.stands == "silent":
                yield Line(self._not_given(one), 2, 2)

    def _not_given(self, one: ValueStands) -> str:
        """Say that no rule gives a value: none of the policy, or only those of other procedures."""
        elsewhere = [
            f"by {each.title}" for each in self.procedures.values() if draws(each, self.found.name, one.value)
        ]
        if not elsewhere:
            return f"No rule of this policy gives it: {one.worded}. That is silence of the policy, and decides nothing."
        here = self.procedures[self.head.procedure]
        by = here.title if here.name == OUT_OF_SCOPE else f"by {here.title}"
        given = f"It could only be given {listed(elsewhere, 'or')}."
        return f"{by[0].upper()}{by[1:]}, no rule gives it: {one.worded}. {given}"


_STANDS = {
    "holds": "So it is",
    "fails": "Ruled out",
    "open": "Possible",
    "conflict": "In conflict",
    "silent": "Not given",
}
