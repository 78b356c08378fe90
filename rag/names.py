"""Names of people, organisations and places, found by their capitals and compared by spelling."""

import unicodedata
from collections.abc import Iterator, Sequence

from rag.dates import MONTHS, WEEKDAYS
from rag.designations import designations
from rag.event_words import EVENT_WORDS
from rag.nations import nation, nation_at, states
from rag.tokens import Token, glued, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, SAYING

_FUNCTION = word_set(
    """
    the a an this that these those it he she they we you i his her their our my its your him them us
    me in on at by of for from with about over under after before since until till during while when
    where why how what which who whose whom if although though because as but and or nor so yet
    however meanwhile moreover furthermore also still then there here now once not no none neither
    either both all some many most several few any each every another other others such more less
    despite amid among between against across around along near nearly almost only just even earlier
    later last next first second third finally recently currently today yesterday tomorrow overall
    instead indeed perhaps maybe part due thanks given let please yes without within through
    throughout according like unlike unless whether to into onto up down out off than too very much
    never ever one two three four five six seven eight nine ten eleven twelve twenty thirty forty
    fifty hundred thousand million half dozen dozens hundreds thousands millions roughly around
    approximately about again already always often sometimes usually together apart aside back away
    ahead behind above below beyond rather quite following including regarding whereas whatever
    whenever wherever nobody nothing something somebody someone everything everyone anyone anything
    details altogether nowadays besides otherwise afterwards supposing same remind
    """
)
_COMMON = word_set(
    """
    officials police authorities soldiers troops people residents experts analysts critics
    scientists researchers investigators prosecutors lawmakers sources reports government forces
    rebels voters doctors students workers victims protesters shares sales prices profits figures
    data estimates casualties fighting negotiations talks state local world work time officers
    witnesses families men women children parents supporters opponents members leaders ministers
    teachers patients survivors rescuers firefighters civilians prisoners refugees schools hospitals
    companies banks markets results polls nothing advertisement related man woman home news report
    analysis opinion update photo video image source credit war peace death life military parliament
    court inflation unemployment growth revenue profit turnout snow rain water food money love hope
    defence defense law medical health company president minister mr mrs ms dr prime
    give list name tell describe explain summarise summarize show find mention identify state
    number numbers cost costs totals sum toll tolls amount size age date length height weight
    speed share reason cause count biggest largest latest highest lowest smallest final
    """
)
_FEASTS = word_set("christmas easter ramadan hanukkah diwali thanksgiving halloween lent pentecost")
_PLAIN_ENDINGS = (
    "ly",
    "ing",
    "ed",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ers",
    "ists",
    "ies",
    "ors",
)
TITLES = word_set(
    """
    president prime minister chancellor king queen prince princess sir lord lady dame mr mrs ms miss
    dr doctor prof professor general gen colonel col major maj captain capt lieutenant lt sergeant
    sgt admiral commander judge justice senator sen representative rep congressman congresswoman
    governor gov mayor secretary spokesman spokeswoman spokesperson ambassador lawmaker mp chairman
    chairwoman chair director chief head deputy vice former ex acting leader pope bishop archbishop
    cardinal reverend rev rabbi imam sheikh emir sultan officer analyst detective inspector
    superintendent constable premier ceo cfo founder coach manager captain president-elect elect
    defence defense foreign state attorney interior finance health
    """
)
_LINKS = word_set("de del della der den van von bin ibn al el da di du la le dos das y ap")
BODIES = word_set(
    """
    ministry department bank house university secretary court republic gulf sea bay isle city duke
    prince king queen bishop archbishop board church council league office institute college chamber
    association federation union bureau committee center centre school academy museum society
    institution agency national assembly joint port cape strait mount lake
    """
)
_OPENERS = word_set('“ " ‘ ( : • - – — » …')


def names(sentence: str) -> tuple[str, ...]:
    """The names in a sentence as written, without titles and possessives, in order, each once.

    Nationalities, places and designations ("Su-27") are names too; days, months and feasts are
    not.
    """
    words = tokens(sentence)
    found = [
        sentence[words[first].start : words[end - 1].end]
        for first, end in spans(words)
        if not _designates(words, end)
    ]
    return tuple(dict.fromkeys((*found, *designations(sentence))))


def unknown_names(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The names in a text that no source has, in any spelling, in order."""
    there = [name for source in sources for name in names(source)]
    words = " ".join(sources).casefold()
    return tuple(
        name
        for name in names(text)
        if name.casefold() not in words and not any(same_name(name, n) for n in there)
    )


def spans(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The names of a sentence as token ranges [first, end)."""
    at = 0
    while at < len(words):
        end = _run(words, at)
        if end > at:
            yield from _parts(words, at, end)
        at = max(end, at + 1)


def _designates(words: Sequence[Token], end: int) -> bool:
    """Whether digits are joined to a name ("Su-27"): then it is part of a designation."""
    after = end + (lower_at(words, end) == "-" and glued(words, end))
    return after < len(words) and words[after].is_numeral and glued(words, after)


def _run(words: Sequence[Token], at: int) -> int:
    """The end of the capitalised words that begin at a token; the token itself where none do."""
    if not _may_begin(words, at):
        return at
    end = at + 1
    while end < len(words):
        if _is_named(words, end) and not _breaks(words, end):
            end += 1
        elif words[end].text in ("-", "‑") and glued(words, end) and _word_glued(words, end + 1):
            end += 2
        elif (link := _link(words, end)) > end:
            end = link
        elif words[end].text == "." and glued(words, end) and _shortened(words[end - 1].text):
            end += 1
        elif words[end].text in "&’'" and _is_named(words, end + 1) and not glued(words, end + 1):
            end += 2
        else:
            break
    return end


def _shortened(word: str) -> bool:
    """Whether a name goes on after a word and its full stop: "J. Roe", "St. Aldric"."""
    return len(word) == 1 or word in ("St", "Ste", "Mt", "Ft")


def _is_named(words: Sequence[Token], at: int) -> bool:
    """Whether a token is written like a part of a name."""
    if not 0 <= at < len(words) or not words[at].is_word or not words[at].is_capitalised:
        return False
    word = words[at].lower
    return not (word in MONTHS or word in WEEKDAYS or word in _FEASTS or words[at].text == "I")


def _breaks(words: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word cannot go on with the name before it, as in a headline."""
    return words[at].lower in _FUNCTION and words[at].lower not in _LINKS


def _word_glued(words: Sequence[Token], at: int) -> bool:
    return glued(words, at) and words[at].is_word


def _link(words: Sequence[Token], at: int) -> int:
    """The token after "of the", "de" and the like where the name goes on behind it."""
    after = at + 1
    if lower_at(words, at) == "of" and words[at - 1].lower in BODIES:
        after += lower_at(words, after) == "the"
        return after if _is_named(words, after) else at
    while lower_at(words, at) in _LINKS and lower_at(words, after) in _LINKS:
        after += 1
    return after if lower_at(words, at) in _LINKS and _is_named(words, after) else at


def _may_begin(words: Sequence[Token], at: int) -> bool:
    if not _is_named(words, at) or (glued(words, at) and words[at - 1].text == "-" and at > 1):
        return False
    word = words[at].lower.split("'")[0]
    if word in _FUNCTION or (word in AUXILIARIES and not words[at].text.isupper()):
        return nation_at(words, at) is not None
    opens = at == 0 or words[at - 1].text in _OPENERS or words[at - 1].text in ".?!"
    return not opens or _is_name_at_start(words, at)


def _is_name_at_start(words: Sequence[Token], at: int) -> bool:
    """Whether a capital at the start of a sentence is more than the start of a sentence."""
    token, after = words[at], lower_at(words, at + 1)
    if nation_at(words, at) is not None or (len(token.text) > 1 and token.text.isupper()):
        return True
    if token.lower in _COMMON or token.lower in EVENT_WORDS:
        return _is_named(words, at + 1) and token.lower in TITLES
    if _is_named(words, at + 1) or after in ("'s", "-") or after in SAYING:
        return True
    return not token.lower.endswith(_PLAIN_ENDINGS)


def _parts(words: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a run of capitals: a nation before a title, a body, a person after a title."""
    group = nation_at(words, first)
    if group is not None and group[1] < end and words[group[1]].lower in TITLES:
        yield first, group[1]
        first = group[1]
    start = first
    for at in range(first, end):
        if words[at].lower in TITLES and not _of_body(words, at, end):
            if start < at:
                yield start, at
            start = at + 1
            while start < end and not words[start].is_capitalised:
                start += 1
    if start < end:
        yield start, end


def _of_body(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether a title word belongs to a body: "State Department", "Defence Ministry", "Mayo"."""
    after = words[at + 1].lower if at + 1 < end else ""
    if lower_at(words, at - 1) == "of" and lower_at(words, at - 2) not in TITLES:
        return True
    return after in BODIES or after in (
        "services",
        "service",
        "organization",
        "organisation",
        "staff",
    )


def same_name(a: str, b: str) -> bool:
    """Whether two names may stand for one: spelling variants, titles, initials, abbreviations.

    Zelensky, Zelenskyy and President Volodymyr Zelensky agree; Kim Jong Un and Kim Yo Jong do not.
    """
    known = nation(a), nation(b)
    if known[0] is not None or known[1] is not None:
        return known[0] == known[1]
    left, right = _folded(a), _folded(b)
    if not left or not right:
        return a.casefold() == b.casefold()
    if left == right or "".join(left) == "".join(right):
        return True
    return (
        _abbreviates(a, b) or _abbreviates(b, a) or _aligned(left, right) or _aligned(right, left)
    )


def same_or_state(a: str, b: str) -> bool:
    """One name, or a country and its capital, which speak and act for each other."""
    return same_name(a, b) or bool(states(a) & states(b))


def _folded(name: str) -> tuple[str, ...]:
    """The words of a name without titles and nations, in one spelling each."""
    words = tokens(name)
    kept = [token for token in words if token.is_word or token.is_numeral]
    untitled = [token for token in kept if token.lower not in TITLES]
    plain = _without_nations(untitled or kept)
    return tuple(
        fold(token.lower) for token in plain if token.lower not in ("the", "'s", "of", "and", "for")
    )


def _without_nations(words: Sequence[Token]) -> Sequence[Token]:
    group = nation_at(words, 0)
    return words[group[1] :] if group is not None and group[1] < len(words) else words


_VARIANTS = {
    "kiev": "kyiv",
    "odessa": "odesa",
    "kharkov": "kharkiv",
    "lvov": "lviv",
    "mohamed": "muhamad",
    "mohammed": "muhamad",
    "mohammad": "muhamad",
    "muhammad": "muhamad",
    "vladimir": "volodimir",
    "qadhafi": "gadafi",
    "kadhafi": "gadafi",
    "qaddafi": "gadafi",
    "center": "centre",
    "defense": "defence",
    "organization": "organisation",
    "labor": "labour",
}


def fold(word: str) -> str:
    """One spelling for the usual transliterations: Zelensky, Zelenskyy, Zelenskiy, Zelenskij."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in decomposed if letter.isalnum())
    plain = _VARIANTS.get(plain, plain)
    for ending in ("iy", "yy", "ij", "yi", "yj", "ii", "y", "j"):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            plain = plain[: -len(ending)] + "i"
            break
    plain = plain.replace("y", "i").replace("ph", "f").replace("kh", "h").replace("oe", "o")
    return "".join(letter for at, letter in enumerate(plain) if at == 0 or letter != plain[at - 1])


def _abbreviates(short: str, full: str) -> bool:
    """ "NIS" for "National Intelligence Service", with or without the small words."""
    letters = short.replace(".", "")
    if not letters.isupper() or not letters.isalpha() or not 2 <= len(letters) <= 7:
        return False
    heads = [token for token in tokens(full) if token.is_word and token.lower != "the"]
    initials = "".join(token.text[0] for token in heads).upper()
    capitals = "".join(token.text[0] for token in heads if token.is_capitalised)
    return len(heads) > 1 and letters in (initials, capitals)


def _aligned(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a shorter name picks words of the longer: its start, its end, its ends, reordered."""
    if len(short) > len(full) or (len(short) == 1 and short[0] in BODIES):
        return False
    if len(short) == len(full):
        return sorted(short) == sorted(full) or _initialled(short, full)
    ends = (full[:1] + full[-1:]) if len(short) == 2 else ()
    return any(_initialled(short, part) for part in (full[: len(short)], full[-len(short) :], ends))


def _initialled(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Word by word the same, where a given name may be its initial: "V. Zelensky"."""
    if len(short) != len(full) or len(short) == 0:
        return False
    pairs = zip(short[:-1], full[:-1], strict=True)
    return short[-1] == full[-1] and all(
        a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs
    )
