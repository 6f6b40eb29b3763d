"""Ways to forge a determination in which facts are contested: the accounts, what each comes to, what all agree on."""

from __future__ import annotations

from typing import Any

from tests.verify.forger import Forge, Forger, NotHere
from tests.verify.forgeries import FORGERIES

Json = dict[str, Any]
OF_ACCOUNTS: dict[str, Forge] = {}
NODE = "accounts"


def forgery(forge: Forge) -> Forge:
    """Name a way of forging after the function that does it."""
    OF_ACCOUNTS[forge.__name__] = FORGERIES[forge.__name__] = forge
    return forge


def _contested(forger: Forger) -> Json:
    if forger.head["contested"] is None:
        raise NotHere
    found: Json = forger.head["contested"]
    return found


def _account(forger: Forger) -> Json:
    """Pick an account of the list."""
    return forger.pick(one for fact in _contested(forger)["facts"] for one in fact["accounts"])


def _as_told(forger: Forger) -> Json:
    """Pick the step of a contested fact under one combination of accounts."""
    names = [fact["name"] for fact in _contested(forger)["facts"]]
    return forger.pick(node for id_, node in forger.nodes.items() if id_.rpartition("/fact ")[2] in names)


def _under(forger: Forger) -> str:
    """Pick a combination of accounts, as its steps are named."""
    return f"account {forger.rng.randint(1, _contested(forger)['combinations'])}/"


def _dependence(forger: Forger) -> Json:
    return forger.pick(_contested(forger)["depending"])


# --- the accounts ---


@forgery
def an_account_is_left_out(forger: Forger) -> str:
    """Of the list of accounts."""
    forger.pick(_contested(forger)["facts"])["accounts"].pop()
    return "contested"


@forgery
def an_account_is_left_out_of_the_choice(forger: Forger) -> str:
    """In the graph."""
    _contested(forger)
    forger.pick(forger.nodes[NODE]["particulars"]["facts"])["accounts"].pop(0)
    return NODE


@forgery
def a_contested_fact_is_left_out(forger: Forger) -> str:
    """As if nobody contested it."""
    _contested(forger)["facts"].pop()
    return "contested"


@forgery
def nothing_is_said_to_be_contested(forger: Forger) -> str:
    """And something is."""
    _contested(forger)
    forger.head["contested"] = None
    return "contested"


@forgery
def the_value_of_an_account_is_moved(forger: Forger) -> str:
    """In the list of accounts."""
    _account(forger)["value"] = "2019-01-01"
    return "contested"


@forgery
def the_value_of_an_account_is_moved_in_its_step(forger: Forger) -> str:
    """With its words."""
    node = _as_told(forger)
    node["particulars"]["text"] = "2019-01-01"
    node["label"] = f"{node['label'].partition(': ')[0]}: Tue 1 January 2019"
    return str(node["id"])


@forgery
def an_account_is_somebody_elses(forger: Forger) -> str:
    """In the list of accounts."""
    _account(forger)["by"] = "a neighbour"
    return "contested"


@forgery
def an_account_is_somebody_elses_in_its_step(forger: Forger) -> str:
    """In the graph."""
    node = _as_told(forger)
    node["particulars"]["by"] = "a neighbour"
    return str(node["id"])


@forgery
def an_account_is_somebody_elses_everywhere(forger: Forger) -> str:
    """In the list, in the choice and in every step, so that the answer agrees with itself."""
    account = _account(forger)
    old, account["by"] = account["by"], "a neighbour"
    for node in forger.nodes.values():
        if node["particulars"].get("by") == old:
            node["particulars"]["by"] = "a neighbour"
    choice = forger.nodes[NODE]
    choice["particulars"]["facts"] = _contested(forger)["facts"]
    choice["label"] = choice["label"].replace(old, "a neighbour")
    return "contested"


@forgery
def an_account_has_evidence_that_it_has_not(forger: Forger) -> str:
    """In the list of accounts."""
    _account(forger)["evidence"] = "a letter that nobody has seen"
    return "contested"


# --- what each of them comes to ---


@forgery
def the_steps_under_some_accounts_are_left_out(forger: Forger) -> str:
    """All of them, with whatever leads to them."""
    name = _under(forger)
    gone = {id_ for id_ in forger.nodes if id_.startswith(name)}
    forger.graph["nodes"] = [node for node in forger.graph["nodes"] if node["id"] not in gone]
    forger.graph["edges"] = [edge for edge in forger.graph["edges"] if not gone & set(edge)]
    return forger.pick(sorted(id_ for id_ in gone if id_.startswith(f"{name}conclusion ")))


@forgery
def accounts_are_invented(forger: Forger) -> str:
    """The steps under some of them are there again, under a number that there is not."""
    name, invented = _under(forger), "account 99/"
    own = [node for id_, node in forger.nodes.items() if id_.startswith(name)]
    forger.graph["nodes"] += [{**node, "id": node["id"].replace(name, invented)} for node in own]
    edges = [edge for edge in forger.graph["edges"] if edge[1].startswith(name)]
    forger.graph["edges"] += [[end.replace(name, invented) for end in edge] for edge in edges]
    tops = [str(node["id"]) for node in own if node["id"].startswith(f"{name}conclusion ")]
    return forger.pick(tops).replace(name, invented)


@forgery
def one_combination_stands_for_another(forger: Forger) -> str:
    """The steps of the first two change places."""
    _contested(forger)
    names = {"account 1": "account 2", "account 2": "account 1"}

    def moved(id_: str) -> str:
        under, slash, rest = id_.partition("/")
        return f"{names.get(under, under)}{slash}{rest}"

    for node in forger.graph["nodes"]:
        node["id"] = moved(node["id"])
    forger.graph["edges"] = [[*map(moved, edge)] for edge in forger.graph["edges"]]
    told: str = _contested(forger)["facts"][-1]["name"]
    return forger.pick(
        id_ for id_ in forger.nodes if id_.startswith("account 1/") and id_.endswith(f"/fact {told}")
    )


@forgery
def a_conclusion_under_some_accounts_is_changed(forger: Forger) -> str:
    """In the graph."""
    name = _under(forger)
    node = forger.pick(one for id_, one in forger.nodes.items() if id_.startswith(f"{name}conclusion "))
    node["truth"] = "fails" if node["truth"] != "fails" else "holds"
    return str(node["id"])


@forgery
def a_conclusion_under_some_accounts_is_said_to_be_another(forger: Forger) -> str:
    """In the list of what hangs on them."""
    forger.pick(_dependence(forger)["effects"])["value"] = "2019-01-01"
    return "contested"


@forgery
def what_some_accounts_come_to_is_left_out(forger: Forger) -> str:
    """Of the list of what hangs on them."""
    _dependence(forger)["effects"].pop()
    return "contested"


@forgery
def what_accounts_come_to_changes_places(forger: Forger) -> str:
    """Each is said to come to what the other comes to."""
    effects = _dependence(forger)["effects"]
    effects[0]["accounts"], effects[-1]["accounts"] = effects[-1]["accounts"], effects[0]["accounts"]
    return "contested"


def _of_reading(forger: Forger) -> Json:
    """Pick what some accounts come to, of what hangs on how a passage is read."""
    effects = (effect for one in _contested(forger)["depending"] for effect in one["effects"])
    return forger.pick(one for one in effects if one["depends_on_reading"])


@forgery
def some_accounts_are_said_to_hang_on_no_reading(forger: Forger) -> str:
    """And under them the answer hangs on one."""
    _of_reading(forger)["depends_on_reading"] = None
    return "contested"


@forgery
def a_value_under_some_accounts_and_a_reading_is_changed(forger: Forger) -> str:
    """What another reading would come to, if these accounts are right."""
    values = _of_reading(forger)["depends_on_reading"]["values"]
    if not values:
        raise NotHere
    forger.pick(values)["value"] = "2019-01-01"
    return "contested"


# --- what all of them agree on ---


@forgery
def a_conclusion_is_agreed_that_does_not_hold_under_all(forger: Forger) -> str:
    """The graph, the record and the list say that the first account of all is right."""
    found = _contested(forger)
    one = forger.pick(
        dependence
        for dependence in found["depending"]
        if dependence["effects"][0]["outcome"] == "concluded"
        and isinstance(dependence["effects"][0]["value"], str)
    )
    found["depending"].remove(one)
    found["agreed"] += 1
    name = one["conclusion"]
    record = next(record for record in forger.head["conclusions"] if record["name"] == name)
    value = one["effects"][0]["value"]
    blank: Json = {"possible": None, "bounds": None, "members": None, "needs": []}
    record |= {"outcome": "concluded", "value": value, "worded": None, **blank}
    top, first = forger.nodes[f"conclusion {name}"], forger.nodes[f"account 1/conclusion {name}"]
    top |= {key: first[key] for key in ("kind", "label", "truth")}
    return f"conclusion {name}"


@forgery
def the_choice_between_accounts_is_said_to_be_made(forger: Forger) -> str:
    """And nobody has made it."""
    _contested(forger)
    forger.nodes[NODE]["truth"] = "holds"
    return NODE


@forgery
def the_choice_between_accounts_is_left_out(forger: Forger) -> str:
    """As if nothing rested on it."""
    _contested(forger)
    forger.graph["nodes"].remove(forger.nodes[NODE])
    forger.graph["edges"] = [edge for edge in forger.graph["edges"] if NODE not in edge]
    return NODE


@forgery
def a_conclusion_does_not_rest_on_the_choice(forger: Forger) -> str:
    """Between accounts."""
    _contested(forger)
    return forger.without(forger.edge("conclusion ", NODE))


@forgery
def a_dependence_is_left_out(forger: Forger) -> str:
    """As if a conclusion came out the same."""
    found = _contested(forger)
    found["depending"].remove(_dependence(forger))
    return "contested"


@forgery
def a_dependence_is_left_out_and_counted_as_agreed(forger: Forger) -> str:
    """And the conclusion no longer waits for the fact."""
    found, one = _contested(forger), _dependence(forger)
    found["depending"].remove(one)
    found["agreed"] += 1
    record = next(record for record in forger.head["conclusions"] if record["name"] == one["conclusion"])
    record["needs"] = [item for item in record["needs"] if item["name"] not in one["facts"]]
    return f"conclusion {one['conclusion']}"


@forgery
def a_dependence_is_invented(forger: Forger) -> str:
    """Of a conclusion that comes out the same."""
    found = _contested(forger)
    depending = {one["conclusion"] for one in found["depending"]}
    name = forger.conclusion(lambda one: one["name"] not in depending)["name"]
    found["depending"].append({"conclusion": name, "facts": [found["facts"][0]["name"]], "effects": []})
    return "contested"


@forgery
def a_dependence_is_of_another_fact(forger: Forger) -> str:
    """Than the one whose accounts decide it."""
    _dependence(forger)["facts"] = ["received_by_nobody"]
    return "contested"


@forgery
def more_is_said_to_be_agreed(forger: Forger) -> str:
    """By one."""
    _contested(forger)["agreed"] += 1
    return "contested"


@forgery
def fewer_combinations_are_said_to_be_tried(forger: Forger) -> str:
    """By one."""
    _contested(forger)["combinations"] -= 1
    return "contested"
