"""`kb site build`: the same bytes each time, all of it or nothing, and whatever is wrong is told with its place."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from complaints_kb.building import build_site
from complaints_kb.desk import Desk
from complaints_kb.parts import part_of, parts
from complaints_kb.publishing import rules_of, write_files
from complaints_kb.writing import in_place_of
from explain.pages.compare_page import compare_page
from explain.pages.reference_pages import reference_pages
from kb.model.diagnostics import Refused
from tests.doors.running import run
from tests.loading import ROOT
from tests.site.conftest import begun

BUILD = ("--rules", "rules", "site", "build")
BAKERY = Path("rules/bakery")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def built(folder: Path, seed: int) -> dict[str, bytes]:
    """Build in a process of its own, which orders sets in its own way."""
    command = [sys.executable, "-m", "complaints_kb", *BUILD]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
    subprocess.run(command, cwd=folder, env=settings, check=True, capture_output=True)
    return contents(folder / "build")


def older(folder: Path = Path()) -> dict[str, bytes]:
    """Put there what an earlier build left behind."""
    for name in ("docs/index.md", "site/index.html"):
        path = folder / "build" / name
        path.parent.mkdir(parents=True)
        path.write_text("older", encoding="utf-8")
    return contents(folder / "build")


def test_built_elsewhere_on_another_day_every_byte_is_the_same(tmp_path: Path) -> None:
    """Neither folder nor process has a part in the pages or in the site; what a killed build left is cleared away."""
    for name in ("one", "another"):
        (tmp_path / name).mkdir()
    (tmp_path / "one" / "build" / "docs.new").mkdir(parents=True)
    (tmp_path / "one" / "build" / "docs.new" / "half.md").write_text("# Half", encoding="utf-8")
    one, another = (built(begun(tmp_path / name), seed) for name, seed in (("one", 1), ("another", 20261122)))
    assert {"docs/index.md", "site/index.html", "site/sitemap.xml.gz"} <= set(one)
    assert not [name for name in one if "half" in name or name.startswith(("docs.", "site."))]
    assert one == another


def test_a_policy_is_worded_alike_in_every_process(site: Path) -> None:
    """The pages of a policy are those of the whole site, whoever makes them: order of sets, folder and process apart."""
    program = (
        "import json, sys; from complaints_kb.parts import part_of; "
        "from pathlib import Path; json.dump(part_of(Path(sys.argv[1]), sys.argv[2], 0).files, sys.stdout)"
    )
    policy = "customer-relations-council"
    command = [sys.executable, "-c", program, str(ROOT / "rules"), policy]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, cwd="/", env=settings, check=True, capture_output=True, text=True)
    files = {name: text.encode() for name, text in json.loads(done.stdout)}
    there = contents(site / "docs")
    assert f"cases/{policy}/index.md" in files
    assert files == {name: there.get(name) for name in files}


@pytest.mark.usefixtures("small")
def test_several_processes_make_what_one_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each policy by itself, in the order of their names; the faults of one come from its process as they are."""
    butcher = copytree(BAKERY, Path("rules/butcher"))
    header = butcher / "policy.yaml"
    header.write_text(header.read_text().replace("policy: bakery", "policy: butcher"))
    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    rules = Path("rules")
    assert parts(rules, list) == [part_of(rules, "bakery"), part_of(rules, "butcher")]
    header.write_text(header.read_text().replace("title: ", "titel: "))
    sound, broken = parts(rules, list)
    assert (sound.code, broken.code) == (0, 2)
    assert next((one.code, one.place.path) for one in broken.faults) == ("K102", "rules/butcher/policy.yaml")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("lines: [9]", "lines: [4]", 1, "error[K402]"),
        ("within: 3 working days", "within: 4 working days", 1, "error[K415]"),
        ("within: 3 working days", "within: three days", 2, "error[K108]"),
        ("clauses:", "clauses: [", 2, "error[K307]"),
    ],
)
def test_what_fails_its_check_is_not_published(old: str, new: str, code: int, told: str) -> None:
    """It leaves as `kb check` does, with the same findings; what was built before stays as it was."""
    before, main = older(), BAKERY / "main.yaml"
    main.write_text(main.read_text().replace(old, new))
    done, check = run(*BUILD), run("--rules", "rules", "check")
    assert done.exit_code == check.exit_code == code
    assert told in done.stderr
    assert set(re.findall(r"--> (\S+)", done.stderr)) == set(re.findall(r"--> (\S+)", check.output))
    assert "no page was written" in done.stderr
    assert contents(Path("build")) == before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("target", ["policies/bakery/gone.md", "policies/bakery/reply.md#gone"])
def test_a_broken_link_is_told_with_its_page_and_stops_the_site(target: str) -> None:
    """A link to no page, or to no place on a page; the site that was there stays."""
    older()
    glossary = Path("site/pages/glossary.md")
    glossary.write_text(glossary.read_text() + f"\n[there]({target})\n")
    done = run(*BUILD)
    assert done.exit_code == 1
    assert "the site was not built" in done.stderr
    assert re.search(rf"WARNING.*'glossary.md' contains a link '{target}'", done.stderr)
    assert Path("build/site/index.html").read_text() == "older"
    assert not Path("build/site.new").exists()


def test_pages_that_are_not_finished_replace_nothing(tmp_path: Path) -> None:
    """Whatever breaks off while pages are written, the folder is as it was, and nothing is left beside it."""
    before = older(tmp_path)

    def breaking() -> Iterator[tuple[str, str]]:
        yield "one.md", "# One\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(breaking(), ROOT / "site", tmp_path / "build" / "docs")
    assert contents(tmp_path / "build") == before
    assert {one.name for one in (tmp_path / "build").iterdir()} == {"docs", "site"}


def test_a_site_that_is_not_finished_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while the site builder runs, the site is as it was."""
    before = older(tmp_path)

    def stopped(_: str, arguments: list[str], *rest: object, **more: object) -> None:
        path = Path(arguments[-1])
        path.mkdir()
        (path / "index.html").write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr("complaints_kb.building.run_ours", stopped)
    with pytest.raises(KeyboardInterrupt):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "build" / "docs", tmp_path / "build" / "site")
    assert contents(tmp_path / "build") == before
    assert {one.name for one in (tmp_path / "build").iterdir()} == {"docs", "site"}


def test_what_cannot_be_put_in_place_leaves_what_was_there(tmp_path: Path) -> None:
    """A new folder that is not there takes no place."""
    before = older(tmp_path)
    with pytest.raises(OSError, match="No such file"), in_place_of(tmp_path / "build" / "docs"):
        pass
    assert contents(tmp_path / "build") == before


def test_a_site_is_built_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere, one line with a code says where to go."""
    monkeypatch.chdir(tmp_path)
    done = run("site", "build")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[0].startswith("error[K631]: there is no `mkdocs.yml`")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.usefixtures("small")
def test_without_the_site_builder_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is checked or written, and nobody sees a traceback."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "mkdocs" else found(name, *more)
    )
    for command in (BUILD, ("--rules", "rules", "site", "serve")):
        done = run(*command)
        assert done.exit_code == 2
        assert done.stderr.splitlines()[0] == "error[K632]: the site cannot be built without `mkdocs`"
        assert "pip install 'complaints-kb[site]'" in done.stderr
    assert not Path("build").exists()


@pytest.mark.usefixtures("small")
def test_without_a_policy_there_is_nothing_to_publish() -> None:
    """A site without a policy would be no help to anybody; what was there stays."""
    before = older()
    rmtree(BAKERY)
    done = run(*BUILD)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "error[K635]: there is no policy in this folder, so there is nothing to publish",
        "  --> rules",
        "   help: `kb new-policy` begins one; `--rules` names another folder",
    ]
    assert contents(Path("build")) == before


@pytest.mark.usefixtures("small")
def test_a_changelog_that_is_no_text_is_told_with_its_place() -> None:
    """Before anything is checked."""
    Path("CHANGELOG.md").write_bytes(b"# Changes\n\nA caf\xe9.\n")
    done = run(*BUILD)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[:2] == [
        "error[K306]: byte 16 (0xe9) is not utf-8",
        "  --> CHANGELOG.md:3:6",
    ]
    assert not Path("build").exists()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.usefixtures("small")
def test_a_changelog_that_is_no_file_is_refused(make: Callable[[str], None]) -> None:
    """A pipe is not waited for."""
    make("CHANGELOG.md")
    done = run(*BUILD)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[:2] == ["error[K302]: this is no file of text", "  --> CHANGELOG.md"]
    assert not Path("build").exists()


def test_without_a_changelog_the_page_of_changes_says_so() -> None:
    """No page is empty."""
    page = next(one for one in reference_pages(rules_of(Desk(None), "")) if one.path == "changes.md")
    assert "Nothing is written down" in page.text()


def test_signs_in_titles_are_only_read(small: Path) -> None:
    """A title with `<`, `&`, a quote and `#` stands on its pages as it is written, and begins nothing."""
    path = small / "rules" / "bakery" / "policy.yaml"
    text = path.read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title is not None
    evil = """'</title><script>alert(1)</script> A & "B" #'"""
    path.write_text(text.replace(title[0], f"title: {evil}"), encoding="utf-8")
    assert run(*BUILD).exit_code == 0
    pages = [*Path("build/site").rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        assert "<script>alert(1)" not in page.read_text(encoding="utf-8"), page
    policy = Path("build/site/policies/bakery/index.html").read_text(encoding="utf-8")
    assert '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; A &amp; "B" #' in policy.replace("&#35;", "#")


@pytest.mark.usefixtures("small")
def test_a_page_of_our_own_takes_the_place_of_no_other() -> None:
    """It would be one or the other, and nobody would know which."""
    before = older()
    Path("site/pages/compare.md").write_text("# Our own\n", encoding="utf-8")
    done = run(*BUILD)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "error[K634]: two pages would be written to `compare.md`",
        "  --> build/docs/compare.md",
        "   help: give your own page in `site/pages` another name",
    ]
    assert contents(Path("build")) == {**before, ".building": b""}


def test_two_files_of_one_path_are_refused_by_name(tmp_path: Path) -> None:
    """One would silently take the place of the other."""
    older(tmp_path)
    with pytest.raises(Refused, match=r"K634: two pages would be written to `a\.md`"):
        write_files([("a.md", "# A\n"), ("a.md", "# B\n")], ROOT / "site", tmp_path / "build" / "docs")


def test_procedures_called_alike_are_compared_side_by_side(small: Path) -> None:
    """Each has its column, whatever it is called."""
    copytree(small / "rules" / "bakery", small / "rules" / "butcher")
    path = small / "rules" / "butcher" / "policy.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("policy: bakery", "policy: butcher"), encoding="utf-8"
    )
    book = rules_of(Desk(small / "rules"), "")
    (head,) = (line for line in compare_page(book).text().splitlines() if line.startswith("| Question"))
    assert head.count("|") == 2 + sum(len(one.procedures) for one in book.policies)
