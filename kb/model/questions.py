"""The standard questions: what every complaints procedure is asked, whether its document answers or not."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.files import Names
from kb.model.record import Node


class Question(Node):
    """One question, put to each procedure or to each norm of some kinds (`for`), where these fit `where`.

    Names that begin with `its.` stand for a field of the norm, as in conventions. `where-there-is` and `answered-by`
    name norms by kind (`time-limit: its.window`); a question is answered, too, by a field of the norm (`field`) or by
    rules for a `conclusion`. `told` is how somebody who complains would ask it; `{name}` stands for what the norm is called,
    `{do}` for its act, `{organisation}` for whom the complaint is about. One that says `unless-asked: yes` is put only
    where the norms that answer it are not yet the answer to a question before it. `caution` is said with
    whatever is told of it.
    """

    question: str
    asks: str
    told: str = ""
    caution: str = ""
    for_: Names
    unless_asked: Literal["yes"] | None = None
    where: dict[str, Names] = Field(default_factory=dict)
    where_there_is: dict[str, Names] = Field(default_factory=dict)
    answered_by: dict[str, Names] = Field(min_length=1)


class Questions(Node):
    """The file of the standard questions."""

    questions: tuple[Question, ...]
