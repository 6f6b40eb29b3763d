"""Ways to forge the steps of a graph: what is known of facts, and which rules, conditions and completions hold."""

from __future__ import annotations

from tests.verify.forger import Forger, NotHere, forgery, own, prefix

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
        f"{prefix(rule['id'])}fact that_nobody_stated", "stated fact", "that nobody stated: yes", rule["id"],
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
        e for e in forger.graph["edges"] if e[0] == rule and not own(e[1]).startswith(("clause", "silence"))
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
        if one["kind"] == "completion" and own(one["id"]).startswith("value ")
    )
    edge = forger.pick(e for e in forger.graph["edges"] if e[0] == above and own(e[1]).startswith("rule "))
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
    if prefix(above) != prefix(below) or below in forger.below[above]:
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
