"""Every diagnostic code: what it means, in a sentence, and how to mend it.

Codes are stable, and each has a page.

K1xx: rule files and the vocabulary; K2xx: cases and examples; K3xx: files and YAML, whatever they
hold; K4xx: what `kb check` and `kb sources check` find in rules that can be used;
K5xx: what is asked on the command line; K60x: traces to be verified; K61x: what does not follow
in them; K62x: receipts; K63x: the site.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.diagnostics import Level


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic, by its stable id."""

    id: str
    meaning: str
    mend: str
    level: Level = "error"


UNKNOWN_KEY = Code("K101", "A record has a key that its kind does not have.", "Correct or remove the key.")
MISSING_KEY = Code("K102", "A record lacks a key that its kind must have.", "Add the key.")
WRONG_SHAPE = Code(
    "K103",
    "Something else is expected here: a list, a mapping, text or a number.",
    "Write what the message expects.",
)
UNKNOWN_FACT = Code(
    "K104", "No fact of this name is declared.", "Correct the name, or declare it in vocabulary.yaml."
)
UNKNOWN_CONDITION = Code(
    "K105", "No kind of condition begins with this key.", "Begin the condition with one of the known keys."
)
UNKNOWN_DAY = Code(
    "K106", "No kind of day has this key.", "Write the name of a day, or one of the known constructions."
)
UNKNOWN_PROVISION = Code(
    "K107",
    "A provision is neither a rule nor a known norm.",
    "Begin it with `rule` or with the kind of norm.",
)
NOT_A_PERIOD = Code(
    "K108",
    "A length of time is not spelled as one.",
    "Write a number and a unit, as `10 working days` or `1 month`.",
)
UNKNOWN_CHOICE = Code(
    "K109", "A key allows a few values only, and this is none of them.", "Write one of the values."
)
UNFIT_PARTS = Code(
    "K110", "The parts of a record are each in order, but not together.", "Follow what the message asks for."
)
WRONG_COUNT = Code("K111", "There are too few or too many entries.", "Write as many as the message asks for.")
WRONG_KIND = Code(
    "K112",
    "A declared name is used where a name of another kind is expected.",
    "Name a thing of the kind expected.",
)
UNKNOWN_FACT_VALUE = Code(
    "K113", "A fact cannot have this value.", "Write one of its values, or add the value in vocabulary.yaml."
)
BLANK = Code("K114", "A key of a rule file has no value.", "Write the value, or leave the key out.")
UNKNOWN_CONCLUSION = Code(
    "K115",
    "No conclusion of this name can be drawn here.",
    "Correct the name; one about a norm is `norm.conclusion`, and the norm stands in the procedure.",
)
UNKNOWN_CONCLUSION_VALUE = Code(
    "K116",
    "A conclusion cannot have this value.",
    "Write one of its values, or add the value in vocabulary.yaml.",
)
UNKNOWN_READING = Code("K117", "No reading of this name is declared.", "Declare it under `readings`.")
UNKNOWN_RULE = Code("K118", "No rule of this name stands in the procedure.", "Correct the name of the rule.")
UNKNOWN_NORM = Code("K119", "No norm, or kind of norm, has this name.", "Correct the name, or add the norm.")
DUPLICATE_NAME = Code("K120", "Two things of one kind have the same name.", "Rename one of them.")
EVENTS_IN_CIRCLE = Code(
    "K121", "Events are declared to follow one another in a circle.", "Remove one `follows` of the circle."
)
NAME_SPELLING = Code(
    "K122",
    "A name is not spelled as names of its kind are, or is too long.",
    "Write lower-case words joined by `_`, 100 letters at most; in the name of a policy or an example `-` joins them too.",
)
NOT_A_DATE = Code(
    "K123",
    "A date in a rule file is not one whole day of the calendar.",
    "Write a day that exists, from 1978 to 2045, as `2024-04-01`.",
)
NOT_A_CUT_OFF = Code("K124", "A cut-off is not a time of day.", "Write hours and minutes, as `17:00`.")
TIMELESS = Code(
    "K125",
    "Hours, or a cut-off, are counted from a day that can have no time of day, so they could never be decided.",
    "Count them from an event, or count in days.",
)
NOBODY_ASKS = Code(
    "K126",
    "A policy is silent on something that no standard question asks.",
    "Correct the name, or remove it.",
)
NOT_SILENT = Code(
    "K127", "A policy is declared silent on something that it answers.", "Remove one of the two."
)
RESERVED = Code(
    "K128",
    "A name is a word that means something else in rules or on the pages of a site.",
    "Give it another name.",
)
UNDRAWN = Code(
    "K129",
    "A condition looks at a conclusion that no rule of the procedure draws: that is silence, and no reason for anything.",
    "Write the rule that draws it, or leave the condition out.",
)
UNKNOWN_TELLING = Code(
    "K130",
    "What the person who complained is told has a key or a slot that nothing would ever fill.",
    "Correct it, or leave it out; CONTRIBUTING.md lists keys and slots.",
)

CASE_UNKNOWN_KEY = Code("K201", "A case has a key that cases do not have.", "Correct or remove the key.")
CASE_MISSING_KEY = Code("K202", "A case lacks a key, or the key is blank.", "Add the key and its value.")
CASE_WRONG_SHAPE = Code(
    "K203",
    "A case has a list, a mapping or text where another is expected.",
    "Write what the message expects.",
)
CASE_UNKNOWN_FACT = Code(
    "K204", "The vocabulary has no fact of this name.", "Correct the name; `kb vocabulary` lists all of them."
)
UNKNOWN_POLICY = Code(
    "K205", "There is no policy of this name.", "Correct the name; `kb policies` lists all of them."
)
NOT_A_DAY = Code(
    "K206",
    "A day is expected, and this is none.",
    "Write `2024-06-18`, a month `2024-06`, a year, or a range `2024-06-10/2024-06-18`.",
)
DAY_SPELLING = Code(
    "K207", "A day is written another way than year, month, day.", "Write it as the message proposes."
)
NO_SUCH_DAY = Code("K208", "The month has no such day, or the year no such month.", "Correct the day.")
REVERSED_RANGE = Code("K209", "A range ends before it begins.", "Write the earlier day first.")
OUTSIDE_CALENDAR = Code(
    "K210",
    "A day lies outside the range of the calendar.",
    "Correct the day; outside the range nothing is answered.",
)
AFTER_ASSESSMENT = Code(
    "K211",
    "Something is stated to have happened after the day of assessment.",
    "Correct one of the two days.",
)
OUT_OF_ORDER = Code(
    "K212", "Two stated events come in an order that is not possible.", "Correct one of the two facts."
)
CASE_UNKNOWN_VALUE = Code("K213", "A fact or key cannot have this value.", "Write one of the values listed.")
NO_SUCH_MOMENT = Code(
    "K214",
    "London clocks skipped this minute when they went forward.",
    "Correct the time, or state the day only.",
)
NOT_A_TIME = Code(
    "K215", "A time of day is not one.", "Write hours 00 to 23 and minutes 00 to 59, as `16:00`."
)
ASSESSED_ON_INEXACT = Code("K216", "The day of assessment is not one exact day.", "Write it as `2024-06-18`.")
LISTED_TWICE = Code("K217", "A list has the same entry twice.", "Remove one of them.")
EXPECTED_UNKNOWN_CONCLUSION = Code(
    "K218", "An example expects a conclusion that does not exist.", "Correct the name of the conclusion."
)
EXPECTED_UNKNOWN_VALUE = Code(
    "K219", "An example expects a value that the conclusion cannot have.", "Write one of its values."
)
UNKNOWN_EXPECTATION = Code(
    "K220",
    "An expectation is of no known kind.",
    "Write a value, a list, or one of `open`, `not-concluded`, `conflict` and `between`.",
)
UNKNOWN_HEAD = Code(
    "K221", "An expectation is about a head that the example lacks.", "Correct the name of the head."
)

DAY_TWICE = Code(
    "K131", "A conclusion that is a day is defined twice.", "Keep one definition; use `cases` in it."
)
OTHERWISE_TWICE = Code("K132", "A conclusion is otherwise two different values.", "Keep one `otherwise`.")
CIRCLE = Code("K133", "Conclusions depend on themselves.", "Take one of the members out of the circle.")
EXCEPTION_CIRCLE = Code("K134", "Rules are exceptions to each other.", "Remove one of the exceptions.")
SEVERAL_PROCEDURES = Code(
    "K135",
    "A policy has more than one procedure, and no rules that decide between them.",
    "Name the part whose rules conclude `procedure` under `scope` in policy.yaml.",
)
UNFIT_CONVENTION = Code(
    "K136", "A convention cannot be applied to a norm.", "Correct the rule of the convention that is named."
)
NO_CONVENTION = Code("K137", "No convention says what something means.", "Put the convention clause back.")
WRONG_HEADER = Code("K138", "A policy's header and its files do not go together.", "Make the names the same.")
NO_SUCH_CHOICE = Code(
    "K222",
    "A case chooses a reading that the policy does not offer.",
    "Name a reading of the policy and a choice of it.",
)
DEFECT = Code("K900", "The program met something it was not made for.", "Report it, with the case.")
ENGINES_DISAGREE = Code(
    "K901",
    "The two engines gave different answers, so none is given.",
    "Report it with the case: one engine is wrong.",
)
MACHINE_REFUSED = Code(
    "K902",
    "The machine refused to read or to write something.",
    "See to it that you may read and write there, and that there is room.",
)

ONE_ACCOUNT = Code(
    "K223",
    "A contested fact has one account only, or none.",
    "Write it as the value, or write the other account.",
)
SAME_ACCOUNT = Code("K224", "Two accounts of a fact say the same.", "Write it once.")
TOO_MANY_ACCOUNTS = Code(
    "K225", "Contested facts have too many accounts between them to try.", "Settle some of them first."
)
SEVERAL_DAYS = Code(
    "K226",
    "An event is given several days, and which of them counts is not for a program to say.",
    "State the one that counts; or, if each is a matter of its own, each under `heads`.",
)
NO_FILE = Code("K301", "There is no such file.", "Correct the path.")
IS_FOLDER = Code("K302", "The path is a folder, or no file that can be read to its end.", "Name a file.")
UNREADABLE = Code("K303", "The file cannot be read.", "See to it that you may read it.")
TOO_LARGE = Code("K304", "The file is larger than 1 MiB.", "Divide it.")
NOT_TEXT = Code(
    "K305",
    "The file has a control character, as binary files have.",
    "Save it as plain text, or remove the character.",
)
NOT_UTF8 = Code("K306", "The file is not encoded in UTF-8.", "Save it as UTF-8.")
NOT_YAML = Code(
    "K307",
    "The file breaks the syntax of YAML.",
    "Look at indentation, colons and quotes at the place named or before.",
)
SEVERAL_DOCUMENTS = Code("K308", "The file has more than one YAML document.", "Make a file of each.")
EMPTY_FILE = Code("K309", "The file says nothing.", "Write what belongs in it, or remove it.")
ANCHOR = Code(
    "K310",
    "The file has an anchor or an alias, so that one place would mean two.",
    "Write the thing out at each place.",
)
TAG = Code(
    "K311", "A value has a YAML tag.", "Remove the tag; put the value in quotes if it begins with `!`."
)
MERGE_KEY = Code("K312", "A mapping has the merge key `<<`.", "Write the keys out.")
DUPLICATE_KEY = Code("K313", "A mapping has the same key twice.", "Remove or rename one of them.")
BAD_KEY = Code("K314", "A key is empty, a list or a mapping.", "Write a name as the key.")
TOO_DEEP = Code(
    "K315", "The file is nested more than 40 levels deep.", "Give parts of it names of their own."
)
TAB = Code("K316", "The file has a tab.", "Write spaces.")

CLASH = Code(
    "K401",
    "Two rules give one conclusion different values in one case.",
    "Make their conditions exclude each other, or one an `exception-to` the other.",
)
OUT_OF_DOCUMENT_ORDER = Code(
    "K402", "Clauses do not stand in the order of their document.", "Move the clause to where its lines come."
)
CLAIMED_AND_PASSED_OVER = Code(
    "K403",
    "A line is encoded by a clause and called navigation.",
    "Take it from `navigation`, or from the clause.",
)
BEYOND_DOCUMENT = Code(
    "K404",
    "A line is named that the document does not have.",
    "Correct the number, or the document's length.",
)
DIVIDED_BADLY = Code(
    "K405",
    "A line, or a sentence of it, belongs to two clauses or to none.",
    "Divide the line's sentences among its clauses, each once.",
)
UNANSWERED = Code(
    "K406",
    "A standard question is neither answered nor declared silent.",
    "Encode the answer, or name the question under `silent-on`.",
)
UNUSED_READING = Code("K409", "No rule uses a reading.", "Use it where the passage is unclear, or remove it.")
UNUSED_FACT = Code(
    "K410",
    "No policy and no convention uses a fact.",
    "Use it, or remove it from vocabulary.yaml.",
    "warning",
)
UNUSED_NAME = Code(
    "K411", "Nothing is called by a name of the vocabulary.", "Use it, or remove it from `names`.", "warning"
)
LIMIT_NOT_SHOWN = Code(
    "K412",
    "The examples do not show a time limit on both sides of its last day.",
    "Write the example; where there can be none, say why in unshown.yaml.",
)
NEVER_APPLIES = Code(
    "K413",
    "No example shows a rule applying.",
    "Write an example in which it applies; where there can be none, say why in unshown.yaml.",
)
ALWAYS_APPLIES = Code(
    "K414",
    "No example shows a rule not applying.",
    "Write an example in which it does not; where there can be none, say why in unshown.yaml.",
)
NOT_MET = Code(
    "K415",
    "The rules come to something else than an example expects.",
    "Correct the rules or the expectation.",
)
NEEDLESS_REASON = Code(
    "K416", "A reason in unshown.yaml is about nothing, or about what an example does show.", "Remove it."
)
NOT_TOLD = Code(
    "K417",
    "A policy uses something for which the person who complained has no words.",
    "Write them under `told` in vocabulary.yaml, or under `acts` or `forces`.",
)
NAMELESS = Code(
    "K418",
    "A limit, duty or stage of a policy has no name in words.",
    "Write one under `names` in vocabulary.yaml.",
)
NO_DOCUMENT = Code(
    "K421", "The document of a policy is not there.", "Name the folder or the file that has it."
)
MOVED = Code("K422", "A passage stands elsewhere in the document.", "Correct the lines; the rules may stay.")
CHANGED = Code(
    "K423",
    "A passage is not the one that was encoded.",
    "Read it, mend gist, rules and examples, and take its new fingerprint.",
)
GONE = Code("K424", "The document is too short to have a passage.", "See what became of the clause.")
UNCLAIMED = Code(
    "K425",
    "A line of the document belongs to no clause and is not navigation.",
    "Encode it, or list it under `navigation`.",
)
OTHER_LENGTH = Code(
    "K426", "The document has another number of lines.", "Look at what was added or taken away."
)
UNKNOWN_DOCUMENT = Code(
    "K427", "No policy was encoded from this document.", "Name the policy with `--policy`."
)
ASKED_CONCLUSION = Code(
    "K501", "No conclusion of this name is declared.", "Correct the name; `kb assess --all` names them."
)
ASKED_VALUE = Code("K502", "A conclusion cannot have the value asked about.", "Ask about one of its values.")
ASKED_NO_VALUE = Code(
    "K503", "A question about a value names none.", "Write it after the conclusion, as `NAME=VALUE`."
)
ASKED_HEAD = Code("K504", "The case has no matter of this name.", "Name one of its matters, or none.")
ASKED_NOT_DRAWN = Code(
    "K505",
    "No rule of the policy, or of the procedure that a matter goes by, draws the conclusion asked about.",
    "Ask about one that is drawn; `kb why-not` says why another is not.",
)
ASKED_WORD = Code(
    "K506", "Nothing in the vocabulary has this word.", "Correct it; `kb vocabulary` lists everything."
)
MISUSED = Code("K507", "The command line cannot be read as it is.", "Look at `--help` of the command.")
ASKED_TWO_CONCLUSIONS = Code(
    "K515", "Values of two conclusions are held against each other.", "Name two values of one conclusion."
)
ASKED_SAME_VALUE = Code("K516", "A value is held against itself.", "Name another value.")
ASKED_NO_DAY = Code("K517", "The days of a fact are to be tried that is no day.", "Name an event or a day.")
ASKED_NO_SPAN = Code(
    "K518",
    "The days to try are no span, or too many.",
    "Write the first and the last as `2024-06-01..2024-06-30`.",
)
NOTHING_CHANGED = Code(
    "K511",
    "It is asked what if nothing were otherwise.",
    "Name a fact and its value, a fact to leave out, or a day of assessment.",
)
FACT_NO_VALUE = Code("K512", "A fact is to be otherwise, and no value is named.", "Write it as `NAME=VALUE`.")
CHANGED_TWICE = Code("K513", "A fact is named twice.", "Name each fact once.")
NOT_STATED = Code("K514", "A fact is to be left out that the case does not state.", "Correct the name.")
OTHER_ACCOUNTS = Code(
    "K519",
    "A fact of which the case has accounts is to have others.",
    "Name one value, or write the accounts in the case.",
)

NOT_A_TRACE = Code(
    "K601",
    "The file is JSON, but nothing that can be verified.",
    "Name a determination, the reasons for a conclusion, or a receipt.",
)
TRACE_SHAPE = Code(
    "K602",
    "A trace lacks a key, has one too many, or has something else where text or a list is due.",
    "Have the trace sent or made again.",
)
SEVERAL_TRACES = Code(
    "K603", "The file has several answers.", "Make a file of each: one is verified at a time."
)
OTHER_CASE = Code("K604", "The trace is of another case.", "Name the case that it was made from.")
OTHER_DAY = Code(
    "K605", "The trace is of another day of assessment.", "Correct the day, or have the case assessed anew."
)
OTHER_POLICY = Code(
    "K606",
    "The trace was made by another policy, or by another version of its rules.",
    "Name the rules that it was made with, or have the case assessed anew.",
)
OTHER_CALENDAR = Code(
    "K607",
    "The trace was made with another calendar, or another edition of it.",
    "Use the edition that it was made with, or have the case assessed anew.",
)
OTHER_MATTER = Code(
    "K608", "The trace is of a matter that the case does not have.", "Name the case that it was made from."
)
NO_CASE = Code("K609", "The trace does not say what was stated.", "Name the case file with `--case`.")
UNFOUNDED = Code(
    "K611", "A trace has a step to which nothing that follows leads.", "Do not rely on the trace."
)
STEP_MISSING = Code("K612", "A trace leaves out something that follows.", "Do not rely on the trace.")
MISNAMED = Code(
    "K613",
    "A step of a trace says something else than the rules and facts say.",
    "Do not rely on the trace.",
)
UNTRUE = Code(
    "K614", "A step of a trace holds, fails or is open where it should not.", "Do not rely on the trace."
)
MISGROUNDED = Code(
    "K615",
    "A step of a trace rests on something that has no part in it, or not on something that has.",
    "Do not rely on the trace.",
)
STEPS_IN_CIRCLE = Code("K616", "A step of a trace rests on itself.", "Do not rely on the trace.")
MISANSWERED = Code(
    "K617",
    "What a trace says of a conclusion is not what its steps come to.",
    "Do not rely on the trace.",
)
MISSUMMED = Code(
    "K618",
    "A list of a trace (what to do next, what is missing) is not what follows.",
    "Do not rely on the trace.",
)
PARTED = Code(
    "K619",
    "What can be worked out in two ways (a rule, a known fact, days counted) does not come out alike.",
    "Report it with the case: the trace need not be at fault.",
)
NOT_JSON = Code("K620", "The file breaks the syntax of JSON.", "Have the file sent or made again.")
NOT_A_RECEIPT = Code(
    "K621", "The file is JSON, but no receipt.", "Name what `kb assess CASE --receipt FILE` wrote."
)
OTHER_RECEIPT = Code(
    "K622", "The receipt is of a version that this `kb` does not know.", "Use the `kb` that it was made with."
)
RECEIPT_SHAPE = Code(
    "K623",
    "A receipt lacks a key, has one too many, or has something else where text or a list is due.",
    "Have the receipt sent or made again.",
)
RECEIPT_EDITED = Code(
    "K624",
    "A receipt is not as it was made: its digest is not that of what it says.",
    "Have the receipt sent again; what it says now was not answered by `kb`.",
)
RECEIPT_CONTRADICTS = Code(
    "K625",
    "The case of a receipt and its answer are not of one complaint, policy or day.",
    "Have the receipt made again, from the case.",
)
NOT_WRITABLE = Code(
    "K626", "A file cannot be written here.", "Name a file in a folder that you may write in."
)
ONE_FILE_FOR_SEVERAL = Code(
    "K627",
    "Several receipts would have the same file.",
    "Name a folder, and give cases whose files have different names.",
)

NO_SITE = Code(
    "K631", "There is no site to build here.", "Go to the folder that has `mkdocs.yml` and `site`."
)
NO_BUILDER = Code(
    "K632",
    "The packages that build the site are not installed.",
    "Install them: pip install 'complaints-kb[site]'.",
)
PORT_TAKEN = Code("K633", "The site cannot be shown on this port.", "Name another with `--port`.")
PAGE_TWICE = Code(
    "K634",
    "Two pages of the site would be written to one place.",
    "Give your own page in `site/pages` another name.",
)
NO_POLICY = Code(
    "K635",
    "The folder of rules has no policy, so there is nothing to publish.",
    "Begin one with `kb new-policy`, or name another folder with `--rules`.",
)
ENDED = Code(
    "K636",
    "A process that makes the site was ended from outside before it had done.",
    "See to it that there is memory enough, and begin again.",
)

CODES: dict[str, Code] = {
    code.id: code
    for code in sorted((x for x in tuple(globals().values()) if isinstance(x, Code)), key=lambda x: x.id)
}
"""All codes by id, in order."""
