"""The nodes that are the same in every case: clauses, documents, declared silence."""

from __future__ import annotations

from explain.graph import GraphInProgress, as_it_is
from explain.words import Words
from kb.model.files import Clause
from kb.model.policy import LinkedProcedure
from kb.model.truth import Truth


class Cited(GraphInProgress):
    """Adds what a procedure cites."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure."""
        super().__init__()
        self.procedure = procedure
        self.words = Words(procedure)

    def silence(self, question: str) -> str:
        """Add a standard question that the document does not answer."""
        said = self.procedure.silent_on[question]
        node = f"silence {question}"
        return node if node in self.nodes else self.add(node, "silence", said, as_it_is, (self.document(),))

    def governing(self, what: str) -> str:
        """Add the convention clause that gives the authority for a mechanism."""
        return self.clause(self.procedure.governing[what])

    def clause(self, id_: str) -> str:
        """Add a clause of the policy or of the conventions."""
        node = f"clause {id_}"
        if node in self.nodes:
            return node
        below = self.document() if isinstance(self.procedure.clauses[id_], Clause) else self.conventions()
        return self.add(node, "clause", id_, Cited._clause_said, (below,), None, Cited._clause_particulars)

    def _clause_said(self, id_: str, truth: Truth | None) -> str:
        clause = self.procedure.clauses[id_]
        return f"{clause.heading}: {clause.gist}{_assumed(clause)}"

    def _clause_particulars(self, id_: str) -> dict[str, object]:
        clause, policy = self.procedure.clauses[id_], id_.partition("/")[0]
        return {"heading": clause.heading, "gist": clause.gist, "policy": policy, **_place(clause)}

    def conventions(self) -> str:
        """Add the conventions that all policies share."""
        node = "document conventions"
        said = "the conventions that all policies share"
        return node if node in self.nodes else self.add(node, "document", said, as_it_is)

    def document(self) -> str:
        """Add the document that the policy was encoded from."""
        policy = self.procedure.policy
        node = f"document {policy.policy}"
        return node if node in self.nodes else self.add(
            node, "document", policy.title, as_it_is, (), None, Cited._document_particulars
        )  # fmt: skip

    def _document_particulars(self, title: str) -> dict[str, object]:
        policy = self.procedure.policy
        return {"name": policy.document.name, "sha256": policy.document.sha256, "version": policy.version}


def _assumed(clause: object) -> str:
    return f" Assumed: {clause.assumes}" if isinstance(clause, Clause) and clause.assumes else ""


def _place(clause: object) -> dict[str, object]:
    if not isinstance(clause, Clause):
        return {"authority": getattr(clause, "authority", "")}
    found: dict[str, object] = {"lines": list(clause.source.lines)}
    if clause.assumes:
        found["assumes"] = clause.assumes
    if clause.source.sentences:
        found["sentences"] = list(clause.source.sentences)
    return found
