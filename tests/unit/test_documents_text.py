"""Plain text and Markdown: the stored text is the file's own, in any encoding."""

import pytest

from index.decoding import decode
from index.errors import DocumentError
from index.text_reader import read_markdown, read_text

QUOTED = "The “human waves” cost €4.5bn — the ministry of Zelensky’s ally said it on Friday. Naïve."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", ["The café said it.\r\nAll of it.\n", "Zwölf sagten es.\n"])
def test_unicode_files(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", QUOTED),
        ("latin-1", "Le président a déclaré que deux soldats ont été capturés près de Koursk."),
        ("cp1252", "Der Präsident sagte, dass über 300 Soldaten für die Familien tot sind."),
        ("cp1250", "Prezident řekl, že dva severokorejští vojáci byli zajati u Kurska v pátek."),
        ("cp1251", "Президент Украины заявил, что захвачены два северокорейских солдата."),
        ("gb18030", "据韩国国家情报院称,约有300名朝鲜士兵死亡。另有2700人受伤。"),
        ("shift_jis", "北朝鮮の兵士約300人が死亡した。約2700人が負傷した。"),
        ("euc_kr", "북한군 약 300명이 사망했다. 2,700명이 다쳤다."),
    ],
)
def test_other_encodings_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_are_kept_and_a_byte_order_mark_is_no_text() -> None:
    data = b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n"
    assert read_text(data).text == "One.\r\nTwo.\rThree.\n"


def test_broken_bytes_in_utf8_do_not_change_the_rest() -> None:
    data = (QUOTED * 20).encode()
    assert decode(data[:500] + b"\x93" + data[500:]).replace("\ufffd", "") == QUOTED * 20


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "is a .pdf file by its content: rename it or convert it"),
        (b"PK\x03\x04...", "is a .docx file by its content: rename it or convert it"),
        (b"a\x00\x01b" * 100, "holds binary data, not text: convert it to a text file"),
        (bytes(range(256)) * 40, "is in no known text encoding: save it as UTF-8"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_text(data)
    assert str(raised.value) == message


def test_a_headline_is_a_title() -> None:
    draft = read_text(b"Kim visits Moscow\n\nThe leader arrived there on Friday, officials said.\n")
    assert (draft.title, draft.publisher, draft.published, draft.url) == (
        "Kim visits Moscow",
        None,
        None,
        None,
    )


def test_a_wrapped_first_paragraph_is_no_title() -> None:
    text = b"The leader of the country came to the city on\nFriday, officials said, and left.\n"
    assert read_text(text).title is None


def test_labelled_lines_at_the_top() -> None:
    text = (
        "Title: Kim visits Moscow\nPublisher: The Times\nPublished: 13 January 2025\n"
        "URL: https://example.org/a\n\nThe leader arrived.\nDate: 1 May 2020\n"
    )
    draft = read_text(text.encode())
    assert draft.text == text
    assert (draft.title, draft.publisher, draft.published, draft.url) == (
        "Kim visits Moscow",
        "The Times",
        "2025-01-13",
        "https://example.org/a",
    )


def test_a_date_in_the_text_is_not_the_publication_date() -> None:
    text = b"Kim visits Moscow\n\nHe arrived on January 13, 2025, as the ministry had announced.\n"
    assert read_text(text).published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Kim visits *Moscow*\n\nHe arrived.\n", "Kim visits Moscow"),
        ("# [Kim visits](https://example.org) Moscow #\n\nHe arrived.\n", "Kim visits Moscow"),
        ("Intro.\n\nKim visits Moscow\n=====\n\nHe arrived.\n", "Kim visits Moscow"),
        ("## Only a section\n\nHe arrived.\n", None),
        ("He arrived on Friday.\n", None),
    ],
)
def test_markdown_titles(text: str, title: str | None) -> None:
    assert read_markdown(text.encode()).title == title


def test_markdown_front_matter() -> None:
    text = (
        '---\ntitle: "Kim: a visit"\ndate: 2025-01-13T08:00:00Z\npublisher: null\n'
        "tags:\n  - war\ncanonical-url: https://example.org/a\n---\n\n# Another heading\n\nText.\n"
    )
    draft = read_markdown(text.encode())
    assert draft.text == text
    assert (draft.title, draft.publisher, draft.published, draft.url) == (
        "Kim: a visit",
        None,
        "2025-01-13",
        "https://example.org/a",
    )
