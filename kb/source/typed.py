"""One fact as it is typed on the command line, `NAME=VALUE`: the value is written exactly as in a case file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kb.model.diagnostics import Place, Refused
from kb.source.text import refuse_characters
from kb.source.yaml_nodes import Document, document_of, named

COMMAND_LINE = "the command line"


def typed(text: str) -> Document:
    """Give the document that `NAME=VALUE` stands for; places are those in the text as it was typed.

    Raises:
        Refused: the value has characters that nobody can read, or is nothing that a case file could hold.
    """
    name, equals, value = text.partition("=")
    before = " " * len(name + equals)  # so that every place in the value is a place in the text
    try:
        refuse_characters(text, COMMAND_LINE)
        whole = document_of(f"{before}{value}" if value.strip() else f'{before}""', Path("-"), COMMAND_LINE)
    except Refused as refused:
        raise Refused(replace(one, place=_in(text, one.place)) for one in refused.diagnostics) from None
    return replace(named(whole, name), text=text)


def _in(text: str, place: Place) -> Place:
    return replace(place, text=text) if place.line == 1 and "\n" not in text else place
