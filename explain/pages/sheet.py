"""A page while it is being written: Markdown that a site builder reads, with links that know where the page stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from posixpath import dirname, relpath
from typing import TypeAlias

_ACTIVE = re.compile(r"[\\`*_{}\[\]|~^#]")
_OPENING = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+#=:>!])")
_CODE = re.compile("&#96;(.+?)&#96;")
_MARKED = re.compile(r"[\[`]")  # a link, or words as they are written: what is left to the site builder
_STRONG, _EMPHASIS = re.compile(r"\*\*([^*]+)\*\*"), re.compile(r"\*([^*]+)\*")
Nested: TypeAlias = "str | tuple[str, Sequence[Nested]]"
"""A point of a list, or a point with points below it."""


def plain(text: str) -> str:
    """Give text in which nothing means anything to Markdown or HTML."""
    one_line = " ".join(text.split())
    safe = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", escape(one_line, quote=False))
    return _OPENING.sub(_as_text, safe)


def coded(text: str) -> str:
    """Give text in which nothing means anything but backticks: what stands between two of them is code."""
    return _CODE.sub(r"<code>\1</code>", plain(text))


def _as_text(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}{found[2]}&#{ord(found[3])};"
    return f"{found[4]}&#{ord(found[5])};"


def capital(text: str) -> str:
    """Give text with a large letter at its beginning."""
    return text[:1].upper() + text[1:]


def anchor_of(name: str) -> str:
    """Give the anchor of a thing on the page that tells of it."""
    return re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")


class Sheet:
    """One page; `path` is where it stands, from the root of the site. What is put in is Markdown: see `plain`."""

    def __init__(
        self,
        path: str,
        title: str,
        *,
        tab: str = "",
        searched: bool = True,
        first: bool = False,
        wide: bool = False,
    ) -> None:
        """Begin a page with its title; a `wide` one has no menus beside it.

        `tab` is a longer title, for where it stands alone. One that is not `searched` is found by its list, which leads to
        it; one that comes `first` is found before others.
        """
        self.path, self.title = path, title
        front = [f"title: {_quoted(escape(tab or title, quote=False))}"]  # the theme has titles as they are
        if not searched:
            front += ["search:", "  exclude: true"]
        if first:
            front += ["search:", "  boost: 12"]
        if wide:
            front += ["hide: [navigation, toc]"]
        self._lines = ["---", *front, "---", "", f"# {plain(capital(title))}", ""]
        self._start, self._marked, self._text = len(self._lines), False, False

    def text(self) -> str:
        """Give the page."""
        return "\n".join(self._lines).rstrip("\n") + "\n"

    # --- inline ---

    def link(self, label: str, path: str, anchor: str = "") -> str:
        """Give a link to another page, or to a place on it; inside text as HTML, which no site builder checks."""
        if self._text:
            return f'<a href="{self.address(path, anchor)}">{label}</a>'
        there = "" if path == self.path else relpath(path, dirname(self.path) or ".")
        return f"[{label}]({there}{f'#{anchor}' if anchor else ''})"

    def address(self, path: str, anchor: str = "") -> str:
        """Give the address of a page or a place on it as it is once built, for what is no Markdown."""
        there = (
            ""
            if path == self.path
            else relpath(path, dirname(self.path) or ".").removesuffix(".md") + ".html"
        )
        return f"{there}{f'#{anchor}' if anchor else ''}"

    # --- blocks ---

    def heading(self, level: int, said: str, anchor: str = "") -> None:
        """Begin a section."""
        self._block([f"{'#' * level} {capital(said)}{f' {{ #{anchor} }}' if anchor else ''}"])

    def say(self, said: str) -> None:
        """Add a paragraph."""
        if self._text:
            self._lines += [f"<p>{_html(said)}</p>", ""]
        else:
            self._block([said])

    def points(self, points: Iterable[Nested], style: str = "-", *, joined: bool = False) -> None:
        """Add a list, with lists inside it; or go on with the one that was begun just before."""
        if joined:
            del self._lines[-1]
        if self._text:
            begun = self._lines.pop().removesuffix("</ul>") if joined else "<ul>"
            self._lines += [f"{begun}{_items(points)}</ul>", ""]
        else:
            self._block(list(_points(points, style, 0)))

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", *, labelled: bool = False
    ) -> None:
        """Add a table, if it has a row; `labelled` says its head with every cell, for where it is too narrow for columns."""
        rows = list(rows)
        if caption and rows:
            self.say(f"**{caption}**")
        if rows and not any(_MARKED.search(cell) for row in rows for cell in row):
            self._lines += [*_table(head, rows, labelled), ""]
            return
        if labelled:
            rows = (
                [f'{cell} {{ data-label="{_label(name)}" }}' for name, cell in zip(head, row, strict=True)]
                for row in rows
            )
        found = [f"| {' | '.join(row)} |" for row in rows]
        if found:
            self._block([f"| {' | '.join(head)} |", f"|{'|'.join(' --- ' for _ in head)}|", *found])

    def terms(self, terms: Iterable[tuple[str, str]]) -> None:
        """Add terms, each with what it means here."""
        for term, meaning in terms:
            self._block([term, f":   {meaning}"])

    def folded(
        self, summary: str, inside: Sheet | None = None, opened: bool = False, *, searched: bool = True
    ) -> None:
        """Add a part that is folded away: what was written on another sheet."""
        searching = "" if searched else ' data-search-exclude="yes"'
        shown = " open" if opened else ""
        start = f"\n<summary>{capital(summary)}</summary>"
        self._wrap(f"<details{searching}{shown}", inside or self.below(text=True), "</details>", start)

    def markdown(self, text: str) -> None:
        """Add Markdown of our own as it is."""
        self._block(text.strip("\n").splitlines())

    def raw(self, html: str) -> None:
        """Add HTML as it is."""
        self._block([line for line in html.splitlines() if line.strip()])

    def picture(self, svg: str, of: str = "") -> None:
        """Add a picture inside the page, which search leaves alone; `of` is what kind of picture it is, for its style."""
        one_line = svg.replace("\n", "")
        style = f' class="{of}"' if of else ""
        self._block([f'<figure{style} data-search-exclude="yes">{one_line}</figure>'])

    def image(self, path: str, alt: str, *, lazy: bool = False) -> None:
        """Add a picture that has a file of its own, `lazy` if it is not seen at first; `alt` is read in its place."""
        there = relpath(path, dirname(self.path) or ".")
        loading = "{ loading=lazy }" if lazy else ""
        self._block([f'<figure markdown="span">![{alt}]({there}){loading}</figure>'])

    def told(self, *boxes: Sheet) -> None:
        """Add boxes, beside each other where there is room."""
        inside = self.below(text=not any(one._marked for one in boxes))
        for one in boxes:
            inside._wrap('<div class="kb-told"', one, "</div>")
        self._wrap('<div class="kb-beside"', inside, "</div>")

    def below(self, *, text: bool = False) -> Sheet:
        """Give a sheet for a part of this page.

        One of `text` has paragraphs and lists, with links of its own. They are written as HTML, which no site builder has to
        read: that takes long, and most of the site is of this kind. Links of anything else are checked by the builder.
        """
        below = Sheet(self.path, self.title)
        below._text = text
        return below

    def body(self) -> list[str]:
        """Give what was written, without front matter and title."""
        return self._lines[self._start :]

    def _wrap(self, opening: str, inside: Sheet, closing: str, start: str = "") -> None:
        """Put what was written on another sheet into an element; only what is Markdown is to be read as such."""
        if inside._marked or "[" in start:
            self._block([f'{opening} markdown="1">{start}', "", *inside.body(), closing])
        else:
            self._lines += [f"{opening}>{start}", *filter(None, inside.body()), closing, ""]

    def _block(self, lines: list[str]) -> None:
        self._lines += [*lines, ""]
        self._marked = True


def _points(points: Iterable[Nested], style: str, depth: int) -> Iterable[str]:
    for one in points:
        said, parts = (one, ()) if isinstance(one, str) else one
        yield f"{' ' * 4 * depth}{style} {said}"
        yield from _points(parts, style, depth + 1)


def _items(points: Iterable[Nested]) -> str:
    found = ((one, ()) if isinstance(one, str) else one for one in points)
    return "".join(
        f"\n<li>{_html(said)}{f'<ul>{_items(parts)}</ul>' if parts else ''}</li>" for said, parts in found
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], labelled: bool) -> Iterable[str]:
    """Give a table as the site builder would."""
    yield from (
        "<table>",
        "<thead>",
        "<tr>",
        *(f"<th>{_html(name)}</th>" for name in head),
        "</tr>",
        "</thead>",
    )
    yield "<tbody>"
    for row in rows:
        cells = zip(head, row, strict=True)
        labels = ((f' data-label="{_label(name)}"' if labelled else "", cell) for name, cell in cells)
        yield from ("<tr>", *(f"<td{label}>{_html(cell)}</td>" for label, cell in labels), "</tr>")
    yield from ("</tbody>", "</table>")


def _label(name: str) -> str:
    """Give a head of a table as it can stand in an attribute: without what would end it, or begin anything."""
    return re.sub(r'["<>&{}`]', "", unescape(name))


def _html(said: str) -> str:
    return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", said))


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
