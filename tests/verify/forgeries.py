"""All ways to forge a determination. Each changes a valid one in one way, and gives the step (or list) that is wrong."""

from __future__ import annotations

from importlib import import_module

from tests.verify.forger import FORGERIES

__all__ = ["FORGERIES"]

for _of in ("facts_and_rules", "days_and_clauses", "conclusions"):  # in the order in which they are counted
    import_module(f"tests.verify.forgeries_of_{_of}")
