"""What Tab offers: policies, conclusions, case files; from the plain files, because Tab must not wait."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    import click

_NORM_KINDS = (
    "time-limit", "extension", "duty", "content-duty", "handler-duty", "stage", "escalation", "last-stage",
)  # fmt: skip


def policy_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the policies."""
    from kb.source.places import policy_ids as ids

    return _offered(ids(_rules(ctx)), incomplete)


def words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the facts and conclusions of the vocabulary."""
    vocabulary = _data(_rules(ctx) / "vocabulary.yaml")
    return _offered([*vocabulary.get("facts", {}), *vocabulary.get("conclusions", {})], incomplete)


def conclusions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the conclusions that the policy of the case can come to, or any policy if that is unknown."""
    return _offered(_conclusions(ctx), incomplete)


def conclusion_values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer conclusions, and once only one is left, that one with each of its values."""
    names = _conclusions(ctx)
    started = [name for name in names if name.startswith(incomplete.partition("=")[0])]
    (exact,) = [incomplete.partition("=")[0]] if "=" in incomplete else started if len(started) == 1 else [""]
    if not exact:
        return _offered(names, incomplete)
    kind = names.get(exact) or {}
    values = ("yes", "no") if kind.get("type") == "yes-no" else kind.get("values", {})
    return _offered([f"{exact}={value}" for value in values] or [f"{exact}="], incomplete)


def typed_facts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer facts, and once only one is left, that one with each of its values."""
    facts = _data(_rules(ctx) / "vocabulary.yaml").get("facts", {})
    started = [name for name in facts if name.startswith(incomplete.partition("=")[0])]
    (exact,) = [incomplete.partition("=")[0]] if "=" in incomplete else started if len(started) == 1 else [""]
    if not exact:
        return _offered(facts, incomplete)
    return _offered(
        [f"{exact}={value}" for value in _values(facts.get(exact, {}))] or [f"{exact}="], incomplete
    )


def days_of_cases(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the day of assessment and the facts that are days."""
    facts = _data(_rules(ctx) / "vocabulary.yaml").get("facts", {})
    days = [name for name, fact in facts.items() if fact.get("kind") in ("event", "day")]
    return _offered(["assessed_on", *days], incomplete)


def _values(fact: dict[str, Any]) -> Iterable[str]:
    of_kind = {"decision": ("accepted", "refused"), "event": ("not yet",), "day": ("none",)}
    listed = fact.get("one-of") or [f"[{one}]" for one in fact.get("any-of", ())]
    return of_kind.get(str(fact.get("kind"))) or listed or ("yes", "no")


def stated_facts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the facts that the case states."""
    case = _data(Path(str(ctx.params.get("case", ""))))
    heads = case.get("heads", {})
    groups = [case.get("facts", {}), *(heads.values() if isinstance(heads, dict) else ())]
    stated = dict.fromkeys(name for one in groups if isinstance(one, dict) for name in one)
    # after an option the case may not be known yet
    return _offered(stated or _data(_rules(ctx) / "vocabulary.yaml").get("facts", {}), incomplete)


def _conclusions(ctx: click.Context) -> dict[str, Any]:
    """Give the conclusions of the policy of the case by name, as the vocabulary declares them."""
    rules = _rules(ctx)
    policy = _data(Path(str(ctx.params.get("case", "")))).get("policy", "*")
    files = sorted(rules.glob(f"{policy}/*.yaml"))
    vocabulary = _data(rules / "vocabulary.yaml")
    names: dict[str, Any] = dict(vocabulary.get("conclusions", {}))
    for path in files:
        for norm, kind in _norms(_data(path)):
            for family in ("norm", kind):
                kinds = vocabulary.get("families", {}).get(family, {})
                names |= {f"{norm}.{one}": kind for one, kind in kinds.items()}
    return names


def case_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer files that may be cases, and folders."""
    return _files(incomplete, (".yaml", ".yml"))


def receipt_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer files that may be receipts, and folders."""
    return _files(incomplete, (".json",))


def _files(incomplete: str, endings: tuple[str, ...]) -> list[CompletionItem]:
    folder = Path(incomplete) if incomplete.endswith("/") else Path(incomplete).parent
    try:
        found = sorted(one for one in folder.iterdir() if one.is_dir() or one.suffix in endings)
    except OSError:
        return []
    return _offered((f"{one}/" if one.is_dir() else str(one) for one in found), incomplete)


def _offered(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _rules(ctx: click.Context) -> Path:
    from kb.source.places import rules_dir

    given = ctx.find_root().params.get("rules")
    return rules_dir(Path(given) if given else None)


def _data(path: Path) -> dict[str, Any]:
    """Give what a YAML file holds; nothing where it cannot be read, because Tab is no place for messages."""
    from kb.model.diagnostics import Refused
    from kb.source.yaml_nodes import read

    try:
        data = read(path).data
    except Refused:
        return {}
    return data if isinstance(data, dict) else {}


def _norms(procedure: dict[str, Any]) -> Iterable[tuple[str, str]]:
    clauses = procedure.get("clauses", [])
    for clause in clauses if isinstance(clauses, list) else []:
        for provision in clause.get("rules", []) if isinstance(clause, dict) else []:
            for kind in _NORM_KINDS:
                if isinstance(provision, dict) and kind in provision:
                    yield str(provision[kind]), kind
