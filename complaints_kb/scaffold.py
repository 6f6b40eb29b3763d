"""The files of a policy that is still to be written: what can be told from its document, and blanks for the rest.

Each blank is refused with its place by `kb check`, which so leads from one to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.source.passages import fingerprint, folded, sentences

_HEADER = """# {heading}
# `kb check {name}` says what is missing; a key without a value is still to be written.
policy: {name}
title: {quoted_title}
organisation:                  # as answers name it: the council, the landlord
layer: policy                  # or law, or code
version: "1"
in-force: {{from: not stated, confirmed: "{confirmed}"}}      # from when, if the document says; when you last looked at it
document:
  name: {quoted_document}
  sha256: {sha256}
  lines: {lines}
  navigation: []               # lines that state nothing: titles, headings, links
calendar: england              # or scotland, wales, northern-ireland
procedures: {{{procedure}: {{title: {title_of_procedure}}}}}
"""
_PART = """# {title}: its clauses, in the order of the document.
part: {procedure}

clauses:
{clauses}
# A passage that can be read in two ways, with a default, the alternatives and why:
# readings:
#   - reading: NAME
#     about: WHAT IS UNCLEAR
#     default-name: NAME
#     default: DAY OR CONDITION
#     alternatives: {{NAME: DAY OR CONDITION}}
#     because: WHY

# What the document does not say: `kb check {name}` names each standard question that is still open.
# silent-on:
#   NORM.QUESTION: WHAT THE DOCUMENT DOES NOT SAY
"""
_CLAUSE = """  - clause: {name}
    heading:                   # the line of the document that it stands under
    source: {{lines: [{number}], sha256: {sha256}}}{sentences}
    gist:                      # one sentence of your own, 25 words at most
    rules: []                  # norms and rules, or instead of them `not-encoded:` and why
"""
_EXAMPLE = """# Work out by hand what follows, then let `kb test {name}` say whether the rules agree.
example:                       # what the case shows
assessed_on:                   # the day to judge it on, as 2024-06-18
facts: {{}}                      # `kb new {name}` lists them, once the policy can be used
expect: []                     # - {{that: {{CONCLUSION: VALUE}}, because: "line 3: the arithmetic"}}
"""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A policy to be written: its name, title and procedure; the document's name, lines and fingerprint; the day.

    The day is the one on which the document was last looked at.
    """

    name: str
    title: str
    procedure: str
    document: str
    lines: tuple[str, ...]
    sha256: str
    confirmed: str

    def files(self) -> dict[str, str]:
        """Give the files by their paths in the policy's folder."""
        said = {number: line for number, line in enumerate(self.lines, 1) if line.strip()}
        words = {
            "name": self.name, "title": self.title or self.name, "heading": self.title or self.name,
            "quoted_title": _quoted(self.title), "procedure": self.procedure, "confirmed": self.confirmed,
            "quoted_document": _quoted(self.document), "sha256": self.sha256, "lines": len(self.lines),
            "title_of_procedure": f"the {self.procedure.replace('_', ' ')} procedure",
            "clauses": "\n".join(_clauses(said.items())) or _blank_clause(),
        }  # fmt: skip
        return {
            "policy.yaml": _HEADER.format(**words),
            f"{self.procedure}.yaml": _PART.format(**words),
            "examples/a-first-example.yaml": _EXAMPLE.format(**words),
        }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""  # JSON's quotes are YAML's; blank stays blank


def _clauses(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    for number, line in lines:
        count = len(sentences(line.strip()))
        note = f"      # {count} sentences: divide them with `sentences:` if they state several things"
        yield _CLAUSE.format(
            name=f"line_{number}",
            number=number,
            sha256=fingerprint(folded(line)),
            sentences=note if count > 1 else "",
        )


def _blank_clause() -> str:
    return _CLAUSE.format(name="line_1", number=1, sha256="0" * 64, sentences="")
