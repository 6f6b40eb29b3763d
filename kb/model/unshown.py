"""What the examples of a policy cannot show, with the reasons."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.record import Node

Side = Literal["applies", "does-not-apply"]


class Unshown(Node):
    """For a time limit, the points in time that no example can be at; for a rule, what never happens to it; and why."""

    limits: dict[str, dict[str, str]] = Field(default_factory=dict)
    rules: dict[str, dict[Side, str]] = Field(default_factory=dict)
