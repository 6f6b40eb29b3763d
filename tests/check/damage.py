"""The faults that `kb check` finds, each put into the sound rules of a bakery by changing one place."""

from __future__ import annotations

from dataclasses import dataclass

MAIN, HEADER, WORDS = "bakery/main.yaml", "bakery/policy.yaml", "vocabulary.yaml"
ON_TIME, UNSHOWN = "bakery/examples/on-the-last-day.yaml", "bakery/unshown.yaml"
QUESTIONS = "questions.yaml"
LATENESS = (
    "  - {question: its.discretion, asks: 'what if it is late?', for: time-limit, "
    "answered-by: {field: discretion}}\n"
)
ADVICE = "  - {question: baker.advice, asks: 'can one ask the baker?', for: procedure, answered-by: {conclusion: advice}}\n"
PRICE = "  price: {kind: circumstance, label: price, question: Was it dear?}\n"
REASONS = "limits: {reply: {late: no reply is}}\nrules: {'bakery/ways:letter': {applies: no letter came}}\n"
BOTH_WAYS = "{all: [{yes: vulnerable}, {not: {is: {form: letter}}}]}"


@dataclass(frozen=True)
class Damage:
    """One change of one file: `old` becomes `new`; where `old` is empty, the file is made anew."""

    file: str
    old: str
    new: str


DAMAGES = {
    "K401-in-a-made-up-case": Damage(MAIN, BOTH_WAYS, "{yes: vulnerable}"),
    "K401-in-an-example": Damage(MAIN, "{yes: vulnerable}, {not: {is: {form: letter}}}", "{no: vulnerable}"),
    "K402-lines": Damage(MAIN, "lines: [9], sha256", "lines: [4], sha256"),
    "K402-sentences": Damage(MAIN, "sentences: [1]", "sentences: [3]"),
    "K403-clause": Damage(HEADER, "[1, 3, 7]", "[1, 3, 7, 9]"),
    "K404-clause": Damage(MAIN, "lines: [11]", "lines: [13]"),
    "K404-navigation": Damage(HEADER, "[1, 3, 7]", "[0, 1, 3, 7, 99]"),
    "K405-whole-line-twice": Damage(MAIN, "lines: [5], sentences: [2]", "lines: [5]"),
    "K405-sentence-twice": Damage(MAIN, "sentences: [2]", "sentences: [1]"),
    "K405-sentence-left-out": Damage(MAIN, "sentences: [2]", "sentences: [3]"),
    "K406-of-a-procedure": Damage(QUESTIONS, "questions:\n", f"questions:\n{ADVICE}"),
    "K406-of-a-norm": Damage(QUESTIONS, "questions:\n", f"questions:\n{LATENESS}"),
    "K409-reading": Damage(MAIN, "of: {reading: counted_from}", "of: made"),
    "K410-fact": Damage(WORDS, "conclusions:\n", f"{PRICE}\nconclusions:\n"),
    "K411-name": Damage(WORDS, "names: {", "names: {crumb: the crumb, "),
    "K412-limit": Damage(ON_TIME, "replied: 2024-06-06", "replied: 2024-06-05"),
    "K413-rule": Damage(ON_TIME, "form: letter", "form: email"),
    "K414-rule": Damage(MAIN, "when: {is: {form: letter}}", "when: {any: [{is: {form: letter}}, {is: {form: email}}]}"),
    "K415-expectation": Damage(ON_TIME, "timeliness: met}", "timeliness: late}"),
    "K416-nothing-asks": Damage(UNSHOWN, "", "limits: {reply: {lapsed: it is the bakery's}}\n"),
    "K417-act": Damage(WORDS, "acts: {reply: {do: answer you", "acts: {complaint: {do: answer you"),
    "K417-fact": Damage(WORDS, ", told: {yes: it is hard, no: it is not hard}", ", told: {yes: it is hard}"),
    "K417-force": Damage(WORDS, "forces: {commitment: the page says so, ", "forces: {"),
    "K417-value": Damage(WORDS, "told: {quick: it is quick, slow", "told: {slow"),
    "K418-limit": Damage(WORDS, "names: {reply: the reply, complaint", "names: {complaint"),
    "K416-shown-all-the-same": Damage(UNSHOWN, "", REASONS),
}  # fmt: skip
