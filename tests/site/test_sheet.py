"""The Markdown of a page: what is put in as text comes out as text, whatever it holds."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from explain.pages.sheet import Sheet, anchor_of, capital, coded, plain

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc"]
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1
).filter(str.strip)


def _read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


@given(texts)
def test_no_text_means_anything_to_markdown(text: str) -> None:
    """A paragraph of any text is that text, and nothing but a paragraph."""
    html = Markdown(extensions=EXTENSIONS).convert(plain(text))
    assert html.startswith("<p>")
    assert html.count("<") == 2
    assert _read(html) == " ".join(text.split())


@given(texts)
def test_no_text_breaks_out_of_a_table(text: str) -> None:
    """A cell of any text is that text."""
    sheet = Sheet("a.md", "A")
    sheet.table(["one", "two"], [[plain(text), "end"]])
    html = Markdown(extensions=EXTENSIONS).convert("\n".join(sheet.body()))
    assert html.count("<td") == 2
    assert _read(html.split("<td", 1)[1].split("</td>")[0].partition(">")[2]) == " ".join(text.split())


@given(texts)
def test_no_text_breaks_out_of_a_point_of_a_list(text: str) -> None:
    """A point of any text is that text."""
    sheet = Sheet("a.md", "A")
    sheet.points([plain(text), (plain(text), [plain(text)])])
    html = Markdown(extensions=EXTENSIONS).convert("\n".join(sheet.body()))
    assert html.count("<li>") == 3
    assert html.count("<ul>") == 2


@given(texts)
def test_no_text_breaks_out_of_what_no_builder_reads(text: str) -> None:
    """A folded list that no builder reads as Markdown is that text too, in the same elements."""
    sheet = Sheet("a.md", "A")
    below = sheet.below(text=True)
    below.points([plain(text), (plain(text), [f"*{plain(text)}*"])])
    sheet.folded(plain(text), below)
    html = Markdown(extensions=EXTENSIONS).convert("\n".join(sheet.body()))
    assert (html.count("<li>"), html.count("<ul>"), html.count("<em>")) == (3, 2, 1)
    assert _read(html) == " ".join([capital(" ".join(text.split())), *[" ".join(text.split())] * 3])


def test_what_has_links_in_it_is_left_to_the_builder_to_read() -> None:
    """Only what a builder reads can it check."""
    sheet = Sheet("a.md", "A")
    linked, text = sheet.below(), sheet.below(text=True)
    linked.points([sheet.link("there", "b.md")])
    text.points(["there"])
    for below in (linked, text):
        sheet.folded("More", below)
    html = Markdown(extensions=EXTENSIONS).convert("\n".join(sheet.body()))
    assert html.count('<a href="b.md">there</a>') == 1
    assert "markdown" not in html


def test_a_link_knows_where_its_page_stands() -> None:
    """Links are relative, so that the pages can be read from a folder."""
    sheet = Sheet("cases/a/one.md", "One")
    assert sheet.link("facts", "facts/index.md", "logged") == "[facts](../../facts/index.md#logged)"
    assert sheet.link("here", "cases/a/one.md", "why") == "[here](#why)"
    assert Sheet("index.md", "Home").link("facts", "facts/index.md") == "[facts](facts/index.md)"


def test_anchors_are_plain_words() -> None:
    """Whatever a thing is called, its anchor can stand in an address."""
    assert anchor_of("conventions/late:late@time-limit:stage_1") == "conventions-late-late-time-limit-stage_1"


def test_what_stands_between_backticks_is_code() -> None:
    """And nothing else of the text means anything."""
    html = Markdown(extensions=EXTENSIONS).convert(coded("Write `a_b` or `17:00`, not *that* or `"))
    assert unescape(html) == "<p>Write <code>a_b</code> or <code>17:00</code>, not *that* or `</p>"
