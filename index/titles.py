"""Titles as files carry them: kept where they are titles, dropped where software filled them in."""

import re

LONGEST_TITLE = 300

_FILLED_IN_PATTERNS = (
    r"microsoft (?:word|powerpoint|excel)(?: -.*)?",
    r"(?:power ?point|word|office) (?:presentation|document)",
    r"(?:new |neues )?(?:document|dokument|presentation|slide|layout|page|folie)[\s_-]*\d*",
    r"(?:untitled|unbenannt|sans titre|sin t[ií]tulo)\b.{0,12}|no title|title|home(?:page)?|index",
    r"(?:scan|img|dsc|image|fax)[\s_-]*\d.*",
    r"\S+\.(?:docx?|pdf|indd|qxd|qxp|rtf|odt|pptx?|xlsx?|tex|dvi|ps|html?|txt|tmp|ai|cdr)",
    r"[\W\d_]*|[0-9a-f-]{16,}",
)
_FILLED_IN = re.compile("|".join(_FILLED_IN_PATTERNS), re.IGNORECASE)


def usable_title(written: object) -> str | None:
    """The title on one line; None for what is no title: "Microsoft Word - x.doc", "untitled"."""
    title = one_line(written) if isinstance(written, str) else ""
    return None if len(title) > LONGEST_TITLE or _FILLED_IN.fullmatch(title) else title


def one_line(written: str) -> str:
    """The words on one line, without characters that have no print of their own."""
    line = " ".join(written.split())
    return "".join(character for character in line if character.isprintable())
