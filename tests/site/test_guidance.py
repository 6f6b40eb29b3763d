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
    assert "Where we say “as we read it”, the policy is not clear, or we took something for granted." in text


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
    assert said[0] == "As we read it, it depends on your complaint."
    assert said[1] == "The ombudsman for this is the Housing Ombudsman if all of these are true:"
    assert "Your complaint is about the landlord's service" in said
    assert said[-1] == "Otherwise the ombudsman for this is the Local Government and Social Care Ombudsman."
    assert not any("social care" in line for line in said)
    (only,) = section(rules, "four-procedure-council/corporate", "Which ombudsman can I go to?")
    assert only == "As we read it, the ombudsman for this is the Local Government and Social Care Ombudsman."


def test_guidance_says_on_what_grounds_something_late_is_taken_on(rules: Book) -> None:
    """Where the rules name a judgement it is told; where they name none, what the clause says of it in our words."""
    late = section(
        rules, "housing-association/formal_complaint", "What if I am too late to make the complaint?"
    )
    assert "the landlord can decide whether to take on your late complaint." in late[0]
    assert "What counts is if very unusual events kept you from complaining in time." in late[1]
    asked = section(rules, "customer-relations-council/corporate", "What if I ask for stage 2 too late?")
    assert asked[1].startswith("The policy says this, in our words.")
    assert asked[1].endswith("what arrives later is usually turned away.")


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
    late = "Look at why the complaint came late if you missed the time set to make the complaint (as we read it)."
    assert late in said
    assert any(
        line.endswith("a reference number and the name of the investigating officer.") for line in said
    )


@pytest.mark.parametrize(
    ("procedure", "first", "helps"),
    [
        ("housing-association/formal_complaint", "The policy does not say. What", "You can ask the ombudsman for advice."),
        ("charter-council/corporate", "The policy does not say. What", "The page does not say whether the ombudsman can"),
        ("customer-feedback-council/corporate", "As we read it, getting no answer in time is a ground to ask",
         "your case is ready for the ombudsman if the council has finished with your complaint."),
    ],
)  # fmt: skip
def test_guidance_says_what_helps_when_no_answer_comes(
    rules: Book, procedure: str, first: str, helps: str
) -> None:
    """A ground if there is one, else that the policy is silent; and what the ombudsman's clauses have for it."""
    said = section(rules, procedure, "What can I do if no answer comes?")
    assert said[0].startswith(first)
    assert helps in said[-1]


def page(rules: Book, procedure: str) -> str:
    """A page of guidance, as Markdown."""
    policy, _, name = procedure.partition("/")
    return next(one for one in guidance_pages(rules) if one.path == f"guidance/{policy}/{name}.md").text()


@procedures
def test_each_page_of_guidance_says_that_it_is_no_legal_advice(rules: Book, procedure: str) -> None:
    """Search leads past the first page of the site, so each says it by itself, before anything else."""
    before, _, _ = page(rules, procedure).partition("\n## ")
    assert "the law may say more, and this is not legal advice." in before


@procedures
def test_what_guidance_says_of_going_to_an_ombudsman_names_its_own_rules(rules: Book, procedure: str) -> None:
    """With the time for it, and also where the policy gives no time."""
    lines = told(rules, procedure)
    asked = "How long do I have to go to the ombudsman?"
    said = (
        section(rules, procedure, asked)
        if asked in lines
        else [one for one in lines if one.startswith(asked)]
    )
    assert "The ombudsman's own rules may say more." in " ".join(said)


@procedures
def test_guidance_never_sends_somebody_to_the_policy_for_more(rules: Book, procedure: str) -> None:
    """Of a decision without grounds it says what the clause says."""
    assert "The policy may say more" not in page(rules, procedure)


@procedures
def test_what_rests_on_something_taken_for_granted_is_marked_in_the_times(
    rules: Book, procedure: str
) -> None:
    """The row of each time that a clause with an assumption sets; and the comparison has the same mark."""
    policy, _, name = procedure.partition("/")
    book = rules.by_id[policy]
    linked, compared = book.procedures[name], compare_page(rules).text()
    words = PlainAnswers(linked)
    some = (one for norms in linked.norms.values() for one in norms)
    for one in (one for one in some if isinstance(one, TimeLimit) and words.applies(one)):
        clause = book.clause_of(linked, one)
        if book.clauses[clause].assumes:
            address = book.clause_path(clause)
            assert f"as we read it](../../{address})" in page(rules, procedure)
            assert re.search(rf"as we read it( \([^()]*\))?\]\({re.escape(address)}\)", compared)


def test_an_answer_without_assumption_or_reading_is_not_marked(rules: Book) -> None:
    """The landlord's acknowledgement: days, kind of day and first day are all in the clause."""
    said = section(
        rules, "housing-association/formal_complaint", "When will I hear that my complaint has arrived?"
    )
    assert "as we read it" not in " ".join(said).lower()


@procedures
def test_what_as_we_read_it_means_is_told_with_a_way_to_each_assumption(rules: Book, procedure: str) -> None:
    """The list of gaps has every assumption of the policy."""
    policy = procedure.partition("/")[0]
    assert f"[our list of readings and gaps](../../gaps/index.md#{policy})" in page(rules, procedure)


def test_that_one_ombudsman_is_meant_for_every_complaint_is_told_as_taken_for_granted(rules: Book) -> None:
    """The page names no other, not even for the council's own tenants."""
    said = section(rules, "customer-relations-council/corporate", "Which ombudsman can I go to?")
    assert (
        said[0] == "As we read it, the ombudsman for this is the Local Government and Social Care Ombudsman."
    )
    assert said[1].startswith("We took this for granted. This ombudsman is meant for every complaint,")
    assert said[1].endswith("not even for its own tenants.")


def test_guidance_says_first_which_complaints_a_page_is_for(rules: Book) -> None:
    """In a policy that decides that: those it takes, those that go elsewhere, those that it does not cover."""
    asked = "Is this page for me?"
    children = section(rules, "four-procedure-council/children_statutory", asked)
    assert children[0] == "Yes, if your complaint is about children's social care."
    housing = section(rules, "four-procedure-council/housing", asked)
    assert housing[0] == "As we read it, yes, if your complaint is about one of these:"
    assert "Homelessness" in housing
    corporate = section(rules, "four-procedure-council/corporate", asked)
    assert "Children's social care: the statutory procedure for children's social care." in corporate
    charter = section(rules, "charter-council/corporate", asked)
    assert charter == [
        "As we read it, yes, unless your complaint is about one of these:",
        "Children's social care or adult social care: the policy does not cover this.",
    ]
    assert asked not in told(rules, "housing-association/formal_complaint")
    first = next(
        line for line in page(rules, "charter-council/corporate").splitlines() if line.startswith("## ")
    )
    assert first.startswith(f"## {asked}")


@procedures
def test_guidance_lists_each_clause_of_which_no_rule_was_made(rules: Book, procedure: str) -> None:
    """In our words, with the way to the clause."""
    policy, _, name = procedure.partition("/")
    book, text = rules.by_id[policy], page(rules, procedure)
    for id_, clause in book.clauses.items():
        shown = clause.not_encoded and id_ in book.procedures[name].clauses
        assert (f"(../../{book.clause_path(id_)})" in text.partition("## What the policy also says")[2].partition("\n## ")[0]
                ) is bool(shown)  # fmt: skip


@procedures
def test_it_is_never_said_that_going_to_an_ombudsman_is_just_too_early(rules: Book, procedure: str) -> None:
    """The documents say what is usual."""
    said = section(rules, procedure, "When can I go to the ombudsman?")
    assert "Otherwise the ombudsman will most often not look at it yet." in said[-1]


@pytest.mark.parametrize(
    ("procedure", "runs"),
    [
        ("four-procedure-council/corporate", 1),  # a year from first knowing of it
        (
            "four-procedure-council/housing",
            1,
        ),  # the same; the other ombudsman's year is from the final decision
        ("housing-association/formal_complaint", 0),  # eight weeks from the last answer
        ("customer-relations-council/corporate", 0),  # no time
    ],
)
def test_a_time_that_runs_before_the_last_answer_is_told_as_such(
    rules: Book, procedure: str, runs: int
) -> None:
    """It can be over before the organisation has finished."""
    text = " ".join(told(rules, procedure))
    assert text.count("This time runs while the council still deals with your complaint.") == runs


@pytest.mark.parametrize("procedure", ["charter-council/corporate", "customer-relations-council/corporate"])
def test_silence_on_a_missing_answer_is_told_as_we_treat_it(rules: Book, procedure: str) -> None:
    """One may ask without a right to it; a worked case of this says that there is no right yet."""
    said = section(rules, procedure, "What can I do if no answer comes?")
    assert said[0] == "The policy does not say. What we say here is how we treat its silence."
    assert "You can still ask for stage 2, but the policy gives you no right to it." in said[1]
    stage = rules.by_id[procedure.partition("/")[0]].procedures["corporate"].conclusions["stage_2.escalation"]
    assert stage.kind.told["too_early"] == "the policy gives you no right to {name} yet"


@procedures
def test_guidance_says_against_what_it_was_checked_and_how_days_are_counted(
    rules: Book, procedure: str
) -> None:
    """Against our copy, on a day in full; and once above the times, what a working day is."""
    confirmed = rules.by_id[procedure.partition("/")[0]].policy.in_force.confirmed
    text = page(rules, procedure)
    day = day_in_words(confirmed, in_full=True)
    assert f"We last checked this page against our copy of the policy on {day}." in text
    assert text.count("(../../glossary.md#working-day)") == 1
    assert "Time is counted from the next day, unless we say that a day counts as the first." in text


@procedures
def test_a_tab_of_guidance_names_the_policy_too(rules: Book, procedure: str) -> None:
    """Several procedures have titles that are alike; the page's own heading stays short."""
    policy, _, name = procedure.partition("/")
    book, text = rules.by_id[policy], page(rules, procedure)
    title = book.procedures[name].title
    shown = f"{title[0].upper()}{title[1:]}"
    assert text.startswith(f'---\ntitle: "{shown} – {book.policy.title}"\n')
    assert f"\n# {shown}\n" in text


def test_the_list_of_guidance_says_how_to_find_ones_own(rules: Book) -> None:
    """Organisations are not named."""
    text = next(one for one in guidance_pages(rules) if one.path == "guidance/index.md").text()
    assert "Organisations are not named here." in text
    assert "compare it with your organisation’s own page" in text
