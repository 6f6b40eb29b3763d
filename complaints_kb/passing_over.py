"""Has Markdown pass over what it would give back as it is, which is most of a page: to look at it takes most of the time."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

KNOWN = frozenset(("attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"))
"""The extensions of Markdown beside which this makes no difference: none of them looks for a sign that is not below."""
_ELEMENT = re.compile(r"<(details|div|figure|ol|p|table|ul)\b.*</\1>\s*\Z", re.DOTALL)
_ID = re.compile(r"""<[a-z][^<>]*?\s(?:id|name)=["']?([^\s"'>]+)""")
_BEFORE_HTML = 25  # once white space is put right (30), before MkDocs looks for anchors (21) and Markdown for end tags (20)
_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
_SIGNS = {
    **dict.fromkeys(("link", *_REFERENCES), "["), "image_link": "![", "backtick": "`", "escape": "\\",
    "autolink": "<", "automail": "<", "html": "<", "entity": "&",
}  # fmt: skip
"""A sign without which a kind of Markdown is not in a text."""
_MEANING = re.compile(r"[\\`\[<&*_]|  \n")
_BEFORE_TEXT = 25  # before Markdown looks into text (20)


class PassingOver(Extension):
    """Whole elements in which nothing is Markdown, and text in which nothing is; `anchors` are the ids in the elements."""

    def __init__(self) -> None:
        """Begin with no anchors."""
        super().__init__()
        self.anchors: set[str] = set()

    def extendMarkdown(self, md: Markdown) -> None:
        """Look at blocks, and then at text, before others do."""
        md.preprocessors.register(_Elements(md, self.anchors), "whole_elements", _BEFORE_HTML)
        md.treeprocessors.register(_Text(md), "plain_text", _BEFORE_TEXT)


class _Elements(Preprocessor):
    def __init__(self, md: Markdown, anchors: set[str]) -> None:
        super().__init__(md)
        self.stash, self.anchors = md.htmlStash, anchors

    def run(self, lines: list[str]) -> list[str]:
        blocks = "\n".join(lines).split("\n\n")
        return "\n\n".join(self._block(one) if one.startswith("<") else one for one in blocks).split("\n")

    def _block(self, block: str) -> str:
        """Put away what is surely one whole element, as Markdown itself would, and give what stands for it."""
        found = _ELEMENT.match(block)
        if not found or "markdown=" in block or block.count(f"<{found[1]}") != block.count(f"</{found[1]}>"):
            return block
        self.anchors.update(_ID.findall(block))
        return self.stash.store(f"{block}\n")


class _Text(Treeprocessor):
    def run(self, root: Element) -> None:
        text = "".join(root.itertext())
        for name, sign in _SIGNS.items():
            if sign not in text or (name in _REFERENCES and not self.md.references):
                self.md.inlinePatterns.deregister(name, strict=False)
        for one in root.iter():
            if one.text and not _MEANING.search(one.text):
                one.text = AtomicString(one.text)
