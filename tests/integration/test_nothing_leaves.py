"""Nothing leaves: every command in a network namespace of its own, without even a loopback."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--net")
needs_namespaces = pytest.mark.skipif(
    shutil.which("unshare") is None or os.geteuid() != 0, reason="needs root to cut the network"
)


def test_the_tests_themselves_connect_to_this_machine_only() -> None:
    with socket.socket() as made, pytest.raises(SocketConnectBlockedError):
        made.connect(("192.0.2.1", 80))


def alone(*arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "ui.cli", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@needs_namespaces
@pytest.mark.model
def test_no_command_needs_a_network(tmp_path: Path) -> None:
    library = ("--library", str(tmp_path / "library"))
    alone("index", str(ROOT / "seeds"), *library)
    alone("documents", *library)
    alone("search", "soldiers wounded", *library)
    answer = tmp_path / "answer.json"
    answer.write_text(alone("ask", "How many soldiers were wounded?", "--json", *library))
    assert json.loads(answer.read_text())["citations"]
    alone("verify", str(answer), *library)
    draft = tmp_path / "draft.txt"
    draft.write_text("Around 300 North Korean soldiers were killed.")
    alone("check", str(draft), *library)
    alone("models", "list")
    alone("models", "verify")


@needs_namespaces
def test_a_missing_weight_without_a_network_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTED_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.delenv("FOOTNOTED_OFFLINE", raising=False)
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "ui.cli", "models", "pull", "smollm2-135m"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("footnoted: cannot fetch smollm2-135m")
    assert last.endswith("then run `footnoted models pull smollm2-135m`")


@pytest.mark.parametrize("layer", ["index", "rag", "ui", "eval"])
def test_no_dependency_is_asked_for_telemetry(layer: str) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / layer).glob("*.py"))
    assert text.count("analytics_enabled=True") == 0
    assert text.count("share=True") == 0
