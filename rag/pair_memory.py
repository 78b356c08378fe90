"""What a model made of pairs of a question and a passage, so that none is read twice."""

from collections.abc import Callable

Pair = tuple[str, str]


class PairMemory:
    """Remembers up to `most` pairs; when it is full it begins anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Pair, float] = {}

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._known

    def recall(self, pair: Pair, read: Callable[[str, str], float]) -> float:
        """What `read` makes of a pair, which it is asked once."""
        if pair not in self._known:
            odds = read(*pair)
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[pair] = odds
        return self._known[pair]
