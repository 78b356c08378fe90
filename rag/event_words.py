"""What can happen to those who are counted: classes of event words, and which exclude each other.

The stock is open: a verb outside it is its own class, named by its stem.
"""

from typing import NamedTuple

# class | transitive verbs | intransitive verbs | nouns | adjectives | people
_TABLE = """
killed | kill slay massacre assassinate murder execute behead strangle suffocate asphyxiate electrocute | die perish drown | death fatality body corpse | dead deceased fatal lifeless |
wounded | wound injure hurt maim | | injury | |
casualties | | | casualty | |
suicide | | | suicide | |
captured | capture | | capture | captive | prisoner captive hostage
abducted | abduct kidnap | | abduction | |
shot | shoot | | | |
arrested | arrest detain apprehend jail imprison | | arrest detention | | detainee inmate
released | release free | | | |
missing | | disappear vanish | | missing unaccounted |
displaced | displace uproot | flee | | homeless | refugee
evacuated | evacuate | | evacuation | |
deployed | deploy send dispatch station | | deployment | |
rescued | rescue save | | rescue | |
survived | | survive | | | survivor
infected | infect | | infection | infected |
recovered | | recover | recovery | |
hospitalised | hospitalise hospitalize | | hospitalisation hospitalization | |
vaccinated | vaccinate inoculate immunise immunize | | vaccination | |
born | | | birth | born |
charged | charge indict accuse | | charge | accused |
convicted | convict | | conviction | guilty |
acquitted | acquit clear exonerate | | acquittal | innocent |
sentenced | sentence | | | |
hired | hire recruit employ | | hiring | |
dismissed | sack dismiss axe | resign | layoff redundancy dismissal | redundant |
rose | raise boost | rise increase grow climb jump surge soar rally swell | increase rise growth surge gain hike | up higher |
fell | cut reduce slash lower halve | fall decrease drop decline slip plunge tumble shrink sink slump dip dwindle plummet | decrease fall drop decline reduction slump dip | down lower |
won | win beat defeat | | win victory | victorious | winner
lost | lose | | loss defeat | | loser
bought | buy purchase acquire | | purchase acquisition | |
sold | sell | | | |
opened | open | | opening | |
closed | close shut | | closure | |
started | start begin launch | | start beginning launch | |
ended | end finish | | end | |
built | build construct erect | | construction | |
destroyed | destroy demolish raze flatten | | destruction | |
damaged | damage | | | |
attacked | attack bomb shell raid storm | | attack bombing raid | |
intercepted | intercept | | | |
seized | seize confiscate | | seizure | |
supported | support back favour favor endorse | | support | favour favor |
opposed | oppose | | opposition | |
approved | approve accept agree | | approval | |
rejected | reject refuse veto | | rejection refusal | |
confirmed | confirm admit | | | |
denied | deny | | denial | |
allowed | allow permit legalise legalize | | | |
banned | ban prohibit outlaw forbid | | ban | |
exported | export | | export | |
imported | import | | import | |
arrived | | arrive | arrival | |
left | leave | depart | departure | |
married | marry wed | | | |
divorced | divorce | | divorce | |
earned | earn | | earnings | |
profit | | | profit | |
revenue | | | revenue turnover | |
deficit | | | deficit | |
surplus | | | surplus | |
spent | spend | | spending | |
elected | elect | | | |
nominated | nominate | | | |
strengthened | strengthen | | | |
weakened | weaken | | | |
above | | | | above ahead |
below | | | | below |
succeeded | | succeed | success | |
failed | | fail | failure | |
""".strip()

_IRREGULAR = {
    "die": "dies died dying",
    "slay": "slays slew slain slaying",
    "flee": "flees fled fleeing",
    "send": "sends sent sending",
    "rise": "rises rose risen rising",
    "grow": "grows grew grown growing",
    "fall": "falls fell fallen falling",
    "cut": "cuts cut cutting",
    "shrink": "shrinks shrank shrunk shrinking",
    "sink": "sinks sank sunk sinking",
    "win": "wins won winning",
    "beat": "beats beaten beating",
    "lose": "loses lost losing",
    "buy": "buys bought buying",
    "sell": "sells sold selling",
    "shut": "shuts shutting",
    "begin": "begins began begun beginning",
    "build": "builds built building",
    "hurt": "hurts hurting",
    "swell": "swells swelled swollen swelling",
    "wed": "weds wedded wedding",
    "leave": "leaves left leaving",
    "spend": "spends spent spending",
    "forbid": "forbids forbade forbidden forbidding",
    "free": "frees freed freeing",
    "shoot": "shoots shot shooting",
}
_DOUBLED = frozenset("drop slip plan stop ban permit acquit dip wed".split())
_PLURALS = {"loss": "losses", "casualty": "casualties", "fatality": "fatalities"} | {
    "injury": "injuries",
    "body": "bodies",
    "recovery": "recoveries",
    "redundancy": "redundancies",
    "discovery": "discoveries",
    "victory": "victories",
}

# Whoever is in one of these states is, as far as a count goes, not in another.
FATES = frozenset(
    "killed wounded casualties suicide captured arrested released missing displaced evacuated "
    "deployed rescued survived infected recovered hospitalised vaccinated born charged convicted "
    "acquitted sentenced hired dismissed".split()
)
_OVERLAPPING = frozenset(
    frozenset(pair.split())
    for pair in (
        "killed suicide",
        "wounded hospitalised",
        "infected hospitalised",
        "captured arrested",
        "arrested charged",
        "arrested convicted",
        "arrested sentenced",
        "charged convicted",
        "charged sentenced",
        "convicted sentenced",
        "displaced evacuated",
        "rescued survived",
        "rescued evacuated",
        "rescued recovered",
        "survived recovered",
        "rescued released",
        "acquitted released",
        "wounded survived",
        "deployed hired",
    )
)
_OPPOSITES = frozenset(
    frozenset(pair.split())
    for pair in (
        "rose fell",
        "above below",
        "won lost",
        "opened closed",
        "started ended",
        "built destroyed",
        "supported opposed",
        "approved rejected",
        "confirmed denied",
        "allowed banned",
        "married divorced",
        "profit lost",
        "profit revenue",
        "revenue lost",
        "deficit surplus",
        "strengthened weakened",
        "succeeded failed",
        "allowed rejected",
        "elected nominated",
        "approved opposed",
        "supported rejected",
        "earned lost",
        "earned spent",
    )
)


class EventWord(NamedTuple):
    """The class of a word form and its uses: t, i (verbs), n (noun), a (adjective), p (people)."""

    event: str
    uses: str


def _inflected(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return [verb, third, f"{stem}ed", f"{stem}ing"]


def _forms() -> dict[str, EventWord]:
    found: dict[str, EventWord] = {}
    for line in _TABLE.splitlines():
        event, *columns = (part.strip() for part in line.split("|"))
        for use, entries in zip("tinap", columns, strict=True):
            for form in (form for word in entries.split() for form in _word_forms(word, use)):
                known = found.setdefault(form, EventWord(event, ""))
                if known.event == event:
                    found[form] = EventWord(event, known.uses + use)
    return found


def _word_forms(word: str, use: str) -> list[str]:
    if use == "a":
        return [word]
    return [word, _PLURALS.get(word, f"{word}s")] if use in "np" else _inflected(word)


EVENT_WORDS = _forms()
_PARTICIPLES = frozenset(
    form
    for verb, forms in _IRREGULAR.items()
    for form in (*forms.split(), *((verb,) if verb in ("cut", "hurt", "shut") else ()))
    if not form.endswith(("s", "ing"))
)


def is_participle(form: str) -> bool:
    """Whether a form in the stock can say what was undergone: killed, sent, beaten; not kill."""
    return form.endswith("ed") or form in _PARTICIPLES


def exclusive(a: str, b: str) -> bool:
    """Whether two classes exclude each other for one count: killed and wounded, rose and fell."""
    pair = frozenset((a, b))
    if a == b or pair in _OVERLAPPING:
        return False
    return pair in _OPPOSITES or (a in FATES and b in FATES)
