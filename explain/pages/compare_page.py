"""The standard questions down, the procedures across: what each document says, and where it says nothing."""

from __future__ import annotations

from explain.pages.book import Book, PolicyBook
from explain.pages.plain_answers import PlainAnswers
from explain.pages.rule_words import CONCLUSIONS, GAPS
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from kb.model.asked import Asked, asked_of
from kb.model.files import Extension, Norm, TimeLimit
from kb.model.policy import LinkedProcedure

NOT_ASKED = "–"


def compare_page(book: Book) -> Sheet:
    """Give the page."""
    sheet = Sheet("compare.md", "Compare policies", wide=True)
    sheet.say("The same questions, put to each procedure. Where a document says nothing, that is said.")
    columns = [(policy, one) for policy in book.policies for one in policy.procedures.values()]
    answers = [_answers(book, sheet, policy, one) for policy, one in columns]
    questions = dict.fromkeys(name for some in answers for name in some)
    head = ["Question", *(_column(sheet, policy, one) for policy, one in columns)]
    asks = {name: question for some in answers for name, (question, _) in some.items()}
    rows = [
        [plain(asks[name]), *(some.get(name, ("", NOT_ASKED))[1] for some in answers)] for name in questions
    ]
    sheet.table(head, rows)
    sheet.say(f"{NOT_ASKED} means that the question does not arise there.")
    return sheet


def _column(sheet: Sheet, policy: PolicyBook, one: LinkedProcedure) -> str:
    return sheet.link(plain(f"{policy.policy.title}: {one.title}"), policy.guidance_path(one.name))


def _answers(
    book: Book, sheet: Sheet, policy: PolicyBook, one: LinkedProcedure
) -> dict[str, tuple[str, str]]:
    """Give, by question, how it is asked and what the procedure answers."""
    words = PlainAnswers(one)
    found: dict[str, tuple[str, str]] = {}
    for asked in asked_of(one.norms, one.conclusions, book.questions):
        asks = _asks(asked, words)
        if not asked.answered:
            link = sheet.link("The document does not say", GAPS, anchor_of(f"{policy.id} {asked.name}"))
            found[asked.name] = asks, link
        else:
            found[asked.name] = asks, "; ".join(_said(sheet, policy, words, asked)) or NOT_ASKED
    return found


def _asks(asked: Asked, words: PlainAnswers) -> str:
    about = words.norms.called(asked.name.rpartition(".")[0])
    said = capital(asked.question.asks)
    return said if asked.of is None else f"{capital(about)}: {asked.question.asks}"


def _said(sheet: Sheet, policy: PolicyBook, words: PlainAnswers, asked: Asked) -> list[str]:
    norms = asked.norms or ((asked.of,) if asked.fields and asked.of else ())
    said = [
        sheet.link(
            plain(_norm(words, one, asked)), policy.clause_path(policy.clause_of(words.procedure, one))
        )
        for one in norms
        if not isinstance(one, TimeLimit) or words.applies(one)
    ]
    conclusions = [sheet.link("Yes, see there", CONCLUSIONS, anchor_of(one)) for one in asked.conclusions]
    return said + conclusions


def _norm(words: PlainAnswers, norm: Norm, asked: Asked) -> str:
    if asked.fields:
        return "Yes: the clause says so"
    if isinstance(norm, TimeLimit):
        return capital(words.length(norm))
    return capital(words.much(norm)) if isinstance(norm, Extension) else "Yes"
