"""What an answer was made from, so that anybody can check it again without any model."""

import hashlib
from importlib.metadata import version

from rag import prompt


def receipt(library: str, model: str | None, encoder: str) -> dict[str, str | None]:
    """Digests (hex sha256, prefixed) of library, model, encoder and prompt, and the version."""
    words = "\n".join((prompt.SYSTEM, prompt.WRITE, prompt.ANSWERABLE))
    return {
        "library": f"sha256:{library}",
        "model": None if model is None else f"sha256:{model}",
        "encoder": f"sha256:{encoder}",
        "prompt": f"sha256:{hashlib.sha256(words.encode()).hexdigest()}",
        "version": version("footnoted"),
    }
