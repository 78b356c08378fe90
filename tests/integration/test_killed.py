"""Killed at any moment: what was reported is there, nothing by half, the next start works."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fakes.fake_encoder import DIMENSION, FakeEncoder
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.snapshot import load_index

PROGRAM = Path(__file__).parents[1] / "fakes" / "killed_program.py"
ARTICLES = 40
SENTENCES = 4
KILLS = 8  # of each kind; `make soak` sets FOOTNOTED_KILLS to more


def kills() -> int:
    return int(os.environ.get("FOOTNOTED_KILLS", KILLS))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        lines = [f"Man {number} was seen in town {i} on Monday." for i in range(SENTENCES)]
        (folder / f"{number:02}.txt").write_text(" ".join(lines))
    return folder


def start(what: str, library: Path, articles: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), what, str(library), str(articles)],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def killed(process: "subprocess.Popen[str]", after: float, lines: int) -> list[str]:
    """Kills `after` seconds after so many lines were reported; returns all that were."""
    assert process.stdout is not None
    reported = [process.stdout.readline().strip() for _ in range(lines)]
    time.sleep(after)
    process.kill()
    reported += process.stdout.read().splitlines()
    process.stdout.close()
    assert process.wait() in (0, -signal.SIGKILL)
    return reported


def whole(folder: Path) -> list[str]:
    """Names of the documents, each found whole and in step with words and vectors."""
    with Library.open(folder, thorough=True) as library:
        names = [document.name for document, _ in library.documents()]
        for name in names:
            assert len(library.sentences(name)) == SENTENCES
        assert library.count() == len(names) * SENTENCES
        assert len(load_index(library, DIMENSION, FaissIndex)) == library.count()
        assert len(library.match_words('"monday"', 10_000)) == library.count()
        return names


def test_a_killed_index_keeps_what_it_reported(tmp_path: Path, articles: Path) -> None:
    dice = random.Random(7)
    left = []
    for run in range(kills()):
        folder = tmp_path / f"library{run}"
        lines = dice.randint(1, ARTICLES)
        reported = killed(start("index", folder, articles), dice.random() * 0.02, lines)
        names = whole(folder)
        done = max([int(line) for line in reported if line.isdecimal()], default=0)
        assert names[:done] == [f"{number:02}.txt" for number in range(done)]
        left.append(len(names))
        with Library.create(folder) as library:
            report = Indexer(library, FakeEncoder()).index([articles])
        assert (report.added, report.unchanged) == (ARTICLES - len(names), len(names))
        assert len(whole(folder)) == ARTICLES
    assert len(set(left)) > 1


def test_a_killed_removal_has_removed_what_it_reported(tmp_path: Path, articles: Path) -> None:
    dice = random.Random(8)
    for run in range(kills()):
        folder = tmp_path / f"library{run}"
        with Library.create(folder) as library:
            Indexer(library, FakeEncoder()).index([articles])
            load_index(library, DIMENSION, FaissIndex)
        lines = dice.randint(1, ARTICLES)
        reported = killed(start("remove", folder, articles), dice.random() * 0.01, lines)
        names = whole(folder)
        assert not set(names) & set(reported)
        assert len(names) >= ARTICLES - len(reported) - 1


def test_killed_while_it_is_made_a_library_can_be_made_again(
    tmp_path: Path, articles: Path
) -> None:
    dice = random.Random(9)
    for run in range(kills() // 2):
        folder = tmp_path / f"library{run}"
        process = start("index", folder, articles)
        while not folder.exists() and process.poll() is None:
            time.sleep(0.0005)
        killed(process, dice.random() * 0.01, 0)
        with Library.create(folder) as library:
            Indexer(library, FakeEncoder()).index([articles])
        assert len(whole(folder)) == ARTICLES


@pytest.mark.parametrize("after", range(0, 6))
def test_killed_in_a_repair_it_can_be_repeated(
    tmp_path: Path, articles: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import repair as module

    folder = tmp_path / "library"
    with Library.create(folder) as library:
        Indexer(library, FakeEncoder()).index([articles])
    damage(folder)
    calls = iter(range(after + 1))

    def cut(function: object) -> object:
        def wrapped(*arguments: object, **named: object) -> object:
            if next(calls, None) is None:
                raise KeyboardInterrupt
            return function(*arguments, **named)  # type: ignore[operator]

        return wrapped

    monkeypatch.setattr(module.shutil, "copy2", cut(module.shutil.copy2))
    monkeypatch.setattr(Path, "unlink", cut(Path.unlink))
    monkeypatch.setattr(Path, "replace", cut(Path.replace))
    try:
        module.repair(folder, FakeEncoder())
    except KeyboardInterrupt:
        monkeypatch.undo()
        module.repair(folder, FakeEncoder())
    monkeypatch.undo()
    assert len(whole(folder)) == ARTICLES - 1


def damage(folder: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(folder / "library.sqlite")
    connection.execute("UPDATE documents SET text = 'Another.' WHERE id = 1")
    connection.commit()
    connection.close()
