"""Procedures by chance: small rule files in the vocabulary of the tiny policies, with every construct."""

from __future__ import annotations

from random import Random
from typing import Any

from kb.model.files import Part, Policy
from kb.model.policy import LinkedProcedure
from kb.source.link import linked
from tests.loading import TINY_RULES, library

EVENTS = ("made", "replied", "received", "escalated", "closed")
LAYERS = ("track", "first_day", "remedy", "state", "other_day", "flag", "third_day")
VALUES = {
    "track": ("quick", "slow", "special"),
    "state": ("fresh", "busy", "done"),
    "flag": ("yes", "no"),
    "remedy": ("pay", "say_sorry", "nothing"),
}
PERIODS = (
    "1 day",
    "3 days",
    "1 week",
    "2 working days",
    "5 working days",
    "1 month",
    "1 year",
    "24 hours",
    "30 hours",
)
PAUSABLE = ("1 day", "3 days", "2 weeks", "2 working days", "5 working days", "10 working days")
DATES = ("2020-01-02", "2022-09-19", "2023-04-11", "2024-03-29", "2024-12-31")
RELATIONS = ("before", "on-or-before", "on", "on-or-after", "after")
HEADER: dict[str, Any] = {
    "policy": "by-chance", "title": "by chance", "organisation": "nobody", "layer": "policy", "version": "1",
    "in-force": {"confirmed": "2026-11-21"}, "document": {"name": "made up", "sha256": "0" * 64, "lines": 1},
    "calendar": "england", "procedures": {"main": {"title": "the only procedure"}},
}  # fmt: skip

CALENDARS = (
    "england", "england", "england",
    {"nation": "england", "closed": ["2022-09-20", "2024-03-27/2024-04-05"]},
    {"nation": "england", "closed-each-year": ["12-22/01-10", "02-29", "05-31/06-01"]},
)  # fmt: skip


def by_chance(rng: Random) -> LinkedProcedure:
    """Make up a procedure and link it, as if it had been read from a file."""
    shared = library(TINY_RULES)
    written = Part.model_validate(_Writer(rng).part())
    policy = Policy.model_validate({**HEADER, "calendar": rng.choice(CALENDARS)})
    return linked(policy, "0" * 64, "main", [written], shared.conventions, shared.vocabulary)


class _Writer:
    """Writes one rule file; a conclusion depends on those of earlier layers only, so there is no circle."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.known: list[str] = []
        self.days: list[str] = []
        self.readings: list[dict[str, Any]] = []
        self.names: list[tuple[str, int]] = []

    def part(self) -> dict[str, Any]:
        rng = self.rng
        rules = []
        if rng.random() < 0.5:
            rules.append(self.limit())
        for layer, name in enumerate(LAYERS):
            if rng.random() < 0.75:
                rules += self.day_rule(name) if name.endswith("day") else self.rules(name, layer)
        self.days = []
        clause = {
            "clause": "all",
            "heading": "All",
            "gist": "All.",
            "source": {"lines": [1], "sha256": "0" * 64},
        }
        rules = rules or self.rules("flag", 0)
        return {
            "part": "main",
            "clauses": [{**clause, "rules": rules}],
            "readings": self.readings,
        }

    # rules

    def limit(self) -> dict[str, Any]:
        ends: dict[str, Any] = {"within": self.span()} if self.rng.random() < 0.7 else {"until": self.day(1)}
        start = self.moment(1) if _in_hours(ends.get("within")) else self.day(1)
        norm = {"time-limit": "reply", "binds": "organisation", "of": start, "met-by": self.day(1)}
        self.known += ["reply.exceeded", "reply.timeliness"]
        if "within" in ends:
            ends["counted"] = self.rng.choice(("after", "beginning with"))
        self.days.append("reply.last_day")
        return {**norm, **ends, "force": self.rng.choice(("commitment", "target"))}

    def day_rule(self, name: str) -> list[dict[str, Any]]:
        rule = {"rule": name, "conclude": {name: self.day(2)}}
        self.days.append(name)
        return [rule]

    def rules(self, name: str, layer: int) -> list[dict[str, Any]]:
        rng, found = self.rng, []
        for number in range(rng.randint(1, 4)):
            rule: dict[str, Any] = {"rule": f"{name}_{number}", "conclude": {name: rng.choice(VALUES[name])}}
            if rng.random() < 0.95:
                rule["when"] = self.condition(3)
            before = [one for one, of in self.names if of >= layer]
            if before and rng.random() < 0.3:
                rule["exception-to"] = sorted({rng.choice(before) for _ in range(rng.randint(1, 2))})
            found.append(rule)
            self.names.append((f"{name}_{number}", layer))
        if rng.random() < 0.4:
            found[0]["otherwise"] = {name: rng.choice(VALUES[name])}
            if all(rule["conclude"] == found[0]["otherwise"] for rule in found):
                del found[0]["otherwise"]  # left over by nothing
        self.known.append(name)
        return found

    # conditions

    def condition(self, depth: int) -> dict[str, Any]:
        rng = self.rng
        if depth and rng.random() < 0.5:
            how = rng.choice(("all", "any", "not", "all", "any"))
            if how == "not":
                return {"not": self.condition(depth - 1)}
            return {how: [self.condition(depth - 1) for _ in range(rng.randint(1, 3))]}
        return rng.choice(
            (self.of_days, self.of_days, self.of_fact, self.of_fact, self.of_conclusion, self.of_reading)
        )()

    def of_days(self) -> dict[str, Any]:
        chance = self.rng.random()
        if chance < 0.35:
            return {"happened": self.day(1)}
        if chance < 0.45:
            return {"passed": self.day(1)}
        if chance < 0.55:
            return {"done": self.rng.choice(EVENTS), "by": self.day(1)}
        return {"day": self.day(1), self.rng.choice(RELATIONS): self.day(1)}

    def of_fact(self) -> dict[str, Any]:
        forms: tuple[dict[str, Any], ...] = (
            {"yes": self.rng.choice(("vulnerable", "complex"))},
            {"no": self.rng.choice(("vulnerable", "complex"))},
            {"is": {"form": self.rng.sample(("letter", "email", "call"), self.rng.randint(1, 2))}},
            {"is": {"waiver": self.rng.choice(("accepted", "refused"))}},
            {"includes": {"wants": self.rng.choice(("money", "apology"))}},
            {"stated": "promised"},
            {"undecided": "waiver"},
        )
        return self.rng.choice(forms)

    def of_conclusion(self) -> dict[str, Any]:
        if not self.known:
            return self.of_fact()
        name = self.rng.choice(self.known)
        values = VALUES.get(name, ("yes", "no") if name.endswith("exceeded") else ("met", "late", "running"))
        asked = self.rng.choice(("any", *values, list(self.rng.sample(values, 2))))
        return {"concluded": {name: asked}}

    def of_reading(self) -> dict[str, Any]:
        if len(self.readings) > 1 or self.rng.random() < 0.5:
            return self.of_fact()
        return {"reading": self.reading(self.of_fact(), self.of_days())}

    def reading(self, *choices: Any) -> str:
        """Declare a reading between these; what a choice itself declares is declared before it."""
        name = f"unclear_{len(self.readings)}"
        usual, *others = choices
        self.readings.append(
            {
                "reading": name, "about": "?", "because": "?", "default": usual,
                "alternatives": {f"other_{number}": one for number, one in enumerate(others)},
            }
        )  # fmt: skip
        return name

    # days

    def day(self, depth: int) -> Any:
        rng = self.rng
        chance = rng.random() if depth else 0.0
        if chance < 0.5:
            a_date = {"date": rng.choice(DATES)}
            return rng.choice((*EVENTS, *EVENTS, "promised", "assessed_on", "never", a_date, *self.days))
        if chance < 0.65:
            return self.counted(depth)
        if chance < 0.8:
            how = rng.choice(("later-of", "earlier-of"))
            return {how: [self.day(depth - 1) for _ in range(rng.randint(1, 3))]}
        if chance < 0.84:
            return self.working_day(depth)
        if chance < 0.9:
            return {"event": rng.choice(EVENTS), "provided": self.of_fact()}
        if chance < 0.93 and len(self.readings) < 2:
            return {"reading": self.reading(self.day(0), self.day(0))}
        cases = [{"when": self.of_fact(), "then": self.day(depth - 1)} for _ in range(rng.randint(1, 2))]
        return {"cases": cases, "otherwise": self.day(depth - 1)}

    def counted(self, depth: int) -> dict[str, Any]:
        rng = self.rng
        found: dict[str, Any] = {"counted": rng.choice(("after", "beginning with"))}
        if rng.random() < 0.6:
            span = self.span()
            start = self.moment(depth - 1) if _in_hours(span) else self.day(depth - 1)
            return {"period": span, **found, "from": start}
        found["from"] = self.day(depth - 1)
        begin, end = (rng.choice((*EVENTS, self.day(depth - 1))) for _ in range(2))
        pause = {"from": begin, "until": end}
        return {"period": rng.choice(PAUSABLE), **found, "paused": pause}

    def working_day(self, depth: int) -> Any:
        cut_off = self.rng.choice((None, None, "00:00", "12:00", "17:00", "23:59"))
        if cut_off is None:
            return {"next-working-day": self.day(depth - 1)}
        return {"next-working-day": self.moment(depth - 1), "cut-off": cut_off}

    def moment(self, depth: int) -> Any:
        """Write a day of which a case can state the time."""
        rng = self.rng
        chance = rng.random() if depth else 0.0
        if chance < 0.6:
            return rng.choice(EVENTS)
        if chance < 0.75:
            return {rng.choice(("later-of", "earlier-of")): [rng.choice(EVENTS), self.day(depth - 1)]}
        if chance < 0.85:
            return {"event": rng.choice(EVENTS), "provided": self.of_fact()}
        return {"period": rng.choice(("24 hours", "30 hours")), "from": self.moment(depth - 1)}

    def span(self) -> Any:
        rng = self.rng
        if rng.random() < 0.8:
            return rng.choice(PERIODS)
        return {
            "cases": [{"when": self.of_fact(), "then": rng.choice(PERIODS)}],
            "otherwise": rng.choice(PERIODS),
        }


def _in_hours(span: Any) -> bool:
    return "hour" in str(span)
