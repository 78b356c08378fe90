"""Makes what uv compiled into requirements.lock: without what belongs to one build of torch."""

import re
import sys

HEAD = """\
# Every package of constraints.txt but torch, with the sha256 of each of its files:
#   pip install torch==2.13.0        (your own build: for CUDA, ROCm or processors alone)
#   pip install --require-hashes --no-deps -r requirements.lock
#   pip install --no-deps -e .
# torch is left out because which of its builds is right differs from machine to machine.
# Made by `make lock`.
"""
_TORCHS_OWN = re.compile(r"(?:nvidia-|cuda-|triton|httpx2-jsfetch)")


def lock(compiled: str) -> str:
    """The lock file's text; each package of `compiled` begins a line."""
    packages = re.split(r"\n(?=[a-z0-9])", compiled.strip())
    return HEAD + "\n".join(one for one in packages if not _TORCHS_OWN.match(one)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(lock(sys.stdin.read()))
