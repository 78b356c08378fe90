"""One change that makes a true claim false: a digit, a name, a role, a negation, a hedge, a scope.

Every edit takes the text, the premise it was true of and a random source, and gives the changed
text with the label it now has, or None where it finds nothing to change.
"""

import random
import re
from collections.abc import Callable, Sequence

from eval.entailment_training.pairs import Label
from rag.names import names
from rag.nations import nation

Change = tuple[str, Label]
Edit = Callable[[str, str, random.Random], Change | None]

_NUMERAL = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split()
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has been|have been|had been|will|would|can|could|did|does|do|should)\b"
    r"(?! (?:not|never|no)\b|n't)"
)
_NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|did|does|do) not ")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ROLES = [group.split() for group in (
    "killed wounded captured rescued arrested", "died survived", "dead injured missing",
    "deaths injuries", "rose fell", "increased decreased", "increase decrease", "won lost",
    "gained lost", "higher lower", "more fewer", "above below", "before after", "first last",
    "largest smallest", "highest lowest", "best worst", "older younger", "man woman", "men women",
    "boy girl", "son daughter", "brother sister", "husband wife", "father mother", "he she",
    "soldiers civilians officers", "bought sold", "arrived left", "opened closed",
    "began ended", "started finished", "accepted rejected", "approved rejected", "agreed refused",
    "confirmed denied", "convicted acquitted", "guilty innocent", "supported opposed",
    "allowed banned", "north south east west", "northern southern eastern western", "early late",
    "majority minority", "success failure", "positive negative", "attacked defended",
    "buy sell", "teacher student", "actor director", "author editor", "attack defend",
    "million billion", "include exclude", "including excluding", "always never", "win lose",
    "increase reduce", "private public", "major minor", "male female", "win loss",
)]  # fmt: skip
_OPPOSITES = {word: [w for w in group if w != word] for group in _ROLES for word in group}
_HEDGES = re.compile(
    r"\b(may|might|could|reportedly|allegedly|possibly|probably|likely|is expected to|"
    r"is believed to|are believed to|some|about|around|nearly|almost|up to|at least|at most|"
    r"most|many|often|sometimes|partly|mainly|primarily)\b"
)
_STRONGER = {
    "may": "will", "might": "will", "could": "will", "some": "all", "most": "all", "many": "all",
    "often": "always", "sometimes": "always", "up to": "more than", "at least": "fewer than",
    "at most": "more than", "partly": "entirely", "mainly": "only", "primarily": "only",
    "is expected to": "did", "is believed to": "is known to", "are believed to": "are known to",
    "possibly": "certainly", "probably": "certainly", "likely": "certainly",
    "nearly": "more than", "almost": "more than", "about": "exactly", "around": "exactly",
    "reportedly": "", "allegedly": "",
}  # fmt: skip


def digit(text: str, premise: str, chance: random.Random) -> Change | None:
    """Another figure: a digit changed, or the premise's figure for something else."""
    found = list(_NUMERAL.finditer(text))
    if not found:
        return _number_word(text, chance)
    match = chance.choice(found)
    others = [n for n in _NUMERAL.findall(premise) if not _same(n, match.group())]
    alike = [n for n in others if len(n) == len(match.group())]
    if alike and chance.random() < 0.5:
        new = chance.choice(alike)
    else:
        new = _other_digit(match.group(), chance)
    return text[: match.start()] + new + text[match.end() :], Label.REFUTED


def swapped(text: str, _premise: str, chance: random.Random) -> Change | None:
    """Two figures, or two names, of the claim in each other's place."""
    numbers = list(dict.fromkeys(_NUMERAL.findall(text)))
    named = [n for n in dict.fromkeys(names(text)) if text.count(n) == 1]
    pool = numbers if len(numbers) > 1 else named
    if len(pool) < 2:
        return None
    a, b = chance.sample(pool, 2)
    if _listed(text, a, b):
        return None
    marked = _replace(_replace(text, a, "\0"), b, a).replace("\0", b)
    return marked, Label.REFUTED if pool is numbers else Label.UNSUPPORTED


def name(text: str, premise: str, chance: random.Random) -> Change | None:
    """Another name of the same kind, of the premise where it has one."""
    for old in chance.sample(names(text), len(names(text))):
        new = _other_name(old, premise, chance)
        if new is not None:
            return _replace(text, old, new), Label.UNSUPPORTED
    return None


def negation(text: str, _premise: str, chance: random.Random) -> Change | None:
    """A "not" put in, or taken out."""
    removed = _NEGATED.search(text)
    if removed:
        return text[: removed.start()] + removed.group(1) + text[removed.end() - 1 :], Label.REFUTED
    found = _AUXILIARY.search(text)
    if found is None:
        return None
    first, _, rest = found.group().partition(" ")
    denied = " ".join(filter(None, (first, chance.choice(("not", "not", "never")), rest)))
    return text[: found.start()] + denied + text[found.end() :], Label.REFUTED


def role(text: str, _premise: str, chance: random.Random) -> Change | None:
    """Another role: wounded for killed, fell for rose, women for men."""
    found = [m for m in re.finditer(r"[A-Za-z]+", text) if m.group().lower() in _OPPOSITES]
    if not found:
        return None
    match = chance.choice(found)
    new = chance.choice(_OPPOSITES[match.group().lower()])
    new = new.capitalize() if match.group()[0].isupper() else new
    return text[: match.start()] + new + text[match.end() :], Label.REFUTED


def scope(text: str, _premise: str, _chance: random.Random) -> Change | None:
    """A hedge or a limit turned into certainty: all for some, will for may."""
    match = _HEDGES.search(text)
    if match is None:
        return None
    changed = text[: match.start()] + _STRONGER[match.group()] + text[match.end() :]
    return " ".join(changed.split()), Label.NOT_ENOUGH_INFO


EDITS: dict[str, Edit] = {
    "digit": digit, "swapped": swapped, "name": name, "negation": negation, "role": role,
    "scope": scope,
}  # fmt: skip


def spelled(text: str, chance: random.Random) -> str | None:
    """The same figures in another spelling: "2,700" as "2700", "1.5 million" as "1,500,000"."""
    found = [m for m in _NUMERAL.finditer(text) if _respelled(m.group(), text[m.end() :])]
    if not found:
        return None
    match = chance.choice(found)
    new, used = _respelled(match.group(), text[match.end() :])[0]
    return text[: match.start()] + new + text[match.end() + used :]


def _respelled(number: str, after: str) -> list[tuple[str, int]]:
    plain = number.replace(",", "")
    if after.startswith(" million") and plain.replace(".", "").isdigit():
        return [(f"{round(float(plain) * 1_000_000):,}", len(" million"))]
    if "." in plain:
        return []
    if "," in number:
        return [(plain, 0)]
    value = int(plain)
    if 2 <= value <= 12:
        return [(_WORDS[value - 2], 0)]
    if value >= 10_000:
        return [(f"{value:,}", 0)]
    return []


def _same(a: str, b: str) -> bool:
    return a.replace(",", "") == b.replace(",", "")


def _other_digit(number: str, chance: random.Random) -> str:
    places = [i for i, c in enumerate(number) if c.isdigit()]
    at = chance.choice(places)
    lowest = "1" if at == 0 else "0"
    choices = [d for d in "0123456789" if d != number[at] and d >= lowest]
    return number[:at] + chance.choice(choices) + number[at + 1 :]


def _number_word(text: str, chance: random.Random) -> Change | None:
    match = _NUMBER_WORD.search(text)
    if match is None:
        return None
    new = chance.choice([w for w in _WORDS if w != match.group().lower()])
    new = new.capitalize() if match.group()[0].isupper() else new
    return text[: match.start()] + new + text[match.end() :], Label.REFUTED


def _listed(text: str, a: str, b: str) -> bool:
    """Whether the two may be members of one list, where their order says nothing."""
    first, second = sorted((text.find(a), text.find(b)))
    between = text[first:second]
    return " and " in between or " or " in between or len(between.split()) == 1


def _other_name(old: str, premise: str, chance: random.Random) -> str | None:
    for group in (_MONTHS, _DAYS):
        if old in group:
            return chance.choice([w for w in group if w != old])
    kind = _kind(old)
    pool: Sequence[str] = [
        n for n in dict.fromkeys(names(premise))
        if _kind(n) == kind and n not in old and old not in n
    ]  # fmt: skip
    if not pool or chance.random() < 0.3:
        pool = [n for n in _POOL.get(kind, ()) if n != old]
    return chance.choice(pool) if pool else None


_POOL: dict[object, list[str]] = {}


def pooled(texts: Sequence[str]) -> None:
    """Makes the names of these texts the ones that are put in place of others."""
    found = dict.fromkeys(n for text in texts for n in names(text))
    for each in found:
        _POOL.setdefault(_kind(each), []).append(each)


def _kind(each: str) -> object:
    """Names of one kind can stand in each other's place: nations, people, single words."""
    if nation(each) is not None:
        return ("nation", each.endswith(("n", "ese", "ish", "i")))
    return ("name", len(each.split()), each.isupper())


def _replace(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)
