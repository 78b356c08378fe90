import os
from pathlib import Path

from rag.kept_readings import MOST, KeptReadings


def test_what_is_kept_is_found_by_all_it_was_made_of(tmp_path: Path) -> None:
    KeptReadings(tmp_path / "new").keep(b"read", "weights", (1, 2))
    kept = KeptReadings(tmp_path / "new")
    assert kept.find("weights", (1, 2)) == b"read"
    assert kept.find("other weights", (1, 2)) is None
    assert kept.find("weights", (1, 3)) is None


def test_a_torn_or_changed_file_counts_as_none_and_is_written_anew(tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path)
    kept.keep(b"what the model read", "weights")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for spoilt in (b"", whole[:20], whole[:-1], whole[:-1] + b"!"):
        file.write_bytes(spoilt)
        assert kept.find("weights") is None
    kept.keep(b"what the model read", "weights")
    assert kept.find("weights") == b"what the model read"
    assert list(tmp_path.iterdir()) == [file]


def test_the_oldest_leave_when_there_are_many(tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path)
    for age in range(MOST + 2):
        kept.keep(b"read", age)
        for file in tmp_path.iterdir():
            os.utime(file, (file.stat().st_mtime - 10,) * 2)
    found = [kept.find(age) for age in range(MOST + 2)]
    assert found == [None, None] + [b"read"] * MOST


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = KeptReadings(tmp_path / "file" / "below")
    kept.keep(b"read", "weights")
    assert kept.find("weights") is None
