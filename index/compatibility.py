"""What a library must have been made with to be read here, whatever holds it."""

from pathlib import Path

from index.encoder import Encoder
from index.errors import LibraryError


def check_encoder(place: Path | str, sha256: str | None, name: str | None, to: Encoder) -> None:
    """Raises LibraryError when vectors made by the encoder with this digest are not `to`'s.

    A library without vectors has no digest yet and takes any encoder.
    """
    if sha256 is not None and sha256 != to.sha256:
        raise LibraryError(
            f"the library {place} was made with another encoder"
            f" ({name}): re-encode it with `footnoted index --re-encode`"
        )


def check_format(place: Path | str, found: str | None, read: str) -> None:
    """Raises LibraryError when a library has another format than the one that is read here."""
    if found != read:
        raise LibraryError(
            f"the library {place} has format {found}, this version reads {read}:"
            " update footnoted, or name another with --library"
        )
