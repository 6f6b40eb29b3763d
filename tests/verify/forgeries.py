"""Ways to forge a determination. Each changes a valid one in one way, and gives the step (or list) that is then wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")
Forge = Callable[["Forger"], str]
FORGERIES: dict[str, Forge] = {}


class NotHere(Exception):
    """The determination has nothing that could be forged in this way."""


def forgery(forge: Forge) -> Forge:
    """Name a way of forging after the function that does it."""
    FORGERIES[forge.__name__] = forge
    return forge


class Forger:
    """Forges one head of a determination; what it picks is decided by chance."""

    def __init__(self, record: Json, rng: Random) -> None:
        self.record, self.rng = record, rng
        self.head: Json = rng.choice(record["heads"])
        self.graph: Json = self.head["graph"]
        self.below: dict[str, list[str]] = {}
        for one, other in self.graph["edges"]:
            self.below.setdefault(one, []).append(other)
        self.nodes: dict[str, Json] = {node["id"]: node for node in self.graph["nodes"]}
        self.linked = {*self.below, *(other for _, other in self.graph["edges"])}

    def pick(self, some: Iterable[T]) -> T:
        """Pick one, if there is any."""
        found = list(some)
        if not found:
            raise NotHere
        return self.rng.choice(found)

    def node(self, *kinds: str, truth: str | None = None, named: str = "") -> Json:
        """Pick a node of a kind, that something leads to or that rests on something."""
        return self.pick(
            node for node in self.nodes.values()
            if node["kind"] in kinds and truth in (None, node["truth"]) and _own(node["id"]).startswith(named)
            and node["id"] in self.linked
        )  # fmt: skip

    def edge(self, above: str = "", below: str = "") -> list[str]:
        """Pick an edge by what the ids of its ends begin with."""
        edges: list[list[str]] = self.graph["edges"]
        return self.pick(
            one for one in edges if _own(one[0]).startswith(above) and _own(one[1]).startswith(below)
        )

    def conclusion(self, fits: Callable[[Json], Any] = lambda one: True) -> Json:
        """Pick the record of a conclusion."""
        return self.pick(one for one in self.head["conclusions"] if fits(one))

    def without(self, edge: list[str]) -> str:
        """Take an edge away, and give the step that it led from."""
        self.graph["edges"].remove(edge)
        return edge[0]

    def add(self, id_: str, kind: str, label: str, above: str, **more: Any) -> str:
        """Add a node below another."""
        node = {"id": id_, "kind": kind, "label": label, "truth": None, "particulars": {}, **more}
        self.graph["nodes"].append(node)
        self.graph["edges"].append([above, id_])
        return id_


def _own(id_: str) -> str:
    """Give an id without the account and the procedure that it stands under."""
    own = re.sub(r"^account \d+/", "", id_)
    first, slash, rest = own.partition("/")
    return rest if slash and " " not in first else own


def _prefix(id_: str) -> str:
    return id_.removesuffix(_own(id_))


def _answer(one: Json) -> str:
    return f"conclusion {one['name']}"


def _later(text: str) -> str:
    return (date.fromisoformat(text[:10]) + timedelta(days=1)).isoformat()


# --- facts ---


@forgery
def a_stated_day_is_moved(forger: Forger) -> str:
    """With its words."""
    dated = (
        one
        for one in forger.nodes.values()
        if one["kind"] == "stated fact" and one["particulars"]["text"][:2] == "20"
    )
    node = forger.pick(dated)
    node["particulars"]["text"] = "2019-01-01"
    node["label"] = f"{node['label'].partition(': ')[0]}: Tue 1 January 2019"
    return str(node["id"])


@forgery
def only_the_words_of_a_fact_change(forger: Forger) -> str:
    """What the case states stands beside them unchanged."""
    node = forger.node("stated fact", "judgement", "decision")
    node["label"] += " "
    return str(node["id"])


@forgery
def a_fact_is_invented(forger: Forger) -> str:
    """And a rule rests on it."""
    rule = forger.node("rule firing", named="rule ")
    particulars = {"text": "yes", "by": "the officer"}
    return forger.add(
        f"{_prefix(rule['id'])}fact that_nobody_stated", "stated fact", "that nobody stated: yes", rule["id"],
        truth="holds", particulars=particulars,
    )  # fmt: skip


@forgery
def somebody_is_said_to_have_stated_it(forger: Forger) -> str:
    """Who did not."""
    node = forger.node("stated fact", "judgement", "decision")
    node["particulars"]["by"] = "somebody else"
    return str(node["id"])


@forgery
def evidence_is_added(forger: Forger) -> str:
    """That the case does not have."""
    node = forger.node("stated fact", "judgement", "decision")
    node["particulars"]["evidence"] = "a letter that nobody has seen"
    return str(node["id"])


@forgery
def a_judgement_is_called_a_fact(forger: Forger) -> str:
    """As if nobody had had to judge."""
    node = forger.node("judgement")
    node["kind"] = "stated fact"
    return str(node["id"])


@forgery
def a_decision_is_called_a_fact(forger: Forger) -> str:
    """As if nobody had had discretion."""
    node = forger.node("decision")
    node["kind"] = "stated fact"
    return str(node["id"])


@forgery
def a_presumption_is_called_a_stated_fact(forger: Forger) -> str:
    """As if somebody had said so."""
    node = forger.node("presumption")
    node["kind"] = "stated fact"
    node["label"] = node["label"].removesuffix(" (presumed)")
    return str(node["id"])


@forgery
def a_presumed_fact_loses_its_presumption(forger: Forger) -> str:
    """What is presumed rests on nothing."""
    return forger.without(forger.edge("fact ", "presumption "))


@forgery
def a_missing_fact_is_called_known(forger: Forger) -> str:
    """What nobody stated is said to be stated."""
    node = forger.node("missing")
    node |= {"kind": "stated fact", "truth": "holds", "label": f"{node['label'].partition(': ')[0]}: yes"}
    return str(node["id"])


@forgery
def a_fact_is_taken_from_elsewhere(forger: Forger) -> str:
    """One fact stands where another should."""
    one, other = forger.node("stated fact"), forger.node("stated fact")
    if one["label"] == other["label"]:
        raise NotHere
    for key in ("label", "particulars"):
        one[key] = other[key]
    return str(one["id"])


@forgery
def the_order_of_events_is_left_out(forger: Forger) -> str:
    """What proves an event is not named."""
    return forger.without(forger.edge("fact ", "order of "))


@forgery
def the_day_of_assessment_is_moved(forger: Forger) -> str:
    """By its words."""
    node = forger.node("assessment day")
    node["label"] = "the day of assessment: Tue 1 January 2019"
    return str(node["id"])


# --- rules, conditions, completions ---


@forgery
def a_rule_fires_without_a_condition(forger: Forger) -> str:
    """That it has."""
    rule = forger.node("rule firing", named="rule ")["id"]
    edge = forger.pick(
        e for e in forger.graph["edges"] if e[0] == rule and not _own(e[1]).startswith(("clause", "silence"))
    )
    forger.graph["edges"].remove(edge)
    return str(rule)


@forgery
def a_condition_loses_a_part(forger: Forger) -> str:
    """From which it comes."""
    return forger.without(forger.edge("condition "))


@forgery
def a_condition_is_turned_around(forger: Forger) -> str:
    """It fails where it holds."""
    node = forger.node("condition", named="condition ")
    node["truth"] = {"holds": "fails", "fails": "holds", "open": "holds"}[node["truth"]]
    return str(node["id"])


@forgery
def an_open_step_is_settled(forger: Forger) -> str:
    """As if what is missing did not matter."""
    node = forger.node("condition", "conclusion", truth="open")
    node["truth"] = "holds"
    return str(node["id"])


@forgery
def a_condition_says_the_opposite(forger: Forger) -> str:
    """In words; its truth stands."""
    node = forger.node("condition", named="condition ")
    if " is not " in node["label"]:
        node["label"] = node["label"].replace(" is not ", " is ")
    else:
        node["label"] += ", or not"
    return str(node["id"])


@forgery
def a_condition_is_another(forger: Forger) -> str:
    """Its spelling is changed."""
    node = forger.node("condition", named="condition ")
    node["particulars"]["key"] = f"not({node['particulars']['key']})"
    return str(node["id"])


@forgery
def a_rule_that_fails_is_said_to_apply(forger: Forger) -> str:
    """In everything that it says."""
    node = forger.node("completion", named="rule ")
    label = node["label"].replace("does not apply", "applies")
    node |= {"kind": "rule firing", "truth": "holds", "label": label}
    return str(node["id"])


@forgery
def a_rule_that_applies_is_said_to_fail(forger: Forger) -> str:
    """In everything that it says."""
    node = forger.node("rule firing", named="rule ")
    label = node["label"].replace("applies", "does not apply")
    node |= {"kind": "completion", "truth": "fails", "label": label}
    return str(node["id"])


@forgery
def a_derivation_is_left_out(forger: Forger) -> str:
    """A step that follows is gone, with all edges to and from it."""
    node = forger.node("rule firing", "completion", "condition", "day calculation")
    forger.graph["nodes"].remove(node)
    forger.graph["edges"][:] = [edge for edge in forger.graph["edges"] if node["id"] not in edge]
    return str(node["id"])


@forgery
def a_completion_leaves_out_a_rule(forger: Forger) -> str:
    """That could give the value."""
    above = forger.pick(
        one["id"]
        for one in forger.nodes.values()
        if one["kind"] == "completion" and _own(one["id"]).startswith("value ")
    )
    edge = forger.pick(e for e in forger.graph["edges"] if e[0] == above and _own(e[1]).startswith("rule "))
    forger.graph["edges"].remove(edge)
    return str(above)


@forgery
def a_completion_does_not_cite_the_closed_list(forger: Forger) -> str:
    """Under which the rules named are all there are."""
    closed = (
        e for e in forger.graph["edges"] if e[1].endswith("conventions/closed_list") and "value " in e[0]
    )
    edge = forger.pick(closed)
    forger.graph["edges"].remove(edge)
    return str(edge[0])


@forgery
def an_exception_is_left_out(forger: Forger) -> str:
    """A rule that could displace another."""
    return forger.without(forger.edge("rule ", "rule "))


@forgery
def what_is_left_over_forgets_another_value(forger: Forger) -> str:
    """That had to be ruled out."""
    return forger.without(forger.edge("value ", "value "))


@forgery
def a_step_rests_on_itself(forger: Forger) -> str:
    """By way of what it rests on."""
    above, below = forger.edge()
    forger.graph["edges"].append([below, above])
    return below


@forgery
def an_edge_is_turned_around(forger: Forger) -> str:
    """The reason and what it is a reason for change places."""
    above, below = edge = forger.edge()
    forger.graph["edges"].remove(edge)
    forger.graph["edges"].append([below, above])
    return above


@forgery
def an_edge_leads_nowhere(forger: Forger) -> str:
    """To a step that is not there."""
    above = forger.edge()[0]
    forger.graph["edges"].append([above, "fact that_is_not_there"])
    return above


@forgery
def a_reason_is_added(forger: Forger) -> str:
    """Which has no part in it."""
    above, below = forger.edge("rule ")[0], forger.edge("", "fact ")[1]
    if _prefix(above) != _prefix(below) or below in forger.below[above]:
        raise NotHere
    forger.graph["edges"].append([above, below])
    return above


@forgery
def a_step_stands_alone(forger: Forger) -> str:
    """One that is made up, and nothing leads to it."""
    id_ = "condition 000000000000"
    forger.graph["nodes"].append(
        {"id": id_, "kind": "condition", "label": "made up", "truth": "holds", "particulars": {}}
    )
    return id_


@forgery
def a_step_is_there_twice(forger: Forger) -> str:
    """The second says something else."""
    node = forger.node("stated fact", "condition")
    forger.graph["nodes"].append({**node, "label": "something else"})
    return str(node["id"])


# --- days ---


def _counted(forger: Forger) -> Json:
    return forger.pick(
        one
        for one in forger.nodes.values()
        if one["kind"] == "day calculation" and one["particulars"].get("ledger")
    )


@forgery
def a_day_of_the_account_is_changed(forger: Forger) -> str:
    """A holiday becomes a working day."""
    node = _counted(forger)
    line = forger.pick(node["particulars"]["ledger"])
    line[2] = "working day 1" if line[2] != "working day 1" else "Easter Monday"
    return str(node["id"])


@forgery
def a_day_is_left_out_of_the_account(forger: Forger) -> str:
    """As if it had not been counted."""
    node = _counted(forger)
    node["particulars"]["ledger"].pop(0)
    return str(node["id"])


@forgery
def a_period_is_longer(forger: Forger) -> str:
    """By a digit."""
    node = forger.node("day calculation")
    node["particulars"]["period"] = f"1{node['particulars']['period']}"
    return str(node["id"])


@forgery
def a_last_day_is_moved(forger: Forger) -> str:
    """By a day."""
    node = _counted(forger)
    node["particulars"]["last_day"] = _later(node["particulars"]["last_day"])
    return str(node["id"])


@forgery
def the_words_of_a_calculation_change(forger: Forger) -> str:
    """Another day is named."""
    node = forger.node("day calculation")
    node["label"] = f"{node['label'].rpartition(': ')[0]}: Tue 1 January 2019"
    return str(node["id"])


@forgery
def a_day_is_counted_another_way(forger: Forger) -> str:
    """The first day counts, or does not."""
    node = forger.pick(one for one in forger.nodes.values() if "counted" in one["particulars"])
    node["particulars"]["counted"] = (
        "after" if node["particulars"]["counted"] != "after" else "beginning with"
    )
    return str(node["id"])


@forgery
def a_calculation_forgets_what_it_counts_from(forger: Forger) -> str:
    """An edge below it is gone."""
    return forger.without(forger.edge("day "))


@forgery
def another_calendar_is_named(forger: Forger) -> str:
    """Of another nation."""
    node = forger.node("calendar")
    node["particulars"]["id"] = "scotland"
    node["label"] = "the bank holidays of scotland"
    return str(node["id"])


# --- clauses, readings, silence ---


@forgery
def another_clause_is_cited(forger: Forger) -> str:
    """In place of the one that decides."""
    edge = forger.edge("rule ", "clause ")
    other = forger.edge("", "clause ")[1]
    if _prefix(other) != _prefix(edge[1]) or other in forger.below[edge[0]]:
        raise NotHere
    edge[1] = other
    return str(edge[0])


@forgery
def no_clause_is_cited(forger: Forger) -> str:
    """A conclusion without a clause."""
    return forger.without(forger.edge("rule ", "clause "))


@forgery
def the_gist_of_a_clause_is_changed(forger: Forger) -> str:
    """It says something else."""
    node = forger.node("clause")
    node["particulars"]["gist"] += " Or not."
    return str(node["id"])


@forgery
def a_clause_stands_on_another_line(forger: Forger) -> str:
    """Of its document."""
    node = forger.pick(one for one in forger.nodes.values() if one["particulars"].get("lines"))
    node["particulars"]["lines"][0] += 1
    return str(node["id"])


@forgery
def a_document_has_another_fingerprint(forger: Forger) -> str:
    """As if another had been encoded."""
    node = forger.pick(one for one in forger.nodes.values() if "sha256" in one["particulars"])
    node["particulars"]["sha256"] = "0" * 64
    return str(node["id"])


@forgery
def a_document_is_of_another_version(forger: Forger) -> str:
    """Of the encoding."""
    node = forger.pick(one for one in forger.nodes.values() if "version" in one["particulars"])
    node["particulars"]["version"] = "1999.1"
    return str(node["id"])


@forgery
def a_passage_is_read_another_way(forger: Forger) -> str:
    """Than the one that was used."""
    node = forger.node("reading")
    node["particulars"]["read_as"] = "as it suits me"
    return str(node["id"])


@forgery
def a_reading_is_not_named(forger: Forger) -> str:
    """On which a day depends."""
    return forger.without(forger.edge("", "reading "))


@forgery
def silence_is_invented(forger: Forger) -> str:
    """Where the document has something to say."""
    rule = forger.node("rule firing", "completion", named="rule ")["id"]
    return forger.add(f"{_prefix(rule)}silence anything.at_all", "silence", "The page says nothing.", rule)


@forgery
def silence_is_put_another_way(forger: Forger) -> str:
    """Than the policy declares it."""
    node = forger.node("silence")
    node["label"] = "The page says that anything goes."
    return str(node["id"])


# --- what is said of conclusions ---


@forgery
def a_conclusion_is_left_out(forger: Forger) -> str:
    """Its record is gone; its steps stand."""
    one = forger.conclusion()
    forger.head["conclusions"].remove(one)
    return _answer(one)


@forgery
def a_conclusion_is_made_up(forger: Forger) -> str:
    """That no rule of the procedure can draw."""
    one = {**forger.conclusion(), "name": "complaint.upheld"}
    forger.head["conclusions"].append(one)
    return _answer(one)


@forgery
def what_is_open_is_concluded(forger: Forger) -> str:
    """The first of the possible values is taken."""
    one = forger.conclusion(lambda one: one["outcome"] == "open" and one["possible"] and not one["members"])
    value = one["possible"][0]
    one |= {"outcome": "concluded", "value": value, "possible": None, "needs": []}
    return _answer(one)


@forgery
def what_is_concluded_is_left_open(forger: Forger) -> str:
    """As if something were missing."""
    one = forger.conclusion(lambda one: isinstance(one["value"], str) and one["worded"])
    one |= {"outcome": "open", "possible": [one["value"]], "value": None, "worded": None}
    return _answer(one)


@forgery
def another_value_is_concluded(forger: Forger) -> str:
    """In the record alone."""
    one = forger.conclusion(lambda one: one["outcome"] == "concluded" and isinstance(one["value"], str))
    one["value"] = "late" if one["value"] != "late" else "met"
    return _answer(one)


@forgery
def a_value_is_worded_another_way(forger: Forger) -> str:
    """Than the vocabulary words it."""
    one = forger.conclusion(lambda one: isinstance(one["worded"], str))
    one["worded"] = "whatever you like"
    return _answer(one)


@forgery
def a_member_is_added(forger: Forger) -> str:
    """To a conclusion that may have several."""
    one = forger.conclusion(lambda one: one["members"])
    name = forger.pick(name for name, truth in one["members"].items() if truth != "concluded")
    one["members"][name] = "concluded"
    return _answer(one)


@forgery
def bounds_are_narrowed(forger: Forger) -> str:
    """An open day is said to be better known."""
    one = forger.conclusion(lambda one: one["bounds"] and (one["bounds"][0] or one["bounds"][1]))
    one["bounds"] = [one["bounds"][0] or one["bounds"][1]] * 2
    return _answer(one)


@forgery
def a_possible_value_is_left_out(forger: Forger) -> str:
    """Of an open conclusion."""
    one = forger.conclusion(lambda one: one["possible"])
    one["possible"].pop()
    return _answer(one)


@forgery
def something_missing_is_not_named(forger: Forger) -> str:
    """For which a conclusion waits."""
    one = forger.conclusion(lambda one: one["needs"])
    one["needs"].pop()
    return _answer(one)


@forgery
def a_presumption_is_not_named(forger: Forger) -> str:
    """On which a conclusion rests."""
    one = forger.conclusion(lambda one: one["presumptions"])
    one["presumptions"].pop()
    return _answer(one)


@forgery
def a_conclusion_is_said_to_rest_on_the_text_alone(forger: Forger) -> str:
    """No convention, reading or judgement."""
    one = forger.conclusion(lambda one: one["rests_on"] != ["text"])
    one["rests_on"] = ["text"]
    return _answer(one)


@forgery
def a_clause_of_a_conclusion_is_not_named(forger: Forger) -> str:
    """On which it stands."""
    one = forger.conclusion(lambda one: one["clauses"])
    one["clauses"].pop(0)
    return _answer(one)


@forgery
def a_conclusion_points_to_another_step(forger: Forger) -> str:
    """For its reasons."""
    one = forger.conclusion()
    one["node"] = "assessed_on"
    return _answer(one)


@forgery
def a_value_under_a_reading_is_changed(forger: Forger) -> str:
    """What another reading would come to."""
    one = forger.conclusion(lambda one: one["depends_on_reading"] and one["depends_on_reading"]["values"])
    effect = forger.pick(one["depends_on_reading"]["values"])
    effect |= {"outcome": "concluded", "value": "2019-01-01"}
    return _answer(one)


@forgery
def a_conclusion_is_said_to_depend_on_no_reading(forger: Forger) -> str:
    """And does."""
    one = forger.conclusion(lambda one: one["depends_on_reading"])
    one["depends_on_reading"] = None
    return _answer(one)


# --- the lists beside them ---


@forgery
def the_next_action_is_somebody_elses(forger: Forger) -> str:
    """The other side is to do it."""
    act = forger.pick(forger.head["next_actions"])
    act["actor"] = "complainant" if act["actor"] == "organisation" else "organisation"
    return "next_actions"


@forgery
def the_next_action_has_another_day(forger: Forger) -> str:
    """By which it is to be done."""
    forger.pick(forger.head["next_actions"])["by"] = "2019-01-01"
    return "next_actions"


@forgery
def the_next_action_is_left_out(forger: Forger) -> str:
    """As if nothing had to be done."""
    forger.pick(forger.head["next_actions"])
    forger.head["next_actions"].pop()
    return "next_actions"


@forgery
def the_next_action_is_not_late(forger: Forger) -> str:
    """Or is, and should not be."""
    act = forger.pick(forger.head["next_actions"])
    act["overdue"] = not act["overdue"]
    return "next_actions"


@forgery
def the_act_of_a_limit_is_done_sooner(forger: Forger) -> str:
    """In the list of limits."""
    forger.pick(forger.head["limits"])["done_on"] = ["2019-01-01", "2019-01-01"]
    return "limits"


@forgery
def a_limit_is_shorter(forger: Forger) -> str:
    """In the list of limits."""
    forger.pick(one for one in forger.head["limits"] if one["length"])["length"] = "1 minute"
    return "limits"


@forgery
def what_is_missing_is_not_listed(forger: Forger) -> str:
    """For the whole head."""
    forger.pick(forger.head["missing"])
    forger.head["missing"].pop(0)
    return "missing"


@forgery
def a_declared_silence_is_listed_that_is_none(forger: Forger) -> str:
    """In the list of the head."""
    forger.head["silent_on"]["anything.at_all"] = "The page says nothing."
    return "silent_on"


@forgery
def a_fact_is_said_to_have_no_use(forger: Forger) -> str:
    """And is used."""
    forger.head["unused_facts"].append("received")
    return "unused_facts"


@forgery
def it_goes_by_another_procedure(forger: Forger) -> str:
    """Than the one that follows."""
    forger.head["procedures"] = ["another"]
    return "procedures"


@forgery
def matters_are_said_to_differ(forger: Forger) -> str:
    """In something in which they do not."""
    forger.record["differs_between_heads"].append("complaint.upheld")
    return "differs_between_heads"


@forgery
def a_matter_is_left_out(forger: Forger) -> str:
    """Of several."""
    if len(forger.record["heads"]) == 1:
        raise NotHere
    forger.record["heads"].remove(forger.head)
    return "heads"


@forgery
def one_matter_has_the_facts_of_another(forger: Forger) -> str:
    """The steps of one head stand under the name of another."""
    own = {one["id"]: one for one in forger.graph["nodes"]}
    for head in forger.record["heads"]:
        for node in head["graph"]["nodes"]:
            if node["kind"] == "stated fact" and node["id"] in own and own[node["id"]] != node:
                own[node["id"]] |= node
                return str(node["id"])
    raise NotHere
