"""Lines that are page furniture, told by their own words and shape alone.

Furniture is what a page wraps around an article: navigation, advertising labels, sharing buttons,
credits, bylines, dates, legal and subscription notices. English first; the commonest labels of a
few other languages are listed too.
"""

import re

_LABELS = frozenset(
    label.strip()
    for label in """
    advertisement; advertisements; ad; ads; sponsored; sponsored content; paid content; promoted
    advertisement - continue reading below; article continues below; story continues below
    article continues below advertisement; story continues below advertisement; skip advertisement
    anzeige; werbung; publicité; publicidad; anuncio; pubblicità; publicidade; advertentie; reklama
    реклама; 广告; 広告; إعلان
    home; homepage; menu; search; skip to content; skip to main content; back to top; top; next
    previous; next article; previous article; more; read more; continue reading; show more
    load more; see more; see all; view all; view comments; comments; leave a comment; add comment
    close; play; play video; loading; toggle navigation; sign in; log in; login; sign up; register
    subscribe; subscribe now; newsletter; newsletters; my account; contact us; about us; sitemap
    terms of use; terms of service; terms and conditions; privacy policy; cookie policy
    cookie settings; live; watch live; scroll down for video; file photo; file image
    share; share this; share this article; share this story; share on; tweet; facebook; twitter; x
    whatsapp; telegram; linkedin; reddit; pinterest; instagram; youtube; tiktok; messenger; email
    e-mail; print; copy link; link copied; save; save for later; follow us; follow
    startseite; accueil; inicio; início; главная; teilen; partager; compartir; condividi; поделиться
    weiterlesen; mehr lesen; lire la suite; leer más; leggi tutto; подробнее; drucken; imprimer
    """.replace("\n", ";").split(";")
    if label.strip()
)
_NAME = r"(?:[A-ZÀ-ÞЀ-Я][\w.'’-]*|and|of|the|by|via|for|de|von|van|with|&|/|agencies|agency|staff)"
_NAMES = rf"{_NAME}(?:[\s,;/|]+{_NAME}){{0,9}}"
_AGENCY = (
    r"AP|AFP|Reuters|REUTERS|dpa|DPA|ANI|PTI|IANS|UPI|EFE|TASS|Xinhua|Yonhap|Getty(?: Images)?"
)
_CREDIT = re.compile(
    rf"(?:Sources?|SOURCES?)(?:\s*[:|–—-]\s*|\s+[Bb]y\s+){_NAMES}"
    rf"|(?i:photo(?:graph)?s?|images?|pictures?|foto|video|graphic)(?i:\s+credits?|\s+source)?"
    rf"(?:\s*[:,|/©–—-]\s*|\s+[Bb]y\s+|\s+[Cc]ourtesy\s+){_NAMES}"
    rf"|(?i:credits?|courtesy)(?:\s*:\s*|\s+of\s+){_NAMES}"
    rf"|[(\[—–-]*\s*(?:{_AGENCY})(?:\s+Photo)?(?:\s*/\s*{_NAMES})?\s*[)\]]*"
    rf"|{_NAME}(?:\s+{_NAME}){{0,4}}\s*(?:/|via)\s*(?:{_AGENCY})(?:\s+Images)?"
    rf"|(?:By|BY)\s+{_NAMES}"
)
_CREDIT_OPENING = re.compile(
    r"\(?(?:with|compiled from|based on) (?:\w+ )?(?:inputs?|agenc(?:y|ies)|wire)\b"
    r"|\(?(?:additional |further )?(?:reporting|writing|editing) by [^\W\d_]"
    r"|\(?(?:edited|compiled|translated) by:? [^\W\d_]",
    re.IGNORECASE,
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE_WORD = re.compile(
    rf"(?:{_MONTH}|{_DAY}|\d{{1,4}}(?:st|nd|rd|th)?|\d{{1,4}}(?:[:./-]\d{{1,4}}){{1,2}}(?:am|pm)?|"
    r"at|on|ago|hours?|hrs?|minutes?|mins?|days?|read|reading|time|updated?|published|posted|last|"
    r"first|modified|a\.?m|p\.?m|am|pm|gmt|utc|bst|est|edt|cet|kst|ist|by)",
    re.IGNORECASE,
)
_DATE_CORE = re.compile(
    rf"\b(?:{_MONTH}|{_DAY}|\d{{4}}|ago|read|published|updated|posted)\b", re.IGNORECASE
)
_FIELD = re.compile(
    r"(?:publisher|published|url|tags?|keywords|filed under|byline|doi|issn)\s*:\s*\S",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<?(?:https?://|www\.)\S+>?|!\[[^\]]*\]\([^)]*\)|\[[^\]]+\]:\s*\S+")
_SEPARATED = re.compile(r"\s*[»›>|/•·→]\s*")
_NOTICES = (
    r"sign up (?:for|to) (?:our|the|this|get|receive|free)\b",
    r"subscribe (?:now|today|here|to (?:our|the|this|get|continue|read|receive))\b",
    r"(?:to|please) (?:subscribe|sign up|log in)\b|register (?:now|for free|to continue)\b",
    r"(?:click|tap) (?:here|on the) [^.]{0,60}$|(?:follow|like|find) us (?:on|at)\b",
    r"download (?:our|the) [^.]{0,30}\bapp\b|WATCH\s*[:|]",
    r"read (?:more|also|next)\s*[:|»]|read (?:more about|the full (?:story|article))\b",
    r"(?:related|see also|also read|further reading|recommended reading)\s*[:|]\s*\S",
    r"(?:we|we and our partners) (?:may )?(?:use|store|set) [^.]{0,40}\bcookies\b",
    r"(?:this|our) (?:web)?site (?:may )?uses?\b[^.]{0,40}\bcookies\b|accept (?:all )?cookies\b",
    r"by (?:continuing|clicking|using|subscribing|signing up)\b[^.]{0,80}\byou (?:agree|consent)\b",
    r"©|(?:\(c\)|copyright)\s*(?:©\s*)?\d{4}|[^.]{0,80}\ball rights reserved\b",
    r"this (?:article|story|report|piece|post) (?:(?:was|is) )?(?:originally|first) "
    r"(?:published|appeared)\b",
    r"this (?:article|story|report|material|content) (?:has not been edited|may not be)\b",
    r"(?:the )?(?:views|opinions) expressed\b[^.]{0,120}\b(?:author|own|reflect|represent)",
    r"(?:please )?enable javascript\b|your browser does not support\b",
    r"media playback is (?:not |un)supported(?: on (?:this|your) device)?\W*$",
    r"scroll down for (?:\w+\W*){1,3}$",
    r"(?:story|article|advertisement) continues? (?:below|after)\b",
    r"your email address will not be\b|required fields are marked\b",
    r"thank(?:s| you) for (?:reading|subscribing|signing up)\b",
    r"wir verwenden cookies|alle rechte vorbehalten|melden sie sich für unseren newsletter",
    r"tous droits réservés|abonnez-vous à|inscrivez-vous à notre|ce site utilise des cookies",
    r"todos los derechos reservados|suscr[ií]b(?:ase|ete) a|este sitio utiliza cookies",
    r"все права защищены|подписывайтесь на|tutti i diritti riservati",
    r"todos os direitos reservados",
)
_NOTICE = re.compile("|".join(_NOTICES), re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"[^\W_].*?[^\W_]", re.DOTALL)
_LONGEST_LINE = 400


def is_furniture(line: str) -> bool:
    """Whether a whole line (or paragraph) is navigation, advertising, a credit or a notice."""
    if len(line) > _LONGEST_LINE:
        return False
    bare = bare_text(line)
    return (
        _is_label(bare)
        or is_breadcrumb(line)
        or _is_credit(bare)
        or _is_date(bare)
        or bool(_FIELD.match(bare) and len(bare.split()) <= 20)
        or bool(_MARKUP.fullmatch(bare))
        or is_notice(line)
    )


def is_notice(sentence: str) -> bool:
    """Whether a sentence speaks of the page itself, or says nothing: no two letters or digits."""
    return not _SAYS_SOMETHING.search(sentence) or bool(_NOTICE.match(bare_text(sentence)))


def bare_text(line: str) -> str:
    """The line without bullets, heading marks and emphasis around it."""
    return line.strip(" \t\n•‣▪◦*_#>–—-")


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a trail or a bar of links: "Home » World", "News | Sport | Weather"."""
    bare = line.strip(" \t•*-")
    table_row = bare.startswith("|")
    if table_row or "«" in bare or len(bare) > 200 or bare.endswith((".", "!", "?")):
        return False
    parts = [part for part in _SEPARATED.split(bare) if part]
    if bare.endswith(("»", "›")):
        return len(bare.split()) <= 8
    if any(character.isdigit() for character in bare) or max(map(_words, parts), default=9) > 8:
        return False
    trail = len(parts) >= 2 and parts[0].casefold() in {"home", "startseite", "accueil", "inicio"}
    return trail or (len(parts) >= 3 and max(map(_words, parts)) <= 3)


def _words(text: str) -> int:
    return len(text.split())


def _is_label(bare: str) -> bool:
    label = bare.casefold().strip(" .:…»›>→▼▲|[]()")
    words = re.split(r"[\s|,/·]+", label)
    return label in _LABELS or (2 <= len(words) <= 8 and all(word in _LABELS for word in words))


def _is_credit(bare: str) -> bool:
    if len(bare.split()) > 40:
        return False
    return bool(_CREDIT.fullmatch(bare.rstrip(" .")) or _CREDIT_OPENING.match(bare))


def _is_date(bare: str) -> bool:
    words = re.split(r"[\s,;|•·–—()]+", bare.strip("()| ."))
    if len(words) > 14 or not _DATE_CORE.search(bare):
        return False
    return all(_DATE_WORD.fullmatch(word.rstrip(".:")) for word in words if word.rstrip(".:"))
