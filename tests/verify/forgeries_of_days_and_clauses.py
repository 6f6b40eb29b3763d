"""Ways to forge what the steps of a graph stand on: days that are counted, clauses, readings and silence."""

from __future__ import annotations

from tests.verify.forger import Forger, Json, NotHere, forgery, later, prefix

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
    node["particulars"]["last_day"] = later(node["particulars"]["last_day"])
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
    if prefix(other) != prefix(edge[1]) or other in forger.below[edge[0]]:
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
    return forger.add(f"{prefix(rule)}silence anything.at_all", "silence", "The page says nothing.", rule)


@forgery
def silence_is_put_another_way(forger: Forger) -> str:
    """Than the policy declares it."""
    node = forger.node("silence")
    node["label"] = "The page says that anything goes."
    return str(node["id"])
