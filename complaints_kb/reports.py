"""Checks as records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explain.diagnostics import as_record
from kb.model.report import CheckReport, DocumentRecord, Finding, PassageRecord, SourcesReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from complaints_kb.checking import Check
    from complaints_kb.documents import Checked, DocumentCheck
    from kb.check.passages import Passage
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


def sources_report(run: DocumentCheck) -> SourcesReport:
    """Give what a check of documents found."""
    return SourcesReport(
        documents=[_document(one) for one in run.documents],
        findings=findings(run.findings),
        schema="complaints-kb/sources/1",
    )


def _document(one: Checked) -> DocumentRecord:
    return DocumentRecord(
        policy=one.subject.policy.policy,
        path=one.text.shown_as,
        unchanged=one.text.unchanged,
        clauses=[_passage(passage) for passage in one.passages],
        unclaimed=one.unclaimed,
    )


def _passage(one: Passage) -> PassageRecord:
    return PassageRecord(
        clause=one.clause.clause,
        status=one.fate,
        lines=[*one.was.lines],
        sentences=[*one.was.sentences],
        now=[*one.now.lines] if one.now else None,
        now_sentences=[*one.now.sentences] if one.now else [],
    )


def findings(diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Give diagnostics as records."""
    return [Finding.model_validate(as_record(one)) for one in diagnostics]


def printed(report: BaseModel) -> str:
    """Give a report as JSON text."""
    return report.model_dump_json(by_alias=True, indent=2) + "\n"
