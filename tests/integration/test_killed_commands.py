"""`models pull` and `eval` killed before any change that they make on the disk.

The next run of the same command ends as if nothing had happened, and in between nothing that is
there is wrong.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import WeightsError
from index.weights import Weights
from tests.fakes.eval_program import DOCUMENTS, QUESTIONS
from tests.fakes.weights_catalogue import HUB, WRITER, write_catalogue
from tests.fakes.weights_hub import PIECE, Hub, serve

PROGRAM = Path(__file__).parents[1] / "fakes" / "dying_program.py"
KILLS = 6  # of each kind; `make soak` sets FOOTNOTED_KILLS to more
NEVER = 0


def some(points: range) -> list[int]:
    """As many of the points as kills are wanted, the first and the last among them."""
    kills = int(os.environ.get("FOOTNOTED_KILLS", KILLS))
    between = random.Random(len(points)).sample(points[1:-1], min(kills, len(points)) - 2)
    return [points[0], *sorted(between), points[-1]]


def command(count: int, folder: Path, catalogue: Path, *arguments: object) -> list[str]:
    return [sys.executable, str(PROGRAM), *map(str, (count, folder, catalogue, *arguments))]


def environment(**more: object) -> dict[str, str]:
    paths = os.pathsep.join(sys.path)
    return os.environ | {"PYTHONPATH": paths} | {name: str(more[name]) for name in more}


def run(
    count: int, folder: Path, catalogue: Path, *arguments: object, **more: object
) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        command(count, folder, catalogue, *arguments),
        env=environment(**more), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


def points(whole: "subprocess.CompletedProcess[str]") -> range:
    """Every change that a whole run made, to be killed before."""
    assert whole.returncode == 0, whole.stderr
    return range(1, int(whole.stdout.splitlines()[-1]) + 1)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serve(Hub({"made-up/writer/model.gguf": WRITER})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        monkeypatch.delenv("FOOTNOTED_OFFLINE", raising=False)
        yield hub


def pull(folder: Path, count: int = NEVER) -> "subprocess.CompletedProcess[str]":
    catalogue = write_catalogue(folder.parent, HUB)
    return run(count, folder, catalogue, "models", "pull", "writer", FOOTNOTED_WEIGHTS=folder)


def nothing_wrong(folder: Path) -> None:
    """The weight is not there, or it is right."""
    weights = Weights(folder, offline=True, catalogue=write_catalogue(folder.parent, HUB))
    try:
        assert weights.path("writer").read_bytes() == WRITER
    except WeightsError as error:
        assert "is not in" in str(error)
    assert all(right for _, _, right in weights.verify())


def left_over(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


WHOLE = {"writer/model.gguf", "writer.verified.json", ".partial/writer.lock"}


def test_a_fetch_killed_at_any_change_can_be_repeated(tmp_path: Path, hub: Hub) -> None:
    for count in some(points(pull(tmp_path / "whole"))):
        folder = tmp_path / f"weights{count}"
        assert pull(folder, count).returncode == -signal.SIGKILL
        nothing_wrong(folder)
        assert pull(folder).returncode == 0
        nothing_wrong(folder)
        assert left_over(folder) == WHOLE, count


def test_a_fetch_killed_at_any_byte_goes_on_from_there(tmp_path: Path, hub: Hub) -> None:
    for sent in some(range(PIECE, len(WRITER) + 1, PIECE)):
        folder = tmp_path / f"weights{sent}"
        catalogue = write_catalogue(tmp_path, HUB)
        process = subprocess.Popen(
            command(NEVER, folder, catalogue, "models", "pull", "writer", "--quiet"),
            env=environment(FOOTNOTED_WEIGHTS=folder),
        )

        def kill(so_far: int, process: Any = process, sent: int = sent) -> None:
            if so_far == sent:
                process.kill()
                process.wait()

        hub.sent = kill
        assert process.wait(60) == -signal.SIGKILL
        hub.sent = None
        nothing_wrong(folder)
        hub.requests.clear()
        assert pull(folder).returncode == 0
        nothing_wrong(folder)
        [asked] = hub.downloads() or ["bytes=0-"]
        assert int(str(asked)[6:-1]) <= sent


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The arguments of `eval` for a suite of its own."""
    folder = tmp_path_factory.mktemp("suite")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in DOCUMENTS.items():
        (articles / name).write_text(text)
    rows = [
        {"id": f"{q.split}-{q.id}", "split": q.split, "type": q.type, "question": q.question,
         "evidence": [{"document": e.document, "quote": e.quote} for e in q.evidence],
         "answers": [list(answer) for answer in q.answers]}
        for q in QUESTIONS[: len(QUESTIONS) // 2]
    ]  # fmt: skip
    (folder / "suite.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return ["--suite", folder / "suite.jsonl", "--documents", articles]


def evaluate(
    folder: Path, suite: list[object], count: int = NEVER
) -> "subprocess.CompletedProcess[str]":
    catalogue = write_catalogue(folder.parent, HUB)
    arguments = ["eval", *suite, "--model", "none", "--quiet", "--report", folder]
    return run(count, folder, catalogue, *arguments, TMPDIR=folder.parent)


def figures(folder: Path) -> Any:
    """The report without what differs from run to run: times."""

    def timeless(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: timeless(v) for k, v in value.items() if "seconds" not in k and k != "timings"
            }
        return [timeless(one) for one in value] if isinstance(value, list) else value

    return timeless(json.loads((folder / "report.json").read_text()))


def recorded(folder: Path) -> list[str]:
    """The key of each whole line of the results."""
    path = folder / "results.jsonl"
    keys = []
    for line in path.read_text().splitlines() if path.exists() else []:
        try:
            keys.append(str(json.loads(line)["key"]))
        except ValueError:
            continue
    return keys


def test_an_evaluation_killed_at_any_change_goes_on(tmp_path: Path, suite: list[object]) -> None:
    changes = points(evaluate(tmp_path / "whole", suite))
    whole = recorded(tmp_path / "whole")
    for count in some(changes):
        folder = tmp_path / f"report{count}"
        assert evaluate(folder, suite, count).returncode == -signal.SIGKILL
        kept = recorded(folder)
        assert kept == whole[: len(kept)]
        assert evaluate(folder, suite).returncode == 0
        assert recorded(folder) == whole
        assert figures(folder) == figures(tmp_path / "whole")


@pytest.mark.parametrize("cut", [1, 2, 300])
def test_a_torn_line_of_results_is_asked_again(
    tmp_path: Path, suite: list[object], cut: int
) -> None:
    folder = tmp_path / "report"
    evaluate(folder, suite)
    whole, before = recorded(folder), figures(folder)
    path = folder / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert len(recorded(folder)) == len(whole) - (cut > 1)
    assert evaluate(folder, suite).returncode == 0
    assert recorded(folder) == whole
    assert figures(folder) == before
