"""The site as a browser sees it: accessible, readable when narrow or large, and asking nobody else for anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.loading import PROCEDURES

TEMPLATES = (
    "index.html", "guidance/index.html", "guidance/housing-association/formal_complaint.html", "policies/index.html",
    "policies/four-procedure-council/index.html", "policies/housing-association/stage_2_request.html",
    "rules/index.html", "rules/customer-feedback-council/corporate.html", "facts/index.html", "conclusions/index.html",
    "cases/index.html", "cases/housing-association/index.html", "cases/housing-association/a-reply-that-never-came.html",
    "compare.html", "gaps/index.html", "conventions/index.html", "conventions/time-limits.html", "names.html",
    "glossary.html", "codes/index.html", "changes.html", "accessibility.html", "privacy.html", "404.html",
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Media = Literal["print", "screen"]
templates = pytest.mark.parametrize("template", TEMPLATES)


def opened(browser: Browser, address: str, width: int = 1280) -> tuple[Page, list[str]]:
    """Open a page, and keep the requests that go anywhere else."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    strange: list[str] = []
    origin = address if address.startswith("http") else "file://"

    def note(url: str) -> None:
        if not url.startswith((origin, "data:", "about:", "blob:")):
            strange.append(url)

    page.on("request", lambda request: note(request.url))
    return page, strange


@templates
def test_nothing_stands_in_the_way_of_anyone(browser: Browser, address: str, template: str) -> None:
    """Wide and narrow, the accessibility checker finds nothing and the page does not scroll sideways.

    A window of 1280 at 200% is one of 640.
    """
    page, strange = opened(browser, address)
    page.goto(address + template)
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 640:
            found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert strange == []
    page.close()


@templates
def test_read_from_a_folder_a_page_asks_nobody_for_anything(
    browser: Browser, site: Path, template: str
) -> None:
    """Without a server, too, all that a page needs is beside it."""
    page, strange = opened(browser, "file://")
    page.goto((site / "site" / template).as_uri())
    assert page.locator("h1").first.is_visible()
    assert strange == []
    page.close()


@pytest.mark.parametrize("how", ["http", "file"])
def test_search_finds_things(browser: Browser, address: str, site: Path, how: str) -> None:
    """Typing in the search finds a page, with a server and without."""
    root = address if how == "http" else (site / "site").as_uri() + "/"
    page, strange = opened(browser, root)
    page.goto(root + "index.html")
    page.locator("input[data-md-component=search-query]").click()
    page.keyboard.type("acknowledging the stage 1 complaint")
    page.locator(".md-search-result__item a").first.wait_for(timeout=20_000)
    assert page.locator(".md-search-result__item a").count() > 0
    assert strange == []
    page.close()


def test_a_keyboard_is_enough(browser: Browser, address: str) -> None:
    """The first Tab leads past the menu; a folded part opens with Enter; what has the focus shows it."""
    page, _ = opened(browser, address)
    page.goto(address + "cases/housing-association/a-reply-that-never-came.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    folded = page.locator("details:not([open]) > summary").first
    folded.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is True
    page.close()


def test_gaps_can_be_filtered(browser: Browser, address: str) -> None:
    """Choosing a kind leaves only that kind, and says how many."""
    page, _ = opened(browser, address)
    page.goto(address + "gaps/index.html")
    page.locator(".kb-filter select").first.select_option(label="The document does not say")
    kinds = page.eval_on_selector_all(".kb-gap:not([hidden])", "all => all.map(one => one.dataset.kind)")
    assert set(kinds) == {"silence"}
    assert page.url.endswith("?kind=silence")
    policies = page.locator(".kb-filter select").nth(1).locator("option").all_inner_texts()
    assert "A housing association's complaints procedure" in policies
    assert page.locator(".kb-filter [role=status]").inner_text() == f"{len(kinds)} shown"
    page.close()


def test_what_was_chosen_of_a_list_is_in_its_address(browser: Browser, address: str) -> None:
    """So that it can be sent to somebody else."""
    page, _ = opened(browser, address)
    page.goto(address + "gaps/index.html")
    page.locator(".kb-filter select").first.select_option("judgement")
    shown = page.locator(".kb-filter [role=status]").inner_text()
    assert page.url.endswith("?kind=judgement")
    other, _ = opened(browser, address)
    other.goto(page.url)
    assert other.locator(".kb-filter [role=status]").inner_text() == shown
    assert other.locator(".kb-filter select").first.input_value() == "judgement"
    page.close()
    other.close()


def test_in_a_narrow_window_the_menu_is_opened_and_left_by_keyboard(browser: Browser, site: Path) -> None:
    """Closed, it is passed over; every stop of the keyboard can be seen."""
    page, _ = opened(browser, "file://", 320)
    page.goto((site / "site" / "index.html").as_uri())
    menu, inside = (
        page.locator("button.md-header__button[for=__drawer]"),
        "document.activeElement.closest('.md-sidebar')",
    )
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{inside} === null")
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    reached = False
    for _ in range(12):
        page.keyboard.press("Tab")
        reached = reached or page.evaluate(f"{inside} !== null")
    assert reached
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('for')") == "__drawer"
    page.close()


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_guidance_prints_on_two_sides(browser: Browser, site: Path, procedure: str) -> None:
    """On A4, as the style says."""
    page, _ = opened(browser, "file://")
    page.goto((site / "site" / "guidance" / f"{procedure}.html").as_uri())
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    page.close()
    assert 1 <= len(sheets) <= 2


@pytest.mark.parametrize(("width", "shown"), [(1280, "kb-wide"), (320, "kb-narrow")])
def test_guidance_draws_its_times_for_the_width_that_there_is(
    browser: Browser, site: Path, width: int, shown: str
) -> None:
    """Of the two pictures one is shown, as wide as its page and in letters that can be read."""
    page, _ = opened(browser, "file://", width)
    page.goto((site / "site" / "guidance/housing-association/formal_complaint.html").as_uri())
    for one in ("kb-wide", "kb-narrow"):
        assert page.locator(f"figure.{one} svg").is_visible() is (one == shown)
    letters = page.locator(f"figure.{shown} svg text").first.bounding_box()
    assert letters is not None
    assert letters["height"] >= 10
    page.close()


def test_a_rule_is_one_step_from_what_it_looks_at(browser: Browser, site: Path) -> None:
    """A box in the picture leads to what it names, with the keyboard alone."""
    page, strange = opened(browser, "file://")
    page.goto((site / "site" / "rules/housing-association/formal_complaint.html").as_uri())
    fold = page.locator("details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    box = fold.locator("svg a").first
    said = (box.text_content() or "").replace(" ", "")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts/index.html#*")
    assert said in (page.locator(":target").text_content() or "").replace(" ", "")
    assert strange == []
    page.close()


def test_policies_can_be_compared_in_a_narrow_window(browser: Browser, site: Path) -> None:
    """Nothing scrolls sideways, not even inside the page: each question is a card with what every procedure says to it."""
    page, _ = opened(browser, "file://", 320)
    page.goto((site / "site" / "compare.html").as_uri())
    tables = page.locator(".md-typeset__scrollwrap")
    wider = tables.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert len(wider) == 1
    assert page.locator("td[data-label]").count() > 100
    assert max(wider) <= 0
    page.close()


@pytest.mark.parametrize(
    ("asked", "first"),
    [("how long do I have", "/guidance/"), ("how long do I have to ask for stage 2", "/guidance/"), ("late", "/guidance/"),
     ("ombudsman", "/guidance/"), ("what is a working day", "/glossary.html"), ("bank holiday", "/glossary.html")],
)  # fmt: skip
def test_who_asks_a_question_is_led_to_the_page_for_it(
    browser: Browser, address: str, asked: str, first: str
) -> None:
    """What the public searches for is in the public's pages, and in what words mean, before it is in clauses."""
    page, _ = opened(browser, address)
    page.goto(f"{address}index.html?q={asked.replace(' ', '+')}")  # asked at once, and not letter by letter
    found = page.locator(".md-search-result__item a").first
    found.wait_for(timeout=20_000, state="attached")
    assert first in (found.get_attribute("href") or "")
    page.close()


CASES = "cases/four-procedure-council/index.html"


def test_worked_cases_are_chosen_by_procedure_outcome_and_words(browser: Browser, address: str) -> None:
    """By keyboard alone; what was chosen is in the address, and a heading over no case goes with its cases."""
    page, _ = opened(browser, address)
    page.goto(address + CASES)
    every = page.locator("li:has(.kb-case):visible").count()
    page.locator(".kb-filter select").nth(1).focus()
    page.keyboard.type("Overdue")
    page.keyboard.press("Tab")
    page.keyboard.type("complex")
    shown = page.locator("li:has(.kb-case):visible")
    assert 0 < shown.count() < every
    assert page.locator(".kb-filter [role=status]").inner_text() == f"{shown.count()} shown"
    assert all("complex" in one.lower() for one in shown.all_inner_texts())
    assert all(
        "Overdue" in one.split("|")
        for one in shown.locator("a").evaluate_all("all => all.map(a => a.dataset.outcome)")
    )
    assert page.locator("article h2:visible").count() == page.locator("article ul:visible").count()
    assert page.url.endswith("?outcome=Overdue&words=complex")
    other, _ = opened(browser, address)
    other.goto(page.url)
    assert other.locator("li:has(.kb-case):visible").count() == shown.count()
    page.close()
    other.close()


def test_without_a_script_every_worked_case_is_there(browser: Browser, address: str) -> None:
    """The list is a list before anything filters it."""
    still = browser.new_context(java_script_enabled=False)
    page = still.new_page()
    page.goto(address + CASES)
    cases = page.locator(".kb-case")
    assert cases.count() == page.locator(".kb-case:visible").count() > 100
    still.close()


@pytest.mark.parametrize(("width", "media"), [(1280, "screen"), (800, "screen"), (703, "print")])
def test_no_side_of_a_rules_picture_is_cut_off(
    browser: Browser, site: Path, width: int, media: Media
) -> None:
    """It is as wide as its page; only in a narrow window, where letters would be too small, is it scrolled."""
    page, _ = opened(browser, "file://", width)
    page.emulate_media(media=media)
    page.goto((site / "site" / "rules/four-procedure-council/housing.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    hidden = page.locator("figure.kb-step").evaluate_all(
        "all => all.map(one => one.scrollWidth - one.clientWidth)"
    )
    assert len(hidden) > 50
    assert max(hidden) <= 0
    page.close()
