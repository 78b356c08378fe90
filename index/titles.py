"""Titles as files carry them: kept where they are titles, dropped where software filled them in."""

import re

LONGEST_TITLE = 300

_FILLED_IN = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*)|(?:power ?point|word) presentation|(?:document|"
    r"dokument|presentation|slide|layout|page|folie|book|microsoft|new|neu)[\s_-]*(?:document)?\d*"
    r"|untitled.*|unbenannt.*|sans titre.*|sin t[ií]tulo.*|no title|title|home(?:page)?|index"
    r"|(?:scan|img|dsc|image|fax)[\s_-]*\d.*"
    r"|\S+\.(?:docx?|pdf|indd|qxd|qxp|rtf|odt|pptx?|xlsx?|tex|dvi|ps|html?|txt|tmp|ai|cdr)"
    r"|[\W\d_]*|[0-9a-f-]{16,}",
    re.IGNORECASE | re.DOTALL,
)


def usable_title(written: object) -> str | None:
    """The title on one line; None for what is no title: "Microsoft Word - x.doc", "untitled"."""
    if not isinstance(written, str):
        return None
    title = " ".join(written.split())
    printable = "".join(character for character in title if character.isprintable())
    if len(printable) > LONGEST_TITLE or _FILLED_IN.fullmatch(printable):
        return None
    return printable
