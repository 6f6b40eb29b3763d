"""From whom a step is known, and which clause it cites, in words."""

from __future__ import annotations

from explain.days import day_in_words, looks_like_a_day
from kb.model.determination import Graph, GraphNode


def origin(node: GraphNode) -> str:
    """Say from whom a fact is known."""
    given = node.particulars
    match node.kind:
        case "stated fact":
            by = f" by {given['by']}" if "by" in given else ""
            return f"stated{by}{_evidence(node)}"
        case "judgement" | "decision":
            by = f" by {given['by']}" if "by" in given else ""
            when = f" on {_day(str(given['when']))}" if "when" in given else ""
            because = f", because {given['because']}" if "because" in given else ""
            return (
                f"{'judged' if node.kind == 'judgement' else 'decided'}{by}{when}{because}{_evidence(node)}"
            )
        case "missing":
            return "nobody has said"
        case "silence":
            return "the document is silent"
        case _:
            return ""


def _day(text: str) -> str:
    return day_in_words(text) if looks_like_a_day(text) else text


def _evidence(node: GraphNode) -> str:
    return f", evidence: {node.particulars['evidence']}" if "evidence" in node.particulars else ""


def is_convention(clause: str) -> bool:
    """Whether the node of a clause is one of the conventions."""
    return (
        "clause conventions/" in clause
    )  # where several procedures are possible, the procedure's name comes first


def clause_in_words(clause: str, graph: Graph) -> str:
    """Cite a clause by its policy and heading, with what its encoding assumes where the text does not say so.

    Where it is not known by which procedure a matter goes, what not all of them have is cited with the procedure.
    """
    node = next(one for one in graph.nodes if one.id == clause)
    heading = node.particulars["heading"]
    if is_convention(clause):
        return f"convention: {heading}"
    assumed = node.particulars.get("assumes")
    procedure = f", {node.particulars['procedure']}" if "procedure" in node.particulars else ""
    return f"{node.particulars['policy']}{procedure}, {heading}" + (
        f"; assumed: {str(assumed).rstrip('.')}" if assumed else ""
    )
