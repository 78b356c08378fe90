"""Ports of this machine for servers that tests start."""

import socket
import subprocess
import time
from typing import Any


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def listening(port: int, process: "subprocess.Popen[Any]", within: float) -> None:
    """Waits until a process listens on a port; RuntimeError where it ends or takes too long."""
    until = time.monotonic() + within
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args} did not start")
