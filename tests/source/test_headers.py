"""A header that lists parts or procedures amiss is refused at what it lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from kb.model.diagnostics import Diagnostic, Refused
from kb.source.policies import Library
from tests.source.refusing import HEADER, NO_SHA, TINY, place_of


@pytest.fixture
def with_header(tmp_path: Path) -> Callable[[str], tuple[Diagnostic, ...]]:
    """Give what is told of a tiny policy with these procedures, and parts `main` and `about`."""
    folder = copytree(TINY, tmp_path / "rules") / "tiny-cases"
    about = HEADER.replace("part: main", "part: about").replace("clause: one", "clause: about") % NO_SHA
    (folder / "about.yaml").write_text(f"{about}      - {{rule: about, conclude: {{procedure: main}}}}\n")

    def told(procedures: str) -> tuple[Diagnostic, ...]:
        header = (folder / "policy.yaml").read_text()
        (folder / "policy.yaml").write_text(re.sub(r"(?m)^procedures: .*\n", f"{procedures}\n", header))
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told


@pytest.mark.parametrize(
    ("procedures", "code", "at", "said"),
    [
        ("procedures: {main: {title: m, parts: [main, about, main]}}", "K120", "main", "listed twice"),
        ("procedures: {main: {title: m}}\nscope: [about, about]", "K120", "about", "listed twice"),
        (
            "procedures: {main: {title: m, parts: [about, main]}}\nscope: about",
            "K120",
            "about",
            "in every procedure",
        ),
        ("procedures: {main: {title: m, parts: []}}\nscope: about", "K111", "[]", "at least 1 entry"),
        ("procedures: {main: {title: m}}\nscope: []", "K111", "[]", "at least 1 entry"),
        ("procedures: {main: {title: m}}", "K138", "", "no procedure has the part `about`"),
        ("procedures: {any: {title: m, parts: main}}\nscope: about", "K128", "any", "any value"),
        (
            "procedures: {out_of_scope: {title: m, parts: [main, about]}}",
            "K128",
            "out_of_scope",
            "no procedure",
        ),
        ("procedures: {Main-one: {title: m, parts: [main, about]}}", "K122", "Main-one", "not spelled"),
    ],
)
def test_a_header_that_lists_parts_or_procedures_amiss_is_refused(
    procedures: str, code: str, at: str, said: str, with_header: Callable[[str], tuple[Diagnostic, ...]]
) -> None:
    """What is written twice, for nothing or not at all was meant otherwise; so was a word with a meaning of its own."""
    (one,) = with_header(procedures)
    assert (one.code, place_of(one)) == (code, ("policy.yaml" if at else "about.yaml", at))
    assert said in one.message
