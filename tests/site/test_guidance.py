"""Guidance for the public: easily read, without names of rules, and nothing in it that the engines do not do."""

from __future__ import annotations

import re
from html import unescape
from random import Random

import pytest
import textstat

from explain.days import day_in_words
from explain.determination import record_of
from explain.pages.book import Book
from explain.pages.compare_page import compare_page
from explain.pages.guidance_pages import guidance_pages
from explain.pages.plain_answers import PlainAnswers
from kb.check.telling import tell
from kb.model.files import TimeLimit, name_of
from tests.loading import PROCEDURES, assessor

LONGEST = 25
GRADE = 8
MADE_UP = 300
procedures = pytest.mark.parametrize("procedure", PROCEDURES)


def told(rules: Book, procedure: str) -> list[str]:
    """The lines of a page of guidance as they are read: no headings' marks, no addresses, no tables or pictures."""
    policy, _, name = procedure.partition("/")
    page = next(one for one in guidance_pages(rules) if one.path == f"guidance/{policy}/{name}.md")
    lines = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in page.body())
    words = (re.sub(r"\{ #\S+ \}|\*\*|^#+ |^ *- ", "", unescape(line)).strip() for line in lines)
    return [line for line in words if line and not line.startswith(("|", "<"))]


def sentences(lines: list[str]) -> list[str]:
    """The sentences of those lines."""
    return [one for line in lines for one in re.split(r"(?<=[.?!])\s+", line) if one]


@procedures
def test_no_sentence_of_guidance_is_long(rules: Book, procedure: str) -> None:
    """At most 25 words."""
    assert [one for one in sentences(told(rules, procedure)) if len(one.split()) > LONGEST] == []


@procedures
def test_guidance_is_easily_read(rules: Book, procedure: str) -> None:
    """Whoever has had eight years of school can read it."""
    text = " ".join(sentences(told(rules, procedure)))
    assert textstat.flesch_kincaid_grade(text) <= GRADE


@procedures
def test_guidance_speaks_to_you_and_names_no_rule(rules: Book, procedure: str) -> None:
    """Nothing is spelled with underscores, and nobody is spoken of as the complainant."""
    lines = told(rules, procedure)
    assert [line for line in lines if re.search(r"\w_\w", line)] == []
    assert [line for line in lines if re.search(r"\bcomplainants?\b", line)] == []
    assert sum(bool(re.search(r"\byou(r)?\b", line, re.IGNORECASE)) for line in lines) > 5


LENGTH = re.compile(r"(?:(\d+) to )?(\d+) (working days|days|weeks|months?|years?|hours)")


def lengths(text: str) -> set[str]:
    """Every length of time that a text states."""
    found = set()
    for first, number, unit in LENGTH.findall(text):
        found |= {f"{one} {unit}" for one in (first, number) if one}
    return found


def counted(procedure: str, wanted: set[str]) -> set[str]:
    """The lengths that were counted in the determinations of made-up cases, which are made until all wanted ones were."""
    ready, found = assessor(procedure), set[str]()
    for seed in range(MADE_UP):
        case = tell(Random(seed), ready.procedure, share=0.95, exact=1.0).case
        graph = record_of(ready.assess(case, case.heads[0], vary_readings=False)).graph
        found |= {str(node.particulars["period"]) for node in graph.nodes if "period" in node.particulars}
        if wanted <= found:
            break
    return found


@procedures
def test_every_length_of_time_in_guidance_is_one_that_the_engines_count(rules: Book, procedure: str) -> None:
    """Each number of days, weeks or months on the page is counted in a determination of some case."""
    policy, _, name = procedure.partition("/")
    page = next(one for one in guidance_pages(rules) if one.path == f"guidance/{policy}/{name}.md")
    stated = lengths(page.text())
    assert stated
    assert stated - counted(procedure, stated) == set()


@procedures
def test_the_only_date_in_guidance_is_the_day_it_was_confirmed(rules: Book, procedure: str) -> None:
    """Rules have no dates of their own; a date on the page is the one in the policy's header."""
    confirmed = rules.by_id[procedure.partition("/")[0]].policy.in_force.confirmed
    text = " ".join(told(rules, procedure))
    dates = re.findall(
        r"\d+ (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}",
        text,
    )
    assert set(dates) == {day_in_words(confirmed).partition(" ")[2]}


@pytest.mark.parametrize(
    ("procedure", "said"),
    [
        # the clause: the request has to arrive within the month
        ("customer-relations-council/corporate", "What counts is the day the council got your request for stage 2."),
        # the clause: a time that starts from a day counts that day
        ("four-procedure-council/corporate", "That day counts as the first."),
        # the clause says neither from when nor which kind of days
        ("charter-council/corporate",
         "As we read it, the time runs from the day the council got your request for stage 2."),
        # eight weeks from the sending or from the receipt
        ("housing-association/formal_complaint",
         "As we read it, the time runs from the day you got the stage 1 answer."),
        # the convention: what is done too late to make a time longer does not make it longer
        ("customer-relations-council/corporate",
         "It counts only if, by the day first set, the council told you that its first answer would take longer."),
        # ten to twenty working days: the later end, by the default of its reading
        ("customer-feedback-council/corporate", "As we read it, this is late only after 20 working days."),
        # five days: of which kind, the clause does not say
        ("charter-council/corporate", "As we read it, every day counts, not only working days."),
    ],
)  # fmt: skip
def test_guidance_names_the_catch_of_a_time(rules: Book, procedure: str, said: str) -> None:
    """What its length alone does not show, and somebody could be late by."""
    text = " ".join(told(rules, procedure))
    assert said in text
    assert ("Where we say “as we read it”, the policy is not clear." in text) is ("s we read it, " in text)


def section(rules: Book, procedure: str, heading: str) -> list[str]:
    """The lines below one heading of a page of guidance."""
    lines = told(rules, procedure)
    policy, _, name = procedure.partition("/")
    page = next(one for one in guidance_pages(rules) if one.path == f"guidance/{policy}/{name}.md")
    headings = {re.sub(r"## | \{.*", "", unescape(line)) for line in page.body() if line.startswith("## ")}
    start = lines.index(heading) + 1
    end = next((place for place in range(start, len(lines)) if lines[place] in headings), len(lines))
    return lines[start:end]


def test_of_two_ombudsmen_each_is_told_with_its_complaints(rules: Book) -> None:
    """Housing complaints go to one of two, by what they are about; no other service comes up in their procedure."""
    said = section(rules, "four-procedure-council/housing", "Which ombudsman can I go to?")
    assert said[0] == "It depends on your complaint."
    assert said[1] == "The ombudsman for this is the Housing Ombudsman if all of these are true:"
    assert "Your complaint is about the landlord's service" in said
    assert said[-1] == "Otherwise the ombudsman for this is the Local Government and Social Care Ombudsman."
    assert not any("social care" in line for line in said)
    (only,) = section(rules, "four-procedure-council/corporate", "Which ombudsman can I go to?")
    assert only == "The ombudsman for this is the Local Government and Social Care Ombudsman."


def test_guidance_says_on_what_grounds_something_late_is_taken_on(rules: Book) -> None:
    """Where the rules name a judgement it is told; where they name none, that is told."""
    late = section(
        rules, "housing-association/formal_complaint", "What if I am too late to make the complaint?"
    )
    assert "The landlord can decide whether to take on your late complaint." in late[0]
    assert "What counts is if very unusual events kept you from complaining in time." in late[1]
    asked = section(rules, "customer-relations-council/corporate", "What if I ask for stage 2 too late?")
    assert asked[1] == "We have no rule on when the council says yes. The policy may say more."


@procedures
def test_every_time_limit_is_asked_for_and_compared(rules: Book, procedure: str) -> None:
    """Each that can apply has a question of its own in guidance, and in the comparison a link to its clause."""
    policy, _, name = procedure.partition("/")
    book = rules.by_id[policy]
    words = PlainAnswers(book.procedures[name])
    some = (one for norms in book.procedures[name].norms.values() for one in norms)
    limits = [one for one in some if isinstance(one, TimeLimit) and words.applies(one)]
    page, compared = " ".join(told(rules, procedure)), compare_page(rules).text()
    for one in limits:
        assert f" to {words.do(name_of(one))}." in page
        address = book.clause_path(book.clause_of(book.procedures[name], one))
        assert f"({address})" in compared


def test_what_is_owed_without_a_time_is_listed_with_its_force(rules: Book) -> None:
    """Duties, who has to act, and what a letter has to say."""
    said = section(rules, "housing-association/formal_complaint", "What else must the landlord do?")
    assert said[0] == "The policy promises this:"
    assert (
        "Have the right person look at stage 2. That is kept if stage 2 was looked at by a head of service."
        in said
    )
    assert "Look at why the complaint came late if you missed the time set to make the complaint." in said
    assert any(
        line.endswith("a reference number and the name of the investigating officer.") for line in said
    )


@pytest.mark.parametrize(
    ("procedure", "first", "helps"),
    [
        ("housing-association/formal_complaint", "The policy does not say.", "You can ask the ombudsman for advice."),
        ("charter-council/corporate", "The policy does not say.", "The page does not say whether the ombudsman can"),
        ("customer-feedback-council/corporate", "Getting no answer in time is a ground to ask for stage 2.",
         "Your case is ready for the ombudsman if the council has finished with your complaint."),
    ],
)  # fmt: skip
def test_guidance_says_what_helps_when_no_answer_comes(
    rules: Book, procedure: str, first: str, helps: str
) -> None:
    """A ground if there is one, else that the policy is silent; and what the ombudsman's clauses have for it."""
    said = section(rules, procedure, "What can I do if no answer comes?")
    assert said[0] == first
    assert helps in said[-1]
