"""The record that every part of a rule file is: closed, never changed, with one canonical spelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel, ConfigDict
from pydantic._internal._model_construction import ModelMetaclass


def kebab(name: str) -> str:
    """Give the spelling of a Python field name in rule files."""
    return name.rstrip("_").replace("_", "-")


class _Plain(ModelMetaclass):
    """Classes whose instances are told by their type alone: pydantic's own check is slow, and is made very often."""

    __instancecheck__ = type.__instancecheck__


class Node(BaseModel, metaclass=_Plain):
    """A closed record: an unknown key is an error, and nothing changes after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        populate_by_name=True,
        defer_build=True,  # most are only ever parts of another, and a validator of their own costs start-up time
    )

    @cached_property
    def key(self) -> str:
        """The canonical spelling, the same for two nodes that say the same thing."""
        return self._spelt()

    def _spelt(self) -> str:
        raise NotImplementedError


def nodes_in(part: object) -> Iterator[Node]:
    """Give every node of a tree, or of several in a tuple, each before those inside it."""
    if isinstance(part, Node):
        yield part
        for field in type(part).model_fields:
            yield from nodes_in(getattr(part, field))
    elif isinstance(part, tuple):
        for one in part:
            yield from nodes_in(one)
