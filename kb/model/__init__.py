"""The words every other room speaks: bounds, conditions, rules, facts, outcomes."""
