"""Where the rules of a linked procedure come from: their own lines, or the norm or silence that a convention is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from kb.model.diagnostics import Diagnostic, Place
from kb.model.files import Conventions, Part, Policy, Rule, kind_of, name_of, provision_tag
from kb.source.codes import Code
from kb.source.spots import Spot, spoken
from kb.source.yaml_nodes import Document


class Linked(Protocol):
    """A rule, or a definition of a day, with the clauses it stands on, and the silences."""

    @property
    def id(self) -> str:
        """The clause that holds it, its own name, and what a convention is applied to."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses, the policy's first."""

    @property
    def silences(self) -> tuple[str, ...]:
        """The standard questions whose silence it rests on."""


class Origins:
    """The files of a policy and the conventions that it shares, to find in them what was linked."""

    def __init__(
        self,
        policy: Policy,
        header: Document | None = None,
        parts: Iterable[tuple[Document, Part]] = (),
        shared: Iterable[tuple[Document, Conventions]] = (),
    ) -> None:
        """Keep the files; of a procedure that was never in files, there are none."""
        self.policy, self.header = policy, header
        self.parts, self.shared = tuple(parts), tuple(shared)

    def told(self, code: Code, message: str, spot: Spot | None, help: str = "") -> Diagnostic:
        """Say what is wrong, at its place; what has none is missing from the conventions."""
        if spot is not None:
            return spot.found(code, message, help)
        folder = Path(self.shared[0][0].shown_as).parent if self.shared else Path("rules")
        return Diagnostic(code.id, message, Place(str(folder)), help=help or spoken(code.mend))

    def of(self, rule: Linked, procedure: str) -> Spot | None:
        """Give the place in the policy's files from which a rule comes."""
        own = rule.clauses[0].removeprefix(f"{self.policy.policy}/")
        if own != rule.clauses[0]:
            return self.provision(own, *_names(rule))
        found = (self.silence(one) for one in rule.silences)
        return next((one for one in found if one is not None), None) or self.procedure(procedure)

    def writing(self, rule: Linked, procedure: str, name: str) -> Spot | None:
        """Give where a name is written that a rule uses: in the policy's own words, or else in the convention's."""
        own, template = self.of(rule, procedure), self.template(rule)
        if own is None or template is None:
            one = own or template
            return one.below(name) if one else None
        written = own.below(name)
        norm = _names(rule)[0].rpartition(":")[2]
        return written if written != own else template.below(name, f"its.{name.removeprefix(f'{norm}.')}")

    def named(self, rule: Linked, procedure: str) -> Spot | None:
        """Give the name of the rule or norm in the policy's files from which a rule comes."""
        spot = self.of(rule, procedure)
        kind = provision_tag(spot.document.value(spot.at)) if spot else None
        return Spot(spot.document, (*spot.at, kind)) if spot and kind else spot

    def template(self, rule: Linked) -> Spot | None:
        """Give the rule of a convention from which a rule was made."""
        clause, about = rule.clauses[-1].removeprefix("conventions/"), _names(rule)
        for document, one in self.shared if clause != rule.clauses[-1] else ():
            for number, convention in enumerate(one.clauses):
                for place, raw in enumerate(convention.rules):
                    if convention.clause == clause and raw.get("rule") == about[1]:
                        at = ("clauses", number, "rules", place)
                        return Spot(document, at, applied=" ".join(about[0].split(":")))
        return None

    def clause(self, name: str) -> Spot | None:
        """Give where a clause of the policy stands."""
        return next(
            (
                Spot(document, ("clauses", number))
                for document, part in self.parts
                for number, clause in enumerate(part.clauses)
                if clause.clause == name
            ),
            None,
        )

    def provision(self, clause: str, *labels: str) -> Spot | None:
        """Give where a rule (by its name) or a norm (as `kind:name`) stands in a clause; else where the clause does."""
        for document, part in self.parts:
            for number, one in enumerate(part.clauses):
                for place, provision in enumerate(one.rules):
                    if one.clause == clause and label_of(provision) in labels:
                        return Spot(document, ("clauses", number, "rules", place))
        return self.clause(clause)

    def reading(self, name: str) -> Spot | None:
        """Give where a reading is declared."""
        return next(
            (
                Spot(document, ("readings", number))
                for document, part in self.parts
                for number, one in enumerate(part.readings)
                if one.reading == name
            ),
            None,
        )

    def silence(self, question: str) -> Spot | None:
        """Give where the policy is declared silent on a question."""
        found = (document for document, part in self.parts if question in part.silent_on)
        return next((Spot(document, ("silent-on", question), key=True) for document in found), None)

    def silence_for(self, conclusion: str) -> str:
        """Say which declared silence would let a convention draw a conclusion about a norm, if one would."""
        norm, _, about = conclusion.rpartition(".")
        clauses = (
            clause for _, some in self.shared for clause in some.clauses if "silent-on" in clause.where
        )
        for clause in clauses:
            if any(f"its.{about}" in rule.get("conclude", ()) for rule in clause.rules):
                silence = f"{norm}.{clause.where['silent-on'][0]}"
                return f"write a norm that gives it, or that the document does not: `silent-on: {{{silence}: …}}`"
        return ""

    def procedure(self, name: str) -> Spot | None:
        """Give where a procedure is declared."""
        return Spot(self.header, ("procedures", name), key=True) if self.header else None


def label_of(provision: object) -> str:
    """Give the name of a rule, or a norm as `kind:name`."""
    if isinstance(provision, Rule):
        return provision.rule
    return f"{kind_of(provision)}:{name_of(provision)}"  # type: ignore[arg-type]


def _names(rule: Linked) -> Sequence[str]:
    """Give what a convention's rule is applied to, as `kind:name`, and the rule's own name."""
    own, _, about = rule.id.partition("@")
    return about.partition("/")[0], own.rpartition(":")[2]
