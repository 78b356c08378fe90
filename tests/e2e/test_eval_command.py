"""`footnoted eval` from the command line, with the real weights."""

import json
from pathlib import Path
from typing import Any

import pytest

from fakes.libraries import needs_milvus
from ui.cli import main

pytestmark = pytest.mark.model

TEXT = (
    "The ferry Aurora ran aground near Skagen with 120 passengers on Monday. "
    "Captain Nils Berg said the rocks were poorly marked.\n"
)
ROW = {
    "id": "fact-1",
    "split": "test",
    "type": "fact",
    "question": "How many passengers were on the ferry Aurora?",
    "evidence": [{"document": "ferry.txt", "quote": TEXT.split(". ", maxsplit=1)[0] + "."}],
    "answers": [["120"]],
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(TEXT)
    return folder


def suite(folder: Path, *rows: object) -> Path:
    path = folder / "suite.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def figures(folder: Path) -> dict[str, Any]:
    """The report without what differs from run to run: times."""
    found = json.loads((folder / "report.json").read_text())
    for system in found["systems"]:
        for question in system["questions"]:
            del question["seconds"], question["record"]["timings"]
        for group in (*system["splits"].values(), *system["types"].values()):
            for name in ("seconds_p50", "seconds_p95"):
                group.pop(name)
        for question in system["questions"]:
            for name in ("seconds_p50", "seconds_p95"):
                question["scores"].pop(name)
    return found


def test_a_part_of_the_suite_is_measured_and_gates_are_named(tmp_path: Path, capsys: Any) -> None:
    arguments = ["eval", "--model", "none", "--types", "disagreement,multi_source"]
    code = main([*arguments, "--sample", "4", "--report", str(tmp_path), "--quiet"])
    out, err = capsys.readouterr()
    assert code == 1
    assert "disagreement_recall" in out and "recall@10" in out
    failed = [line for line in err.splitlines() if line.startswith("footnoted: gate failed: ")]
    assert failed == err.splitlines() and failed
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")


def test_two_fresh_runs_give_the_same_figures(tmp_path: Path) -> None:
    seen = []
    for name in ("a", "b"):
        main(["eval", "--model", "none", "--sample", "5", "--fresh", "--quiet",
              "--report", str(tmp_path / name)])  # fmt: skip
        seen.append(figures(tmp_path / name))
    assert seen[0] == seen[1]


def test_a_library_on_milvus_gives_the_figures_of_a_folder(
    tmp_path: Path, documents: Path, capsys: Any
) -> None:
    needs_milvus()
    command = ["eval", "--suite", str(suite(tmp_path, ROW)), "--documents", str(documents),
               "--model", "none", "--quiet", "--report", str(tmp_path / "r")]  # fmt: skip
    seen, digests = [], []
    for place in (str(tmp_path / "folder"), str(tmp_path / "suite.db")):
        assert main([*command, "--suite-library", place]) == 0
        found = figures(tmp_path / "r")
        assert found["suite"].pop("library") == place
        digests.append(found["systems"][0].pop("digest"))
        seen.append((found, (tmp_path / "r" / "results.jsonl").read_text().count("\n{")))
    # The second asked anew: what a folder answered says nothing of Milvus.
    assert [asked for _, asked in seen] == [1, 2]
    assert digests[0] != digests[1]
    assert seen[0][0] == seen[1][0]
    capsys.readouterr()
    assert main([*command, "--suite-library", place]) == 1
    assert capsys.readouterr().err == (
        f"footnoted: {place} holds documents already: name an empty library\n"
    )


def test_json_is_the_report_and_nothing_else(tmp_path: Path, documents: Path, capsys: Any) -> None:
    path = suite(tmp_path, ROW)
    code = main(["eval", "--suite", str(path), "--documents", str(documents), "--model", "none",
                 "--json", "--quiet", "--report", str(tmp_path / "r")])  # fmt: skip
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["schema"] == 1
    assert found["suite"]["documents"] == ["ferry.txt"]
    assert found["systems"][0]["splits"]["test"]["cited_correctness"]["value"] == 1.0


def test_what_a_suite_leaves_out_is_not_indexed(tmp_path: Path, documents: Path) -> None:
    (documents / "second.txt").write_text("Some 300 passengers were aboard the ferry Aurora.\n")
    path = suite(tmp_path, ROW)
    path.with_suffix(".left-out.txt").write_text("second.txt\n")
    main(["eval", "--suite", str(path), "--documents", str(documents), "--model", "none",
          "--quiet", "--report", str(tmp_path / "r")])  # fmt: skip
    found = figures(tmp_path / "r")["suite"]
    assert (found["documents"], found["left_out"]) == (["ferry.txt"], ["second.txt"])


def test_the_model_answers_with_a_right_citation(tmp_path: Path, documents: Path) -> None:
    path = suite(tmp_path, ROW)
    arguments = ["eval", "--suite", str(path), "--documents", str(documents), "--quiet"]
    assert main([*arguments, "--report", str(tmp_path / "r")]) == 0
    test = figures(tmp_path / "r")["systems"][0]["splits"]["test"]
    assert test["cited_correctness"]["value"] == 1.0
    assert test["unsupported"]["value"] == 0.0


def test_an_earlier_report_is_compared(tmp_path: Path, documents: Path, capsys: Any) -> None:
    path = suite(tmp_path, ROW)
    arguments = ["eval", "--suite", str(path), "--documents", str(documents), "--model", "none",
                 "--quiet", "--report", str(tmp_path / "r")]  # fmt: skip
    main(arguments)
    assert main([*arguments, "--against", str(tmp_path / "r" / "report.json")]) == 0
    assert "cited_correctness (test)" in capsys.readouterr().out


def test_questions_are_drafted_from_any_folder(tmp_path: Path, documents: Path) -> None:
    path = tmp_path / "made.jsonl"
    code = main(
        ["eval", "build", str(documents), "--out", str(path), "--questions", "1", "--quiet"]
    )
    (line,) = path.read_text().splitlines()
    row = json.loads(line)
    assert code == 0
    assert row["question"].endswith("?")
    assert row["evidence"][0]["document"] == "ferry.txt"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nonsense", "line 1: not a JSON object"),
        (ROW | {"type": "riddle"}, "fact-1: type is 'riddle', must be one of fact"),
        (ROW | {"evidence": [{"document": "ferry.txt", "quote": "It sank."}]},
         "fact-1: not verbatim in ferry.txt: 'It sank.'"),
        (ROW | {"evidence": [{"document": "other.txt", "quote": "It sank."}]},
         "fact-1: there is no document 'other.txt'"),
    ],
)  # fmt: skip
def test_a_suite_that_cannot_be_used_is_one_line(
    tmp_path: Path, documents: Path, capsys: Any, row: object, reason: str
) -> None:
    path = suite(tmp_path, row)
    code = main(["eval", "--suite", str(path), "--documents", str(documents), "--model", "none",
                 "--quiet", "--report", str(tmp_path / "r")])  # fmt: skip
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert reason in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["--types", "riddle"], ["--sample", "0"], ["--split", "train"]]
)
def test_unusable_arguments(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(["eval", *arguments])
    assert exit.value.code == 2
