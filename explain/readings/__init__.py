"""One provenance graph in three readings: for the person who complained, for an officer, for an auditor.

`public`, `officer` and `auditor` make a reading of one conclusion, `public_case`, `officer_case` and `auditor_case` of a
whole matter; `explain.readings.markdown` and `explain.readings.html` give pages of them.
"""
