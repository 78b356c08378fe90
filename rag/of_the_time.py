"""Whether evidence is of the years that a question names: what was of 2009 is not of today."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.vocabulary import Document
from rag.asked import years_named
from rag.vocabulary import Source

# Of 25 questions that name a year and are answered all have it so near before a gold sentence. Of
# 54 that are not, 48 name one of which the articles tell something else.
_REACH = 450  # characters
_REMEMBERED = 256  # articles whose years are kept
_LAST_YEAR = re.compile(r"\blast year\b", re.I)


def of_another_time(
    question: str, sources: Sequence[Source], evidence: Sequence[Source]
) -> str | None:
    """Why sources are beside the question: none has a year it names, in or shortly before it.

    Where no article of the evidence has that year at all, one without a date of its own may be of
    it.
    """
    wanted = years_named(question)
    if not wanted or any(wanted & _years_of(source) for source in sources):
        return None
    told = any(wanted & _all_years(source.citation.document) for source in evidence)
    if not told and any(source.citation.document.published is None for source in sources):
        return None
    return "the cited sentences are not of the time that is asked about"


@lru_cache(maxsize=_REMEMBERED)
def _all_years(document: Document) -> frozenset[str]:
    return years_named(f"{document.title or ''} {document.text}")


def _years_of(source: Source) -> frozenset[str]:
    """The years that stand in a sentence, its title, shortly before it, or that it appeared in."""
    document, sentence = source.citation.document, source.citation.sentence
    near = document.text[max(0, sentence.start - _REACH) : sentence.end]
    found = years_named(f"{document.title or ''} {near}")
    if document.published is None:
        return found
    year = int(document.published[:4])
    return found | {str(year)} | ({str(year - 1)} if _LAST_YEAR.search(near) else frozenset())
