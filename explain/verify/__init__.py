"""Checks a trace against the rules and the facts of its case, step by step and without an engine.

What follows is worked out anew (`following`), by naive evaluation of the program and by an algorithm that counts days in
its own way; what each step must be is worked out from that (`grounds` to `conclusions`), and the trace is held against it
(`graph`, `records`). No engine and no builder of graphs is imported: import-linter holds that.
"""
