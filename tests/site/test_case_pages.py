"""Worked cases as pages: what the person would be told, the pictures beside it, and one day later where a limit is near."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from shutil import copytree
from xml.etree import ElementTree

import pytest

from complaints_kb.desk import Desk
from complaints_kb.parts import checked
from complaints_kb.publishing import rules_of
from explain.days import day_in_words
from explain.pages.book import PolicyBook, WorkedCase
from explain.pages.case_pages import case_pages
from explain.pages.case_pictures import Picture, limits_of
from explain.pages.sheet import Sheet
from explain.readings.whole_case import public_case, told_with_rest
from explain.words import words_of
from tests.loading import ROOT

SHOWN = (
    "a-reply-that-never-came",
    "last-day-to-ask-for-stage-2",
    "logged-on-a-day-in-dispute",
    "nobody-knows-which-service",
    "request-in-the-post-in-working-days-from-asking",
    "two-matters-one-answered",
)
Told = list[tuple[PolicyBook, WorkedCase, Sheet]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, dict[str, Picture]]:
    """A few cases with their pages, and the pictures by path."""
    rules = copytree(ROOT / "rules", tmp_path_factory.mktemp("few") / "rules", ignore=_others)
    book = rules_of(Desk(rules), "")
    policies = [replace(one, cases=tuple(checked(rules, one.id, cases=0).worked)) for one in book.policies]
    made = [page for one in policies for page in case_pages(book, one)]
    pages = {one.path: one for one in made if isinstance(one, Sheet)}
    pictures = [one for one in made if isinstance(one, Picture)]
    assert len({one.path for one in pictures}) == len(pictures)
    told = [(policy, case, pages[case.path]) for policy in policies for case in policy.cases]
    assert {case.name for _, case, _ in told} == set(SHOWN)
    return told, {one.path: one for one in pictures}


def _others(folder: str, names: list[str]) -> list[str]:
    return [one for one in names if folder.endswith("examples") and one.removesuffix(".yaml") not in SHOWN]


def as_read(page: Sheet) -> str:
    """The words of a page."""
    return " ".join(
        unescape(re.sub(r'\*|</?\w+[^>]*>| \{ data-label="[^"]+" \}', "", "\n".join(page.body()))).split()
    )


def test_a_page_says_what_the_person_would_be_told(written: tuple[Told, dict[str, Picture]]) -> None:
    """Every sentence of the public reading of every matter is there."""
    for policy, case, page in written[0]:
        text = as_read(page)
        for head in case.answer.heads:
            told = public_case(head, words_of(head, policy.linked))
            assert [one.text for one in told.sentences if " ".join(one.text.split()) not in text] == []


def test_one_day_later_stands_beside_it_where_a_limit_is_near(
    written: tuple[Told, dict[str, Picture]],
) -> None:
    """Both days are named, and so is a conclusion that differs; elsewhere nothing is said of another day."""
    near = 0
    for _, case, page in written[0]:
        text = as_read(page)
        assert ("One day later" in text) is (case.day_later is not None)
        if case.day_later is not None:
            near += 1
            assert f"One day later, {day_in_words(case.day_later.assessed_on)}" in text
            assert "What one more day changes" in text
            assert "Asking for stage 2: how it stands Due today The time has passed" in text
    assert near == 1


def test_every_picture_that_a_page_names_is_a_file_beside_it(
    written: tuple[Told, dict[str, Picture]],
) -> None:
    """A timeline for each matter; all pictures are well formed, and there is none that no page names."""
    told, pictures = written
    named = set()
    for policy, case, page in told:
        found = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", "\n".join(page.body()))
        named |= {f"cases/{policy.id}/{one}" for one in found}
        assert sum(one.endswith("-timeline.svg") for one in found) == len(case.answer.heads)
    assert named == set(pictures)
    for one in pictures.values():
        assert ElementTree.fromstring(one.text()).tag.endswith("svg")


def test_what_a_timeline_shows_is_said_in_words_too(written: tuple[Told, dict[str, Picture]]) -> None:
    """Whoever does not see the picture reads the same."""
    for policy, case, page in written[0]:
        text = as_read(page).lower()
        for head in case.answer.heads:
            limits, others = limits_of(policy, case, head)
            assert [
                one
                for one in (*(row.words for row in limits), *others)
                if " ".join(one.lower().split()) not in text
            ] == []


def test_who_says_what_is_stated_and_so_is_what_comes_of_it(
    written: tuple[Told, dict[str, Picture]],
) -> None:
    """Both accounts of a day stand with those who gave them; ten working days from each end on either side of the 14th."""
    text = next(as_read(page) for _, case, page in written[0] if case.name == "logged-on-a-day-in-dispute")
    assert (
        "Accounts differ: Mon 3 June 2024, says the landlord (evidence: its case file); "
        "or Thu 30 May 2024, says the resident" in text
    )
    assert "Not due yet, if the landlord is right Overdue, if the resident is right" in text.replace("- ", "")
    assert "The stage 1 response: the days depend on whose account is right." in text
    assert text.count("The stage 1 response: the days depend on whose account is right.") == 1
    assert (
        "If the resident is right, the landlord did not answer your complaint at stage 1 as it said it would."
        in text
    )
    assert "the same whichever is right" not in text


def test_a_page_says_how_an_unclear_passage_is_read(written: tuple[Told, dict[str, Picture]]) -> None:
    """Where a case chooses a way to read a passage, the passage and the way are told; elsewhere there is no such part."""
    seen = 0
    for _, case, page in written[0]:
        text = as_read(page)
        assert ("How unclear passages are read here" in text) is bool(case.case.readings)
        if case.name == "request-in-the-post-in-working-days-from-asking":
            seen += 1
            assert (
                "does not say of which kind.](../../gaps/index.md#charter-council-reading-five_days)" in text
            )
            assert "Read here as: working." in text
    assert seen == 1


def test_the_days_of_a_weekend_are_called_one(written: tuple[Told, dict[str, Picture]]) -> None:
    """Saturday and Sunday are told together, and as what they are."""
    text = next(as_read(page) for _, case, page in written[0] if case.name == "a-reply-that-never-came")
    assert "Sat 8 June 2024 to Sun 9 June 2024 Weekend, not counted" in text


def test_what_is_only_counted_to_the_person_is_all_told_below(
    written: tuple[Told, dict[str, Picture]],
) -> None:
    """Where so many more things are said not to be certain, that many stand folded under it."""
    counted = 0
    for policy, case, page in written[0]:
        body = "\n".join(page.body())
        parts = re.findall(r"<summary>What else is not certain</summary>\n(.*?)</details>", body, re.DOTALL)
        days = [case.answer, *((case.day_later,) if case.day_later else ())]
        every = [told_with_rest(head, words_of(head, policy.linked)) for day in days for head in day.heads]
        said = [
            found[1]
            for told, _ in every
            for one in told.sentences
            if (found := re.match(r"(\w+) (?:more )?things? (?:is|are) not certain", one.text))
        ]
        assert sorted({"One": 1}.get(one) or int(one) for one in said) == sorted(
            one.count("<li>") for one in parts
        )
        counted += len(said)
    assert counted > 0


def trees(page: Sheet) -> list[ElementTree.Element]:
    """The trees under `Why`."""
    why = re.findall(r"\n## Why .*?(?=\n## |$)", "\n".join(page.body()), re.DOTALL)
    found = [one for part in why for one in re.findall(r"<details.*?</details>", part, re.DOTALL)]
    return [ElementTree.fromstring(re.sub(r" open>", ">", one)) for one in found]


def test_each_step_leads_to_the_clause_or_convention_it_comes_from(
    written: tuple[Told, dict[str, Picture]],
) -> None:
    """And says which of the two it is; ten working days for the answer come of the landlord's own clause."""
    page = next(
        page
        for _, _, page in written[0]
        if page.path == "cases/housing-association/a-reply-that-never-came.md"
    )
    steps = [
        (
            " ".join("".join(one.itertext()).split("\n")[0].split()),
            [link.get("href") for link in one.findall("a")],
        )
        for tree in trees(page)
        for one in tree.iter("li")
    ]
    of_clause = {link for said, links in steps for link in links if "[clause: " in said}
    of_convention = {link for said, links in steps for link in links if "[convention: " in said}
    assert "../../policies/housing-association/stage_1_outcome.html" in of_clause
    assert "../../conventions/time-limits.html#no_extension" in of_convention
    assert all(str(one).startswith("../../policies/housing-association/") for one in of_clause)
    assert all(str(one).startswith("../../conventions/") for one in of_convention)


def words(step: ElementTree.Element) -> str:
    """What a step says, without what it cites."""
    return (step.text or "").partition("[")[0].strip()


def test_no_step_says_again_what_it_stands_under(written: tuple[Told, dict[str, Picture]]) -> None:
    """Neither what is folded nor a step has a part below it in the same words; each of several procedures may agree."""
    seen = 0
    known = (page for _, case, page in written[0] if all(one.procedure for one in case.answer.heads))
    for page in known:
        for tree in trees(page):
            summary = tree.findtext("summary") or ""
            tops = [words(one) for one in tree.findall("ul/li")]
            assert tops != [summary]
            for step in tree.iter("li"):
                seen += 1
                below = [words(one) for one in step.findall("ul/li")]
                assert not step.text or words(step) not in below
    assert seen > 100
