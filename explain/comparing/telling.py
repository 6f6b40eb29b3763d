"""What two answers held against each other have in common as text: what changed, and why it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from explain.answers import answer
from explain.comparing.differences import TODAY
from explain.lines import Line, point
from explain.origin import clause_in_words
from explain.words import Words, as_written
from kb.model.comparing import Difference, FactChanged, Step
from kb.model.determination import ConclusionRecord, Graph, GraphNode
from kb.model.files import Clause
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Fact

NOT_STATED = "not stated"


def cited(clauses: Iterable[str], procedure: LinkedProcedure) -> str:
    """Cite clauses by their headings, the policy's own first."""
    return "; ".join(_cited(one, procedure) for one in dict.fromkeys(clauses))


def _cited(id_: str, procedure: LinkedProcedure) -> str:
    clause = procedure.clauses[id_]
    particulars = {"heading": clause.heading, "policy": id_.partition("/")[0]}
    if isinstance(clause, Clause) and clause.assumes:
        particulars["assumes"] = clause.assumes
    node = GraphNode(id=f"clause {id_}", kind="clause", label=clause.heading, particulars=particulars)
    return clause_in_words(node.id, Graph(nodes=[node], edges=[]))


def matter_of(
    head: str | None, procedure: str | None, procedures: Mapping[str, LinkedProcedure]
) -> Iterator[Line]:
    """Name a matter, and a procedure where several are possible, above what is said of it."""
    if head is not None:
        yield Line()
        yield Line(f"Matter: {head}", tone="heading")
    if procedure is not None:
        yield Line()
        yield Line(f"Procedure: {procedures[procedure].title}", tone="heading")


def fact_changed(fact: FactChanged, words: Words) -> str:
    """Say how a fact is otherwise."""
    before, after = (_as_stated(text, words.facts[fact.name]) for text in (fact.before, fact.after))
    return f"{fact.label}: {before} -> {after}"


def _as_stated(text: str | None, fact: Fact) -> str:
    if text is None:
        return NOT_STATED
    return as_written(text, fact)


def came_of(record: ConclusionRecord | None, words: Words) -> str:
    """Say what came of a conclusion, or that the procedure does not ask it."""
    return answer(record, words) if record is not None else "not asked by the procedure"


class Reasons:
    """Says why conclusions differ; one that follows from another that is told is put down to that one."""

    def __init__(
        self,
        words: Words,
        changed: Collection[str],
        everything: bool = False,
        told: Collection[str] | None = None,
    ) -> None:
        """Keep the facts that were changed, of which one alone need not be named again, and what is told: or all is."""
        self.words, self.everything, self.told = words, everything, told
        only = next(iter(changed)) if len(changed) == 1 else ""
        self.known = only if only == TODAY else f"fact {only}"

    def lines(self, name: str, why: Difference, indent: int) -> Iterator[Line]:
        """Give the reasons for one conclusion."""
        if why.by_procedure:
            yield point("because the complaint goes by another procedure", indent)
            return
        steps = self._told(name, why.steps)
        first = next((one for one in steps if one.kind == "rule"), None)
        defined = cited((one for step in why.steps[:1] for one in step.clauses), self.words.procedure)
        for step in steps:
            yield from self._step(step, indent, defined)
            if step is first:
                parts = [one for one in why.beside if one.kind == "condition"]
                yield from (line for one in parts for line in self._moved(one, indent, defined))

    def by_account(self, name: str, whys: Sequence[tuple[str, Difference]], indent: int) -> Iterator[Line]:
        """Give the reasons under each account, by whose it is; once where they are the same."""
        found: dict[tuple[Line, ...], tuple[list[str], Difference]] = {}
        for who, why in whys:
            found.setdefault(tuple(self.lines(name, why, indent)), ([], why))[0].append(who)
        for lines, (right, why) in found.items():
            if len(found) == 1:
                yield from lines
            else:
                yield Line(f"{'; '.join(right)}:", indent, 2)
                yield from self.lines(name, why, indent + 2)

    def _told(self, name: str, steps: Sequence[Step]) -> list[Step]:
        """Leave out what says the same twice, and whatever is below another conclusion that is told."""
        if self.everything:
            return list(steps)
        found: list[Step] = []
        for step in steps:
            other = _about(step)
            if other == name or step.node == self.known:
                continue
            if other and not self._is_told(other):
                continue  # the test of it says as much
            if step.kind == "value" and found and found[-1].kind == "condition":
                found.pop()  # a test of the value that comes now
            found.append(step)
            if other:
                break
        return found

    def _is_told(self, name: str) -> bool:
        return self.told is None or name in self.told

    def _step(self, step: Step, indent: int, defined: str) -> Iterator[Line]:
        if step.kind == "rule":
            clauses = cited(step.clauses, self.words.procedure)
            yield Line(f"{_applies(step)}: {step.after or step.before}  [{clauses}]", indent, 2)
        elif _about(step) and not self.everything:
            yield point(f"because of {self.words.conclusion(_about(step))}", indent)
        else:
            yield from self._moved(step, indent, defined)

    def _moved(self, step: Step, indent: int, defined: str) -> Iterator[Line]:
        """Say how a step differs, or how it is then; what differs only in what cannot be said of it is left out."""
        before, after = step.before or "-", step.after or "-"
        if step.kind == "day calculation":
            yield point(f"{after}  [{defined}]" if defined else after, indent)
        elif step.kind in ("condition", "presumption"):
            yield point(after if step.after else f"no longer: {before}", indent)
        elif before != after:
            same = _alike(before.split(": "), after.split(": "))
            about = "".join(f"{one}: " for one in after.split(": ")[:same])
            yield point(f"{about}{before[len(about) :]} -> {after[len(about) :]}", indent)


def _alike(before: list[str], after: list[str]) -> int:
    """Give how many parts two texts begin with in common, the last part aside."""
    most = min(len(before), len(after)) - 1
    return next((place for place in range(most) if before[place] != after[place]), most)


def _applies(step: Step) -> str:
    match step.truth_before, step.truth_after:
        case _, "holds":
            return "This applies"
        case "holds", "fails":
            return "This no longer applies"
        case _, "fails":
            return "This cannot apply any more"
        case _:
            return "This may apply"


def _about(step: Step) -> str:
    """Give the conclusion that a step is about, if it is about one."""
    kind, _, rest = step.node.partition(" ")
    return rest.partition(" = ")[0] if kind in ("value", "conclusion") else ""
