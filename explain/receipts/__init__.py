"""Receipts: what was stated and what was answered, kept so that it can be answered again and compared."""
