import os
from pathlib import Path

import platformdirs
import pytest

from index.errors import WeightsError
from index.weights import Weights
from tests.fakes.weights_catalogue import ENCODER, WRITER, sha256, write_catalogue

PULL = "run `footnoted models pull writer`"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A weights folder that holds both weights."""
    folder = tmp_path / "weights"
    files = {"writer/model.gguf": WRITER, **{f"encoder/{p}": d for p, d in ENCODER.items()}}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def weights(folder: Path, catalogue: Path) -> Weights:
    return Weights(folder, offline=True, catalogue=catalogue)


def change_a_byte(path: Path, *, keep_time: bool) -> None:
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    moved = 0 if keep_time else 1
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + moved))


def test_entries_are_in_the_catalogues_order(weights: Weights) -> None:
    assert [(entry.name, entry.role) for entry in weights.entries()] == [
        ("writer", "writer"),
        ("encoder", "encoder"),
    ]


def test_sha256_is_that_of_the_file_with_the_numbers(weights: Weights) -> None:
    assert weights.sha256("writer") == sha256(WRITER)
    assert weights.sha256("encoder") == sha256(ENCODER["model.safetensors"])


def test_path_of_a_writer_is_its_file_and_of_an_encoder_its_folder(
    weights: Weights, folder: Path
) -> None:
    assert weights.path("writer") == folder / "writer" / "model.gguf"
    assert weights.path("encoder") == folder / "encoder"


def test_location_is_known_before_anything_is_there(tmp_path: Path, catalogue: Path) -> None:
    weights = Weights(tmp_path / "none", offline=True, catalogue=catalogue)
    assert weights.location("writer") == tmp_path / "none" / "writer" / "model.gguf"
    assert weights.location("encoder") == tmp_path / "none" / "encoder"


def test_ensure_and_pull_give_what_is_there_even_offline(weights: Weights, folder: Path) -> None:
    assert weights.ensure("writer") == folder / "writer" / "model.gguf"
    assert weights.pull("encoder") == folder / "encoder"


@pytest.mark.parametrize(
    "method", ["path", "location", "sha256", "present", "ensure", "pull", "verify"]
)
def test_unknown_name(weights: Weights, method: str) -> None:
    with pytest.raises(WeightsError, match="no weights named gpt; `footnoted models list`"):
        getattr(weights, method)("gpt")


def test_missing_weight_names_the_command(tmp_path: Path, catalogue: Path) -> None:
    weights = Weights(tmp_path / "none", offline=False, catalogue=catalogue)
    with pytest.raises(WeightsError) as error:
        weights.path("writer")
    assert str(error.value) == f"writer is not in {tmp_path / 'none'}; {PULL}"
    assert not weights.present("writer")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("method", ["path", "ensure", "pull"])
def test_missing_weight_offline_names_the_command_and_the_variable(
    tmp_path: Path, catalogue: Path, method: str
) -> None:
    weights = Weights(tmp_path / "none", offline=True, catalogue=catalogue)
    with pytest.raises(WeightsError, match=f"unset FOOTNOTED_OFFLINE and {PULL}"):
        getattr(weights, method)("writer")
    assert not (tmp_path / "none").exists()


def test_encoder_that_lacks_one_file_is_missing(weights: Weights, folder: Path) -> None:
    assert weights.present("encoder")
    (folder / "encoder" / "1_Pooling" / "config.json").unlink()
    assert not weights.present("encoder")
    with pytest.raises(WeightsError, match="encoder is not in"):
        weights.path("encoder")


def test_damage_before_the_first_load_is_found(weights: Weights, folder: Path) -> None:
    change_a_byte(folder / "writer" / "model.gguf", keep_time=True)
    with pytest.raises(WeightsError) as error:
        weights.path("writer")
    assert str(error.value) == (
        f"{folder / 'writer' / 'model.gguf'} is damaged or cannot be read; "
        f"unset FOOTNOTED_OFFLINE and {PULL}"
    )


def test_damage_after_a_load_is_found(weights: Weights, folder: Path) -> None:
    weights.path("writer")
    change_a_byte(folder / "writer" / "model.gguf", keep_time=False)
    for _ in range(2):
        with pytest.raises(WeightsError, match=r"model\.gguf is damaged"):
            weights.path("writer")


def test_truncated_file_is_damaged_and_not_present(weights: Weights, folder: Path) -> None:
    weights.path("writer")
    (folder / "writer" / "model.gguf").write_bytes(WRITER[:-1])
    assert not weights.present("writer")
    with pytest.raises(WeightsError, match=r"model\.gguf is damaged"):
        weights.ensure("writer")


def test_damage_in_a_small_file_of_an_encoder_is_found(weights: Weights, folder: Path) -> None:
    weights.path("encoder")
    change_a_byte(folder / "encoder" / "config.json", keep_time=False)
    with pytest.raises(WeightsError, match=r"encoder.config\.json is damaged"):
        weights.path("encoder")


def test_unchanged_file_is_not_hashed_again_but_verify_hashes_it(
    weights: Weights, folder: Path
) -> None:
    model = folder / "writer" / "model.gguf"
    weights.path("writer")
    change_a_byte(model, keep_time=True)
    assert weights.path("writer") == model
    assert weights.verify("writer") == (("writer", model, False),)
    with pytest.raises(WeightsError, match=r"model\.gguf is damaged"):
        weights.path("writer")


def test_stamp_of_another_digest_is_not_believed(folder: Path, catalogue: Path) -> None:
    Weights(folder, offline=True, catalogue=catalogue).path("writer")
    catalogue.write_text(catalogue.read_text().replace(sha256(WRITER), sha256(b"another")))
    with pytest.raises(WeightsError, match=r"model\.gguf is damaged"):
        Weights(folder, offline=True, catalogue=catalogue).path("writer")


@pytest.mark.parametrize("stamp", ["", "[]", "{", '{"model.gguf": 1}', "\udcff"])
def test_unreadable_stamp_is_written_anew(weights: Weights, folder: Path, stamp: str) -> None:
    weights.path("writer")
    stamped = (folder / "writer.verified.json").read_bytes()
    (folder / "writer.verified.json").write_text(stamp, "utf-8", "surrogateescape")
    assert weights.path("writer") == folder / "writer" / "model.gguf"
    assert (folder / "writer.verified.json").read_bytes() == stamped


def test_folder_without_room_for_a_stamp_still_loads(weights: Weights, folder: Path) -> None:
    (folder / "writer.verified.json").mkdir()
    assert weights.path("writer") == folder / "writer" / "model.gguf"


def test_verify_covers_what_is_there(weights: Weights, folder: Path) -> None:
    (folder / "writer" / "model.gguf").unlink()
    (folder / "encoder" / "config.json").unlink()
    change_a_byte(folder / "encoder" / "1_Pooling" / "config.json", keep_time=True)
    assert weights.verify() == (
        ("encoder", folder / "encoder" / "model.safetensors", True),
        ("encoder", folder / "encoder" / "config.json", False),
        ("encoder", folder / "encoder" / "1_Pooling" / "config.json", False),
    )
    with pytest.raises(WeightsError, match="writer is not in"):
        weights.verify("writer")


def test_folder_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, folder: Path, catalogue: Path
) -> None:
    monkeypatch.setenv("FOOTNOTED_WEIGHTS", str(folder))
    assert Weights(catalogue=catalogue).path("encoder") == folder / "encoder"


def test_folder_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, catalogue: Path) -> None:
    monkeypatch.delenv("FOOTNOTED_WEIGHTS", raising=False)
    cache = platformdirs.user_cache_path("footnoted")
    with pytest.raises(WeightsError) as error:
        Weights(catalogue=catalogue, offline=False).path("writer")
    assert str(error.value) == f"writer is not in {cache / 'weights'}; {PULL}"


@pytest.mark.parametrize(
    ("value", "offline"), [(None, False), ("", False), ("0", False), ("1", True), ("yes", True)]
)
def test_offline_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    catalogue: Path,
    value: str | None,
    offline: bool,
) -> None:
    monkeypatch.delenv("FOOTNOTED_OFFLINE", raising=False)
    if value is not None:
        monkeypatch.setenv("FOOTNOTED_OFFLINE", value)
    with pytest.raises(WeightsError) as error:
        Weights(tmp_path / "none", catalogue=catalogue).path("writer")
    assert ("unset FOOTNOTED_OFFLINE" in str(error.value)) is offline


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path, catalogue: Path) -> None:
    (tmp_path / "file").touch()
    weights = Weights(tmp_path / "file" / "weights", offline=False, catalogue=catalogue)
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        f"cannot write to {tmp_path / 'file' / 'weights'} (Not a directory); "
        "set FOOTNOTED_WEIGHTS to a folder that can be written to"
    )


def test_full_disk_is_told_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalogue: Path
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: _AlmostFull())
    weights = Weights(tmp_path / "none", offline=False, catalogue=catalogue)
    with pytest.raises(WeightsError) as error:
        weights.pull("writer")
    assert str(error.value) == (
        f"writer needs 18.0 kB in {tmp_path / 'none'}, where 17.9 kB is free; "
        "make room or set FOOTNOTED_WEIGHTS to another folder"
    )


class _AlmostFull:
    free = 17_900
