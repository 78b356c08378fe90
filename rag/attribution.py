"""Who is said to say it: a statement stays with the one who made it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rag.coverage import terms
from rag.figures import Figure
from rag.names import unknown_names
from rag.nations import states
from rag.quotations import quotations, unquoted
from rag.speakers import (
    Attribution,
    is_spokesperson,
    names,
    same_name,
    speakers,
    speaks_for,
)
from rag.styles import OFFICES
from rag.tokens import tokens
from rag.vocabulary import Source

_GIVEN_BY = re.compile(
    r"\b(?:does|did|do|has|have) (?:the )?((?:[A-Z][\w-]+ ?)+) (?:give|gave|given|put|publish)"
)
LEAST_WORDS = 2
FRAME = terms("according say said says report reported state stated tell told")
_STYLE = re.compile(r"(?:[\w’'-]+,?\s){0,5}\(?$")


def misattributed(text: str, sources: Sequence[Source]) -> str | None:
    """Why a sentence puts words into another's mouth; None when all its speakers do speak.

    What is said is compared with the source that has all of its words. Where the sources name
    nobody as speaking there is nothing to compare with, but they must name the one who is said to;
    an outlet says all that it has published, and a body what its spokesperson says.
    """
    articles = articles_of(sources)
    spoken = [(source, _speakers_in(source)) for source in sources]
    there = [said for _, all_said in spoken for said in all_said]
    found = speakers(text)
    for attribution, inner in zip_longest(found, found[1:]):
        who = attribution.speaker
        if who is None or not names(who) or any(is_outlet(who, s) for s in sources):
            continue
        saying = _saying(who, _said(text, attribution, inner), sources)
        own = [said for source, all_said in spoken if source in saying for said in all_said]
        only_told = saying and not own and not states(who)
        named = not only_told or any(not unknown_names(who, s.context) for s in saying)
        if not named or not any(_speaks_as(who, s, articles) for s in own or there or (who,)):
            return f"the cited sentences do not have {who} say this"
    return None


def _said(text: str, attribution: Attribution, inner: Attribution | None) -> str:
    """What an attribution has its speaker say, as far as "that" sets it off.

    "Kirby said that Lee offered a swap" has Kirby say all of it.
    """
    said = _set_off(text[attribution.start : attribution.end])
    if inner is not None and inner.speaker and terms(said) <= terms(inner.speaker):
        return _set_off(text[attribution.start : inner.end])
    return said


def _set_off(said: str) -> str:
    return said.partition(" that ")[2] or said


def _saying(who: str, said: str, sources: Sequence[Source]) -> list[Source]:
    """The sources that have every word of what is said and, where it is quoted, the quotation."""
    wanted = terms(said) - terms(who) - FRAME
    return [
        s
        for s in sources
        if (len(wanted) >= LEAST_WORDS or quotations(said))
        and wanted <= terms(" ".join(s.context))
        and unquoted(said, [s.text]) is None
    ]


def is_outlet(who: str, source: Source) -> bool:
    """Whether who is said to say it is the paper, by its own name or that of the whole file.

    Not by a title, which names those it tells of.
    """
    document = source.citation.document
    stem = re.sub(r"[\d_\W]+", " ", document.name.rpartition(".")[0])
    called = terms(who)
    return len(called) > 1 and called in (terms(document.publisher or ""), terms(stem))


def asked_of_another(question: str, sources: Sequence[Source], texts: Sequence[str]) -> str | None:
    """Why sources do not have the speaker whom a question names; None when they may.

    "What did Ann Lee say" is not answered by what another says, even one who speaks of Ann Lee. Who
    speaks for a body in one of the `texts` ("White House spokesperson Ann Lee") speaks as that body
    too. Countries and their capitals are left out: many speak for them.
    """
    for who in asked_to_speak(question):
        if any(is_outlet(who, source) for source in sources):
            continue
        if any(unknown_names(name, texts) for name in names(who) if not states(name)):
            speak = False  # no article has heard of them
        elif names(who) != (who,) or who.isupper() or states(who):
            speak = any(_may_speak(source, who) for source in sources)
        else:
            speak = any(_has_speak(source, who, texts) for source in sources)
        if not speak:
            return f"the cited sentences do not have {who} say this"
    return None


def asked_to_speak(question: str) -> Iterator[str]:
    """Whose words or figures a question asks for, where it names them."""
    yield from (a.speaker for a in speakers(question) if a.speaker is not None)
    yield from (match[1] for match in _GIVEN_BY.finditer(question))


def _may_speak(source: Source, who: str) -> bool:
    """Whether a country, a body or an office may be who speaks in a source.

    Many speak for a country, but nobody of another one; who is called a lawmaker is no president.
    """
    said = _speakers_in(source)
    return not said or any(not _clash(who, _styled(speaker, source.text)) for speaker in said)


def _styled(speaker: str, text: str) -> str:
    """A speaker with the words right before: "South Korean lawmaker Lee"."""
    before = text.partition(speaker)[0]
    return f"{_STYLE.findall(before)[0]}{speaker}"


def _clash(who: str, speaker: str) -> bool:
    own, other = states(who), states(speaker)
    if own and other and not own & other:
        return True
    office, held = _offices(who), _offices(speaker)
    # A government or an agency is no president: neither "Seoul" nor "the NIS" speaks for one.
    known = held or other or speaker.rpartition(" ")[2].isupper()
    return bool(office and known and not office & held)


def _offices(who: str) -> frozenset[str]:
    return frozenset(token.lower for token in tokens(who) if token.lower in OFFICES)


def _has_speak(source: Source, who: str, texts: Sequence[str]) -> bool:
    said = _speakers_in(source)
    if not any(names(speaker) or states(speaker) for speaker in said):
        return not unknown_names(who, (source.text, *source.before))
    return any(_is(who, s) or (not states(s) and _is_for(who, s, texts)) for s in said)


def _is_for(who: str, speaker: str, texts: Sequence[str]) -> bool:
    return any(speaks_for(who, speaker, text) for text in texts)


def anothers(claimed: Figure, given: Sequence[Figure], sources: Sequence[Source]) -> bool:
    """Whether a figure is put into one mouth while all who give it are others, by name.

    A body says what in the sources' articles its spokesperson says.
    """
    who = claimed.speaker
    if who is None or not names(who) or not given:
        return False
    articles = articles_of(sources)
    return all(
        figure.speaker is not None
        and not any(
            _speaks_as(who, said, articles) for said in (figure.speaker, figure.relayed) if said
        )
        for figure in given
    )


def _speakers_in(source: Source) -> list[str]:
    found = speakers(source.text, source.before)
    return [who for a in found for who in (a.speaker, a.relayed) if who is not None]


def _is(speaker: str, said: str) -> bool:
    named = any(same_name(a, b) for a in names(speaker) for b in names(said) or (said,))
    return named or _within(speaker, said) or _within(said, speaker)


def _speaks_as(who: str, said: str, articles: Sequence[str]) -> bool:
    return _is(who, said) or any(is_spokesperson(said, who, text) for text in articles)


def articles_of(sources: Sequence[Source]) -> tuple[str, ...]:
    """The whole texts that the sources are of, each once."""
    return tuple(dict.fromkeys(s.citation.document.text for s in sources))


def _within(one: str, other: str) -> bool:
    return bool(terms(one)) and terms(one) <= terms(other)
