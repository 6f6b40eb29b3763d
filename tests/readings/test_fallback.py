"""A vocabulary without words for whoever complained is read by its labels, and nothing stops."""

from __future__ import annotations

import pytest

from complaints_kb.desk import Desk
from complaints_kb.readings import reading_of, reading_of_case
from tests.loading import TINY, TINY_RULES, elsewhere
from tests.readings.told import READERS

MADE_UP = [(TINY_RULES, name) for name in TINY if (TINY_RULES / name / "examples").is_dir()] + [
    (None, path.parent.name) for path in sorted((TINY_RULES / "elsewhere").glob("*/policy.yaml"))
]


@pytest.mark.parametrize(("rules", "policy"), MADE_UP, ids=[name for _, name in MADE_UP])
def test_every_conclusion_of_a_made_up_policy_can_be_told(rules: object, policy: str) -> None:
    """Each sentence begins with a capital or a figure, ends with a stop, and names its nodes."""
    folder = TINY_RULES if rules else elsewhere()
    desk = Desk(folder)
    path = sorted((folder / policy / "examples").glob("*.yaml"))[0]
    case = desk.case(path)
    answer, procedures = desk.determine(case, str(path)), desk.policy(policy).procedures
    for head in answer.heads:
        told = [
            reading_of(answer, head, one, reader, procedures)
            for one in head.conclusions
            for reader in READERS
        ]
        told += [reading_of_case(answer, head, reader, procedures) for reader in READERS]
        for line in (line for reading in told for line in reading.sentences):
            assert line.nodes
        for line in (line for reading in told if reading.reader == "public" for line in reading.sentences):
            assert line.text[0].isupper() or line.text[0].isdigit(), line.text
            assert line.text.endswith("."), line.text
