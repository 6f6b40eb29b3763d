"""How often Python looks for garbage while many graphs are made; the rules are read once and stay."""

import gc

ALLOCATIONS = 100_000


def settle_in() -> None:
    """Leave what is loaded out of collection, and collect seldom: a graph is tens of thousands of small objects.

    Meant for a program that only assesses, when all rules are ready; a library does not set this for its host.
    """
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, 10, 10)
    gc.enable()
