"""Each standard question, and what each document says to it, or that it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explain.pages.book import Book, PolicyBook
from explain.pages.plain_answers import PlainAnswers
from explain.pages.rule_words import CONCLUSIONS, GAPS, gap_anchor
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from kb.model.asked import Asked, asked_of
from kb.model.files import Extension, Norm, TimeLimit
from kb.model.policy import LinkedProcedure

NOT_ASKED = "*Does not come up here*"


def compare_page(book: Book) -> Sheet:
    """Give the page: the questions down, the procedures across; in a narrow window, a card a question."""
    sheet = Sheet("compare.md", "Compare policies", wide=True)
    sheet.say("The same questions, put to each procedure. “The document does not say” is a gap. A question that "
              "“does not come up” is none: there is no such stage or time there to ask about.")  # fmt: skip
    columns: dict[tuple[str, str], dict[str, _Put]] = {}
    names = []
    for policy in book.policies:
        for one in policy.procedures.values():
            words = PlainAnswers(one)
            names.append(_named(policy, one))
            every = asked_of(one.norms, one.conclusions, book.questions)
            columns[policy.id, one.name] = {
                asked.name: _Put(policy, words, asked) for asked in every if words.arises(asked)
            }
    questions: dict[str, _Put] = {}
    for name, first in (pair for some in columns.values() for pair in some.items()):
        questions.setdefault(name, first)
    rows = ([plain(capital(_asks(put))), *(_cell(sheet, some.get(name)) for some in columns.values())]
            for name, put in questions.items())  # fmt: skip
    kept = [row for row in rows if any(cell != NOT_ASKED for cell in row[1:])]
    sheet.table(["Question", *map(plain, names)], kept, labelled=True)
    return sheet


def _named(policy: PolicyBook, one: LinkedProcedure) -> str:
    """Name the policy, and the procedure where the policy has several."""
    title = policy.policy.title
    return title if len(policy.procedures) == 1 else f"{title}: {one.title}"


@dataclass(frozen=True)
class _Put:
    """A question as it is put to one procedure."""

    policy: PolicyBook
    words: PlainAnswers
    asked: Asked


def _cell(sheet: Sheet, put: _Put | None) -> str:
    """Give what a document says to a question, each with its clause, or that it says nothing."""
    if put is None:
        return NOT_ASKED
    if not put.asked.answered:
        return sheet.link(
            "The document does not say", GAPS, gap_anchor(put.policy, "silence", put.asked.name)
        )
    return "; ".join(_said(sheet, put)) or NOT_ASKED


def _asks(put: _Put) -> str:
    """Ask as somebody who complains would, unless that names an organisation."""
    question, asked = put.asked.question, put.asked
    if question.told and "{" not in question.told.replace("{name}", ""):
        return put.words.heading(asked)
    about = put.words.norms.called(asked.name.rpartition(".")[0])
    return question.asks if asked.of is None else f"{about}: {question.asks}"


def _said(sheet: Sheet, put: _Put) -> Iterator[str]:
    words, asked = put.words, put.asked
    for norm in asked.norms:
        if not isinstance(norm, TimeLimit) or words.applies(norm):
            yield _linked(sheet, put, _norm(words, norm), norm)
    told = words.answer(asked) if asked.fields or asked.conclusions else None
    if told is not None and asked.fields and asked.of is not None:
        yield _linked(sheet, put, told.answer, asked.of)
    elif told is not None:
        yield sheet.link(plain(told.answer), CONCLUSIONS, anchor_of(asked.conclusions[0]))


def _linked(sheet: Sheet, put: _Put, said: str, norm: Norm) -> str:
    clause = put.policy.clause_of(put.words.procedure, norm)
    return sheet.link(plain(capital(said)), put.policy.clause_path(clause))


def _norm(words: PlainAnswers, norm: Norm) -> str:
    if isinstance(norm, TimeLimit):
        return words.length(norm)
    return f"yes: {words.much(norm)}" if isinstance(norm, Extension) else "yes"
