"""Guidance for the public, a page a procedure: what to expect, by when, and what to do if it does not come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explain.days import day_in_words
from explain.pages.book import Book, PolicyBook
from explain.pages.course import course_of
from explain.pages.duties import duties
from explain.pages.missed import missed
from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import AS_READ, Told
from explain.pages.rule_words import GAPS
from explain.pages.scope import scope
from explain.pages.sheet import Nested, Sheet, anchor_of, capital, plain
from explain.pages.unanswered import NON_RESPONSE, unanswered
from explain.pictures.course import NARROW, WIDE, course
from kb.model.asked import Asked, asked_of
from kb.model.files import Norm, Side, TimeLimit, name_of
from kb.model.periods import Unit
from kb.model.policy import LinkedProcedure

CAVEAT = "This is what the policy says; the law may say more, and this is not legal advice."
CHECKED = "We last checked this page against our copy of the policy on"


def guidance_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of the procedures, and a page for each."""
    sheet = Sheet("guidance/index.md", "What you can expect")
    sheet.say("Choose whom you want to complain about, and what about. Organisations are not named here. To know "
              "if a page is about yours, compare it with your organisation’s own page on complaints.")  # fmt: skip
    for policy in book.policies:
        sheet.heading(2, plain(policy.policy.title), policy.id)
        sheet.points(
            sheet.link(plain(capital(one.title)), policy.guidance_path(name))
            for name, one in policy.procedures.items()
        )
    yield sheet
    for policy in book.policies:
        for one in policy.procedures.values():
            yield _Guidance(book, policy, one).page()


class _Guidance:
    def __init__(self, book: Book, policy: PolicyBook, procedure: LinkedProcedure) -> None:
        self.book, self.policy, self.procedure = book, policy, procedure
        self.plainly = PlainAnswers(procedure)
        title = capital(procedure.title)
        tab = title if policy.policy.title in title else f"{title} – {policy.policy.title}"
        self.sheet = Sheet(policy.guidance_path(procedure.name), title, tab=tab, first=True)
        every = [one for some in procedure.norms.values() for one in some if isinstance(one, TimeLimit)]
        self.limits = sorted(
            filter(self.plainly.applies, every),
            key=lambda one: self.plainly.vocabulary.place_of(name_of(one)),
        )

    def page(self) -> Sheet:
        sheet = self.sheet
        confirmed = day_in_words(self.policy.policy.in_force.confirmed, in_full=True)
        within = sheet.link(plain(self.policy.policy.title), self.policy.path())
        sheet.say(f"{within}. {CAVEAT}")
        self._scope()
        self._picture()
        asked = sorted(
            asked_of(self.procedure.norms, self.procedure.conclusions, self.book.questions), key=self._place
        )
        for heading, name, told in self._answered(asked):
            self._question(heading, name, told)
        self._duties()
        self._also()
        self._times()
        self._silences(one for one in asked if not one.answered)
        sheet.heading(2, "When was this last checked?", "confirmed")
        sheet.say(f"**{CHECKED} {confirmed}.** The policy may have changed since.")
        if AS_READ in sheet.text().lower():
            sheet.say(
                f"Where we say “{AS_READ}”, the policy is not clear, or we took something for granted. "
                f"It could be read in another way too. {self._granted()}"
            )
        more = sheet.link("What the policy leaves to people, or does not say", GAPS, self.policy.id)
        rules = sheet.link("The rules behind this page", self.policy.rules_path(self.procedure.name))
        sheet.points(
            [
                more,
                rules,
                sheet.link("Made-up complaints, worked through", f"cases/{self.policy.id}/index.md"),
            ]
        )
        return sheet

    def _granted(self) -> str:
        """Say where it stands what was taken for granted."""
        return f"Each is in {self.sheet.link('our list of readings and gaps', GAPS, self.policy.id)}."

    def _scope(self) -> None:
        for number, told in enumerate(scope(self.sheet, self.policy, self.plainly)):
            if not number:
                self.sheet.heading(2, "Is this page for me?", "scope")
            self.sheet.say(f"**{plain(told.answer)}**")
            if told.points:
                self.sheet.points(told.points)
            if told.more:
                self.sheet.say(" ".join(told.more))

    def _also(self) -> None:
        """List what the policy says of which no rule was made."""
        clauses = (one for one in self.policy.clauses if one in self.procedure.clauses)
        some = [one for one in clauses if self.policy.clauses[one].not_encoded]
        if some:
            self.sheet.heading(2, "What the policy also says", "also")
            self.sheet.points(map(self._gist, some))

    def _gist(self, clause: str) -> str:
        return self.sheet.link(plain(self.policy.clauses[clause].gist), self.policy.clause_path(clause))

    # --- questions ---

    def _place(self, asked: Asked) -> int:
        return self.plainly.vocabulary.place_of(
            name_of(asked.norms[0]) if asked.norms else asked.name.rpartition(".")[0]
        )

    def _answered(self, asked: list[Asked]) -> list[tuple[str, str, Told]]:
        """Give heading, name and answer of each question that somebody who complains would ask, in their order."""
        found: list[tuple[int, str, str, Told | None]] = []
        for one in asked:
            if one.answered and one.question.told and self.plainly.arises(one) and not _of_no_answer(one):
                told = self.plainly.answer(one)
                found.append(
                    (self._place(one), self.plainly.heading(one), one.name, _with_caution(told, one))
                )
        for name, plan in self.procedure.conclusions.items():
            about = name.rpartition(".")[0]
            if plan.kind.asks:
                heading = plan.kind.asks.format(name=self.plainly.norms.called(about))
                told = unanswered(name, self.plainly) if plan.kind.helps else self.plainly.values(name)
                found.append((self.plainly.vocabulary.place_of(about), heading, name, told))
        found.sort(key=lambda one: one[0])
        return [(heading, name, told) for _, heading, name, told in found if told is not None]

    def _question(self, heading: str, name: str, told: Told) -> None:
        self.sheet.heading(2, plain(heading), anchor_of(name))
        first, stop, rest = told.answer.partition(". ")
        self.sheet.say(f"**{plain(first + stop.strip())}** {plain(rest)}".strip())
        if told.points:
            self.sheet.points(map(_plain, told.points))
        granted = ("We took this for granted.", *told.granted) if told.granted else ()
        more = [plain(" ".join((*told.more, *granted))), *self._in_our_words(told)]
        if any(more):
            self.sheet.say(" ".join(filter(None, more)))

    def _in_our_words(self, told: Told) -> Iterator[str]:
        """Say what the clauses say of which there is no rule."""
        clauses = dict.fromkeys(map(self._clause, told.norms))
        gists = [self._gist(one) for one in clauses]
        if gists:
            yield " ".join(["The policy says this, in our words.", *gists])

    def _duties(self) -> None:
        headings: dict[Side, str] = {
            "organisation": f"What else must {self.plainly.organisation} do?",
            "complainant": "What else must I do?",
        }
        for side, heading in headings.items():
            told = duties(self.plainly, side)
            if told is not None:
                self._question(heading, f"duties {side}", told)

    # --- times ---

    def _picture(self) -> None:
        starts = course_of(self.limits, self.plainly)
        if not starts:
            return
        self.sheet.heading(2, "The times in a picture", "picture")
        title = f"How long each step takes: {self.procedure.title}"
        for width, of in ((WIDE, "kb-wide"), (NARROW, "kb-narrow")):
            drawing = course(title, starts, width)
            tall = " kb-tall" if drawing.height > width else ""
            self.sheet.picture(drawing.svg(width), of + tall)

    def _times(self) -> None:
        self.sheet.heading(2, "What if a time is missed?", "times")
        said = "Here are all the times, how firm each one is, and what happens if it is missed."
        if any("the page" in one.lower() for one in self.procedure.silent_on.values()):
            said += f" “The page” means the policy as it was published: *{plain(self.policy.policy.document.name)}*."
        self.sheet.say(f"{said} {self._counted()}")
        self.sheet.table(
            ["What", "How long", "How firm", "If it is missed"],
            [
                [
                    plain(self._who(one)),
                    self.sheet.link(
                        plain(capital(self.plainly.length(one))), self.policy.clause_path(self._clause(one))
                    ),
                    plain(self.plainly.force(one)),
                    plain(" ".join(missed(one, self.plainly))),
                ]
                for one in self.limits
            ],
            labelled=True,
        )

    def _counted(self) -> str:
        """Say how days are counted, with what a working day is where one is counted."""
        units = {one.period.unit for norm in self.limits for one in self.plainly.lengths(norm) if one.period}
        meant = self.sheet.link("What is a working day?", "glossary.md", "working-day")
        said = "Time is counted from the next day, unless we say that a day counts as the first."
        return f"{said} {meant}" if Unit.WORKING_DAYS in units else said

    def _who(self, norm: TimeLimit) -> str:
        who = "you" if norm.binds == "complainant" else self.plainly.organisation
        return f"{capital(who)}: {self.plainly.do(name_of(norm))}"

    def _clause(self, norm: Norm) -> str:
        return self.policy.clause_of(self.procedure, norm)

    # --- what is not said ---

    def _silences(self, asked: Iterator[Asked]) -> None:
        silent = self.procedure.silent_on
        found = {
            self.plainly.heading(one): f"{silent[one.name]} {one.question.caution}".strip()
            for one in asked
            if one.name in silent
            and one.question.told
            and self.plainly.arises(one)
            and not _of_no_answer(one)
        }
        if found:
            self.sheet.heading(2, "What the policy does not say", "silent")
            self.sheet.points(f"**{plain(heading)}** {plain(said)}" for heading, said in found.items())


def _with_caution(told: Told | None, asked: Asked) -> Told | None:
    caution = asked.question.caution
    return replace(told, more=(*told.more, caution)) if told is not None and caution else told


def _of_no_answer(asked: Asked) -> bool:
    """Whether a question is told together with all that there is to say of answers that do not come."""
    return NON_RESPONSE in asked.question.answered_by.get("field", ())


def _plain(point: Nested) -> Nested:
    if isinstance(point, str):
        return plain(capital(point))
    said, parts = point
    return plain(capital(said)), [_plain(one) for one in parts]
