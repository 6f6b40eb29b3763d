"""Where facts and conclusions are used: what concludes them, and what looks at them, policy by policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.pages.book import Book, PolicyBook
from explain.pages.sheet import Sheet, plain
from explain.skeleton import names_in
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.record import nodes_in
from kb.model.tree import ReadingCondition, ReadingDay
from kb.model.vocabulary import Vocabulary

Places = dict[str, dict[str, None]]
"""Of a policy by its id, the clauses and conventions, each once, in the order of the rules."""


class Uses:
    """Knows for every fact and conclusion the clauses and conventions whose rules conclude it, or look at it.

    What is concluded of each norm of a kind goes by the name that it has for all of them.
    """

    def __init__(self, book: Book) -> None:
        """Go through all rules once."""
        self.book = book
        self.concluded: dict[str, Places] = {}
        self.looked_at: dict[str, Places] = {}
        some = {f"conventions/{one.clause}": one for each in book.conventions.values() for one in each}
        self.by_convention = {id_: {_last(name) for name in names_in(one.rules)} for id_, one in some.items()}
        for policy in book.policies:
            for procedure in policy.procedures.values():
                self._procedure(policy, procedure)

    def _procedure(self, policy: PolicyBook, procedure: LinkedProcedure) -> None:
        for rule in procedure.every_rule:
            self._note(self.concluded, policy, known_as(rule.conclusion, self.book.vocabulary), rule.clauses)
            if not isinstance(rule, LinkedRule) or rule.when is not None:
                for name in dict.fromkeys(_looked_at(rule.body, procedure)):
                    if name in self.book.vocabulary.facts or name in procedure.conclusions:
                        known = known_as(name, self.book.vocabulary)
                        self._note(self.looked_at, policy, known, rule.clauses)
        for plan in procedure.conclusions.values():
            if plan.otherwise is not None:
                known = known_as(plan.name, self.book.vocabulary)
                self._note(self.concluded, policy, known, plan.otherwise.clauses)

    def _note(
        self, places: dict[str, Places], policy: PolicyBook, name: str, clauses: tuple[str, ...]
    ) -> None:
        """Note a policy's own clause, and a convention as far as it is the one that names it."""
        for id_ in clauses:
            if id_ in policy.clauses or len(clauses) == 1 or _last(name) in self.by_convention.get(id_, ()):
                places.setdefault(name, {}).setdefault(policy.id, {})[id_] = None

    def put(self, sheet: Sheet, title: str, places: Places, others: Iterable[PolicyBook] = ()) -> None:
        """Fold away where something is used; `others` are policies that use it without a rule of their own that says so."""
        points = [*self._told(sheet, places)]
        points += [f"{_policy(sheet, one)}: by the order of events" for one in others if one.id not in places]
        if points:
            below = sheet.below()
            below.points(points)
            sheet.folded(title, below)

    def _told(self, sheet: Sheet, places: Places) -> Iterator[str]:
        shared = dict.fromkeys(
            id_ for some in places.values() for id_ in some if id_ in self.book.convention_files
        )
        if shared:
            links = (self.book.convention_link(sheet, id_) for id_ in shared)
            yield f"Conventions: {', '.join(links)}"
        for policy in self.book.policies:
            own = [id_ for id_ in policy.clauses if id_ in places.get(policy.id, ())]
            links = (sheet.link(plain(policy.called(id_)), policy.clause_path(id_)) for id_ in own)
            if own:
                yield f"{_policy(sheet, policy)}: {', '.join(links)}"


def known_as(name: str, vocabulary: Vocabulary) -> str:
    """Give the name by which a fact or a conclusion is declared: of what each norm gives rise to, the last part."""
    return name if name in vocabulary.facts or name in vocabulary.conclusions else _last(name)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _policy(sheet: Sheet, policy: PolicyBook) -> str:
    return sheet.link(plain(policy.policy.title), policy.path())


def _looked_at(part: object, procedure: LinkedProcedure) -> Iterator[str]:
    """Give every name that a condition or a day looks at, and those that the readings do by which it goes."""
    yield from names_in(part)
    for node in nodes_in(part):
        if isinstance(node, ReadingDay | ReadingCondition):
            yield from _looked_at(tuple(procedure.readings[node.reading].choices.values()), procedure)
