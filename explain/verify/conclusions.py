"""What the steps of rules, values and conclusions must be; and all steps of one head together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explain import said
from explain.verify.conditions import Conditions
from explain.verify.following import FAILS, HOLDS, OPEN
from explain.verify.steps import Step
from kb.model.outcome import Outcome
from kb.model.policy import LinkedRule
from kb.model.truth import Truth

_OF_RULE = {HOLDS: "rule firing", FAILS: "completion", OPEN: "condition"}
_OF_OUTCOME = {"concluded": HOLDS, "not_concluded": FAILS}


class Conclusions(Conditions):
    """The steps of one head, from its conclusions down."""

    def all_steps(self, outcomes: Mapping[str, Outcome]) -> dict[str, Step]:
        """Give every step that the conclusions come to rest on, or look at, by its id."""
        self.outcomes = outcomes
        found: dict[str, Step] = {}
        waiting = [f"conclusion {name}" for name in self.procedure.conclusions]
        while waiting:
            for id_ in waiting:
                step = self.step(id_)
                if step is None:
                    self.groundless[id_] = None
                else:
                    found[id_] = step
                    self.look_at(step.below)
            waiting = [id_ for id_ in self.looked_at if id_ not in found and id_ not in self.groundless]
        # a day may have been come to in more ways since
        return {id_: self._with_ways(id_, step) for id_, step in found.items()}

    def _with_ways(self, id_: str, step: Step) -> Step:
        if step.kind != "day calculation":
            return step
        return step._replace(ways=tuple(self.ways[id_.removeprefix("day ")]))

    def step(self, id_: str) -> Step | None:
        """Give the step of an id, or nothing where none of this id follows."""
        if id_ == "assessed_on":
            return self.assessment()
        if id_ == "calendar":
            return self.calendar()
        kinds: dict[str, Callable[[str], Step | None]] = {
            "fact": self.fact, "order": self.order, "presumption": self.presumption, "reading": self.reading,
            "silence": self.silence, "clause": self.clause, "document": self.document,
            "day": self.day_calculation, "condition": self.condition, "rule": self.rule, "value": self.value,
            "conclusion": self.conclusion,
        }  # fmt: skip
        what, _, about = id_.partition(" ")
        return kinds[what](about) if what in kinds else None

    # --- rules ---

    def rule(self, id_: str) -> Step | None:
        """A rule that applies, that does not, or that may."""
        rule = self.procedure.rule.get(id_)
        if rule is None:
            return None
        truth = self.truths.rule(rule)
        below = [*self._reasons(rule, truth), *self._exceptions(rule, truth)]
        below += [f"silence {question}" for question in rule.silences]
        below += [f"clause {one}" for one in rule.clauses]
        heading = self.procedure.clauses[rule.clauses[-1]].heading
        return Step(_OF_RULE[truth], said.rule(heading, truth), tuple(below), truth, {"rule": id_})

    def _reasons(self, rule: LinkedRule, truth: Truth) -> list[str]:
        """Give what its condition comes from; that does not matter where only an exception displaces it."""
        if rule.when is None or (rule.exceptions and truth is FAILS is not self.truths.condition(rule.when)):
            return []
        return [self.condition_step(part) for part in self.parts(rule.when, truth)]

    def _exceptions(self, rule: LinkedRule, truth: Truth) -> list[str]:
        """Give the exceptions, each of which must fail; or those that displace the rule."""
        others = [self.procedure.rule[other] for other in rule.exceptions]
        return [f"rule {one.id}" for one in others if truth is not FAILS or self.truths.rule(one) is HOLDS]

    # --- values and conclusions ---

    def value(self, about: str) -> Step | None:
        """One value of a conclusion: with the rules that give it, or with all that could and do not."""
        name, _, value = about.partition(" = ")
        plan = self.procedure.conclusions.get(name)
        if plan is None or value not in plan.values:
            return None
        truth = self.truths.value(name, value)
        rules = self.procedure.rules_for.get((name, value), ())
        below = [f"rule {one.id}" for one in rules if truth is not HOLDS or self.truths.rule(one) is HOLDS]
        if plan.otherwise and plan.otherwise.value == value and (truth is not HOLDS or not below):
            below += [f"value {name} = {other}" for other in plan.values if other != value]
            below += [f"clause {one}" for one in plan.otherwise.clauses]
        if truth is FAILS:
            below.append(self.governing("closed list"))
        kind = "completion" if truth is FAILS else "conclusion"
        return Step(kind, said.value(self.words, name, value, truth), tuple(below), truth)

    def conclusion(self, name: str) -> Step | None:
        """A conclusion, with its values or with the days that it can be."""
        plan = self.procedure.conclusions.get(name)
        if plan is None:
            return None
        outcome = self.outcomes[name]
        truth = _OF_OUTCOME.get(outcome.kind, OPEN)
        rule = self.procedure.days.get(name)
        if rule is None:
            below = [f"value {name} = {value}" for value in plan.values]
        else:
            below = [*self.day(rule.day), *(f"silence {one}" for one in rule.silences)]
            below += [f"clause {one}" for one in rule.clauses]
        return Step("conclusion", said.conclusion(self.words, name, outcome), tuple(below), truth)
