"""Complaints KB: what follows from a complaints procedure for one complaint, and which clause says so.

The public names of the library; each is imported when it is first used, so that `kb --help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explain.determination import assessors_for, determine
    from kb.engine.assess import EnginesDisagree
    from kb.model.case import Case
    from kb.model.determination import Determination
    from kb.model.diagnostics import Diagnostic, Refused
    from kb.source.cases import read_case
    from kb.source.policies import Library, LoadedPolicy, rules_at

__all__ = [
    "Case",
    "Determination",
    "Diagnostic",
    "EnginesDisagree",
    "Library",
    "LoadedPolicy",
    "Refused",
    "__version__",
    "assessors_for",
    "determine",
    "read_case",
    "rules_at",
]

__version__ = "0.1.0"

_HOME = {
    "Case": "kb.model.case",
    "Determination": "kb.model.determination",
    "Diagnostic": "kb.model.diagnostics",
    "EnginesDisagree": "kb.engine.assess",
    "Library": "kb.source.policies",
    "LoadedPolicy": "kb.source.policies",
    "Refused": "kb.model.diagnostics",
    "assessors_for": "explain.determination",
    "determine": "explain.determination",
    "read_case": "kb.source.cases",
    "rules_at": "kb.source.policies",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
