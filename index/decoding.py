"""Bytes of a text file made characters."""

import codecs
import re

from charset_normalizer import from_bytes

from index.errors import DocumentError
from index.language import function_word_share, guess_language

# The signature is no text (Unicode 16.0, section 23.8): offsets count from the character after it.
_SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x1f\x8b", ".gz"),
)
_SAMPLE_BYTES = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BROKEN_SHARE = 0.01
_STRAY_CONTROLS = 3
_WESTERN_SHARE = 0.08
_WESTERN = ("en", "de", "fr", "es", "it", "pt", "nl", "da", "fi")


def decode(data: bytes) -> str:
    """The file's own characters, line ends as they are.

    The encoding is the one its signature names, else UTF-16 where it looks so, else UTF-8, else
    what charset-normalizer finds. Bytes that are broken in otherwise good UTF-8 become U+FFFD.
    Raises DocumentError when the bytes are no text.
    """
    for magic, suffix in _OTHER_FORMATS:
        if data.startswith(magic):
            raise DocumentError(f"is a {suffix} file by its content: rename it or convert it")
    encoding = _signed(data) or _utf16(data) or _utf8(data) or _detected(data)
    text = data.decode(encoding, errors="replace")
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > max(_STRAY_CONTROLS, _BROKEN_SHARE * len(sample)):
        raise DocumentError("holds binary data, not text: convert it to a text file")
    return text


def _signed(data: bytes) -> str | None:
    return next((name for signature, name in _SIGNATURES if data.startswith(signature)), None)


def _utf8(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    else:
        return "utf-8"
    # Good multi-byte sequences hardly occur in other encodings, so a few bad ones are damage.
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return "utf-8" if bad <= _BROKEN_SHARE * good else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a signature: every other byte of Latin text is zero."""
    sample = data[: _SAMPLE_BYTES // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= 0.3 * len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _detected(data: bytes) -> str:
    sample = data[:_SAMPLE_BYTES]
    best = from_bytes(sample).best()
    if best is None:
        raise DocumentError("is in no known text encoding: save it as UTF-8")
    western = sample.decode("cp1252", errors="replace")
    language = guess_language(western)
    # charset-normalizer often takes the few accents of Western text for another code page's.
    fits = function_word_share(western, language) >= _WESTERN_SHARE and "\ufffd" not in western
    return "cp1252" if fits and language in _WESTERN else best.encoding
