"""The record that every part of a rule file is: closed, never changed, with one canonical spelling."""

from __future__ import annotations

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
