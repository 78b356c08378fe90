"""Which language a text is in, as far as sentence splitting needs to know.

Only languages whose abbreviations and ordinals differ are told apart ("Nr. 5", "M. Dupont",
"5. Mai"); every other text counts as English, whose rules are safe for scripts of their own.
"""

import re
from collections import Counter

SAMPLE_CHARACTERS = 2000

# English first: it wins a draw.
_FUNCTION_WORDS = {
    language: words.split()
    for language, words in {
        "en": "the of and to in is was that for with are were has have not his from they which",
        "de": "der die das und ist nicht ein eine mit von für auf dem den des sich wurde nach war",
        "fr": "le la les des et est une dans que qui pour pas sur au du avec par il ils nous de",
        "es": "el la los las y en que una por con para del se no es lo su como fue de",
        "it": "il lo gli e che di una per con non del della sono nel alla è dei anche",
        "pt": "o os as e que em um uma para com não do da dos das por é ao no na",
        "nl": "de het een en van in is niet dat op te met voor zijn aan er door werd om",
        "pl": "i w na z się nie do jest że to o za po od przez jak ale był została",
        "da": "og i det at en den til er som på de med han af for ikke der var blev",
        "fi": "ja on ei se että oli hän ovat mutta myös kun joka tai sekä mukaan",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)


def guess_language(text: str) -> str:
    """The two-letter ISO 639-1 code that most function words of the text's start speak for.

    `en` where nothing speaks for another language.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if _CYRILLIC.search(sample) and len(_CYRILLIC.findall(sample)) > len(sample) // 4:
        return "uk" if _UKRAINIAN.search(sample) else "ru"
    counts = Counter(_words(sample))
    votes = {
        language: sum(counts[word] for word in words) for language, words in _FUNCTION_WORDS.items()
    }
    return max(votes, key=votes.__getitem__)


def function_word_share(text: str, language: str) -> float:
    """The share, 0 to 1, of the words at the text's start that are function words of a language."""
    words = _words(text[:SAMPLE_CHARACTERS])
    listed = set(_FUNCTION_WORDS.get(language, ()))
    return sum(word in listed for word in words) / max(1, len(words))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
