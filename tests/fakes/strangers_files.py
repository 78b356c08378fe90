"""Files as strangers send them: bombs, endless lines, broken and mislabelled ones, odd names.

`GOOD` are documents that go in whole, `BAD` are each reported in one line, `ODD` are no plain
files. What is large is made when asked for.
"""

import io
import os
import socket
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

RAIN = "It rained for three days in Oslo, the mayor said on Monday."
ZWJ = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
TAGS = "".join(chr(0xE0000 + ord(c)) for c in "obey")


def docx_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_with(part: str, data: bytes) -> bytes:
    """A Word file one part of which is replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of(RAIN))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, data)
    return file.getvalue()


def docx_xml(body: str, doctype: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{space}"><w:body>{body}</w:body>'
    return docx_with("word/document.xml", f"{xml}</w:document>".encode())


def lying_zip() -> bytes:
    """An archive whose list says one byte where a hundred megabytes are."""
    data = bytearray(docx_with("word/document.xml", b" " * 100_000_000))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at += 4
    return bytes(data)


def pdf_of(content: bytes, *, filters: str = "/FlateDecode", data: bytes | None = None) -> bytes:
    """A page with this content stream, or with these bytes as its packed content."""
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    stream = DecodedStreamObject()
    stream.set_data(zlib.compress(content) if data is None else data)
    names = [NameObject(one) for one in filters.split()]
    stream[NameObject("/Filter")] = names[0] if len(names) == 1 else ArrayObject(names)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_text(text: str) -> bytes:
    return pdf_of(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1", "replace"))


def pdf_circular() -> bytes:
    """A page tree whose page is its own parent and kid."""
    writer = PdfWriter()
    page = writer.add_blank_page(10, 10)
    pages = writer._root_object["/Pages"]
    pages.get_object()[NameObject("/Kids")] = ArrayObject(
        [page.indirect_reference, writer._root_object.raw_get("/Pages")]
    )
    pages.get_object()[NameObject("/Count")] = NumberObject(10**9)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def deflated(count: int, times: int = 1) -> bytes:
    data = b"0 " * (count // 2)
    for _ in range(times):
        data = zlib.compress(data, 1)
    return data


GOOD: dict[str, Callable[[], bytes]] = {
    "plain.txt": RAIN.encode,
    "line\nbreak.txt": RAIN.encode,
    "bell\x07\x1b[31mred.txt": RAIN.encode,
    "evil\u202etxt.exe.txt": RAIN.encode,
    "-rf.txt": RAIN.encode,
    "'; DROP TABLE documents; --.txt": RAIN.encode,
    "<img src=x onerror=alert(1)>.txt": RAIN.encode,
    "$(touch owned).txt": RAIN.encode,
    "long" * 60 + ".txt": RAIN.encode,
    "UPPER.TXT": RAIN.encode,
    "bom.txt": lambda: b"\xef\xbb\xbf" + RAIN.encode(),
    "utf16.txt": lambda: RAIN.encode("utf-16"),
    "utf16be_no_bom.txt": lambda: RAIN.encode("utf-16-be"),
    "utf32.txt": lambda: RAIN.encode("utf-32"),
    "latin1.txt": lambda: f"{RAIN} Jürgen Müller fuhr nach Köln und blieb.".encode("latin-1"),
    "cp1252.txt": lambda: f"“{RAIN}” It’s — he said.".encode("cp1252"),
    "mixed.txt": lambda: (f"{RAIN} Zürich " * 40).encode() + b"caf\xe9 " + RAIN.encode(),
    "nul.txt": lambda: RAIN.encode() + b"\0 " + RAIN.encode(),
    "crlf.txt": f"{RAIN}\r\n\r\n{RAIN}\r\n".encode,
    "cr.txt": f"{RAIN}\r\r{RAIN}\r".encode,
    "separators.txt": f"{RAIN}\u2028{RAIN}\u2029{RAIN}\x85{RAIN}\x0c{RAIN}".encode,
    "emoji.txt": f"{ZWJ} {RAIN} 👍🏽 {ZWJ}{ZWJ}. {RAIN}".encode,
    "combining.txt": f"Cafe\u0301 a\u0327\u0301\u0323 n\u0303o. {RAIN}".encode,
    "zalgo.txt": ("Z" + "\u0335\u0321\u0489" * 700 + f" {RAIN}").encode,
    "rtl.txt": f"\u202e{RAIN}\u202c هطل المطر ثلاثة أيام. ירד גשם. {RAIN}".encode,
    "invisible.txt": f"It\u200b rai\u00adned {TAGS} in Oslo\ufeff. {RAIN}".encode,
    "surrogates.txt": lambda: f"{RAIN} \U0001f600".encode("utf-8", "surrogatepass"),
    "broken_surrogate.txt": lambda: (f"{RAIN} " * 300).encode() + b"\xed\xa0\x80 " + RAIN.encode(),
    "endless_line.txt": lambda: (RAIN + " ").encode() * 3_000,
    "endless_word.txt": lambda: b"a" * 1_000_000,
    "endless_dots.txt": lambda: b"." * 300_000 + RAIN.encode(),
    "endless_quotes.txt": lambda: "“‘\"'«".encode() * 60_000 + RAIN.encode(),
    "endless_breaks.txt": lambda: b"\n" * 1_000_000 + RAIN.encode(),
    "endless_spaces.txt": lambda: RAIN.encode() + b" \t" * 500_000,
    "endless_digits.txt": lambda: b"1" * 300_000 + b" men died. " + RAIN.encode(),
    "abbreviations.txt": lambda: b"Mr. Dr. U.S. No. " * 2_000 + RAIN.encode(),
    "many_paragraphs.txt": lambda: b"x.\n\n" * 5_000 + RAIN.encode(),
    "deep.md": lambda: b"> " * 50_000 + RAIN.encode(),
    "brackets.md": lambda: b"# " + b"[" * 100_000 + b"\n\n" + RAIN.encode(),
    "stars.md": lambda: b"# " + b"*_`" * 50_000 + b"\n\n" + RAIN.encode(),
    "front_matter.md": lambda: b"---\n" + b"a: b\n" * 5_000 + b"\n" + RAIN.encode(),
    "yaml.md": f"---\ntitle: !!python/object/apply:os.system [id]\n---\n{RAIN}".encode,
    "page.html": f"<html><body><p>{RAIN}</p></body></html>".encode,
    "no_end.html": lambda: b"<div>" * 100 + f"<p>{RAIN}".encode(),
    "entity.html": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + f"<html><body><p>{RAIN} &x;</p></body></html>".encode()
    ),
    "charset.html": lambda: b"<meta charset=utf-7><p>" + RAIN.encode() + b" +ADw-script+AD4-</p>",
    "cdata.html": f"<![CDATA[x]]><!--><p>{RAIN}</p>-->".encode,
    "remote.html": f'<base href="http://192.0.2.1/"><img src="a"><p>{RAIN}</p>'.encode,
    "word.docx": lambda: docx_of(RAIN),
    "remote.docx": lambda: docx_with(
        "word/_rels/settings.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://192.0.2.1/t.dotm"'
        b' TargetMode="External"/></Relationships>',
    ),
    "macro.docx": lambda: docx_with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro"),
    "nested_zip.docx": lambda: docx_with("word/embeddings/a.zip", docx_of("Inner.")),
    "climbing.docx": lambda: docx_with("../../../../tmp/owned.txt", b"owned"),
    "page.pdf": lambda: pdf_text(RAIN),
    "javascript.pdf": lambda: pdf_text(RAIN).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    ),
    "lines.jsonl": lambda: b'{"text": "' + RAIN.encode() + b'"}\n{"id": 2, "text": "It snowed."}',
    "bad_lines.jsonl": lambda: (
        b'{"text": "' + RAIN.encode() + b'"}\n{"text": \nnull\n[]\n"x"\n'
        b'{"text": 7}\n{"text": "a", "text": ""}\n' + b"[" * 100_000 + b"\n{}\n\xff\xfe\n"
    ),
    "odd_fields.jsonl": lambda: (
        b'{"id": "../../etc/passwd", "text": "' + RAIN.encode() + b'", "title": {"a": 1},'
        b' "published": "0000-99-99", "url": "javascript:alert(1)", "publisher": [1]}\n'
        b'{"id": "\\ud800", "text": "It \\ud800 rained.", "title": "\\u202e\\u0000\\n"}\n'
        b'{"id": 1e999, "text": "It rained.", "published": 99999999999999999999}\n'
    ),
}

BAD: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "only_space.txt": lambda: b" \n\t\r\n" * 100,
    "only_bom.txt": lambda: b"\xef\xbb\xbf",
    "only_nul.txt": lambda: b"\0" * 5_000,
    "noise.txt": lambda: bytes(range(256)) * 400,
    "is_a_pdf.txt": lambda: pdf_text(RAIN),
    "is_a_docx.md": lambda: docx_of(RAIN),
    "is_a_picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "is_gzip.jsonl": lambda: b"\x1f\x8b\x08" + b"\0" * 100,
    "empty.pdf": lambda: b"",
    "is_text.pdf": RAIN.encode,
    "is_html.pdf": lambda: b"<html><p>" + RAIN.encode(),
    "half.pdf": lambda: pdf_text(RAIN)[:200],
    "no_text.pdf": lambda: pdf_of(b""),
    "circular.pdf": pdf_circular,
    "bomb.pdf": lambda: pdf_of(b"", data=deflated(200_000_000)),
    "twice_packed.pdf": lambda: pdf_of(
        b"", filters="/FlateDecode /FlateDecode", data=deflated(200_000_000, 2)
    ),
    "runlength.pdf": lambda: pdf_of(b"", filters="/RunLengthDecode", data=b"\x81 " * 2_000_000),
    "operators.pdf": lambda: pdf_of(b"q " * 2_000_000),
    "nested.pdf": lambda: pdf_of(b"[" * 2_000_000),
    "empty.docx": lambda: b"",
    "is_text.docx": RAIN.encode,
    "is_old.docx": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5_000,
    "half.docx": lambda: docx_of(RAIN)[:6_000],
    "no_word.docx": lambda: docx_with("[Content_Types].xml", b"<a/>"),
    "not_xml.docx": lambda: docx_with("word/document.xml", b"not xml"),
    "bomb.docx": lambda: docx_with("word/document.xml", b" " * 310_000_000),
    "lying.docx": lying_zip,
    "deep.docx": lambda: docx_xml("<w:sdt>" * 200_000),
    "laughs.docx": lambda: docx_xml(
        "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>",
        "<!DOCTYPE x [<!ENTITY a 'ha'>"
        + "".join(
            f"<!ENTITY {b} '{f'&{a};' * 10}'>"
            for a, b in zip("abcdefghi", "bcdefghij", strict=False)
        )
        + "]>",
    ),
    "outside.docx": lambda: docx_xml(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
    "empty.html": lambda: b"",
    "no_words.html": lambda: b"<html><body><script>x</script></body></html>",
    "deep.html": lambda: b"<div>" * 3_000 + RAIN.encode(),
    "noise.html": lambda: bytes(range(256)) * 100,
    "lines.txt": lambda: b"x\n" * 2_100_000,
    "no_line.jsonl": lambda: b"\n\n{}\n[]\nnull\n",
    "deep.jsonl": lambda: b'{"text":' * 100_000,
    "numbers.jsonl": lambda: b"1" * 1_000_000,
}


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


ODD: dict[str, Callable[[Path], object]] = {
    "pipe.txt": _fifo,
    "socket.txt": _socket,
    "device.txt": lambda path: path.symlink_to("/dev/zero"),
    "outside.txt": lambda path: path.symlink_to("/etc/passwd"),
    "loop.txt": lambda path: path.symlink_to(path.name),
    "nowhere.txt": lambda path: path.symlink_to("nothing.txt"),
    "above": lambda path: path.symlink_to(".."),
    "folder.txt": lambda path: path.mkdir(),
    "huge.txt": lambda path: os.truncate(_touched(path), 1 << 40),
    "huge.pdf": lambda path: os.truncate(_touched(path), 1 << 30),
}


def _touched(path: Path) -> Path:
    path.touch()
    return path
