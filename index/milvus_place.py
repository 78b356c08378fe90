"""Where a library on Milvus is: an address or a file, given where a folder may be given too."""

import re
from pathlib import Path

from platformdirs import user_data_path

from index.errors import LibraryError

SCHEME = "milvus:"  # a path keeps one of the slashes that follow
SUFFIX = ".db"

_NAME = re.compile(r"[A-Za-z_]\w{0,200}", re.ASCII)


def is_milvus(place: Path) -> bool:
    """Whether a library's place is a Milvus address or a Milvus Lite file, not a folder."""
    return place.parts[:1] == (SCHEME,) or place.suffix == SUFFIX


def is_file(place: Path) -> bool:
    """Whether a Milvus library's place is a Milvus Lite file."""
    return place.parts[:1] != (SCHEME,)


def shown(place: Path) -> str:
    """The place as the user writes it."""
    return str(place) if is_file(place) else f"{SCHEME}//{'/'.join(place.parts[1:])}"


def folder_of(place: Path) -> Path:
    """This machine's folder for what goes with a library: the library's own where it is one."""
    if not is_milvus(place):
        return place
    name = shown(place.absolute() if is_file(place) else place)
    data = user_data_path("footnoted", appauthor=False)
    return data / "milvus" / re.sub(r"\W+", "_", name.removeprefix(SCHEME)).strip("_")


def address(place: Path) -> tuple[str, int, str]:
    """Host, port and library name of milvus://HOST:PORT/NAME; raises LibraryError for another."""
    host, _, port = place.parts[1].rpartition(":") if len(place.parts) == 3 else ("", "", "")
    name = place.parts[-1]
    if not host or not port.isdecimal() or _NAME.fullmatch(name) is None:
        raise LibraryError(
            f"{shown(place)} is no address of a library: write milvus://HOST:PORT/NAME, the name"
            " in letters, digits and _"
        )
    return host, int(port), name
