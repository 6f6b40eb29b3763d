"""Each standard question, and what each document says to it, or that it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from explain.pages.book import Book, PolicyBook
from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import AS_READ, Told
from explain.pages.rule_words import CONCLUSIONS, GAPS, gap_anchor
from explain.pages.sheet import Nested, Sheet, anchor_of, capital, plain
from kb.model.asked import Asked, asked_of
from kb.model.files import Escalation, Extension, Norm, TimeLimit, name_of
from kb.model.policy import LinkedProcedure

NOT_ASKED = "*Does not come up here*"
_ANYBODY = "the organisation"
"""Whom a question is about that is put to all."""
Cell = Callable[[Sheet], str]
Place = tuple[int, bool]
"""Where a question stands: what it is about, and of the same whether it asks for something else than a time."""


@dataclass(frozen=True)
class _Row:
    """A question: where it stands among the others, how it is asked, and what each procedure says to it, by its place."""

    place: Place
    asks: str
    cells: dict[int, list[Cell]]


def compare_page(book: Book) -> Sheet:
    """Give the page: the questions down, the procedures across; in a narrow window, a card a question.

    The questions stand in the order of a complaint, and those about one thing in the order in which they are put.
    """
    sheet = Sheet("compare.md", "Compare policies", wide=True)
    sheet.say("The same questions, put to each procedure. “The document does not say” is a gap. A question that "
              "“does not come up” is none: there is no such stage or time there to ask about. With each time stands "
              f"how firm it is. Where it says “{AS_READ}”, the document can be read in another way too.")  # fmt: skip
    each = [(policy, one) for policy in book.policies for one in policy.procedures.values()]
    rows: dict[str, _Row] = {}
    for column, (policy, procedure) in enumerate(each):
        for place, asks, cell in _column(book, policy, PlainAnswers(procedure)):
            rows.setdefault(asks, _Row(place, asks, {})).cells.setdefault(column, []).append(cell)
    told = [
        [plain(capital(row.asks)), *(_said(sheet, row.cells.get(column, ())) for column in range(len(each)))]
        for row in sorted(rows.values(), key=lambda row: row.place)
    ]
    kept = [row for row in told if any(cell != NOT_ASKED for cell in row[1:])]
    sheet.raw('<div class="kb-compare" markdown="1">')
    sheet.table(["Question", *(plain(_named(*one)) for one in each)], kept, labelled=True)
    sheet.raw("</div>")
    return sheet


def _said(sheet: Sheet, cells: Sequence[Cell]) -> str:
    return "; ".join(dict.fromkeys(said for one in cells if (said := one(sheet)))) or NOT_ASKED


def _column(book: Book, policy: PolicyBook, words: PlainAnswers) -> Iterator[tuple[Place, str, Cell]]:
    """Give each question that comes up in a procedure: where it stands, how it is asked, and what is said to it."""
    procedure = words.procedure
    for asked in asked_of(procedure.norms, procedure.conclusions, book.questions):
        if words.arises(asked):
            put = _Put(policy, words, asked)
            place = book.vocabulary.place_of(_about(asked))
            yield (place, "time-limit" not in asked.question.answered_by), _asks(put), put.cell
    for name, plan in procedure.conclusions.items():
        about = name.rpartition(".")[0]
        place = book.vocabulary.place_of(about)
        # what is about no stage or time takes a page to say, not a cell
        told = words.values(name) if about and plan.kind.asks and not plan.kind.helps else None
        if told is not None:
            asks = plan.kind.asks.format(name=words.norms.called(about))
            yield (place, True), asks, _Answer(policy, procedure, name, told).cell


def _about(asked: Asked) -> str:
    """Give the name of what a question is about: of one on what comes too late, the time that was missed."""
    if isinstance(asked.of, Escalation) and asked.question.where_there_is:
        return asked.of.window
    return name_of(asked.norms[0]) if asked.norms else asked.name.rpartition(".")[0]


def _named(policy: PolicyBook, one: LinkedProcedure) -> str:
    """Name the policy, and the procedure where the policy has several."""
    title = policy.policy.title
    return title if len(policy.procedures) == 1 else f"{title}: {one.title}"


@dataclass(frozen=True)
class _Answer:
    """What a procedure comes to, of something that is asked about it as a whole."""

    policy: PolicyBook
    procedure: LinkedProcedure
    name: str
    told: Told

    def cell(self, sheet: Sheet) -> str:
        """Give it in one paragraph, which leads to where guidance says it."""
        lead = " ".join((self.told.answer, *self.told.more))
        points = self.told.points
        said = _flat((lead, points)) if lead.endswith(":") else " ".join((lead, *map(_flat, points)))
        return sheet.link(plain(said), self.policy.guidance_path(self.procedure.name), anchor_of(self.name))


def _flat(point: Nested) -> str:
    if isinstance(point, str):
        return capital(point)
    said, parts = point
    inside = "; ".join(one[:1].lower() + one[1:] for one in map(_flat, parts))
    return f"{capital(said)} {inside.rstrip('.')}."


@dataclass(frozen=True)
class _Put:
    """A question as it is put to one procedure."""

    policy: PolicyBook
    words: PlainAnswers
    asked: Asked

    def cell(self, sheet: Sheet) -> str:
        """Give what a document says to it, each with its clause, or that it says nothing."""
        if not self.asked.answered:
            anchor = gap_anchor(self.policy, "silence", self.asked.name)
            return sheet.link("The document does not say", GAPS, anchor)
        return "; ".join(_answers(sheet, self))


def _asks(put: _Put) -> str:
    """Ask as somebody who complains would, of whichever organisation."""
    question, asked = put.asked.question, put.asked
    of = name_of(asked.of) if asked.of is not None else asked.name.rpartition(".")[0]
    told = question.told or f"{{name}}: {question.asks}"
    return told.format(organisation=_ANYBODY, name=put.words.norms.called(of), do=put.words.do(of))


def _answers(sheet: Sheet, put: _Put) -> Iterator[str]:
    words, asked = put.words, put.asked
    some = [one for one in asked.norms if not isinstance(one, TimeLimit) or words.applies(one)]
    for norm in some:
        which = f"to {words.do(name_of(norm))}, " if len(some) > 1 else ""
        yield _linked(sheet, put, f"{which}{_norm(words, norm)}", norm)
    told = words.answer(asked) if asked.fields or asked.conclusions else None
    if told is not None and asked.fields and asked.of is not None:
        yield _linked(sheet, put, told.answer, asked.of)
    elif told is not None:
        yield sheet.link(plain(told.answer), CONCLUSIONS, anchor_of(asked.conclusions[0]))


def _linked(sheet: Sheet, put: _Put, said: str, norm: Norm) -> str:
    clause = put.policy.clause_of(put.words.procedure, norm)
    return sheet.link(plain(capital(said)), put.policy.clause_path(clause))


def _norm(words: PlainAnswers, norm: Norm) -> str:
    """Say a time, whether it is only read so, and how firm it is; of more time, how much."""
    if not isinstance(norm, TimeLimit):
        return f"yes: {words.much(norm)}" if isinstance(norm, Extension) else "yes"
    length, firm = words.length(norm), words.force(norm).removesuffix(".")
    return f"{length} ({firm[:1].lower()}{firm[1:]})"
