"""HTML pages: the article's text by trafilatura, without what a reader of the page cannot see."""

import codecs
import logging
import re
from copy import deepcopy
from typing import Any

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG

from index.decoding import decode
from index.draft import Draft
from index.errors import DocumentError
from index.html_metadata import page_metadata

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HIDDEN = (
    "//comment() | //template | //*[@hidden]"
    " | //*[contains(translate(@style, ' ', ''), 'display:none')]"
    " | //*[contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
# It logs each oddity of a page; what matters of it is raised.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
# A short article is an article too: the default sends it to a cruder extraction.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
_CONFIG.set("DEFAULT", "MIN_FILE_SIZE", "1")


def read_html(data: bytes) -> Draft:
    """A page's main text, with the title, publisher, date and address its markup states.

    Raises DocumentError when there is no readable text in it.
    """
    markup = _decode(data)
    # A fragment is refused as no document unless it is made one.
    whole = markup if "<html" in markup.lower() else f"<html><body>{markup}</body></html>"
    tree = trafilatura.load_html(whole)
    if tree is None:
        raise DocumentError("holds no HTML: rename it to .txt if it is plain text")
    metadata = page_metadata(tree, markup)
    for element in tree.xpath(_HIDDEN):
        _drop(element)
    text = trafilatura.extract(tree, include_comments=False, config=_CONFIG)
    if not text:
        raise DocumentError("has no readable text: save the page complete, or as .txt")
    return Draft(text=text, **metadata)


def _decode(data: bytes) -> str:
    """By the encoding the page declares, where it is not UTF-8 and not signed otherwise."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else None
    except LookupError:
        name = None
    if name is None or name.startswith("utf"):
        return decode(data)
    # Browsers read what is declared as Latin-1 or ASCII as windows-1252 (WHATWG Encoding, 4.2).
    return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name, errors="replace")


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()
