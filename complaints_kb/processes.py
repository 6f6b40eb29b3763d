"""Work shared out over as many processes as there are processors, where processes can be forked."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

R = TypeVar("R")
Work = Callable[[str], R]


def shared_out(work: Work[R], weights: Mapping[str, float]) -> dict[str, R]:
    """Do a piece of work for each name; what weighs alike, in whatever unit, is expected to take as long.

    A share is what one process does, this one too. What another does not give back, because it ended, is left out.
    """
    own, *others = shares(weights, processors())
    asked = [_asked(work, share) for share in others]
    done = {name: work(name) for name in own}
    for results in asked:
        try:
            done |= results.recv()
        except (EOFError, OSError):  # it ended before it had sent all
            continue
    return done


def shares(weights: Mapping[str, float], count: int) -> list[list[str]]:
    """Divide names into so many shares of much the same weight: the heaviest first, each to the lightest share."""
    found: list[list[str]] = [[] for _ in range(count)]
    loads = [0.0] * count
    for name in sorted(weights, key=lambda one: (-weights[one], one)):
        lightest = loads.index(min(loads))
        found[lightest].append(name)
        loads[lightest] += weights[name]
    return found


def quiet() -> None:
    """End at Ctrl-C without a word: the process that began this one says that it was interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def processors() -> int:
    """Give how many processes to share work out to: one where they cannot be forked."""
    if "fork" not in get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _asked(work: Work[R], share: Iterable[str]) -> Connection[None, dict[str, R]]:
    """Begin a process for a share; give where its results come from."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    context.Process(target=_answer, args=(work, share, here, there), daemon=True).start()
    there.close()  # or one would wait for ever for a process that has ended
    return here


def _answer(work: Work[R], share: Iterable[str], here: Connection, there: Connection) -> None:
    quiet()
    here.close()  # or this one would live on when nobody waits for it any more
    there.send({name: work(name) for name in share})
