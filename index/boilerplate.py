"""What is kept in the stored text but is not evidence.

Page furniture (index.furniture) by its own shape; link lists, menus, repeated headlines and bare
section headings by where they stand. A headline is a statement of its outlet and is evidence,
once; a section heading without a verb or a figure states nothing. List items are evidence, unless
a label such as "Related:" stands above them.
"""

import re
from collections.abc import Sequence

from index.furniture import bare_text, is_breadcrumb, is_furniture
from index.paragraphs import ends_sentence, is_list_item

_LINK_LABEL = re.compile(
    r"related(?: (?:articles?|stor(?:y|ies)|news|content|posts?|topics?|coverage|links?|reading))?"
    r"|read (?:also|more|next)|also read|see also|more from [^.]{1,40}"
    r"|more (?:on this(?: story)?|stories)"
    r"|most (?:read|popular|viewed)|recommended (?:for you|stories|articles|reading|videos)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|trending(?: now)?|up next"
    r"|popular (?:now|stories|posts)|don['’]t miss|editors?['’]?s? picks?|top stories"
    r"|latest (?:news|stories)|further reading|what to read next|in other news"
    r"|lesen sie auch|mehr zum thema|(?:à )?lire aussi|sur le même sujet|lea también"
    r"|te puede interesar|leggi anche|leia também|lees ook|читайте также|czytaj też",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Dd]o|[Dd]oes|[Dd]id|[Ww]ill|[Ww]ould|"
    r"[Cc]an|[Cc]ould|may|[Mm]ight|[Mm]ust|[Ss]hould|[Ss]ays?|[Ss]aid|[Tt]ells?|[Tt]old|[Ww]arns?|"
    r"[Cc]laims|[Rr]eports|[Dd]en(?:y|ies|ied)|[Cc]onfirms?|[Aa]dmits?|isn|aren|wasn|don|doesn)\b"
)
_LONGEST_HEADING = 12
_LONGEST_LINK_LIST = 15
_SHORTEST_MENU = 4


def evidence_paragraphs(paragraphs: Sequence[str]) -> list[bool]:
    """For each paragraph of a document, in order, whether it may be cited as evidence."""
    kept = [not is_furniture(paragraph) for paragraph in paragraphs]
    for drop in (_markup_blocks, _navigation_lists, _link_lists, _menus, _headings, _repetitions):
        drop(paragraphs, kept)
    return kept


def headline(paragraphs: Sequence[str]) -> str | None:
    """The headline a text begins with: a short line without a full stop, above running text."""
    kept = [not is_furniture(paragraph) for paragraph in paragraphs]
    _markup_blocks(paragraphs, kept)
    _navigation_lists(paragraphs, kept)
    text = [paragraph for paragraph, keep in zip(paragraphs, kept, strict=True) if keep]
    below = [paragraph for paragraph in text[1:] if paragraph != text[0]]
    if not below or not _may_be_headline(text[0]) or not _is_prose(below[0]):
        return None
    return " ".join(text[0].split())


def _may_be_headline(paragraph: str) -> bool:
    short = 2 <= len(paragraph.split()) <= 25 and len(paragraph) <= 160
    complete = not paragraph.endswith((".", ",", ";", ":")) and not is_list_item(paragraph)
    first = paragraph[0]
    return short and complete and (first.isupper() or first.isdigit() or first in "\"'“‘«„")


def _is_prose(paragraph: str) -> bool:
    return ends_sentence(paragraph) and len(paragraph.split()) >= 8


def _markup_blocks(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """Front matter between two lines of three hyphens, and comments of HTML."""
    if paragraphs and paragraphs[0] == "---" and "---" in paragraphs[1:40]:
        for index in range(paragraphs.index("---", 1) + 1):
            kept[index] = False
    last = max((i for i, paragraph in enumerate(paragraphs) if "-->" in paragraph), default=-1)
    inside = False
    for index, paragraph in enumerate(paragraphs[: last + 1]):
        inside = inside or paragraph.startswith("<!--")
        kept[index] = kept[index] and not inside
        inside = inside and "-->" not in paragraph


def _navigation_lists(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """List items that follow a breadcrumb in the same list."""
    inside = False
    for index, paragraph in enumerate(paragraphs):
        inside = is_list_item(paragraph) and (inside or is_breadcrumb(paragraph))
        if inside and not ends_sentence(paragraph):
            kept[index] = False


def _link_lists(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """A label of links and what it stands over: its list items, else lines without a stop."""
    for index, paragraph in enumerate(paragraphs):
        if not _LINK_LABEL.fullmatch(bare_text(paragraph).rstrip(" :»›>")):
            continue
        kept[index] = False
        below = paragraphs[index + 1 : index + 1 + _LONGEST_LINK_LIST]
        bulleted = bool(below) and is_list_item(below[0])
        for offset, link in enumerate(below, start=index + 1):
            if not is_list_item(link) if bulleted else ends_sentence(link):
                break
            kept[offset] = False


def _menus(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """Four or more lines of at most three words above or below all running text."""
    prose = [index for index, paragraph in enumerate(paragraphs) if ends_sentence(paragraph)]
    if not prose:
        return
    for outside in (range(prose[0]), range(prose[-1] + 1, len(paragraphs))):
        run: list[int] = []
        for index in (*outside, None):
            if index is not None and _is_menu_entry(paragraphs[index]):
                run.append(index)
                continue
            if len(run) >= _SHORTEST_MENU:
                for entry in run:
                    kept[entry] = False
            run = []


def _is_menu_entry(paragraph: str) -> bool:
    few = len(paragraph.split()) <= 3 and len(paragraph) <= 40
    return few and not any(character.isdigit() for character in paragraph)


def _headings(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """Section headings, and a headline too short to state anything."""
    first = next((index for index, keep in enumerate(kept) if keep), None)
    for index, following in enumerate(paragraphs[1:]):
        paragraph = bare_text(paragraphs[index])
        marked = paragraphs[index].startswith("#")
        if ends_sentence(paragraph) or _states_something(paragraph):
            continue
        if is_list_item(paragraphs[index]) and not marked:
            continue
        words = len(paragraph.split())
        short = words <= 4
        bare = short if index == first else short or marked or _is_title_case(paragraph)
        if bare and words <= _LONGEST_HEADING and (ends_sentence(following) or marked):
            kept[index] = False


def _states_something(paragraph: str) -> bool:
    return bool(_VERB.search(paragraph)) or any(character.isdigit() for character in paragraph)


def _is_title_case(paragraph: str) -> bool:
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", paragraph) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 0.75 * len(words)


def _repetitions(paragraphs: Sequence[str], kept: list[bool]) -> None:
    """Lines without a stop that repeat an earlier line: captions, running heads."""
    seen: set[str] = set()
    for index, paragraph in enumerate(paragraphs):
        words = " ".join(re.findall(r"\w+", paragraph.casefold()))
        if not kept[index] or ends_sentence(paragraph) or is_list_item(paragraph):
            continue
        kept[index] = words not in seen
        seen.add(words)
