"""The command line without weights: arguments, errors, the library's own commands."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fakes.fake_encoder import FakeEncoder
from index.indexer import Indexer
from ui import library_commands
from ui.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("FOOTNOTED_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.setenv("FOOTNOTED_OFFLINE", "1")

    def indexer(library: Any, *_: object) -> Indexer:
        return Indexer(library, FakeEncoder())

    monkeypatch.setattr(library_commands, "open_indexer", indexer)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out = capsys.readouterr()
    return code, out.out, out.err


def documents(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    code, out, _ = run(capsys, "documents", "--json")
    assert code == 0
    rows: list[dict[str, Any]] = json.loads(out)["documents"]
    return rows


def test_the_four_articles_go_in_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "index", str(SEEDS), "--json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert (report["added"], report["unchanged"], report["sentences"]) == (4, 0, 83)
    code, out, _ = run(capsys, "index", str(SEEDS), "--json")
    report = json.loads(out)
    assert (report["added"], report["unchanged"], report["sentences"]) == (0, 4, 0)
    assert [d["document"] for d in documents(capsys)] == [
        "000_f73db404a631d549.txt",
        "001_afbc3cd2b371f0eb.txt",
        "002_dd9bd429cd8fb60a.txt",
        "003_e4cce470ff14cd12.txt",
    ]


def test_show_gives_the_files_own_text(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "index", str(SEEDS))
    code, out, _ = run(capsys, "show", "001_afbc3cd2b371f0eb.txt", "--json")
    assert code == 0
    text = (SEEDS / "001_afbc3cd2b371f0eb.txt").read_bytes().decode("utf-8")
    assert json.loads(out)["text"] == text


def test_a_changed_file_is_updated_and_a_removed_one_is_gone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Two men were seen in Rome. One of them fled to Paris.")
    run(capsys, "index", str(article))
    article.write_text("Three men were seen in Rome. One of them fled to Paris.")
    _, out, _ = run(capsys, "index", str(article), "--json")
    assert json.loads(out)["updated"] == 1
    _, out, _ = run(capsys, "show", "a.txt")
    assert out == "Three men were seen in Rome. One of them fled to Paris.\n"
    assert run(capsys, "remove", "a.txt")[:2] == (0, "removed a.txt\n")
    assert documents(capsys) == []


def test_files_of_one_name_keep_apart_by_their_folders(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for folder in ("x", "y"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "a.txt").write_text(f"It rained in {folder} all day long.")
    run(capsys, "index", str(tmp_path / "in"))
    assert [d["document"] for d in documents(capsys)] == ["x/a.txt", "y/a.txt"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["documents"], "there is no library in"),
        (["ask", "Who?"], "there is no library in"),
        (["ask", "  "], "the question is empty"),
        (["index", "missing.txt"], "there is no file or folder missing.txt"),
        (["ask", "--batch", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["check", "missing.txt"], "missing.txt cannot be read"),
        (["verify", "missing.json"], "missing.json cannot be read"),
        (["models", "pull", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith("footnoted: ")
    assert line in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["nonsense"],
        ["ask", "Who?", "--as-of", "soon"],
        ["ask", "Who?", "--as-of", "2024-02-30"],
        ["ask", "Who?", "--since", "2024-03-01", "--until", "2024-02-29"],
        ["search", "Rome", "--until", "2024-02-29", "--since", "2024-03-01"],
        ["index"],
    ],
)
def test_unusable_arguments_exit_with_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_missing_weights_offline_name_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "index", str(SEEDS))
    code, _, err = run(capsys, "ask", "Who?")
    assert code == 1
    assert "footnoted models pull all-minilm-l6-v2" in err


def test_an_empty_library_says_how_to_fill_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "index", str(SEEDS))
    for document in documents(capsys):
        run(capsys, "remove", document["document"])
    code, _, err = run(capsys, "ask", "Who?")
    assert code == 1
    assert "is empty: add documents with `footnoted index`" in err


def test_the_catalogue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "models", "list", "--json")
    models = {m["name"]: m for m in json.loads(out)["models"]}
    assert set(models) == {
        "qwen2.5-coder-1.5b",
        "qwen2.5-coder-0.5b",
        "smollm2-135m",
        "all-minilm-l6-v2",
        "ms-marco-minilm-l12",
    }
    assert models["qwen2.5-coder-1.5b"]["present"] is False
    assert set(models["smollm2-135m"]) == {"name", "role", "licence", "path", "sha256", "present"}


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (b"\xff\xfe", "cannot be read: give a JSONL file"),
        (b"nonsense", "line 1: this is no JSON object"),
        (b"[" * 100_000, "line 1: this is no JSON object"),
        (b'{"question": "Who?"}\n\n[]', "line 3: give an object with a `question` text"),
        (b'{"question": 7}', "line 1: give an object with a `question` text"),
        (b'{"question": " ?! "}', "line 1: the question is empty"),
        (b'{"question": "' + b"who " * 600 + b'"}', "line 1: the question is longer than 2000"),
        (b'{"question": "Who?", "as_of": "soon"}', "line 1: 'soon' is no date"),
        (b'{"question": "Who?", "as_of": [1]}', "line 1: '[1]' is no date"),
    ],
)
def test_a_bad_line_of_a_batch_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lines: bytes, line: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(lines)
    code, out, err = run(capsys, "ask", "--batch", str(batch))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert line in err


def test_a_damaged_library_names_the_command_that_mends_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Two men were seen in Rome. One of them fled to Paris.")
    run(capsys, "index", str(article))
    path = tmp_path / "library" / "library.sqlite"
    path.write_bytes(path.read_bytes().replace(b"Two men were seen", b"Ten men were seen"))
    for arguments in (["documents"], ["show", "a.txt"], ["ask", "Who?"], ["index", str(article)]):
        code, out, err = run(capsys, *arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "run `footnoted index --repair`" in err
    code, _, err = run(capsys, "verify")
    assert (code, err.count("\n")) == (1, 1)


def test_streams_that_are_not_there_lead_nowhere(tmp_path: Path) -> None:
    command = f"{sys.executable} -m ui.cli documents --library {tmp_path}/none"
    for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"{command} {closed}"], cwd=SEEDS.parent, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["index", ""], ["documents", "--library", ""]])
def test_an_empty_path_is_not_this_folder(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    with pytest.raises(SystemExit) as exit:
        main(command)
    assert exit.value.code == 2
    assert "the path is empty: name a file or folder" in capsys.readouterr().err
