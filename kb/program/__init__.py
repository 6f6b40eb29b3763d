"""From a checked procedure to a Program: plain data that any evaluator of rules can run."""

from kb.program.compile import compiled
from kb.program.form import DayNode, Leaf, Program, ProgramRule

__all__ = ["DayNode", "Leaf", "Program", "ProgramRule", "compiled"]
