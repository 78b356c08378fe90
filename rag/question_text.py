"""What a question may be: some words, not too many of them."""

import re

from index.errors import RequestError

LONGEST = 2000  # characters: what a model with room for the sources reads of a question

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def usable(text: str) -> str:
    """The question as it can be read and written down; raises RequestError for none."""
    if not any(c.isalnum() for c in text):
        raise RequestError("the question is empty: write what you want to know")
    if len(text) > LONGEST:
        raise RequestError(f"the question is longer than {LONGEST} characters: shorten it")
    return sound(text)


def sound(text: str) -> str:
    """The text as UTF-8 can hold it: JSON may name characters that are none."""
    return _LONE_SURROGATE.sub("\ufffd", text)
