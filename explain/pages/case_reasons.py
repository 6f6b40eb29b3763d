"""Why something follows in a worked case: the because-tree, each step with the clause or convention that it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from explain.answers import answer
from explain.because import Because
from explain.graph import own_id
from explain.origin import is_convention
from explain.pages.book import Book, PolicyBook
from explain.pages.sheet import Nested, Sheet, capital, plain
from explain.why import Telling
from explain.why_text import says_it_all
from explain.words import Words
from kb.model.determination import ConclusionRecord


class Reasons:
    """Puts because-trees on one page."""

    def __init__(self, book: Book, policy: PolicyBook, sheet: Sheet) -> None:
        """Keep where clauses and conventions stand, and the page."""
        self.book, self.policy, self.sheet = book, policy, sheet
        self.below = sheet.below(text=True)

    def put(self, telling: Telling, record: ConclusionRecord, words: Words, opened: bool) -> None:
        """Add why a conclusion came out as it did, folded under what it is; that is not said again inside."""
        trees, title = telling.why(record), f"{record.label}: {answer(record, words)}"
        self.below = self.sheet.below(text=True)
        points: list[Nested] = []
        if says_it_all(record, trees, title):
            points = [*self._by_itself(trees[0]), *self._reasons(trees[0])]
        self.below.points(points or [self._step(one) for one in trees])
        self.sheet.folded(plain(title), self.below, opened, searched=False)

    def _by_itself(self, step: Because) -> Iterator[Nested]:
        """Cite what the step that is not told itself comes from, where no gist is told with which to cite it."""
        if step.by and not step.gist:
            yield self._cited(step).lstrip()

    def _step(self, step: Because) -> Nested:
        origin = f" ({plain(step.origin)})" if step.origin and step.origin not in step.said else ""
        again = ", as explained above" if step.told else ""
        cited = "" if step.gist or step.told else self._cited(step)
        return f"{plain(capital(step.said))}{origin}{again}{cited}", self._reasons(step)

    def _reasons(self, step: Because) -> list[Nested]:
        gist = [f"*{plain(step.gist)}*{self._cited(step)}"] if step.gist else []
        return [*gist, *(self._step(one) for one in step.parts)]

    def _cited(self, step: Because) -> str:
        return f" [{'; '.join(map(self._clause, step.by))}]" if step.by else ""

    def _clause(self, node: str) -> str:
        """Name a clause or a convention, as what it is, with a link to where it is told of."""
        id_ = own_id(node).removeprefix("clause ")
        if is_convention(node):
            return f"convention: {self.book.convention_link(self.below, id_)}"
        return f"clause: {self.below.link(plain(self.policy.called(id_)), self.policy.clause_path(id_))}"
