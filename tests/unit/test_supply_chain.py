"""Every dependency is named, pinned and locked by hash; weights are fetched by sha256 only."""

import re
import tomllib
from pathlib import Path
from typing import Any

from index.weights import Weights

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)==([\w.]+)", re.MULTILINE)
# torch has a build for each kind of machine, so it is pinned but not locked.
OWN_BUILD = {"torch"}


def pins(file: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / file).read_text("utf-8")))


def project() -> dict[str, Any]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(found, dict)
    return found


def name(requirement: str) -> str:
    return re.split(r"[<>=\[ ;]", requirement)[0]


def declared() -> set[str]:
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    return {name(one) for one in wanted}


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
    assert declared() - set(pins("constraints.txt")) == set()
    assert declared() - set(pins("requirements.lock")) - OWN_BUILD == set()


def test_the_lock_has_the_pinned_versions_and_a_hash_for_each() -> None:
    locked, pinned = pins("requirements.lock"), pins("constraints.txt")
    assert set(pinned) - set(locked) == OWN_BUILD
    assert {name: locked[name] for name in pinned if name in locked} == {
        name: version for name, version in pinned.items() if name not in OWN_BUILD
    }
    text = (ROOT / "requirements.lock").read_text("utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", text[PINNED.search(text).start() :]):  # type: ignore[union-attr]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_the_lock_names_no_server() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")


def test_every_weight_has_a_sha256_for_each_of_its_files() -> None:
    for weight in Weights(offline=True).entries():
        assert weight.files
        for file in weight.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
