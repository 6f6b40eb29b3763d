"""Every place on a page has an anchor of its own, and every picture a file, whatever things are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from complaints_kb.desk import Desk
from complaints_kb.parts import checked
from complaints_kb.publishing import rules_of
from explain.pages.book import PolicyBook
from explain.pages.case_pages import case_pages
from explain.pages.clause_pages import policy_pages
from explain.pages.compare_page import compare_page
from explain.pages.gaps_page import gaps_of, gaps_page
from explain.pages.rule_words import gap_anchor
from explain.pages.sheet import Sheet
from tests.doors.running import run
from tests.loading import ROOT

TWO_MATTERS = """
example: {name}
assessed_on: 2024-06-04
facts: {{made: 2024-06-03, complex: no, form: email, vulnerable: no}}
heads:
  The bin: {{replied: 2024-06-04}}
  The-bin: {{replied: not yet}}
expect:
  - {{head: The bin, that: {{reply.timeliness: met}}, because: it came the day after}}
  - {{head: The-bin, that: {{reply.timeliness: running}}, because: three days have not passed}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of a small policy."""
    return copytree(ROOT / "tests" / "check" / "rules", tmp_path / "rules")


def bakery(rules: Path) -> PolicyBook:
    """The small policy with its worked cases."""
    (one,) = rules_of(Desk(rules), "").policies
    check = checked(rules, "bakery", cases=0)
    assert check.faults == []
    return replace(one, cases=tuple(check.worked))


def changed(path: Path, old: str, new: str) -> None:
    """Change a name wherever it stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def twice(names: Iterable[str]) -> list[str]:
    """Give what is there more than once."""
    return [one for one, times in Counter(names).items() if times > 1]


def anchors(page: Sheet) -> list[str]:
    """The anchors of a page that it was given."""
    return re.findall(r"\{ #(\S+) \}", page.text())


def test_matters_called_much_alike_have_places_of_their_own(rules: Path) -> None:
    """A link to what follows in one matter leads to no other; with a single matter no number is needed."""
    examples = rules / "bakery" / "examples"
    (examples / "two.yaml").write_text(TWO_MATTERS.format(name="two matters"), encoding="utf-8")
    policy = bakery(rules)
    pages = {one.path: one for one in case_pages(rules_of(Desk(rules), ""), policy) if isinstance(one, Sheet)}
    found = anchors(pages["cases/bakery/two.md"])
    assert {"matter-1", "follows-1", "why-1", "matter-2", "follows-2", "why-2"} <= set(found)
    assert twice(found) == []
    assert {"follows", "why", "timeline"} <= set(anchors(pages["cases/bakery/due-today.md"]))


def test_pictures_of_cases_called_much_alike_are_files_of_their_own(rules: Path) -> None:
    """The first matter of one is not the other."""
    examples = rules / "bakery" / "examples"
    (examples / "z.yaml").write_text(TWO_MATTERS.format(name="z"), encoding="utf-8")
    (examples / "due-today.yaml").rename(examples / "z-1.yaml")
    paths = [one.path for one in case_pages(rules_of(Desk(rules), ""), bakery(rules))]
    assert {"cases/bakery/z.1-timeline.svg", "cases/bakery/z-1-timeline.svg"} <= set(paths)
    assert twice(paths) == []


def test_cases_called_alike_are_told_apart_in_their_list(rules: Path) -> None:
    """Here by the day, because all go by one procedure; one that is alone keeps its title."""
    examples = rules / "bakery" / "examples"
    text = (examples / "due-today.yaml").read_text(encoding="utf-8")
    later = re.sub(r"assessed_on: \S+", "assessed_on: 2024-06-05", text)
    (examples / "later.yaml").write_text(
        later.replace("due_today", "running").replace("due today", "Due today"), encoding="utf-8"
    )
    titles = bakery(rules).case_titles
    assert titles["later"].endswith(" (assessed on Wed 5 June 2024)")
    assert titles["later"].partition(" (")[0] == titles["due-today"].partition(" (assessed")[0]
    assert titles["later"] != titles["due-today"]
    assert [
        one for name, one in titles.items() if "assessed on" in one and name not in ("later", "due-today")
    ] == []


def test_a_reading_and_a_judgement_of_one_name_are_two_gaps(rules: Path) -> None:
    """Each has its permalink, and links lead to the one that is meant."""
    changed(rules / "bakery" / "main.yaml", "counted_from", "complex")
    book = rules_of(Desk(rules), "")
    (policy,) = book.policies
    gaps = {(one.kind, one.name): one for one in gaps_of(Sheet("gaps/index.md", ""), policy)}
    reading, judgement = gaps["reading", "complex"], gaps["judgement", "complex"]
    assert (reading.anchor, judgement.anchor) == ("bakery-reading-complex", "bakery-judgement-complex")
    pages = {one.path: one.text() for one in policy_pages(book, policy)}
    assert "gaps/index.md#bakery-reading-complex" in pages["policies/bakery/reply.md"]
    assert "gaps/index.md#bakery-judgement-complex" in pages["policies/bakery/more_time.md"]


def test_a_silence_is_no_gap_of_another_kind(rules: Path) -> None:
    """Whatever norms and readings are called; the comparison of procedures links to it."""
    book = rules_of(Desk(rules), "")
    (policy,) = book.policies
    assert gap_anchor(policy, "silence", "reading.limit") != gap_anchor(policy, "reading", "limit")
    silences = {one.anchor for one in gaps_of(Sheet("gaps/index.md", ""), policy) if one.kind == "silence"}
    linked = set(re.findall(r"gaps/index\.md#([\w-]+)", compare_page(book).text()))
    assert linked
    assert linked <= silences


def test_no_two_gaps_have_one_permalink() -> None:
    """Over all policies; a clause may have two, of different kinds."""
    assert twice(anchors(gaps_page(rules_of(Desk(None), "")))) == []


def test_a_procedure_may_have_the_name_of_a_part_of_a_page(rules: Path) -> None:
    """As `cases`, which is what the worked cases of a clause are headed by."""
    header = rules / "bakery" / "policy.yaml"
    (name,) = rules_of(Desk(rules), "").policies[0].procedures
    changed(header, f"{name}:", "cases:")
    if f"{name}.yaml" != "cases.yaml":
        (rules / "bakery" / f"{name}.yaml").rename(rules / "bakery" / "cases.yaml")
        changed(rules / "bakery" / "cases.yaml", f"part: {name}", "part: cases")
    policy = bakery(rules)
    pages = [*policy_pages(rules_of(Desk(rules), ""), policy)]
    assert any("cases" in anchors(one) for one in pages)
    assert [one.path for one in pages if twice(anchors(one))] == []


def test_a_default_without_a_name_is_told_by_what_is_taken(rules: Path) -> None:
    """That something is the default says nothing of it."""
    path = rules / "bakery" / "examples" / "due-today.yaml"
    changed(path, "facts:", "readings: {counted_from: default}\nfacts:")
    policy = bakery(rules)
    (gap,) = (one for one in gaps_of(Sheet("gaps/index.md", ""), policy) if one.kind == "reading")
    assert gap.said[1] == "Read as: **complaint made**. It could also be read as: noting."
    pages = {one.path: one.text() for one in policy_pages(rules_of(Desk(rules), ""), policy)}
    cases = {
        one.path: one.text()
        for one in case_pages(rules_of(Desk(rules), ""), policy)
        if isinstance(one, Sheet)
    }
    told = "Read here as: **complaint made**."
    assert told in pages["policies/bakery/reply.md"]
    assert told in cases["cases/bakery/due-today.md"]
    assert not any(re.search(r"\bdefault\b", one) for one in (*pages.values(), *cases.values()))
    changed(path, "readings: {counted_from: default}\n", "")
    changed(path, "  made: 2024-06-03", "  made: 2024-06-03\n  noted: 2024-06-04")
    said = " ".join(run("--rules", str(rules), "assess", str(path), "--all").stdout.split())
    assert "Read here as: complaint made." in said
    assert "last day: Thu 6 June 2024 if complaint made; Fri 7 June 2024 if noting" in said
    assert "default" not in said
