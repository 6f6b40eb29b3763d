"""What may be a name: what is one file on every system, one page of a site, and one word in an address."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.doors.running import run
from tests.loading import ROOT

BAKERY = Path("rules/bakery")
WRONG = ["Reply", "README", "re ply", "re/ply", "re\\ply", "re:ply", "re?ply", "re#ply", "re%20ply", "re*", "re<ply>",
         "re|ply", 're"ply', "reply.", "reply ", ".reply", "_reply", "-reply", "reply-", "repl\u00ff", "9replies",
         "reply.md", "re--ply", "r" * 101]  # fmt: skip
TAKEN = ["index", "readme"]


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a small policy, below where one stands."""
    monkeypatch.chdir(tmp_path)
    return copytree(ROOT / "tests" / "check" / "rules", tmp_path / "rules")


def told() -> tuple[str, str]:
    """Check, and give the code of the only error with its place."""
    done = run("--rules", "rules", "check", "--cases", "0", columns=300)
    found: list[tuple[str, str]] = re.findall(r"error\[(K\d+)\].*\n +--> (\S.*)", done.output)
    assert done.exit_code != 0
    ((code, place),) = found
    return code, place


def changed(path: Path, old: str, new: str) -> str:
    """Change one place; give it as messages do."""
    text = path.read_text(encoding="utf-8")
    at = text.index(old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at) + old.rindex(":") + 2
    return f"{path}:{line}:{column}"


def in_yaml(name: str) -> str:
    """Write text so that YAML takes it as it is."""
    return "'" + name.replace("'", "''") + "'"


@pytest.mark.parametrize("name", [*WRONG, "re-ply", *TAKEN])
def test_a_clause_of_such_a_name_is_refused_where_it_is_written(name: str) -> None:
    """Its page would be another, or none."""
    place = changed(BAKERY / "main.yaml", "clause: reply", f"clause: {in_yaml(name)}")
    assert told() == ("K128" if name in TAKEN else "K122", place)


@pytest.mark.parametrize("name", [*WRONG, "re-ply", *TAKEN])
def test_a_procedure_of_such_a_name_is_refused_where_it_is_written(name: str) -> None:
    """It has a page of guidance and a page of rules."""
    header = BAKERY / "policy.yaml"
    text = header.read_text(encoding="utf-8")
    (written,) = re.findall(r"^procedures:.*$", text, flags=re.MULTILINE)
    header.write_text(
        text.replace(written, f"procedures:\n  {in_yaml(name)}: {{title: replies, parts: main}}"),
        encoding="utf-8",
    )
    line = text[: text.index(written)].count("\n") + 2
    assert told() == ("K128" if name in TAKEN else "K122", f"{header}:{line}:3")


@pytest.mark.parametrize("name", [*(one for one in WRONG if "/" not in one), *TAKEN])
def test_a_policy_of_such_a_name_is_refused_where_it_is_written(name: str) -> None:
    """Its pages have a folder of its name."""
    BAKERY.rename(BAKERY.with_name(name))
    place = changed(BAKERY.with_name(name) / "policy.yaml", "policy: bakery", f"policy: {in_yaml(name)}")
    assert told() == ("K128" if name in TAKEN else "K122", place)


@pytest.mark.parametrize("name", [*WRONG, *TAKEN])
def test_a_file_of_conventions_of_such_a_name_is_refused_where_it_is_written(name: str) -> None:
    """It has a page."""
    place = changed(
        Path("rules/conventions/limits.yaml"), "conventions: limits", f"conventions: {in_yaml(name)}"
    )
    assert told() == ("K128" if name in TAKEN else "K122", place)


@pytest.mark.parametrize("name", [*(one for one in WRONG if "/" not in one), *TAKEN])
def test_an_example_of_such_a_name_is_found_and_can_still_be_assessed(name: str) -> None:
    """It has a page; the rules can be used all the same."""
    path = (BAKERY / "examples" / "due-today.yaml").rename(BAKERY / "examples" / f"{name}.yaml")
    assert told() == ("K128" if name in TAKEN else "K122", str(path))
    assert run("--rules", "rules", "test").exit_code == 0


def test_two_files_of_conventions_have_two_names() -> None:
    """Each has a page of its own."""
    first = Path("rules/conventions/limits.yaml")
    second = first.with_name("more.yaml")
    second.write_text("conventions: limits\nclauses: []\n", encoding="utf-8")
    assert told() == ("K120", f"{second}:1:14")


@pytest.mark.parametrize(
    ("kind", "said"), [("rule", "a rule"), ("extension", "an extension"), ("clause", "a clause")]
)
def test_what_cannot_be_called_so_is_told_with_its_article(kind: str, said: str) -> None:
    """As it would be said."""
    path = BAKERY / "main.yaml"
    path.write_text(re.sub(rf"\b{kind}: \w+", f"{kind}: index", path.read_text(), count=1))
    done = run("--rules", "rules", "check", "--cases", "0", columns=300)
    assert f"error[K128]: {said} cannot be called `index`" in done.output


def test_a_name_of_a_hundred_letters_is_short_enough() -> None:
    """For each file that it is part of."""
    name = "r" * 100
    (BAKERY / "examples" / "due-today.yaml").rename(BAKERY / "examples" / f"{name}.yaml")
    assert run("--rules", "rules", "check", "--cases", "0").exit_code == 0


def test_a_policy_is_begun_by_any_name_that_it_may_have() -> None:
    """Words are joined in either way."""
    for name in ("a-b", "a_b"):
        done = run("--rules", "rules", "new-policy", name, "--confirmed", "2026-11-22")
        assert done.exit_code == 0
        assert Path("rules", name, "policy.yaml").exists()


@pytest.mark.parametrize("name", ["index", "readme", "Bakery", "a b", "a.b", "a" * 101])
def test_no_policy_of_such_a_name_is_begun(name: str) -> None:
    """Nor a procedure."""
    confirmed = ("--confirmed", "2026-11-22")
    assert run("--rules", "rules", "new-policy", name, *confirmed).exit_code == 2
    assert run("--rules", "rules", "new-policy", "butcher", "--procedure", name, *confirmed).exit_code == 2
    assert {one.name for one in Path("rules").iterdir() if one.is_dir()} == {"bakery", "conventions"}
