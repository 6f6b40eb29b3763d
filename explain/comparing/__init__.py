"""Answers held against each other: two values, two states of the facts, a fact day by day."""
