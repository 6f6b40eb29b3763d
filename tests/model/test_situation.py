"""What one may take as known: stated facts, the order of events, presumptions, in this order."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from random import Random
from typing import Literal

import pytest

from kb.model.bounds import ANY_DAY, EARLIEST, LATEST, LONDON, Bounds, exactly
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.situation import FactConflict, Situation, situation_of
from kb.model.truth import Truth
from kb.model.vocabulary import Vocabulary
from tests.generators import at, on, shuffled
from tests.loading import TINY_RULES, library

TODAY = date(2024, 6, 10)
NOW = TODAY.toordinal()
VOCABULARY = library(TINY_RULES).vocabulary


def stated(name: str, value: str) -> Stated:
    """State an event: `6-3` for a day in 2024, `6-3/6-5`, `../6-5`, `happened` or `not yet`."""
    if value == NOT_YET:
        return Stated(name, NOT_YET, value)
    if value == "happened":
        return Stated(name, True, value)
    first, _, last = value.partition("/")
    lo, hi = (EARLIEST if end == ".." else _ordinal(end) for end in (first, last or first))
    return Stated(name, Bounds(lo, hi), value)


def _ordinal(day: str) -> int:
    month, of_month = day.split("-")
    return date(2024, int(month), int(of_month)).toordinal()


def known(
    record: Literal["complete"] | None = None, vocabulary: Vocabulary = VOCABULARY, **facts: str
) -> Situation:
    """Give what is known on 10 June 2024."""
    head = Head(None, {name: stated(name, value) for name, value in facts.items()})
    return situation_of(Case("a case", "none", TODAY, (head,), record), head, vocabulary)


def days(situation: Situation, name: str) -> tuple[date | None, date | None]:
    """Give the ends of an event's bounds."""
    bounds = situation[name].bounds
    return tuple(date.fromordinal(end) if abs(end) < LATEST else None for end in (bounds.lo, bounds.hi))  # type: ignore[return-value]


def because(situation: Situation, name: str) -> list[str]:
    """Give what the value of a fact is based on."""
    return [f"{basis.kind} {basis.name}" for basis in situation[name].basis]


def test_a_later_event_proves_the_earlier_one_and_bounds_its_day() -> None:
    """A reply sent on the 5th proves a complaint made by the 5th."""
    found = known(replied="6-5")
    assert found["made"].status is Truth.HOLDS
    assert days(found, "made") == (None, date(2024, 6, 5))
    assert because(found, "made") == ["order replied"]


def test_an_earlier_event_bounds_the_later_one_without_proving_it() -> None:
    """No reply can have been sent before the complaint was made, and none need have been."""
    found = known(made="6-3/6-5")
    assert found["replied"].status is Truth.OPEN
    assert days(found, "replied") == (date(2024, 6, 3), None)


def test_what_has_not_happened_could_still_happen_today() -> None:
    """`not yet` is from the day of assessment on."""
    found = known(made="6-3", replied=NOT_YET)
    assert found["replied"].status is Truth.FAILS
    assert found["replied"].bounds == Bounds(NOW, LATEST)


def test_not_yet_pushes_forward_to_all_that_can_only_follow() -> None:
    """Without a complaint there is no reply, no receipt and no closing, stated or not."""
    found = known(made=NOT_YET)
    assert {found[name].status for name in ("made", "replied", "received", "escalated", "closed")} == {
        Truth.FAILS
    }
    assert "order made" in because(found, "replied")


def test_happened_is_a_day_up_to_today() -> None:
    """Nothing that is stated to have happened lies in the future, whatever its bounds."""
    assert known(made="happened")["made"].bounds == Bounds(EARLIEST, NOW)
    assert known(made="6-3/6-30")["made"].bounds == Bounds(_ordinal("6-3"), NOW)


def test_a_letter_is_presumed_to_arrive_on_the_day_it_was_sent() -> None:
    """By name; whoever states another day, displaces the presumption."""
    found = known(replied="6-5")
    assert found["received"].bounds == exactly(date(2024, 6, 5))
    assert because(found, "received") == ["presumption received: same day as replied", "order replied"]
    assert because(known(replied="6-5", received="6-7"), "received") == ["stated received"]
    assert known(replied="6-5", received=NOT_YET)["received"].status is Truth.FAILS


def test_a_presumption_of_the_day_says_nothing_of_the_hour() -> None:
    """A reply sent at ten is presumed to arrive that day, not at ten."""
    head = Head(None, {"replied": at("replied", datetime(2024, 6, 5, 10, tzinfo=LONDON))})
    found = situation_of(Case("a case", "none", TODAY, (head,)), head, VOCABULARY)
    assert found["replied"].bounds.minutes is not None
    assert found["received"].bounds == exactly(date(2024, 6, 5))


def test_the_day_of_receipt_is_asked_for_through_the_sending_while_that_is_unknown() -> None:
    """Nobody is asked when a letter arrived that may never have been sent."""
    assert known()["received"].ask == "replied"
    assert known(replied="6-3/6-5")["received"].ask == "replied"
    assert known(replied="6-3")["received"].ask == "received"


def test_a_same_day_presumption_gives_way_to_the_order_of_events() -> None:
    """Sent between the 3rd and 5th, and closed by the 4th: received is not proved, but sent by the 4th is."""
    found = known(replied="6-3/6-5", closed="6-4")
    assert days(found, "replied") == (date(2024, 6, 3), date(2024, 6, 4))
    assert found["received"].bounds == found["replied"].bounds


def test_an_act_that_nobody_owes_is_presumed_not_to_have_happened() -> None:
    """By name, until it is stated or a later event proves it."""
    assert because(known(made="6-3"), "escalated") == ["presumption escalated: not yet"]
    found = known(closed="6-5")
    assert found["escalated"].status is Truth.HOLDS
    assert because(found, "escalated") == ["order closed"]


def test_what_somebody_owes_is_never_presumed_undone() -> None:
    """A reply that is not stated is unknown."""
    assert known(made="6-3")["replied"].status is Truth.OPEN


def test_a_complete_record_makes_what_it_does_not_state_not_yet() -> None:
    """On the strength of that statement; what a later event proves has happened all the same."""
    found = known("complete", made="6-3")
    assert because(found, "replied") == ["record record"]
    assert found["replied"].status is Truth.FAILS
    assert known("complete", replied="6-5")["made"].status is Truth.HOLDS


def test_what_goes_with_a_recorded_event_need_not_be_on_record_itself() -> None:
    """A letter that is on record as sent has arrived, though nobody recorded its arrival."""
    assert known("complete", replied="6-5")["received"].bounds == exactly(date(2024, 6, 5))


@pytest.mark.parametrize(
    "facts",
    [
        {"made": "6-5", "replied": "6-4"},
        {"made": "6-5/6-9", "replied": "../6-4"},
        {"made": NOT_YET, "replied": "6-4"},
        {"made": NOT_YET, "closed": "happened"},
        {"escalated": NOT_YET, "closed": "6-4"},
        {"made": "6-5", "closed": "6-4"},
        {"made": "6-6", "replied": "6-5/6-9", "closed": "6-5"},
    ],
)
def test_facts_against_the_order_of_events_are_a_conflict(facts: dict[str, str]) -> None:
    """Also by way of an event between them that is not stated; both are named."""
    with pytest.raises(FactConflict) as raised:
        known(None, VOCABULARY, **facts)
    assert raised.value.later in VOCABULARY.in_order
    assert raised.value.earlier in VOCABULARY.facts[raised.value.later].follows


FORMS = ("", NOT_YET, "happened", "6-8", "6-9", "6-10", "6-8/6-9", "../6-9")
CHAIN = ("made", "replied", "escalated", "closed")


def ways(facts: dict[str, str]) -> list[dict[str, tuple[bool, int]]]:
    """Give every way in which four events can have gone in the days around 10 June, with what is stated."""
    window = range(NOW - 3, NOW + 3)
    turns = {
        name: [turn for turn in product((True, False), window) if _fits(facts[name], *turn)] for name in CHAIN
    }
    found = [dict(zip(CHAIN, way, strict=True)) for way in product(*turns.values())]
    return [
        way
        for way in found
        if all(_follows(way[a], way[b]) for b in CHAIN for a in VOCABULARY.facts[b].follows)
    ]


def _fits(form: str, happened: bool, day: int) -> bool:
    if not (day <= NOW if happened else day >= NOW):
        return False
    if form in ("", NOT_YET, "happened"):
        return form == "" or happened == (form == "happened")
    value = stated("made", form).value
    assert isinstance(value, Bounds)
    return happened and value.lo <= day <= value.hi


def _follows(earlier: tuple[bool, int], later: tuple[bool, int]) -> bool:
    return earlier[1] <= later[1] and earlier[0] >= later[0]


@pytest.mark.slow
def test_bounds_are_the_tightest_that_the_order_of_events_allows() -> None:
    """Four events, each stated in eight ways: a conflict if nothing is left, else the ends that are left."""
    bare = {name: fact.model_copy(update={"presumed": None}) for name, fact in VOCABULARY.facts.items()}
    vocabulary = VOCABULARY.model_copy(update={"facts": bare})
    combinations = list(product(FORMS, repeat=len(CHAIN)))
    for forms in Random(6).sample(combinations, 400):
        facts = dict(zip(CHAIN, forms, strict=True))
        left = ways(facts)
        said = {name: form for name, form in facts.items() if form}
        if not left:
            with pytest.raises(FactConflict):
                known(None, vocabulary, **said)
            continue
        found = known(None, vocabulary, **said)
        for name in CHAIN:
            happened = {way[name][0] for way in left}
            status = (
                {True: Truth.HOLDS, False: Truth.FAILS}[happened.pop()] if len(happened) == 1 else Truth.OPEN
            )
            assert found[name].status is status, (said, name)
            ends = [way[name][1] for way in left]
            lo, hi = min(ends), max(ends)
            assert found[name].bounds.lo in (lo, *([EARLIEST] if lo == NOW - 3 else [])), (said, name)
            assert found[name].bounds.hi in (hi, *([LATEST] if hi == NOW + 2 else [])), (said, name)


def test_the_order_in_which_facts_are_stated_changes_nothing() -> None:
    """Facts are a set."""
    facts = {"made": on("made", date(2024, 6, 3)), "closed": on("closed", date(2024, 6, 8)),
             "received": on("received", date(2024, 6, 5))}  # fmt: skip
    rng = Random(1)
    heads = [Head(None, {name: facts[name] for name in shuffled(rng, facts)}) for _ in range(6)]
    found = [situation_of(Case("a case", "none", TODAY, (head,)), head, VOCABULARY) for head in heads]
    assert all(one == found[0] for one in found)


def test_a_decision_that_is_not_stated_is_presumed_not_made() -> None:
    """By name, so that what waits for it says so."""
    found = known()["waiver"]
    assert found.possible == {"not yet made"}
    assert because(known(), "waiver") == ["presumption waiver: not yet made"]


def test_a_day_that_was_never_named_is_not_a_day_unknown() -> None:
    """`none` settles whether one was named; nothing is known of its day."""
    head = Head(None, {"promised": Stated("promised", "none", "none")})
    found = situation_of(Case("a case", "none", TODAY, (head,)), head, VOCABULARY)["promised"]
    assert (found.status, found.bounds) == (Truth.FAILS, ANY_DAY)
    assert known()["promised"].status is Truth.OPEN


def test_a_stated_list_is_complete() -> None:
    """What it does not name is not so; without it each member is unknown."""
    head = Head(None, {"wants": Stated("wants", frozenset({"money"}), "money")})
    found = situation_of(Case("a case", "none", TODAY, (head,)), head, VOCABULARY)
    assert found["wants"].members == frozenset({"money"})
    assert known()["wants"].members is None
