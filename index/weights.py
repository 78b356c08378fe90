"""The weights on this computer: which there are, where they lie, and getting those that do not."""

import os
from pathlib import Path

from platformdirs import user_cache_path

from index import network
from index.errors import WeightsError
from index.weight_catalogue import Weight, read_catalogue
from index.weight_folder import WeightFolder
from index.weight_sources import Progress

__all__ = ["Progress", "Weight", "Weights"]

_CATALOGUE = Path(__file__).with_name("weights.toml")


class Weights:
    """The catalogued weights in one folder.

    `folder` is FOOTNOTED_WEIGHTS if not given, else a folder in the platform's user cache.
    `offline` is whether FOOTNOTED_OFFLINE is set if not given; then nothing is ever fetched.
    Every method that takes a name raises WeightsError for one that is not in the catalogue.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        offline: bool | None = None,
        catalogue: Path | None = None,
    ) -> None:
        self._folder = folder or _default_folder()
        self._offline = network.offline() if offline is None else offline
        self._catalogue = read_catalogue(catalogue or _CATALOGUE)

    @property
    def offline(self) -> bool:
        """Whether nothing may open a connection to another machine."""
        return self._offline

    def entries(self) -> tuple[Weight, ...]:
        """Every weight of the catalogue, in its order."""
        return tuple(self._catalogue.values())

    def sha256(self, name: str) -> str:
        """The digest that identifies a weight: of its .gguf, .safetensors or .onnx file."""
        return self._entry(name).main.sha256

    def present(self, name: str) -> bool:
        """Whether every file of a weight is there with its catalogued size; nothing is hashed."""
        return self._at(name).complete()

    def location(self, name: str) -> Path:
        """Where a weight's .gguf or .onnx file, or an encoder's folder, is or would be."""
        folder = self._at(name)
        return folder.path if folder.weight.role == "encoder" else folder.file(folder.weight.main)

    def path(self, name: str) -> Path:
        """The location of a weight whose bytes are there and right.

        Opens no connection. A file is hashed only if it changed since it last was. Raises
        WeightsError, naming the command to run, when a file is missing or damaged.
        """
        folder = self._at(name)
        if folder.missing():
            raise WeightsError(f"{name} is not in {self._folder}; {self._advice(name)}")
        if wrong := folder.wrong():
            raise WeightsError(
                f"{folder.file(wrong[0])} is damaged or cannot be read; {self._advice(name)}"
            )
        return self.location(name)

    def ensure(self, name: str, progress: Progress | None = None) -> Path:
        """A weight's path, after fetching it if it is missing and that is allowed."""
        return self.pull(name, progress) if self._at(name).missing() else self.path(name)

    def pull(self, name: str, progress: Progress | None = None) -> Path:
        """Fetches what is missing or damaged of a weight, then gives its path.

        Raises WeightsError when that cannot be done, or would need a connection while offline.
        """
        folder = self._at(name)
        # What lies staged for a weight that is whole is of a fetch that was killed at its end.
        if not self._offline and (folder.wrong() or folder.partial.exists()):
            # Loading weights that are there needs none of the fetching.
            from index.weight_fetch import fetch

            fetch(folder, progress)
        return self.path(name)

    def verify(self, name: str | None = None) -> tuple[tuple[str, Path, bool], ...]:
        """Hashes every file of the weight, or of all that are there: (weight, file, right?)."""
        if name and len(self._at(name).missing()) == len(self._entry(name).files):
            raise WeightsError(f"{name} is not in {self._folder}; {self._advice(name)}")
        folders = [self._at(name) for name in ([name] if name else self._catalogue)]
        return tuple(
            (folder.weight.name, folder.file(file), folder.right(file, rehash=True))
            for folder in folders
            if len(folder.missing()) < len(folder.weight.files)
            for file in folder.weight.files
        )

    def _entry(self, name: str) -> Weight:
        if name not in self._catalogue:
            raise WeightsError(
                f"there are no weights named {name}; `footnoted models list` names those there are"
            )
        return self._catalogue[name]

    def _at(self, name: str) -> WeightFolder:
        return WeightFolder(self._folder, self._entry(name))

    def _advice(self, name: str) -> str:
        command = f"`footnoted models pull {name}`"
        return f"unset FOOTNOTED_OFFLINE and run {command}" if self._offline else f"run {command}"


def _default_folder() -> Path:
    folder = os.environ.get("FOOTNOTED_WEIGHTS")
    return Path(folder).expanduser() if folder else user_cache_path("footnoted") / "weights"
