"""Each standard question, and what each document says to it, or that it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explain.pages.book import Book, PolicyBook
from explain.pages.plain_answers import PlainAnswers
from explain.pages.rule_words import CONCLUSIONS, GAPS
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from kb.model.asked import Asked, asked_of
from kb.model.files import Extension, Norm, TimeLimit


def compare_page(book: Book) -> Sheet:
    """Give the page: a section a question, so that the answers stand below each other however narrow the window is."""
    sheet = Sheet("compare.md", "Compare policies")
    sheet.say(
        "The same questions, put to each procedure. Where a question does not arise, a procedure is left out."
    )
    questions: dict[str, list[_Put]] = {}
    for policy in book.policies:
        for one in policy.procedures.values():
            words = PlainAnswers(one)
            for asked in asked_of(one.norms, one.conclusions, book.questions):
                if not isinstance(asked.of, TimeLimit) or words.applies(asked.of):
                    questions.setdefault(asked.name, []).append(_Put(policy, words, asked))
    for name, put in questions.items():
        _question(sheet, name, put)
    return sheet


@dataclass(frozen=True)
class _Put:
    """A question as it is put to one procedure."""

    policy: PolicyBook
    words: PlainAnswers
    asked: Asked

    @property
    def procedure(self) -> str:
        """The policy, and the procedure where the policy has several."""
        title = self.policy.policy.title
        return title if len(self.policy.procedures) == 1 else f"{title}: {self.words.procedure.title}"


def _question(sheet: Sheet, name: str, put: list[_Put]) -> None:
    answered = [(one, said) for one in put if (said := "; ".join(_said(sheet, one)))]
    silent = [one for one in put if not one.asked.answered]
    if not answered and not silent:
        return
    sheet.heading(2, plain(_asks(put[0])), anchor_of(name))
    rows = [(sheet.link(plain(one.procedure), one.policy.guidance_path(one.words.procedure.name)), said)
            for one, said in answered]  # fmt: skip
    sheet.table(["Procedure", "Answer"], rows, labelled=True)
    if silent:
        sheet.say("These documents do not say:" if answered else "None of these documents says:")
        sheet.points(
            sheet.link(plain(one.procedure), GAPS, anchor_of(f"{one.policy.id} {name}")) for one in silent
        )


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
