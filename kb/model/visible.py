"""Text with everything in it that can be seen."""


def visible(text: str) -> str:
    r"""Give text in one line, with control and formatting characters spelled out (`\x1b`, `\u202e`)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
