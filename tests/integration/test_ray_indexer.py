"""Indexing on a cluster of two nodes: the same library, whoever dies on the way."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from fakes.cluster_indexing import ClusterIndexing
from fakes.dying_encoder import DEADLY
from fakes.fake_encoder import FakeEncoder
from fakes.libraries import PLACES, made_at, needs_milvus, place_of
from index import indexer
from index.errors import RequestError
from index.indexer import Indexer
from index.library import Library
from index.ray_indexer import RayIndexer
from index.store import Store

FILES = 60
ENOUGH = 120.0  # seconds; a cluster in which all wait for each other never ends
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pythonpath(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a cluster's workers import from; skips the test where Ray is not there."""
    if find_spec("ray") is None:
        pytest.skip("indexing on Ray needs footnoted[ray]: ray is missing")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))


@pytest.fixture
def cluster(pythonpath: None) -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 2, "object_store_memory": 100_000_000}
    made = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    made.add_node(**node)
    yield made
    made.shutdown()


def articles(folder: Path) -> list[Path]:
    """Texts, one of them deadly, a file of several documents and one that cannot be read."""
    folder.mkdir()
    for n in range(FILES):
        end = DEADLY if n == FILES // 3 else "Nobody saw it."
        (folder / f"{n:03}.txt").write_text(f"Article {n} tells of {n * 7} floods. {end}")
    lines = [f'{{"id": "line-{n}", "text": "Line {n} was written."}}' for n in range(3)]
    (folder / "lines.jsonl").write_text("\n".join([*lines, "no JSON"]))
    (folder / "empty.txt").write_text("")
    return [folder]


def held(library: Store) -> list[Any]:
    names = [document.name for document, _ in library.documents()]
    return [library.digest(), library.count(), [library.sentences(name) for name in names]]


@pytest.mark.parametrize("place", PLACES)
def test_a_cluster_makes_the_library_that_one_machine_makes_though_workers_and_a_node_die(
    cluster: Any, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "milvus":
        needs_milvus()
    monkeypatch.setattr(indexer, "BATCH_SENTENCES", 8)
    paths = articles(tmp_path / "articles")
    with Library.create(tmp_path / "here") as here:
        alone = Indexer(here, FakeEncoder()).index(paths)
        expected = held(here)
    raylet = next(iter(cluster.worker_nodes)).all_processes["raylet"][0].process
    mark = tmp_path / "mark"
    there = place_of(place, tmp_path)
    work = ClusterIndexing(cluster.address, there, tuple(paths), mark, raylet.pid, FILES // 4)
    report, again = work.run(), work.run()
    assert (mark.exists(), raylet.wait(ENOUGH)) == (True, -signal.SIGKILL)
    assert (report.added + report.unchanged, report.updated) == (alone.added, 0)
    assert report.failed == alone.failed
    assert (again.added, again.updated, again.unchanged) == (0, 0, FILES + 1)
    with made_at(place, tmp_path) as library:
        assert held(library) == expected


def test_a_cluster_of_one_processor_is_enough(tmp_path: Path, pythonpath: None) -> None:
    from ray.cluster_utils import Cluster

    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Two men were seen. One fled.")
    node = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    place, paths = tmp_path / "library", (tmp_path / "articles",)
    work = ClusterIndexing(made.address, place, paths, mark=tmp_path / "mark")
    try:
        with ThreadPoolExecutor() as one:
            assert one.submit(work.run).result(timeout=ENOUGH).sentences == 2
    finally:
        made.shutdown()


def test_no_cluster_and_no_package_each_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.create(tmp_path / "library") as library:
        far = RayIndexer(library, FakeEncoder(), "192.0.2.1:6379", FakeEncoder)
        monkeypatch.setenv("FOOTNOTED_OFFLINE", "1")
        with pytest.raises(RequestError, match=r"192\.0\.2\.1 is another machine"):
            far.index([tmp_path])
        monkeypatch.delenv("FOOTNOTED_OFFLINE")
        monkeypatch.setitem(sys.modules, "ray", None)
        with pytest.raises(RequestError, match=r'pip install "footnoted\[ray\]"'):
            far.index([tmp_path])
