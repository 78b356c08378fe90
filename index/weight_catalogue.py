"""The catalogue of weights: what each is, the sha256 of every file, and where it can be had."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

Role = Literal["writer", "encoder", "reranker"]

_MAIN_SUFFIXES = (".gguf", ".safetensors", ".onnx")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a weight: its path in the weight's folder ("/"-separated), size and digest."""

    path: str
    bytes: int
    sha256: str

    def __post_init__(self) -> None:
        parts = PurePosixPath(self.path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in self.path:
            raise ValueError(f"{self.path!r} does not lie in the weight's folder")
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.path} needs a sha256 of 64 hex digits")


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository on the model hub at a pinned revision (a commit)."""

    repository: str
    revision: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a wheel: the `bytes` bytes of the weight's `file` from `offset` on."""

    path: str
    file: str
    offset: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the package index: NAME==VERSION, its size in bytes, the members that are used."""

    requirement: str
    bytes: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class PackageSource:
    """Wheels on the package index that hold a weight's files, whole or in parts."""

    wheels: tuple[Wheel, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as catalogued; its sources are tried in order."""

    name: str
    role: Role
    licence: str
    files: tuple[WeightFile, ...]
    sources: tuple[HubSource | PackageSource, ...]

    @property
    def main(self) -> WeightFile:
        """The one file whose digest stands for the weight."""
        (main,) = (file for file in self.files if file.path.endswith(_MAIN_SUFFIXES))
        return main

    @property
    def bytes(self) -> int:
        """The size of all its files."""
        return sum(file.bytes for file in self.files)


def read_catalogue(path: Path) -> dict[str, Weight]:
    """The weights of a catalogue file by name, in its order."""
    with path.open("rb") as file:
        weights = [_weight(entry) for entry in tomllib.load(file)["weight"]]
    return {weight.name: weight for weight in weights}


def _weight(entry: dict[str, Any]) -> Weight:
    files = tuple(WeightFile(**file) for file in entry["files"])
    sources = tuple(_source(source, files) for source in entry["source"])
    return Weight(entry["name"], entry["role"], entry["licence"], files, sources)


def _source(entry: dict[str, Any], files: tuple[WeightFile, ...]) -> HubSource | PackageSource:
    if entry["kind"] == "hub":
        return HubSource(entry["repository"], entry["revision"])
    return PackageSource(_wheels(entry["wheels"], {file.path: file for file in files}))


def _wheels(entries: list[dict[str, Any]], files: dict[str, WeightFile]) -> tuple[Wheel, ...]:
    filled = dict.fromkeys(files, 0)
    wheels = []
    for entry in entries:
        members = []
        for member in entry["members"]:
            file = files[member["file"]] if "file" in member else next(iter(files.values()))
            size = member.get("bytes", file.bytes)
            digest = member.get("sha256", file.sha256)
            members.append(Member(member["path"], file.path, filled[file.path], size, digest))
            filled[file.path] += size
        wheels.append(Wheel(entry["requirement"], entry["bytes"], tuple(members)))
    if any(filled[path] != file.bytes for path, file in files.items()):
        raise ValueError(f"the members of {wheels[0].requirement} do not add up to the files")
    return tuple(wheels)
