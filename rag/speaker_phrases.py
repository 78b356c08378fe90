"""The name or the noun phrase of a speaker, beside the word that lets them speak."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.names import spans
from rag.tokens import Token, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, SAYING

_LEADING = word_set(
    """
    the a an now but and then yet still meanwhile later earlier so however - other
    """
)
_BOUNDARIES = word_set(
    """
    that which who if as while when because but and or after before since for with from to on in by
    at about over into during against among amid
    """
)
_RELATIVE = word_set("who which")
_JOINING = word_set("and but or so")  # a clause, no aside: "..., and doctors fear more, said Lee"
_ADVERBS = word_set(
    """
    also later earlier previously then further recently once again all both now since
    """
)
_LONGEST = 14  # words in a speaker's name and description
_LOOKBACK = 24  # words to look back for the subject of a relative clause
PRONOUNS = word_set("he she they it we i")


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A sentence read once: its tokens and its names, by the token each ends and begins at."""

    sentence: str
    words: tuple[Token, ...]
    named: dict[int, int]
    opened: dict[int, int]

    def between(self, first: int, end: int) -> str:
        return self.sentence[self.words[first].start : self.words[end - 1].end]


def spoken_text(sentence: str) -> SpokenText:
    words = tokens(sentence)
    opened = dict(spans(words))
    return SpokenText(sentence, words, {end: first for first, end in opened.items()}, opened)


def subject(text: SpokenText, verb: int) -> tuple[str, int] | None:
    """The subject of a verb and where it begins: the noun phrase that ends just before it."""
    words, end = text.words, verb
    while end and (
        words[end - 1].lower in AUXILIARIES | _ADVERBS or words[end - 1].lower.endswith("ly")
    ):
        end -= 1
    if end and words[end - 1].lower in _RELATIVE:
        end -= 1 + (lower_at(words, end - 2) == ",")
    elif end and words[end - 1].text == ")":
        end = _back_to(words, end - 1, "(")
    elif end and words[end - 1].text == ",":
        end = _back_to(words, end - 1, ",")
        if lower_at(words, end + 1) in _JOINING and has_capitals(words, verb + 1, verb + 2):
            return None
    start = end
    while start > 0 and end - start < _LONGEST and _belongs(words, start - 1):
        start -= 1
    return _speaker_in(text, start, end)


def _back_to(words: Sequence[Token], before: int, sign: str) -> int:
    """Where an aside begins: "Lee, who spoke to reporters, said", "the NIS (a spy agency) said"."""
    reach = range(before - 1, max(-1, before - _LOOKBACK), -1)
    return next((at for at in reach if words[at].text == sign), 0)


def _belongs(words: Sequence[Token], at: int) -> bool:
    """Whether a token can be part of a speaker's noun phrase."""
    token = words[at]
    if token.text == ".":
        short = at > 0 and len(words[at - 1].text) < 4 and words[at - 1].is_capitalised
        return short and at + 1 < len(words) and words[at + 1].is_capitalised
    if token.text in ("-", "‑", "'s", "’s", "&") or token.lower == "of":
        return True
    if not token.is_word or token.lower in _BOUNDARIES or token.lower in AUXILIARIES:
        return False
    return token.is_capitalised or token.lower not in SAYING


def noun_phrase(text: SpokenText, at: int) -> tuple[str, int] | None:
    """The speaker who is named from a token on, and the token after the name."""
    words, end = text.words, at
    while end < len(words) and end - at < _LONGEST and _belongs(words, end):
        if (
            end > at + 1
            and not words[end].is_capitalised
            and words[end].lower.endswith(("ed", "ly"))
        ):
            break
        end += 1
    if lower_at(words, end) == "," and not has_capitals(words, at, end):
        aside = text.opened.get(end + 1)
        if aside is not None:
            return text.between(end + 1, aside), aside
    found = _speaker_in(text, at, end)
    return None if found is None else (found[0], max(end, at + 1))


def has_capitals(words: Sequence[Token], first: int, end: int) -> bool:
    return any(token.is_word and token.is_capitalised for token in words[first:end])


def _speaker_in(text: SpokenText, start: int, end: int) -> tuple[str, int] | None:
    """The speaker in a noun phrase: the name it ends with, else the phrase without its article."""
    words, first = text.words, start
    while start < end and words[start].lower in _LEADING:
        start += 1
    while start < end and not words[end - 1].is_word:
        end -= 1
    if start >= end or not words[start].is_word:
        return None
    if end - start == 1 and words[start].lower in PRONOUNS:
        return words[start].lower, first
    if end in text.named and lower_at(words, end) == "(" and lower_at(words, end + 2) == ")":
        return words[end + 1].text, first
    return text.between(max(start, text.named.get(end, start)), end), first
