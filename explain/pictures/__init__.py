"""Pictures of an answer: the graph of one conclusion, the timeline of a case, the days of a deadline as a calendar.

Pure functions from an answer's record to text; the same record gives the same bytes.
"""
