"""Makes what uv compiled into a lock: without what belongs to one build of torch.

Written into extras.lock is what requirements.lock, named as the argument, does not hold already.
"""

import re
import sys
from pathlib import Path

HEAD = """\
# What the program and its tests need but torch, with the sha256 of each file:
#   pip install torch==2.13.0        (your own build: for CUDA, ROCm or processors alone)
#   pip install --require-hashes --no-deps -r requirements.lock
#   pip install --no-deps -e .
# torch is left out because which of its builds is right differs from machine to machine.
# Made by `make lock`.
"""
EXTRAS_HEAD = """\
# What the extras milvus, ray and train need beyond requirements.lock, after which it is installed:
#   pip install --require-hashes --no-deps -r extras.lock
# Made by `make lock`.
"""
_TORCHS_OWN = re.compile(r"(?:nvidia-|cuda-|triton|httpx2-jsfetch)")


def lock(compiled: str, held: str | None = None) -> str:
    """The lock file's text; each package of `compiled` begins a line.

    With `held`, the text of another lock, only what that one lacks, under a head of its own.
    """
    packages = [one for one in _packages(compiled) if not _TORCHS_OWN.match(one)]
    if held is None:
        return HEAD + "\n".join(packages) + "\n"
    there = set(_packages(held))
    return EXTRAS_HEAD + "\n".join(one for one in packages if one not in there) + "\n"


def _packages(text: str) -> list[str]:
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    return [one for one in blocks if not one.startswith("#")]


if __name__ == "__main__":
    others = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    sys.stdout.write(lock(sys.stdin.read(), *others))
