"""Ways to forge what is said of conclusions, and the lists beside them."""

from __future__ import annotations

from tests.verify.forger import Forger, NotHere, answer, forgery

# --- what is said of conclusions ---


@forgery
def a_conclusion_is_left_out(forger: Forger) -> str:
    """Its record is gone; its steps stand."""
    one = forger.conclusion()
    forger.head["conclusions"].remove(one)
    return answer(one)


@forgery
def a_conclusion_is_made_up(forger: Forger) -> str:
    """That no rule of the procedure can draw."""
    one = {**forger.conclusion(), "name": "complaint.upheld"}
    forger.head["conclusions"].append(one)
    return answer(one)


@forgery
def what_is_open_is_concluded(forger: Forger) -> str:
    """The first of the possible values is taken."""
    one = forger.conclusion(lambda one: one["outcome"] == "open" and one["possible"] and not one["members"])
    value = one["possible"][0]
    one |= {"outcome": "concluded", "value": value, "possible": None, "needs": []}
    return answer(one)


@forgery
def what_is_concluded_is_left_open(forger: Forger) -> str:
    """As if something were missing."""
    one = forger.conclusion(lambda one: isinstance(one["value"], str) and one["worded"])
    one |= {"outcome": "open", "possible": [one["value"]], "value": None, "worded": None}
    return answer(one)


@forgery
def another_value_is_concluded(forger: Forger) -> str:
    """In the record alone."""
    one = forger.conclusion(lambda one: one["outcome"] == "concluded" and isinstance(one["value"], str))
    one["value"] = "late" if one["value"] != "late" else "met"
    return answer(one)


@forgery
def a_value_is_worded_another_way(forger: Forger) -> str:
    """Than the vocabulary words it."""
    one = forger.conclusion(lambda one: isinstance(one["worded"], str))
    one["worded"] = "whatever you like"
    return answer(one)


@forgery
def a_member_is_added(forger: Forger) -> str:
    """To a conclusion that may have several."""
    one = forger.conclusion(lambda one: one["members"])
    name = forger.pick(name for name, truth in one["members"].items() if truth != "concluded")
    one["members"][name] = "concluded"
    return answer(one)


@forgery
def bounds_are_narrowed(forger: Forger) -> str:
    """An open day is said to be better known."""
    one = forger.conclusion(lambda one: one["bounds"] and (one["bounds"][0] or one["bounds"][1]))
    one["bounds"] = [one["bounds"][0] or one["bounds"][1]] * 2
    return answer(one)


@forgery
def a_possible_value_is_left_out(forger: Forger) -> str:
    """Of an open conclusion."""
    one = forger.conclusion(lambda one: one["possible"])
    one["possible"].pop()
    return answer(one)


@forgery
def something_missing_is_not_named(forger: Forger) -> str:
    """For which a conclusion waits."""
    one = forger.conclusion(lambda one: one["needs"])
    one["needs"].pop()
    return answer(one)


@forgery
def a_presumption_is_not_named(forger: Forger) -> str:
    """On which a conclusion rests."""
    one = forger.conclusion(lambda one: one["presumptions"])
    one["presumptions"].pop()
    return answer(one)


@forgery
def a_conclusion_is_said_to_rest_on_the_text_alone(forger: Forger) -> str:
    """No convention, reading or judgement."""
    one = forger.conclusion(lambda one: one["rests_on"] != ["text"])
    one["rests_on"] = ["text"]
    return answer(one)


@forgery
def a_clause_of_a_conclusion_is_not_named(forger: Forger) -> str:
    """On which it stands."""
    one = forger.conclusion(lambda one: one["clauses"])
    one["clauses"].pop(0)
    return answer(one)


@forgery
def a_conclusion_points_to_another_step(forger: Forger) -> str:
    """For its reasons."""
    one = forger.conclusion()
    one["node"] = "assessed_on"
    return answer(one)


@forgery
def a_value_under_a_reading_is_changed(forger: Forger) -> str:
    """What another reading would come to."""
    one = forger.conclusion(lambda one: one["depends_on_reading"] and one["depends_on_reading"]["values"])
    effect = forger.pick(one["depends_on_reading"]["values"])
    effect |= {"outcome": "concluded", "value": "2019-01-01"}
    return answer(one)


@forgery
def a_conclusion_is_said_to_depend_on_no_reading(forger: Forger) -> str:
    """And does."""
    one = forger.conclusion(lambda one: one["depends_on_reading"])
    one["depends_on_reading"] = None
    return answer(one)


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
