"""Why a conclusion does not have a value, as text: what it is instead, then each rule that could have given it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explain.answers import answer, values_of
from explain.because import Because, all_steps
from explain.contested_text import by_whom, told_once
from explain.day_asked import in_count
from explain.ledger import ledgers
from explain.lines import Line, point
from explain.origin import clause_in_words
from explain.why import Telling
from explain.why_text import Tree, numbered, waiting
from explain.words import Words, listed
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.files import OUT_OF_SCOPE
from kb.model.policy import LinkedProcedure
from kb.model.why_not import HeadWhyNot, RuleConsidered, WhyNot

Block = tuple[str, list[Because], int]
"""Steps under a title, and how far they stand in."""


def why_not(
    found: WhyNot,
    heads: Sequence[HeadRecord],
    procedures: Mapping[str, LinkedProcedure],
    depth: int | None = None,
    everything: bool = False,
) -> Iterator[Line]:
    """Say why a conclusion does not have a value, for each matter; `depth` limits the steps down."""
    before: HeadWhyNot | None = None

    def lines(place: int, record: HeadWhyNot) -> Iterator[Line]:
        titles = [procedures[one].title for one in record.drawn_in]
        words = Words(procedures[record.procedure])
        return _Head(found, record, heads[place], words, depth, everything, titles).lines()

    for record, told in told_once(found.heads, lines):
        first = before is None or before.head != record.head
        if before is not None:
            yield Line()
        if record.head is not None and first:
            yield Line(f"Matter: {record.head}", tone="heading")
        yield from by_whom(record, found, first, Words(procedures[record.procedure]))
        if len({one.procedure for one in found.heads if one.head == record.head}) > 1:
            yield Line(f"Procedure: {procedures[record.procedure].title}", tone="heading")
        yield from told
        before = record


class _Head:
    """The text for one matter."""

    def __init__(
        self,
        found: WhyNot,
        record: HeadWhyNot,
        head: HeadRecord,
        words: Words,
        depth: int | None,
        everything: bool,
        drawn_in: list[str],
    ) -> None:
        self.drawn_in = drawn_in
        self.found, self.record, self.head, self.words = found, record, head, words
        self.depth, self.everything = depth, everything
        self.telling = Telling(head.graph, everything, head.conclusions)
        self.telling.asked.add(f"value {found.name} = {found.value}")

    def lines(self) -> Iterator[Line]:
        match self.record.verdict:
            case "silent":
                yield from self._silent()
            case "elsewhere":
                yield from self._elsewhere()
            case "concluded":
                yield from self._concluded()
            case "conflict":
                yield from self._conflict()
            case "open":
                yield from self._open()
            case "ruled_out":
                yield from self._ruled_out()

    def _title(self, said: str) -> Line:
        return Line(f"{self.found.label}: {said}", hang=2, tone="heading")

    @property
    def _conclusion(self) -> ConclusionRecord:
        assert self.record.conclusion is not None
        return self.record.conclusion

    @property
    def _is_day(self) -> bool:
        return self.found.name in self.words.procedure.days

    # --- it does, or its rule clashes with another ---

    def _concluded(self) -> Iterator[Line]:
        yield self._title(f"it is {self.found.worded}")
        asked = self.found.name if self._is_day else f"{self.found.name}={self.found.value}"
        yield Line(f"Nothing keeps it from that. For the reasons: kb why CASE {asked}", 2, 2)

    def _conflict(self) -> Iterator[Line]:
        yield self._title(answer(self._conclusion, self.words))
        yield Line(
            "Its rule applies, and so does one for another value. Rules that clash settle nothing.", 2, 2
        )
        clash = [f"value {self.found.name} = {one}" for one in self._conclusion.conflict or ()]
        self.telling.asked.update(clash)
        yield from self._tell([self.telling.step(one) for one in clash])

    # --- no rule could ever give it ---

    def _silent(self) -> Iterator[Line]:
        yield self._title(f"no rule of this policy gives it: {self.found.worded}")
        if self.record.conclusion is None:
            yield Line("No rule of this policy draws any conclusion of this kind.", 2, 2)
        else:
            yield Line(f"What it is here: {answer(self._conclusion, self.words)}.", 2, 2)
            yield from self._given()
        yield from self._undeclared()
        yield Line("That is silence of the policy, and no finding about this case.", 2, 2)

    def _undeclared(self) -> Iterator[Line]:
        if self.record.silences:
            yield Line("What the document is declared not to say about it:", 2, 2)
            yield from (point(said, 4) for said in self.record.silences.values())

    # --- only other procedures could give it ---

    def _elsewhere(self) -> Iterator[Line]:
        """Say by which procedure the matter goes, by which clause, and in which ones the value can be given."""
        procedure = self.words.procedure
        by = procedure.title if procedure.name == OUT_OF_SCOPE else f"by {procedure.title}"
        yield self._title(f"{by}, no rule gives it: {self.found.worded}")
        if self.record.conclusion is not None:
            yield Line(f"What it is here: {answer(self.record.conclusion, self.words)}.", 2, 2)
            yield from self._given()
        yield Line(f"It could only be given {listed([f'by {one}' for one in self.drawn_in], 'or')}.", 2, 2)
        yield from self._undeclared()
        if self.record.goes_by is not None:
            yield from self._goes_by(self.record.goes_by, procedure.name)

    def _goes_by(self, record: ConclusionRecord, name: str) -> Iterator[Line]:
        """Say why the matter goes by this procedure; or what that waits for, while others are possible."""
        known = record.outcome == "concluded"
        yield Line("Why it goes this way:" if known else "Whether it goes this way is not known yet.", 2)
        yield from waiting(record.needs, self.words)
        yield from self._tell(list(self.telling.why(record, (name,))))

    def _given(self) -> Iterator[Line]:
        """Name the values that the policy's rules can give."""
        plan = self.words.procedure.conclusions[self.found.name]
        some = [self.words.value(self.found.name, value) for value in plan.values]
        if some:
            yield Line(f"Its rules can give: {'; '.join(some)}.", 2, 2)

    # --- it is ruled out ---

    def _ruled_out(self) -> Iterator[Line]:
        record = self._conclusion
        here = "; but in no case" if record.outcome == "open" else ", and so not"
        yield self._title(f"{answer(record, self.words)}{here}: {self.found.worded}")
        if self._is_day:
            yield from self._of_day()
            return
        if self.record.rules:
            yield from self._instead()
        yield Line(f"{self._how_many()}  [{clause_in_words(self._closed_list, self.head.graph)}]", 2, 2)
        trees = [*map(self._rule, self.record.rules), *self._left_over()]
        yield from self._tell(trees)
        yield from self._presuming(trees)

    @property
    def _closed_list(self) -> str:
        return f"clause {self.record.closed_list}"

    def _rule(self, rule: RuleConsidered) -> Because:
        return self.telling.step(f"rule {rule.rule}")

    def _instead(self) -> Iterator[Line]:
        """Say in one sentence why it is what it is, if it is one thing."""
        if self._conclusion.outcome != "concluded" or self._conclusion.members is not None:
            return
        told = Telling(self.head.graph, False, self.head.conclusions)
        (tree, *_) = told.why(self._conclusion, values_of(self._conclusion))
        step = next((one for one in (tree, *tree.parts) if one.gist), None)
        if step is not None:
            cited = "; ".join(clause_in_words(one, self.head.graph) for one in step.by)
            yield Line(f"It is that because: {step.gist}  [{cited}]", 2, 2)

    def _how_many(self) -> str:
        count = len(self.record.rules)
        if not count:
            return "It would be left over if no other value were given; but one is."
        if all(rule.displaced_by and not rule.failing for rule in self.record.rules):
            return "What could have given that would apply, but an exception does in its place:"
        if count == 1:
            return "One rule could have given that, and it does not apply:"
        return f"{count} rules could have given that, and none of them applies:"

    def _left_over(self) -> list[Because]:
        """Tell the value that was given, where this one is what is left when none is."""
        plan = self.words.procedure.conclusions[self.found.name]
        if plan.otherwise is None or plan.otherwise.value != self.found.value:
            return []
        others = (f"value {self.found.name} = {one}" for one in plan.values if one != self.found.value)
        given = [one for one in others if self.telling.nodes[one].truth == "holds"]
        self.telling.asked.update(given)
        return [self.telling.step(one) for one in given]

    def _presuming(self, trees: list[Because]) -> Iterator[Line]:
        """Name the presumptions that were told, because stating otherwise may change the answer."""
        told = {step.id for step in all_steps(tuple(trees))}
        below = told.union(*(self.telling.below[one] for one in told))
        named = [one for one in self.record.presuming if one in below]
        said = [self.telling.nodes[one].label.removesuffix(" (presumed)") for one in named]
        if said:
            yield Line(
                f"This rests on what is presumed: {'; '.join(said)}. State it if it is otherwise.", 2, 2
            )

    # --- days ---

    def _of_day(self) -> Iterator[Line]:
        """Show how the day that it is, or its bounds, is counted; and what the day asked about is in that count."""
        yield from in_count(self.found.value, self.record.graph, values_of(self._conclusion))
        trees = self.telling.why(self._conclusion)
        for tree in trees:
            told = Tree(self.head.graph, numbered(trees), self.depth)
            yield from told.reasons(tree, 0)
        yield from ledgers(self.record.graph)

    # --- it is open ---

    def _open(self) -> Iterator[Line]:
        if self._is_day:
            yield self._title(f"{answer(self._conclusion, self.words)}; {self.found.worded} is possible")
        else:
            yield self._title(f"not known yet; {self.found.worded} is possible")
        others = [one for one in self._conclusion.possible or () if one != self.found.value]
        if self._conclusion.members is None and others:
            some = [self.words.value(self.found.name, one) for one in others]
            yield Line(f"So {'is' if len(some) == 1 else 'are'}: {'; '.join(some)}.", 2, 2)
        yield from waiting(self.record.needs, self.words)
        if self._is_day:
            yield from self._tell(list(self.telling.why(self._conclusion)))
        else:
            yield from self._rules()

    def _rules(self) -> Iterator[Line]:
        """Tell each rule that could give it; of one that is open, apart, what is established and what is not."""
        blocks = [block for rule in self.record.rules for block in self._blocks(rule)]
        numbers = numbered(tuple(tree for _, trees, _ in blocks for tree in trees))
        told = Tree(self.head.graph, numbers, self.depth)
        for title, trees, level in blocks:
            if title:
                yield Line(title, 2 * level)
            for tree in trees:
                yield from told.lines(tree, level)

    def _blocks(self, rule: RuleConsidered) -> Iterator[Block]:
        if rule.truth != "open":
            yield "", [self._rule(rule)], 0
            return
        apart = Telling(self.head.graph, self.everything, self.head.conclusions)
        yield "", [replace(apart.step(f"rule {rule.rule}"), parts=())], 0
        unless = [node for node in rule.open if node.startswith("rule ")]
        still = [node for node in rule.open if node not in unless]
        for title, nodes in (
            ("Established:", rule.holding),
            ("Still open:", still),
            ("Unless an exception does:", unless),
        ):
            if nodes:
                yield title, [self.telling.step(node) for node in nodes], 2

    def _tell(self, trees: list[Because]) -> Iterator[Line]:
        told = Tree(self.head.graph, numbered(tuple(trees)), self.depth)
        for tree in trees:
            yield from told.lines(tree, 0)
