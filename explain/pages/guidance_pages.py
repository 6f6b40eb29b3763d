"""Guidance for the public, a page a procedure: what to expect, by when, and what to do if it does not come."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.pages.book import Book, PolicyBook
from explain.pages.course import course_of
from explain.pages.duties import duties
from explain.pages.missed import missed
from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import AS_READ, Told
from explain.pages.rule_words import GAPS
from explain.pages.sheet import Nested, Sheet, anchor_of, capital, plain
from explain.pages.unanswered import NON_RESPONSE, unanswered
from explain.pictures.course import NARROW, WIDE, course
from kb.model.asked import Asked, asked_of
from kb.model.files import Side, TimeLimit, name_of
from kb.model.policy import LinkedProcedure


def guidance_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of the procedures, and a page for each."""
    sheet = Sheet("guidance/index.md", "What you can expect")
    sheet.say("Choose whom you want to complain about, and what about.")
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
        self.sheet = Sheet(policy.guidance_path(procedure.name), capital(procedure.title), first=True)
        every = [one for some in procedure.norms.values() for one in some if isinstance(one, TimeLimit)]
        self.limits = sorted(filter(self.plainly.applies, every), key=lambda one: self._order(name_of(one)))

    def page(self) -> Sheet:
        sheet = self.sheet
        confirmed = day_in_words(self.policy.policy.in_force.confirmed, in_full=True)
        within = sheet.link(plain(self.policy.policy.title), self.policy.path())
        sheet.say(f"{within}. Last confirmed on {confirmed}.")
        self._picture()
        asked = sorted(
            asked_of(self.procedure.norms, self.procedure.conclusions, self.book.questions), key=self._place
        )
        for heading, name, told in self._answered(asked):
            self._question(heading, name, told)
        self._duties()
        self._times()
        self._silences(one for one in asked if not one.answered)
        sheet.heading(2, "When was this last confirmed?", "confirmed")
        sheet.say(f"**On {confirmed}.** The policy may have changed since.")
        if AS_READ in sheet.text().lower():
            sheet.say(
                f"Where we say “{AS_READ}”, the policy is not clear. It could be read in another way too."
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

    # --- questions ---

    def _place(self, asked: Asked) -> int:
        return self._order(name_of(asked.norms[0]) if asked.norms else asked.name.rpartition(".")[0])

    def _order(self, about: str) -> int:
        """Say where something stands: the vocabulary names limits, duties and stages in the order of a complaint.

        What is about none of them is about the way that a complaint goes, and stands first.
        """
        order = list(self.procedure.vocabulary.names)
        return order.index(about) if about in order else len(order) if about else -1

    def _answered(self, asked: list[Asked]) -> list[tuple[str, str, Told]]:
        """Give heading, name and answer of each question that somebody who complains would ask, in their order."""
        found: list[tuple[int, str, str, Told | None]] = []
        for one in asked:
            if one.answered and one.question.told and self.plainly.arises(one) and not _of_no_answer(one):
                found.append(
                    (self._place(one), self.plainly.heading(one), one.name, self.plainly.answer(one))
                )
        for name, plan in self.procedure.conclusions.items():
            about = name.rpartition(".")[0]
            if plan.kind.asks:
                heading = plan.kind.asks.format(name=self.plainly.norms.called(about))
                told = unanswered(name, self.plainly) if plan.kind.helps else self.plainly.values(name)
                found.append((self._order(about), heading, name, told))
        found.sort(key=lambda one: one[0])
        return [(heading, name, told) for _, heading, name, told in found if told is not None]

    def _question(self, heading: str, name: str, told: Told) -> None:
        self.sheet.heading(2, plain(heading), anchor_of(name))
        first, stop, rest = told.answer.partition(". ")
        self.sheet.say(f"**{plain(first + stop.strip())}** {plain(rest)}".strip())
        if told.points:
            self.sheet.points(map(_plain, told.points))
        if told.more:
            self.sheet.say(plain(" ".join(told.more)))

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
        self.sheet.say(said)
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

    def _who(self, norm: TimeLimit) -> str:
        who = "you" if norm.binds == "complainant" else self.plainly.organisation
        return f"{capital(who)}: {self.plainly.do(name_of(norm))}"

    def _clause(self, norm: TimeLimit) -> str:
        return self.policy.clause_of(self.procedure, norm)

    # --- what is not said ---

    def _silences(self, asked: Iterator[Asked]) -> None:
        silent = self.procedure.silent_on
        found = {
            self.plainly.heading(one): silent[one.name]
            for one in asked
            if one.name in silent
            and one.question.told
            and self.plainly.arises(one)
            and not _of_no_answer(one)
        }
        if found:
            self.sheet.heading(2, "What the policy does not say", "silent")
            self.sheet.points(f"**{plain(heading)}** {plain(said)}" for heading, said in found.items())


def _of_no_answer(asked: Asked) -> bool:
    """Whether a question is told together with all that there is to say of answers that do not come."""
    return NON_RESPONSE in asked.question.answered_by.get("field", ())


def _plain(point: Nested) -> Nested:
    if isinstance(point, str):
        return plain(capital(point))
    said, parts = point
    return plain(capital(said)), [_plain(one) for one in parts]
