"""What is still missing from a policy, and what in it does not go together, each with its place."""
