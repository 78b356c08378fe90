"""Ending, from another thread, what a model is reading or writing."""

import ctypes
import os
from typing import Any


class Interrupted(Exception):
    """Raised by a model's work that nobody wants any more."""


class Interruption:
    """Nobody wants it any more, once `made`; it is never taken back.

    It is text in C's memory, empty until it is made, so that a library can look at it while it
    computes (`flagged`, `address`) without waiting for Python.
    """

    def __init__(self) -> None:
        self._text = ctypes.create_string_buffer(2)

    def make(self) -> None:
        self._text.value = b"!"

    @property
    def made(self) -> bool:
        return bool(self._text.value)

    def check(self) -> None:
        """Raises Interrupted once it is made."""
        if self.made:
            raise Interrupted

    @property
    def address(self) -> int:
        """What `flagged` is called with."""
        return ctypes.addressof(self._text)


def flagged() -> Any:
    """C's own function from the address to 1, once the interruption is made, or 0."""
    return ctypes.CDLL(None if os.name == "posix" else "msvcrt").strlen
