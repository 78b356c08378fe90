"""Every dependency is named, pinned and locked by hash; weights are fetched by sha256 only."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from index.weights import Weights

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)==([\w.]+)", re.MULTILINE)
# torch has a build for each kind of machine, so it is pinned but not locked.
OWN_BUILD = {"torch"}
LOCKS = ("requirements.lock", "extras.lock")


def pins(file: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / file).read_text("utf-8")))


def project() -> dict[str, Any]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(found, dict)
    return found


def name(requirement: str) -> str:
    return re.split(r"[<>=\[ ;]", requirement)[0]


def declared(*extras: str) -> set[str]:
    """What is always needed, or what these extras name."""
    named = [project()["optional-dependencies"][extra] for extra in extras]
    return {name(one) for wanted in named or [project()["dependencies"]] for one in wanted}


def test_every_dependency_is_listed_with_what_it_is_for() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    always, extras = text.split("## Extras")
    rows = re.findall(r"^\| ([\w-]+) \| (\w[^|]*) \|$", always, re.MULTILINE)
    assert [one for one, _ in rows if one != "package"] == [
        name(one) for one in project()["dependencies"]
    ]
    more = re.findall(r"^\| ([\w-]+) \| ([\w-]+) \| (\w[^|]*) \|$", extras, re.MULTILINE)
    assert {(one, extra) for one, extra, _ in more} - {("package", "extra")} == {
        (name(one), extra)
        for extra, wanted in project()["optional-dependencies"].items()
        for one in wanted
    }


def test_everything_that_is_declared_is_pinned_and_locked() -> None:
    extras = declared(*project()["optional-dependencies"])
    assert (declared() | extras) - set(pins("constraints.txt")) == set()
    locked = set(pins("requirements.lock"))
    assert (declared() | declared("dev", "mcp")) - locked == set()
    assert extras - locked - set(pins("extras.lock")) == set()


def test_who_wants_no_extra_locks_none_of_it() -> None:
    beyond = set(pins("extras.lock"))
    assert beyond & set(pins("requirements.lock")) == set()
    assert declared("milvus", "ray", "train") - beyond == set()


def test_the_locks_have_the_pinned_versions_and_a_hash_for_each() -> None:
    locked = pins("requirements.lock") | pins("extras.lock")
    assert pins("constraints.txt").keys() - locked.keys() == OWN_BUILD
    assert locked | pins("constraints.txt") == locked | {"torch": pins("constraints.txt")["torch"]}
    for file in LOCKS:
        text = (ROOT / file).read_text("utf-8")
        for block in re.split(r"\n(?=[a-z0-9])", text[PINNED.search(text).start() :]):  # type: ignore[union-attr]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_names_no_server(file: str) -> None:
    assert "://" not in (ROOT / file).read_text("utf-8")


def test_every_weight_has_a_sha256_for_each_of_its_files() -> None:
    for weight in Weights(offline=True).entries():
        assert weight.files
        for file in weight.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
