"""Checks as records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explain.diagnostics import as_record
from kb.model.report import CheckReport, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from complaints_kb.checking import Check
    from kb.model.diagnostics import Diagnostic


def check_report(run: Check) -> CheckReport:
    """Give what a check found."""
    return CheckReport(
        policies=[*run.subjects],
        examples=run.examples,
        made_up_cases=run.made_up,
        findings=findings(run.findings),
        schema="complaints-kb/check/1",
    )


def findings(diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Give diagnostics as records."""
    return [Finding.model_validate(as_record(one)) for one in diagnostics]


def printed(report: BaseModel) -> str:
    """Give a report as JSON text."""
    return report.model_dump_json(by_alias=True, indent=2) + "\n"
