"""From what was worked out to what can be read: the provenance graph, the determination, and their wording."""
