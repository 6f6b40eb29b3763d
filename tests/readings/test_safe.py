"""A page holds nothing that a case could have slipped in, and asks nothing of anywhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from explain.lines import Line
from explain.readings.html import html
from explain.readings.markdown import markdown
from explain.readings.reading import Page, Reading
from explain.readings.style import STYLE
from kb.model.reading import Reader
from tests.doors.running import run
from tests.readings.told import READERS

SLY = "</style><script>alert(1)</script> <!--picture 0--> [x](javascript:alert(2)) ![y](http://z) | **b** `c`"
CASE = f"""
case: {SLY!r}
policy: housing-association
assessed_on: 2024-06-18
facts:
  contacted: 2024-06-01
  logged: {{value: 2024-06-03, by: {SLY!r}, evidence: "<img src=x onerror=alert(3)>"}}
  stage_1_response_sent: not yet
"""
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "section", "h1", "h2", "h3", "p", "ul", "ol",
    "li", "span", "details", "summary", "a", "figure",
}  # fmt: skip


class Elements(HTMLParser):
    """Collects the elements of a page, and their attributes."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose every free text tries to be more than text."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE)
    return path


@pytest.mark.parametrize("reader", READERS)
def test_a_case_cannot_slip_in_an_element(case: Path, reader: Reader) -> None:
    """Only the elements of the builder, no attribute that runs anything, no link but to a step of the page."""
    for command in (["assess"], ["why"]):
        asked = ["stage_1_response.timeliness"] if command == ["why"] else []
        page = run(*command, case, *asked, "--for", reader, "--format", "html").stdout
        for tag, attributes in Elements(page).found:
            assert tag in ALLOWED
            assert attributes.keys() <= {
                "lang",
                "charset",
                "name",
                "content",
                "class",
                "data-node",
                "id",
                "value",
                "open",
                "href",
            }
            assert (attributes.get("href") or "#").startswith("#")
        assert "alert(1)" in page  # it is shown, as text


@pytest.mark.parametrize("reader", READERS)
def test_a_case_cannot_slip_into_markdown(case: Path, reader: Reader) -> None:
    """What a reader of Markdown makes of it has no link, no picture, no code and no raw HTML."""
    text = run("assess", case, "--for", reader, "--format", "markdown").stdout
    kinds = {child.type for token in MarkdownIt().parse(text) for child in (token, *(token.children or ()))}
    assert not kinds & {
        "link_open",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "html_block",
        "html_inline",
        "strong_open",
    }


def test_a_page_asks_nothing_of_anywhere(case: Path) -> None:
    """No address, no import and no script is in it, the style sheet included."""
    page = run("assess", case, "--format", "html").stdout
    assert not re.search(r"https?:|@import|url\(|<script|<link", page.replace("http://z", ""))


def test_a_picture_stands_after_the_answer_as_it_is() -> None:
    """The place for pictures is kept by the builder, and a case that names it gets none."""
    said = Reading("public", Line("<!--picture 0-->", nodes=("a",), tone="heading"), ())
    page = html(Page("<!--picture 0-->", "about", (said,), ("<svg><title>days</title></svg>",)))
    assert page.count("<svg>") == 1
    assert "<figure><svg>" in page
    assert page.count("&lt;!--picture 0--&gt;") == 3


def test_what_steers_a_terminal_or_a_list_is_only_text() -> None:
    """Control characters are shown as unknown ones, line breaks as spaces, and a leading mark as itself."""
    lines = (Line("- 1. \x1b[31m\n# heading", 2, nodes=("a",), point=True),)
    page = Page("case", "about", (Reading("public", Line("Title", tone="heading"), lines),))
    assert "\x1b" not in html(page) + markdown(page)
    assert "\n- \\- 1. \N{REPLACEMENT CHARACTER}\\[31m \\# heading\n" in markdown(page)


def test_every_colour_stands_out_from_white() -> None:
    """Text has a contrast of 7 or more with white, which is more than WCAG AA asks for."""
    colours = re.findall(r"[{ ]color: (#[0-9a-f]{6}|#[0-9a-f]{3});", STYLE)
    assert len(colours) > 4
    for colour in colours:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        light = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (light + 0.05) >= 7, colour
