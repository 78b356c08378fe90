"""Units of measure, money and time as they are written, with their canonical names and factors."""

from collections.abc import Sequence
from typing import NamedTuple

from rag.tokens import Token, glued, lower_at, word_set


class Unit(NamedTuple):
    """A unit read from the text: its kind, its canonical name and the token after it."""

    kind: str
    name: str
    end: int


CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW"} | {
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
}
DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD"} | {
    "nz": "NZD",
    "s": "SGD",
    "r": "BRL",
    "u.s.": "USD",
    "nt": "TWD",
}
CURRENCY_CODES = word_set(
    """
    usd eur gbp jpy cny chf aud cad nzd inr krw rub uah try ils hkd sgd brl sek nok dkk pln zar rs
    """
)
_CURRENCY_WORDS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "won": "KRW",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "rupee": "INR",
    "franc": "CHF",
    "lira": "TRY",
    "shekel": "ILS",
    "peso": "peso",
    "cent": "cent",
    "pence": "penny",
    "penny": "penny",
    "real": "BRL",
    "rand": "ZAR",
    "dinar": "dinar",
    "florin": "florin",
    "guilder": "guilder",
    "koruna": "CZK",
    "shilling": "shilling",
    "taka": "BDT",
    "tenge": "KZT",
    "krona": "krona",
    "kronor": "krona",
    "krone": "krone",
    "kroner": "krone",
    "zloty": "PLN",
    "zlotys": "PLN",
    "baht": "THB",
    "dirham": "AED",
    "naira": "NGN",
    "ringgit": "MYR",
    "dong": "VND",
    "rupiah": "IDR",
    "forint": "HUF",
    "leu": "leu",
    "lei": "leu",
    "riyal": "riyal",
    "rial": "rial",
}
_NATIONAL = word_set("us u.s. american canadian australian hong kong singapore swiss")

# Factors to a base unit: only units of one base convert, and only exactly.
_TIME = {
    "second": ("s", 1),
    "minute": ("s", 60),
    "hour": ("s", 3600),
    "day": ("s", 86400),
    "night": ("night", 1),
    "week": ("s", 604800),
    "fortnight": ("s", 1209600),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1200),
}
_MEASURES = {
    "mm": ("m", 0.001),
    "cm": ("m", 0.01),
    "m": ("m", 1),
    "km": ("m", 1000),
    "inch": ("inch", 1),
    "ft": ("inch", 12),
    "yard": ("inch", 36),
    "mile": ("inch", 63360),
    "mg": ("g", 0.001),
    "g": ("g", 1),
    "kg": ("g", 1000),
    "tonne": ("g", 10**6),
    "ton": ("ton", 1),
    "lb": ("oz", 16),
    "oz": ("oz", 1),
    "stone": ("oz", 224),
    "ml": ("l", 0.001),
    "l": ("l", 1),
    "gallon": ("gallon", 1),
    "hectare": ("sq m", 10**4),
    "acre": ("acre", 1),
    "sq m": ("sq m", 1),
    "sq km": ("sq m", 10**6),
    "sq mile": ("sq mile", 1),
    "sq ft": ("sq ft", 1),
    "cu m": ("l", 1000),
    "cu km": ("l", 10**12),
    "cu ft": ("cu ft", 1),
    "km/h": ("km/h", 1),
    "mph": ("mph", 1),
    "knot": ("knot", 1),
    "°C": ("°C", 1),
    "°F": ("°F", 1),
    "°": ("°", 1),
    "kW": ("W", 1000),
    "MW": ("W", 10**6),
    "GW": ("W", 10**9),
    "TW": ("W", 10**12),
    "kWh": ("Wh", 1000),
    "MWh": ("Wh", 10**6),
    "GWh": ("Wh", 10**9),
    "TWh": ("Wh", 10**12),
    "KB": ("B", 10**3),
    "MB": ("B", 10**6),
    "GB": ("B", 10**9),
    "TB": ("B", 10**12),
    "Hz": ("Hz", 1),
    "MHz": ("Hz", 10**6),
    "GHz": ("Hz", 10**9),
}
_WRITTEN = {
    "mm": "mm",
    "millimetre": "mm",
    "millimeter": "mm",
    "cm": "cm",
    "centimetre": "cm",
    "centimeter": "cm",
    "metre": "m",
    "meter": "m",
    "km": "km",
    "kms": "km",
    "kilometre": "km",
    "kilometer": "km",
    "inch": "inch",
    "inches": "inch",
    "ft": "ft",
    "foot": "ft",
    "feet": "ft",
    "yard": "yard",
    "yd": "yard",
    "mile": "mile",
    "mi": "mile",
    "mg": "mg",
    "milligram": "mg",
    "gram": "g",
    "gramme": "g",
    "kilogramme": "kg",
    "kg": "kg",
    "kgs": "kg",
    "kilo": "kg",
    "kilogram": "kg",
    "tonne": "tonne",
    "ton": "ton",
    "lb": "lb",
    "lbs": "lb",
    "ounce": "oz",
    "oz": "oz",
    "stone": "stone",
    "ml": "ml",
    "millilitre": "ml",
    "litre": "l",
    "liter": "l",
    "gallon": "gallon",
    "hectare": "hectare",
    "acre": "acre",
    "m²": "sq m",
    "km²": "sq km",
    "m³": "cu m",
    "km³": "cu km",
    "mph": "mph",
    "kph": "km/h",
    "km/h": "km/h",
    "knot": "knot",
    "kw": "kW",
    "kilowatt": "kW",
    "mw": "MW",
    "megawatt": "MW",
    "gw": "GW",
    "gigawatt": "GW",
    "terawatt": "TW",
    "kwh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "twh": "TWh",
    "kb": "KB",
    "mb": "MB",
    "megabyte": "MB",
    "gb": "GB",
    "gigabyte": "GB",
    "tb": "TB",
    "terabyte": "TB",
    "hz": "Hz",
    "mhz": "MHz",
    "ghz": "GHz",
}
_SHORT_TIME = {"sec": "second", "secs": "second", "min": "minute", "mins": "minute"} | {
    "hr": "hour",
    "hrs": "hour",
    "yr": "year",
    "yrs": "year",
    "centuries": "century",
}


def factor(unit: str | None) -> tuple[str, float]:
    """The base unit and the factor to it; a unit outside the tables is its own base."""
    return _TIME.get(unit or "") or _MEASURES.get(unit or "") or (unit or "", 1)


def unit_at(words: Sequence[Token], at: int) -> Unit | None:
    """The unit that begins at a token, past a hyphen ("10-year", "100-metre")."""
    at += lower_at(words, at) == "-" and glued(words, at)
    return (
        _share(words, at)
        or _currency(words, at)
        or _area_or_volume(words, at)
        or _energy(words, at)
        or _degrees(words, at)
        or _plain(words, at)
    )


def _share(words: Sequence[Token], at: int) -> Unit | None:
    word, after = lower_at(words, at), lower_at(words, at + 1)
    if word == "basis" and after in ("point", "points"):
        return Unit("percent", "basis point", at + 2)
    length = (
        1
        if word in ("%", "percent", "pct", "percentage")
        else 2 * (word == "per" and after == "cent")
    )
    if not length:
        return None
    if lower_at(words, at + length) in ("point", "points"):
        return Unit("percent", "percentage point", at + length + 1)
    return Unit("percent", "%", at + length) if word != "percentage" else None


def _currency(words: Sequence[Token], at: int) -> Unit | None:
    start = at
    while lower_at(words, at) in _NATIONAL and at < start + 2:
        at += 1
    word = lower_at(words, at)
    if word in ("¢", "p") and glued(words, at):
        return Unit("money", "cent" if word == "¢" else "penny", at + 1)
    if word in CURRENCY_SIGNS and (glued(words, at) or not lower_at(words, at + 1).isdecimal()):
        return Unit("money", CURRENCY_SIGNS[word], at + 1)
    if word in CURRENCY_CODES and words[at].text.isupper():
        return Unit("money", word.upper(), at + 1)
    name = _CURRENCY_WORDS.get(word) or _CURRENCY_WORDS.get(word.removesuffix("s"))
    if name is None or (word in ("won", "real", "rand") and not _is_money(words, at)):
        return None
    national = " ".join(token.lower for token in words[start:at])
    dollars = {"canadian": "CAD", "australian": "AUD", "hong kong": "HKD", "singapore": "SGD"}
    return Unit("money", dollars.get(national, name) if name == "USD" else name, at + 1)


def _is_money(words: Sequence[Token], at: int) -> bool:
    """ "5 trillion won" is money, "the 12 won" is not: a scale must stand before the word."""
    return lower_at(words, at - 1) in ("thousand", "million", "billion", "trillion", "000")


def _area_or_volume(words: Sequence[Token], at: int) -> Unit | None:
    power = {"2": "sq", "3": "cu"}.get(lower_at(words, at + 1))
    if power and glued(words, at + 1) and lower_at(words, at) in ("m", "km", "ft"):
        return Unit("measure", f"{power} {lower_at(words, at)}", at + 2)
    power = {"square": "sq", "sq": "sq", "cubic": "cu", "cu": "cu"}.get(lower_at(words, at))
    if power is None:
        return None
    inner = _plain(words, at + 1 + (lower_at(words, at + 1) == "."))
    name = f"{power} {inner.name}" if inner else ""
    return Unit("measure", name, inner.end) if inner and name in _MEASURES else None


def _energy(words: Sequence[Token], at: int) -> Unit | None:
    """ "20 gigawatt hours", "1.2 terawatt-hours"."""
    inner = _plain(words, at)
    if inner is None or not inner.name.endswith("W"):
        return None
    hours = inner.end + (lower_at(words, inner.end) == "-")
    if lower_at(words, hours) not in ("hour", "hours"):
        return None
    return Unit("measure", f"{inner.name}h", hours + 1)


def _degrees(words: Sequence[Token], at: int) -> Unit | None:
    word = lower_at(words, at)
    if word not in ("°", "degree", "degrees", "º", "deg") and words[at : at + 1]:
        lettered = words[at].text in ("C", "F") and glued(words, at)
        return Unit("measure", f"°{words[at].text}", at + 1) if lettered else None
    if word == "":
        return None
    scale = lower_at(words, at + 1)[:1]
    named = lower_at(words, at + 1) in ("c", "f", "celsius", "fahrenheit", "centigrade")
    return Unit("measure", f"°{scale.upper()}" if named else "°", at + 1 + named)


def _plain(words: Sequence[Token], at: int) -> Unit | None:
    word = lower_at(words, at)
    time = _SHORT_TIME.get(word) or (word if word in _TIME else word.removesuffix("s"))
    if time in _TIME and word != "quarter":
        return Unit("duration", time, at + 1)
    if word == "km" and lower_at(words, at + 1) == "/" and lower_at(words, at + 2) == "h":
        return Unit("measure", "km/h", at + 3)
    if words[at : at + 1] and words[at].text in ("g", "l", "st") and glued(words, at):
        return Unit("measure", word.replace("st", "stone"), at + 1)
    if word == "miles" and [lower_at(words, at + step) for step in (1, 2)] in (
        ["per", "hour"],
        ["an", "hour"],
    ):
        return Unit("measure", "mph", at + 3)
    name = _WRITTEN.get(word) or _WRITTEN.get(word.removesuffix("s"))
    return Unit("measure", name, at + 1) if name else None
