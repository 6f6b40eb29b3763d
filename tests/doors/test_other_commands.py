from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.doors.running import HERE, NEVER, run, same_as_golden

RULES = HERE.parents[1] / "rules"
POLICIES = tuple(sorted(path.parent.name for path in RULES.glob("*/policy.yaml")))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rules that a test may change, with one policy and no examples."""
    copy = tmp_path / "rules"
    shutil.copytree(RULES / "conventions", copy / "conventions")
    shutil.copytree(RULES / "housing-association", copy / "housing-association")
    shutil.copy(RULES / "vocabulary.yaml", copy / "vocabulary.yaml")
    shutil.rmtree(copy / "housing-association" / "examples", ignore_errors=True)
    (copy / "housing-association" / "examples").mkdir()
    return copy


def example(rules: Path, expected: str) -> None:
    """Write one example that expects something of the timeliness of an answer that never came."""
    case = NEVER.read_text().replace("case:", "example:").replace("policy: housing-association\n", "")
    that = f"  - that: {{stage_1_response.timeliness: {expected}}}\n"
    that += "    because: ten working days end on 17 June\n"
    (rules / "housing-association" / "examples" / "never.yaml").write_text(f"{case}expect:\n{that}")


# --- new


@pytest.mark.parametrize("policy", POLICIES)
def test_a_new_case_can_be_assessed_as_it_is(policy: str, tmp_path: Path) -> None:
    """Nothing has to be filled in before the first answer."""
    path = tmp_path / "case.yaml"
    path.write_text(run("new", policy).stdout)
    assert run("assess", path).exit_code == 0


def test_a_new_case_asks_for_every_fact_that_can_be_missing(tmp_path: Path) -> None:
    """What an answer may wait for can be stated in the case that `kb new` gave."""
    text = run("new", "housing-association").stdout
    path = tmp_path / "case.yaml"
    path.write_text(text)
    record = json.loads(run("assess", "--format", "json", path).stdout)
    for item in record["heads"][0]["missing"]:
        assert f"# {item['name']}: " in text


def test_each_line_of_a_new_case_can_be_filled_in(tmp_path: Path) -> None:
    """Taking the comment sign away and writing one of the values named gives a case that is read."""
    text = run("new", "housing-association", "--assessed-on", "2024-06-18").stdout
    filled = []
    for line in text.splitlines():
        name, colon, value = line.removeprefix("  # ").partition(": ")
        if line.startswith("  # ") and colon and name.isidentifier():
            line = f"  {name}: {value.split(' | ')[-1] if ' | ' in value else value}".replace(
                "YYYY-MM-DD", "not yet"
            )
            line = (
                line if "by: " not in line else f"  {name}: {value.replace('{value: ', '').split(' | ')[0]}"
            )
        filled.append(line)
    path = tmp_path / "case.yaml"
    path.write_text("\n".join(filled))
    result = run("assess", path)
    assert result.exit_code == 0, result.stderr


def test_what_a_new_case_looks_like(reset_golden: bool) -> None:
    """Questions, values and what is presumed, in the order of the vocabulary."""
    same_as_golden(
        "new.yaml", run("new", "housing-association", "--assessed-on", "2024-06-18").stdout, reset_golden
    )


def test_new_writes_over_nothing_unless_told_to(tmp_path: Path) -> None:
    """A filled-in case is never lost, and nothing is left lying beside it."""
    path = tmp_path / "case.yaml"
    assert run("new", "housing-association", "--out", path).exit_code == 0
    path.write_text("mine")
    result = run("new", "housing-association", "--out", path)
    assert (result.exit_code, path.read_text()) == (2, "mine")
    assert run("new", "housing-association", "--out", path, "--force").exit_code == 0
    assert path.read_text() != "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["case.yaml"]


def test_a_day_that_is_none_is_refused_by_new() -> None:
    """The way to write it is named."""
    result = run("new", "housing-association", "--assessed-on", "18/06/2024")
    assert result.exit_code == 2
    assert "2024-06-18" in result.stderr


# --- test


def test_examples_that_hold_are_counted(rules: Path) -> None:
    """Silence is no proof that anything was tested."""
    example(rules, "overdue")
    result = run("--rules", rules, "test")
    assert (result.exit_code, result.stdout) == (0, "1 example, 1 expectation: all met\n")


def test_an_example_that_fails_says_what_came_and_why_something_else_was_expected(rules: Path) -> None:
    """The place, both values, and the line that the author wrote."""
    example(rules, "met")
    result = run("--rules", rules, "test", "housing-association")
    assert result.exit_code == 1
    said = " ".join(result.stdout.split())
    assert "never.yaml:7:12: stage_1_response.timeliness: expected met; came overdue" in said
    assert "because: ten working days end on 17 June" in said
    record = json.loads(run("--rules", rules, "test", "--format", "json").stdout)
    assert record["failures"][0]["came"] == "overdue"


def test_an_example_that_cannot_be_read_is_no_failure_but_an_error(rules: Path) -> None:
    """Exit 1 and 2 are never mixed."""
    example(rules, "tardy")
    result = run("--rules", rules, "test")
    assert result.exit_code == 2
    assert "`stage_1_response.timeliness` cannot be `tardy`" in result.stderr


@pytest.mark.parametrize("policy", POLICIES)
def test_the_examples_of_every_policy_hold(policy: str) -> None:
    """Every conclusion that an author worked out from the document by hand comes out."""
    result = run("test", policy)
    assert result.exit_code == 0, result.output


def test_an_example_can_be_assessed_like_a_case(rules: Path) -> None:
    """Its policy is that of the folder that it stands in."""
    example(rules, "met")
    result = run("--rules", rules, "assess", rules / "housing-association" / "examples" / "never.yaml")
    assert result.exit_code == 0
    assert "overdue" in result.stdout


# --- policies, vocabulary


def test_policies_say_where_the_rules_were_found(rules: Path) -> None:
    """Somebody who has two sets of rules sees which one answers."""
    result = run("--rules", rules, "policies")
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "housing-association@2026.1" in said
    assert str(rules.name) in said
    record = json.loads(run("--rules", rules, "policies", "--format", "json").stdout)
    assert record["policies"][0]["id"] == "housing-association"
    assert record["policies"][0]["clauses"] > 10


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    """Every command says so in the same words."""
    for command in (["policies"], ["vocabulary"], ["test"], ["new", "x"], ["assess", NEVER]):
        result = run("--rules", tmp_path, *command)
        assert result.exit_code == 2
        assert "no rules in" in result.stderr


def test_the_vocabulary_says_what_a_name_means_and_can_be(reset_golden: bool) -> None:
    """Kind, meaning and values; a conclusion about a norm is found by its full name."""
    result = run("vocabulary", "acknowledgement_form", "stage_1_response.timeliness", "late_complaint")
    assert result.exit_code == 0
    same_as_golden("vocabulary.txt", result.stdout, reset_golden)


def test_the_vocabulary_is_searched_by_any_word() -> None:
    """Nobody has to know the names first."""
    assert "ombudsman_contacted" in run("vocabulary", "first asked").stdout
    assert {"logged"} <= {
        record["name"] for record in json.loads(run("vocabulary", "--format", "json").stdout)
    }


def test_a_word_that_nothing_has_is_met_with_the_one_meant() -> None:
    """An empty answer says what was probably meant."""
    result = run("vocabulary", "lgoged")
    assert result.exit_code == 2
    assert "did you mean `logged`?" in result.stderr


def test_of_several_words_those_that_nothing_has_are_told_beside_the_others() -> None:
    """Each with what was probably meant; what was found is printed all the same."""
    result = run("vocabulary", "lgoged", "stage_2_requested", "nonsense")
    assert result.exit_code == 2
    assert "stage_2_requested: stage 2 asked for" in result.stdout
    assert result.stderr.count("error[K506]") == 2
    assert "did you mean `logged`?" in result.stderr
    assert "`nonsense`" in result.stderr
