"""From files to checked trees: the only room that reads YAML, and complains about everything at once."""
