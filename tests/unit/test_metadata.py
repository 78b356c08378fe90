"""metadata.csv fills what a file does not say; dates are read only where they are whole."""

from pathlib import Path

import pytest

from index.dates import iso_date
from index.documents import Source, find, read
from index.titles import usable_title


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _known(path: Path, root: Path) -> list[tuple[str | None, ...]]:
    return [(d.title, d.publisher, d.published, d.url) for d in read(Source(path, root))]


ROW = "Rain again,The Times,13 January 2025,https://example.org/a"


def test_a_row_fills_what_the_file_does_not_say(tmp_path: Path) -> None:
    _write(tmp_path / "metadata.csv", f"file,title,publisher,published,url\na.txt,{ROW}\n")
    silent = _write(tmp_path / "a.txt", "It rained.")
    full = ("Rain again", "The Times", "2025-01-13", "https://example.org/a")
    assert _known(silent, tmp_path) == [full]
    _write(silent, "Title: Rain\nPublished: 2020-05-01\n\nIt rained.")
    assert _known(silent, tmp_path) == [("Rain", "The Times", "2020-05-01", full[3])]


def test_fields_are_one_printable_line(tmp_path: Path) -> None:
    _write(tmp_path / "metadata.csv", 'file,publisher\na.txt,"The\n\u202eTimes\x1b"\n')
    path = _write(tmp_path / "a.txt", "Title: Ra\u200bin\x1b[31m\n\nIt rained.")
    assert _known(path, tmp_path) == [("Rain[31m", "The Times", None, None)]


def test_other_rows_say_nothing(tmp_path: Path) -> None:
    _write(tmp_path / "metadata.csv", f"file,title,publisher,published,url\nb.txt,{ROW}\n")
    path = _write(tmp_path / "a.txt", "It rained.")
    assert _known(path, tmp_path) == [(None, None, None, None)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_as_spreadsheets_save_it(tmp_path: Path, separator: str) -> None:
    table = f"\ufeffFile{separator} Publisher \r\na.txt{separator}The Times\r\n"
    (tmp_path / "metadata.csv").write_bytes(table.encode())
    path = _write(tmp_path / "a.txt", "It rained.")
    assert _known(path, tmp_path) == [(None, "The Times", None, None)]


def test_tables_above_name_files_by_their_path(tmp_path: Path) -> None:
    _write(tmp_path / "metadata.csv", "file,publisher,title\nsub/a.txt,Upper,From above\n")
    _write(tmp_path / "sub/metadata.csv", "file,publisher\na.txt,Nearer\n")
    path = _write(tmp_path / "sub/a.txt", "It rained.")
    assert _known(path, tmp_path) == [("From above", "Nearer", None, None)]
    assert _known(path, tmp_path / "sub") == [(None, "Nearer", None, None)]


def test_rows_for_the_lines_of_a_jsonl_file(tmp_path: Path) -> None:
    _write(tmp_path / "metadata.csv", "file,publisher,title\nn.jsonl,The Times,\nx,,Rain\n")
    path = _write(tmp_path / "n.jsonl", '{"id": "x", "text": "A."}\n{"id": "y", "text": "B."}\n')
    assert _known(path, tmp_path) == [
        ("Rain", "The Times", None, None),
        (None, "The Times", None, None),
    ]


def test_a_change_of_the_table_is_seen(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", "It rained.")
    for publisher in ("The Times", "The Daily Post"):
        _write(tmp_path / "metadata.csv", f"file,publisher\na.txt,{publisher}\n")
        assert _known(path, tmp_path) == [(None, publisher, None, None)]


def test_what_is_wrong_in_a_table_is_reported_once(tmp_path: Path) -> None:
    table = _write(
        tmp_path / "metadata.csv", "file,published\na.txt,01/02/2025\nb.txt,2025-01-13\n"
    )
    first = _write(tmp_path / "a.txt", "It rained.")
    second = _write(tmp_path / "b.txt", "It rained.")
    problem = f"{table} line 2: `published` is no date: write YYYY-MM-DD"
    assert [str(found) for found in find([tmp_path])] == [
        str(Source(first, tmp_path)),
        problem,
        str(Source(second, tmp_path)),
    ]
    assert _known(first, tmp_path) == [(None, None, None, None)]
    assert _known(second, tmp_path) == [(None, None, "2025-01-13", None)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            b"name,title\na.txt,Rain\n",
            "cannot be used: it has no column `file`: head it file,title,publisher,published,url",
        ),
        (b"PK\x03\x04", "cannot be used: is a .docx file by its content: rename it or convert it"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, content: bytes, problem: str) -> None:
    table = tmp_path / "metadata.csv"
    table.write_bytes(content)
    path = _write(tmp_path / "a.txt", "It rained.")
    assert [str(found) for found in find([tmp_path])][1:] == [f"{table} {problem}"]
    assert _known(path, tmp_path) == [(None, None, None, None)]


def test_a_table_that_links_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    secret = _write(tmp_path / "out/secret.csv", "file,publisher\na.txt,Secret\n")
    path = _write(tmp_path / "in/a.txt", "It rained.")
    (tmp_path / "in/metadata.csv").symlink_to(secret)
    assert _known(path, tmp_path / "in") == [(None, None, None, None)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-01-13", "2025-01-13"),
        ("2025-01-13T23:30:00+09:00", "2025-01-13"),
        ("2025/01/13", "2025-01-13"),
        ("20250113", "2025-01-13"),
        ("20250113T101500Z", "2025-01-13"),
        ("13 January 2025", "2025-01-13"),
        ("Monday, 13th of January, 2025", "2025-01-13"),
        ("Mon, 13 Jan 2025 10:00:00 GMT", "2025-01-13"),
        ("January 13, 2025 at 3:15 p.m.", "2025-01-13"),
        ("Jan. 13, 2025", "2025-01-13"),
        ("13. Januar 2025", "2025-01-13"),
        ("13 de enero de 2025", "2025-01-13"),
        ("1er février 2025", "2025-02-01"),
        ("13.01.2025", "2025-01-13"),
        ("13/01/2025", "2025-01-13"),
        ("01/13/2025", "2025-01-13"),
        ("05/05/2025", "2025-05-05"),
        ("01/02/2025", None),
        ("2025-02-30", None),
        ("2025-01", None),
        ("January 2025", None),
        ("2025", None),
        ("1736763000", None),
        ("yesterday", None),
        ("13 Smarch 2025", None),
        ("0000-00-00", None),
        ("", None),
        (20250113, None),
        (None, None),
    ],
)
def test_dates(written: object, day: str | None) -> None:
    assert iso_date(written) == day


def test_titles_are_one_printable_line() -> None:
    assert usable_title(" Kim\n visits\tMoscow\u202e ") == "Kim visits Moscow"
    assert usable_title("1984") is None
    assert usable_title("x" * 301) is None
    assert usable_title(5) is None
    assert usable_title("Document leak in Kyiv") == "Document leak in Kyiv"
