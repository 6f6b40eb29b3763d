"""`kb vocabulary`: the facts that a case can state, and the conclusions that can be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import words as offered_words
from complaints_kb.options import as_text_or_json
from complaints_kb.refusals import tell
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from explain.lines import Line
    from kb.model.diagnostics import Diagnostic
    from kb.model.vocabulary import ConclusionKind, Fact, Vocabulary

HELP = """Look up facts and conclusions: what they mean and which values they can have.

WORD is a name, or any word to look for; without one, everything is listed.
"""
Entry = tuple[str, "Fact | ConclusionKind"]


@click.command(help=HELP)
@click.argument("words", nargs=-1, metavar="[WORD]...", shell_complete=offered_words)
@as_text_or_json
@click.pass_context
def vocabulary(ctx: click.Context, words: tuple[str, ...], form: str) -> None:
    """Print what was asked for; leave with 2 for a word that nothing has."""
    from complaints_kb.desk import Desk

    known = dict(_entries(Desk(ctx.obj).library.vocabulary))
    found, unknown = _found(known, words)
    if form == "json":
        records = [_record(name, entry) for name, entry in found.items()]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        show(_lines(found, whole=bool(words)))
    tell(unknown, as_json=form == "json")
    ctx.exit(2 if unknown else 0)


def _entries(vocabulary: Vocabulary) -> Iterator[Entry]:
    yield from vocabulary.facts.items()
    yield from vocabulary.conclusions.items()
    for family, kinds in vocabulary.families.items():
        for suffix, kind in kinds.items():
            yield f"<{family}>.{suffix}", kind


def _found(
    known: dict[str, Fact | ConclusionKind], words: tuple[str, ...]
) -> tuple[dict[str, Fact | ConclusionKind], list[Diagnostic]]:
    """Give the entries of each name, or else those that have the word anywhere; and what is told of words that none has."""
    from complaints_kb.asked import unknown_word

    if not words:
        return known, []
    found: dict[str, Fact | ConclusionKind] = {}
    unknown: list[Diagnostic] = []
    for word in words:
        suffix = word.rpartition(".")[2]
        exact = [name for name in known if name == word or (suffix and name.endswith(f">.{suffix}"))]
        hits = exact or [
            name for name, entry in known.items() if word.lower() in _all_words(name, entry).lower()
        ]
        if not hits:
            unknown.append(unknown_word(word, known))
        found |= {name: known[name] for name in hits}
    return found, unknown


def _all_words(name: str, entry: Fact | ConclusionKind) -> str:
    record = _record(name, entry)
    return " ".join([name, name.replace("_", " "), *map(str, record.values())])


def _record(name: str, entry: Fact | ConclusionKind) -> dict[str, object]:
    from kb.model.vocabulary import Fact

    if isinstance(entry, Fact):
        presumed = entry.presumed if entry.presumed is None or isinstance(entry.presumed, str) else (
            f"same day as {entry.presumed.same_day_as}"
        )  # fmt: skip
        return {
            "name": name, "kind": entry.kind, "label": entry.label, "question": entry.question,
            "note": entry.note, "values": {value: entry.worded(value) for value in entry.values},
            "follows": list(entry.follows), "presumed": presumed, "decided_by": entry.decided_by,
        }  # fmt: skip
    values = {value: entry.worded(value) for value in entry.listed}
    return {
        "name": name, "kind": "conclusion", "type": entry.type, "label": entry.label, "note": entry.note,
        "values": values,
    }  # fmt: skip


def _lines(found: dict[str, Fact | ConclusionKind], whole: bool) -> Iterator[Line]:
    from explain.lines import Line

    kinds = {"event": "Events", "day": "Named days", "circumstance": "Circumstances",
             "judgement": "Judgements", "decision": "Decisions", "conclusion": "Conclusions"}  # fmt: skip
    records = [_record(name, entry) for name, entry in found.items()]
    first = True
    for kind, title in kinds.items():
        of_kind = [record for record in records if record["kind"] == kind]
        if of_kind:
            yield from () if first else (Line(),)
            yield Line(title, tone="heading")
            first = False
        for record in of_kind:
            yield Line(f"{record['name']}: {record['label']}", 2, 4)
            yield from _particulars(record) if whole else ()


def _particulars(record: dict[str, object]) -> Iterator[Line]:
    from explain.lines import Line

    for key, said in (
        ("question", "{}"),
        ("note", "{}"),
        ("decided_by", "said by {}"),
        ("presumed", "presumed {}"),
    ):
        if record.get(key):
            yield Line(said.format(record[key]), 4, 2)
    values = record["values"]
    assert isinstance(values, dict)
    for value, words in values.items():
        yield Line(f"- {value}" if value.replace("_", " ") == words else f"- {value}: {words}", 4, 2)
