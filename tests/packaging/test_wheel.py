"""The wheel stands alone: built from the sdist, installed elsewhere, asked from a foreign folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHEELHOUSE = ROOT / ".venv" / "wheelhouse"  # the locked dependencies, put there by `make .venv`

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command run without our checkout, home or Python settings in reach."""
    environment = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist with the locked build tools."""
    if not WHEELHOUSE.is_dir():
        pytest.skip("no .venv/wheelhouse: `make .venv` fills it")
    dist = tmp_path_factory.mktemp("dist")
    # `build` makes the sdist first and the wheel from it, so this tries both
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, ROOT, cwd=dist)
    (built,) = dist.glob("*.whl")
    return built


class Installed:
    """The wheel in an environment of its own, outside the repository."""

    def __init__(self, wheel: Path, python: str, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "env" / "bin"
        run(python, "-m", "venv", "env", cwd=folder)
        # only what the wheel itself asks for, in the locked versions
        self.pip("install", "--no-index", "--find-links", WHEELHOUSE, wheel)

    def pip(self, *arguments: str | Path) -> None:
        run(self.bin / "pip", "--isolated", "--quiet", *arguments, cwd=self.folder)

    def kb(self, *arguments: str) -> str:
        return run(self.bin / "kb", *arguments, cwd=self.folder)

    def assess_new_case(self) -> dict[str, object]:
        """What `kb assess` says of the untouched skeleton that `kb new` prints."""
        (self.folder / "case.yaml").write_text(self.kb("new", "housing-association"), encoding="utf-8")
        determination: dict[str, object] = json.loads(self.kb("assess", "case.yaml", "--format", "json"))
        return determination


def engines(determination: dict[str, object]) -> list[str]:
    """Which engines a determination says it was made by, without their versions."""
    environment = determination["environment"]
    assert isinstance(environment, dict)
    return [engine.split()[0] for engine in environment["engines"]]


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="durable-rules cannot be imported on 3.13 and later")
def test_without_durable_rules_the_wheel_answers_the_same_and_says_that_one_engine_did(
    wheel: Path, tmp_path: Path
) -> None:
    """Laws 5 and 6: rules come from the wheel; only `environment` tells how many engines there were."""
    installed = Installed(wheel, sys.executable, tmp_path)
    both = installed.assess_new_case()
    assert engines(both) == ["durable-rules", "reference"]

    installed.pip("uninstall", "--yes", "durable-rules")
    alone = installed.assess_new_case()
    assert engines(alone) == ["reference"]
    del both["environment"], alone["environment"]
    assert alone == both


@pytest.mark.skipif(not os.environ.get("PYTHON_313"), reason="no Python 3.13 here (make looks for one)")
def test_on_python_3_13_the_wheel_installs_without_durable_rules(wheel: Path, tmp_path: Path) -> None:
    """The marker on durable-rules keeps a build that could never be imported from being tried."""
    installed = Installed(wheel, os.environ["PYTHON_313"], tmp_path)
    assert engines(installed.assess_new_case()) == ["reference"]
