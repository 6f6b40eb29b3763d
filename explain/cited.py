"""The nodes that are the same in every case: clauses, documents, declared silence."""

from __future__ import annotations

from explain import said
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
        declared = self.procedure.silent_on[question]
        node = f"silence {question}"
        return node if node in self.nodes else self.add(
            node, "silence", declared, as_it_is, (self.document(),)
        )  # fmt: skip

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
        return said.clause(self.procedure.clauses[id_])

    def _clause_particulars(self, id_: str) -> dict[str, object]:
        return said.clause_particulars(id_, self.procedure.clauses[id_])

    def conventions(self) -> str:
        """Add the conventions that all policies share."""
        node = "document conventions"
        return node if node in self.nodes else self.add(node, "document", said.CONVENTIONS, as_it_is)

    def document(self) -> str:
        """Add the document that the policy was encoded from."""
        policy = self.procedure.policy
        node = f"document {policy.policy}"
        return node if node in self.nodes else self.add(
            node, "document", policy.title, as_it_is, (), None, Cited._document_particulars
        )  # fmt: skip

    def _document_particulars(self, title: str) -> dict[str, object]:
        return said.document_particulars(self.procedure.policy)
