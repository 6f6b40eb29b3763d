"""Work shared out over as many processes as there are processors, where processes can be forked.

Whatever becomes of the process that shares work out, the others end with it: each watches a pipe whose other end only that
one holds.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import TypeVar

from complaints_kb.defects import elsewhere
from kb.model.diagnostics import Refused

R = TypeVar("R")
Work = Callable[[str], R]
Watched = Callable[[list[str]], Iterable[str]]
_TO_END = (signal.SIGINT, signal.SIGTERM)


def shared_out(work: Work[R], weights: Mapping[str, float], watched: Watched = list) -> dict[str, R]:
    """Do a piece of work for each name; what weighs alike, in whatever unit, is expected to take as long.

    A share is what one process does, this one too; `watched` gives the names of this one's, for somebody who looks on. What
    another does not give back, because it was ended, is left out. What goes wrong in another goes wrong here.

    Raises:
        Elsewhere: something went wrong in another process that is not told by what it says alone.
    """
    own, *others = shares(weights, processors())
    with as_long_as_here() as (watch, held):
        asked = [_asked(work, share, watch, held) for share in others if share]
        done = {name: work(name) for name in watched(own)}
        for results in asked:
            done |= _received(results)
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


def processors() -> int:
    """Give how many processes to share work out to: one where they cannot be forked."""
    if "fork" not in get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def as_long_as_here() -> Iterator[tuple[int, int]]:
    """Give the end of a pipe that others watch, and the one that this process holds until it is done or gone."""
    watch, held = os.pipe()
    try:
        yield watch, held
    finally:
        os.close(held)
        os.close(watch)


def _asked(work: Work[R], share: list[str], watch: int, held: int) -> Connection:
    """Begin a process for a share; give where its results come from."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, share, here, there, watch, held), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TO_END)  # until it has its own ways of ending
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    there.close()  # or one would wait for ever for a process that has ended
    return here


def _answer(
    work: Work[R], share: list[str], here: Connection, there: Connection, watch: int, held: int
) -> None:
    for number in _TO_END:  # without a word: the process that began this one says that it was interrupted
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_END)
    here.close()  # or this one would live on when nobody waits for it any more
    os.close(held)
    Thread(target=end_with, args=(watch,), daemon=True).start()
    there.send_bytes(_done(work, share))


def _done(work: Work[R], share: list[str]) -> bytes:
    """Do a share, and give what comes of it so that it can be sent: not every error, nor every result, can be."""
    try:
        return pickle.dumps({name: work(name) for name in share})
    except (Refused, OSError) as error:  # these are told by what they say, wherever it was
        return pickle.dumps(error)
    except Exception as error:
        return pickle.dumps(elsewhere(error))


def end_with(watch: int) -> None:
    """Wait until nobody holds the other end, and end this process, whatever it is at."""
    os.read(watch, 1)
    os._exit(1)


def _received(results: Connection) -> dict[str, R]:
    try:
        sent = results.recv_bytes()
    except (EOFError, OSError):  # it ended before it had sent all
        return {}
    done: dict[str, R] | Exception = pickle.loads(sent)
    if isinstance(done, Exception):
        raise done
    return done
