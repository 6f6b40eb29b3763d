"""The knowledge base: from rule files and one case to what follows, and why."""
