"""For which complaints a procedure is, by the rules that decide by which procedure a complaint goes."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.arising import arises
from explain.pages.book import PolicyBook
from explain.pages.granted import as_read, assumptions
from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import Told
from explain.pages.sheet import Sheet, capital, plain
from explain.words import listed
from kb.model.files import OUT_OF_SCOPE
from kb.model.policy import LinkedRule
from kb.model.record import nodes_in
from kb.model.tree import Is

NOT_COVERED = "the policy does not cover this"


def scope(sheet: Sheet, policy: PolicyBook, plainly: PlainAnswers) -> Iterator[Told]:
    """Say for which complaints a procedure is, and where others go; each point is Markdown. Nothing if it is for all."""
    procedure = plainly.procedure
    names = [name for name, plan in procedure.conclusions.items() if plan.kind.of == "procedures"]
    rules = [one for one in procedure.rules if one.conclusion in names]
    here = [one for one in rules if one.value == procedure.name]
    for fact in dict.fromkeys(
        one.fact for rule in rules for one in nodes_in(rule.when) if isinstance(one, Is)
    ):
        rest = _takes_the_rest(names, here, plainly)
        told = _of(fact, sheet, policy, plainly, rest=rest)
        yield as_read(told, assumptions(procedure, rules if rest else here))


def _takes_the_rest(names: list[str], here: list[LinkedRule], plainly: PlainAnswers) -> bool:
    """Whether a complaint goes by the procedure if nothing sends it elsewhere."""
    left = [plainly.procedure.conclusions[one].otherwise for one in names]
    return any(one.when is None for one in here) or any(
        one is not None and one.value == plainly.procedure.name for one in left
    )


def _of(name: str, sheet: Sheet, policy: PolicyBook, plainly: PlainAnswers, *, rest: bool) -> Told:
    fact, mine = plainly.vocabulary.facts[name], plainly.arising(name)
    others = dict(_elsewhere(name, mine, policy))
    if rest:
        points = [
            _sent(one, [fact.worded(value) for value in values], sheet, policy)
            for one, values in others.items()
        ]
        return Told(f"Yes, unless {plainly.valued(fact, 'one of these')}:", tuple(points))
    covered = f"For other complaints, look at {sheet.link('the list of procedures', 'guidance/index.md', policy.id)}."
    outside = [fact.worded(value) for value in others.get(OUT_OF_SCOPE, ())]
    more = (covered, *([f"{plain(capital(listed(outside, 'or')))}: {NOT_COVERED}."] if outside else []))
    if len(mine) == 1:
        return Told(f"Yes, if {plainly.valued(fact, fact.worded(mine[0]))}.", (), more)
    values = tuple(plain(capital(fact.worded(one))) for one in mine)
    return Told(f"Yes, if {plainly.valued(fact, 'one of these')}:", values, more)


def _elsewhere(fact: str, mine: tuple[str, ...], policy: PolicyBook) -> Iterator[tuple[str, list[str]]]:
    """Give each other procedure that some values of a fact lead to, with these."""
    for name, one in policy.linked.items():
        values = [value for value in one.vocabulary.facts[fact].values if value not in mine]
        found = [value for value in values if arises(one, fact, value)]
        if found:
            yield name, found


def _sent(to: str, values: list[str], sheet: Sheet, policy: PolicyBook) -> str:
    said = plain(capital(listed(values, "or")))
    if to == OUT_OF_SCOPE:
        return f"{said}: {NOT_COVERED}."
    return f"{said}: {sheet.link(plain(policy.linked[to].title), policy.guidance_path(to))}."
