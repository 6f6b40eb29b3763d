"""What has to be done besides keeping to the times: each duty in words, under how firm the policy is about it."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import AS_READ, Told
from explain.pages.sheet import Nested
from explain.words import listed
from kb.model.files import ContentDuty, Duty, Extension, HandlerDuty, Norm, Side, name_of
from kb.model.tree import All, AnyOf, Condition, Happened
from kb.model.truth import Truth


def duties(plainly: PlainAnswers, side: Side) -> Told | None:
    """Tell what one side has to do, under how firm the words are; nothing if it has no duty."""
    found: dict[str, list[Nested]] = {}
    for force, duty in _told(plainly, side):
        found.setdefault(plainly.force_of(force).removesuffix("."), []).append(duty)
    if not found:
        return None
    if len(found) > 1:
        return Told(
            "Some things are firmer than others.", tuple((f"{one}:", some) for one, some in found.items())
        )
    ((said, some),) = found.items()
    return Told(f"{said}:", tuple(some))


def _told(plainly: PlainAnswers, side: Side) -> Iterator[tuple[str, Nested]]:
    for norm, force, said in _each(plainly, side):
        yield force, _marked(said) if plainly.assumptions(norm) else said


def _marked(said: Nested) -> Nested:
    first, parts = (said, ()) if isinstance(said, str) else said
    marked = f"{first[:-1]} ({AS_READ}){first[-1]}"
    return (marked, parts) if parts else marked


def _each(plainly: PlainAnswers, side: Side) -> Iterator[tuple[Norm, str, Nested]]:
    names = sorted(plainly.procedure.norms, key=plainly.vocabulary.place_of)
    for norm in (one for name in names for one in plainly.procedure.norms[name]):
        do = plainly.do(name_of(norm))
        match norm:
            case Duty(binds=binds, force=force) if binds == side:
                yield norm, force, plainly.if_so(do, _occasion(norm.once, norm.kept, plainly))
            case HandlerDuty(binds=binds, force=force) if binds == side:
                yield norm, force, plainly.if_so(f"{do}. That is kept", norm.kept)
            case ContentDuty(binds=binds, force=force) if binds == side:
                parts = listed(
                    [plainly.vocabulary.facts[norm.content].worded(part) for part in norm.includes], "and"
                )
                yield norm, force, f"{do}. This has to be in it: {parts}."
            case Extension(notice=force) if force is not None and side == "organisation":
                yield norm, force, f"tell you if it takes more time to {do}."


def _occasion(once: Condition, kept: Condition, plainly: PlainAnswers) -> Condition | None:
    """Give what brings a duty about, without the events after which it is looked at, or that keep it themselves."""
    match once:
        case Happened():
            return None
        case AnyOf(any=parts):
            others = [one for one in parts if one != kept]
            some = [_occasion(one, kept, plainly) for one in others]
            left = [one for one in some if one is not None]
            if len(left) < len(others):
                return None
            return AnyOf(any=tuple(left)) if len(left) > 1 else left[0] if left else None
        case All(all=parts):
            found = [one for one in (_occasion(part, kept, plainly) for part in parts) if one is not None]
            return All(all=tuple(found)) if len(found) > 1 else found[0] if found else None
        case _:
            return None if plainly.settled(once) is Truth.HOLDS else once
