"""index.documents and index.files: what is found, what is opened, what a file's print is."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from index import text_reader
from index.documents import Reading, Source, find, fingerprint, read, read_all
from index.errors import DocumentError
from index.files import SIZE_LIMITS, printable
from index.vocabulary import Document

SEEDS = Path(__file__).parents[2] / "seeds"


def _found(*paths: Path) -> list[str]:
    """Names of what is found; an error as its message, with folders cut off."""
    return [
        found.path.name
        if isinstance(found, Source)
        else str(found).replace(f"{paths[0]}", "ROOT").replace(f"{paths[0].parent}", "PARENT")
        for found in find(paths)
    ]


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It rained.\n", encoding="utf-8")


def test_the_four_articles_are_found_and_nothing_else() -> None:
    assert _found(SEEDS) == [
        "000_f73db404a631d549.txt",
        "001_afbc3cd2b371f0eb.txt",
        "002_dd9bd429cd8fb60a.txt",
        "003_e4cce470ff14cd12.txt",
    ]


def test_an_article_is_read_as_it_is() -> None:
    path = SEEDS / "002_dd9bd429cd8fb60a.txt"
    data = path.read_bytes()
    assert read(Source(path, SEEDS)) == (
        Document(
            name="002_dd9bd429cd8fb60a.txt",
            text=data.decode("utf-8"),
            sha256=hashlib.sha256(data).hexdigest(),
            title="North Korean soldiers kill themselves to avoid capture in Ukraine, U.S. says",
        ),
    )


def test_folders_are_searched_in_sorted_order(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.md", "a/a.TXT", "a.txt", "c/d/e.jsonl", "c/x.html", "c/y.htm")
    _write(tmp_path, ".hidden.txt", ".git/a.txt", "photo.jpg", "README", "c.pdf.bak")
    (tmp_path / "metadata.csv").write_text("file,title\n", encoding="utf-8")
    assert _found(tmp_path) == ["a.TXT", "z.md", "a.txt", "b.txt", "e.jsonl", "x.html", "y.htm"]


def test_root_is_the_given_folder_or_the_file_s_own(tmp_path: Path) -> None:
    _write(tmp_path, "a/b.txt")
    path = tmp_path / "a/b.txt"
    assert list(find([tmp_path])) == [Source(path, tmp_path)]
    assert list(find([path])) == [Source(path, tmp_path / "a")]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    assert _found(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt") == ["a.txt"]


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(find([Path("a.txt")])) == [Source(tmp_path / "a.txt", tmp_path)]


def test_what_cannot_be_used_is_named_in_its_place(tmp_path: Path) -> None:
    _write(tmp_path, "in/a.txt", "in/z.txt", "x.csv")
    assert _found(tmp_path / "none", tmp_path / "x.csv", tmp_path / "in") == [
        "ROOT does not exist: check the path",
        "PARENT/x.csv is not of a supported format:"
        " use .txt, .md, .html, .htm, .pdf, .docx, .jsonl",
        "a.txt",
        "z.txt",
    ]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "in/a.txt", "out/secret.txt")
    folder = tmp_path / "in"
    (folder / "b.txt").symlink_to(tmp_path / "out/secret.txt")
    (folder / "c").symlink_to(tmp_path / "out")
    (folder / "d.txt").symlink_to("a.txt")
    (folder / "e.txt").symlink_to("gone.txt")
    assert _found(folder) == [
        "a.txt",
        "ROOT/b.txt links out of the folder: give the file it links to",
        "ROOT/c is a link to a folder: give that folder itself",
        "d.txt",
        "ROOT/e.txt cannot be read (No such file or directory): check where it links to",
    ]


def test_a_link_that_is_given_is_followed(tmp_path: Path) -> None:
    _write(tmp_path, "out/a.txt")
    (tmp_path / "b.txt").symlink_to("out/a.txt")
    assert _found(tmp_path / "b.txt") == ["b.txt"]


def test_pipes_are_never_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    message = f"{pipe} is not a regular file: give the document itself"
    assert [str(found) for found in find([tmp_path, pipe])] == [message, message]
    with pytest.raises(DocumentError, match="is not a regular file"):
        read(Source(pipe, tmp_path))


def test_what_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "in/a.txt", "b.txt")
    listed = Path.iterdir

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", lambda p: refuse() if p.name == "in" else listed(p))
    assert _found(tmp_path) == [
        "b.txt",
        "ROOT/in cannot be opened (Permission denied): check its permissions",
    ]
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DocumentError, match=r"b\.txt cannot be read \(Permission denied\): check"):
        read(Source(tmp_path / "b.txt", tmp_path))


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as raised:
        read(Source(tmp_path / "a.txt", tmp_path))
    assert str(raised.value) == (
        f"{tmp_path}/a.txt cannot be read (No such file or directory): check its permissions"
    )


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZE_LIMITS, ".txt", 1)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1_000_000)
    assert len(read(Source(path, tmp_path))[0].text) == 1_000_000
    path.write_bytes(b"a" * 1_000_001)
    for use in (read, fingerprint):
        with pytest.raises(DocumentError, match="is larger than 1 MB: split it into smaller files"):
            use(Source(path, tmp_path))


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(
        DocumentError, match=r"a\.txt (is empty|has no text): give a file with text"
    ):
        read(Source(tmp_path / "a.txt", tmp_path))


def test_names_and_messages_are_one_printable_line(tmp_path: Path) -> None:
    name = "a\nb\x1b[31m\u202etxt.exe.txt"
    _write(tmp_path, name)
    (document,) = read(Source(tmp_path / name, tmp_path))
    assert document.name == "a\ufffdb\ufffd[31m\ufffdtxt.exe.txt"
    (tmp_path / name).write_bytes(b"\x00\x01" * 100)
    with pytest.raises(DocumentError) as raised:
        read(Source(tmp_path / name, tmp_path))
    assert "\n" not in str(raised.value)
    assert printable("a b\u00e9") == "a b\u00e9"


def test_fingerprint_changes_with_the_bytes_and_the_metadata_row(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    source = Source(tmp_path / "a.txt", tmp_path)
    first = fingerprint(source)
    assert first == hashlib.sha256(b"It rained.\n").hexdigest()
    (tmp_path / "metadata.csv").write_text("file,publisher\nb.txt,Other\n", encoding="utf-8")
    assert fingerprint(source) == first
    (tmp_path / "metadata.csv").write_text("file,publisher\na.txt,The Times\n", encoding="utf-8")
    second = fingerprint(source)
    (tmp_path / "a.txt").write_text("It snowed.\n", encoding="utf-8")
    assert len({first, second, fingerprint(source)}) == 3


def test_whatever_a_reader_raises_is_one_line_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(data: bytes) -> None:
        raise RecursionError("deep\nstack")

    monkeypatch.setattr(text_reader, "read_text", crash)
    _write(tmp_path, "a.txt")
    with pytest.raises(DocumentError) as raised:
        read(Source(tmp_path / "a.txt", tmp_path))
    assert str(raised.value) == (
        f"{tmp_path}/a.txt is damaged or no .txt file (RecursionError):"
        " open it in its program and save it again"
    )


def test_read_logs_what_read_all_returns(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "x", "text": "It rained."}\nrubbish\n')
    reading = read_all(Source(path, tmp_path))
    assert isinstance(reading, Reading)
    assert [document.name for document in reading.documents] == ["x"]
    message = (
        f"{path} line 2 is no JSON (Expecting value: line 1 column 1 (char 0)):"
        " correct or remove it"
    )
    assert [str(problem) for problem in reading.problems] == [message]
    assert read(Source(path, tmp_path)) == reading.documents
    assert caplog.messages == [message]
