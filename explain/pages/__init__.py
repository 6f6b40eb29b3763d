"""The pages of the site, as Markdown: made from the rules as linked and from the answers to the worked cases.

No sentence about a policy is written here. What a page states of one comes from its clauses, its rules in words, its
examples, or the vocabulary; so the site cannot say what the engines do not do.
"""
