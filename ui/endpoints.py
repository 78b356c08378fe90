"""What programs may call: ask, search and check, each answering with its whole record."""

from typing import Any

from index.errors import RequestError
from ui.ask_handlers import asking
from ui.desks import Desks, finished

MOST = 100  # results of one search


class Endpoints:
    """The named endpoints; docstrings and annotations become their published description."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def ask(
        self, question: str, as_of: str = "", since: str = "", until: str = ""
    ) -> dict[str, Any]:
        """
        Answer a question from the library; every sentence cites the sentences it rests on.

        Args:
            question: What to ask, in one sentence.
            as_of: The reader's today as an ISO date; later documents are left out. Empty: today.
            since: Only documents published on or after this ISO date. Empty: no bound.
            until: Only documents published on or before this ISO date. Empty: no bound.

        Returns:
            The answer record: status, answer, citations, disagreements, withheld, receipt.
        """
        return finished(self._desks.answer(asking(question, as_of, since, until)))

    def search(self, query: str, k: int = 10, since: str = "", until: str = "") -> dict[str, Any]:
        """
        Find the evidence sentences of the library that best match a query; nothing is written.

        Args:
            query: What to look for.
            k: How many sentences, 1 to 100.
            since: Only documents published on or after this ISO date. Empty: no bound.
            until: Only documents published on or before this ISO date. Empty: no bound.

        Returns:
            An object whose "evidence" lists citations with a score, best first.
        """
        if not 1 <= k <= MOST:
            raise RequestError(f"k is {k}: give a whole number from 1 to {MOST}")
        return finished(self._desks.search(asking(query, "", since, until), k))

    def check(self, text: str) -> dict[str, Any]:
        """
        Judge each sentence of a draft against the library.

        Args:
            text: The draft.

        Returns:
            The sentences with verdict (supported, contradicted, not found), score and evidence.
        """
        if not any(c.isalnum() for c in text):
            raise RequestError("the draft is empty: give the text to check")
        return finished(self._desks.check(text))
