"""Every page of the real app, in a real browser, with no network but this machine's own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.chromium import missing

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "fakes" / "app_alone.py"
CUT_OFF = os.geteuid() == 0 and shutil.which("unshare") and shutil.which("ip")
pytestmark = [
    pytest.mark.model,
    pytest.mark.browser,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
    pytest.mark.skipif(not CUT_OFF, reason="needs root, unshare and ip to cut the network"),
]


def test_every_page_works_without_a_network_and_reaches_for_nothing(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    index = [sys.executable, "-m", "ui.cli", "index", str(ROOT / "seeds"), "--library", library]
    subprocess.run(index, cwd=ROOT, check=True)
    # Whatever the app needs is fetched before the network is gone.
    ask = [sys.executable, "-m", "ui.cli", "ask", "Who spoke?", "--model", "none"]
    subprocess.run([*ask, "--library", library], cwd=ROOT, check=False)
    done = subprocess.run(
        ["unshare", "--net", sys.executable, str(PROGRAM), library],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    said = found["said"]
    assert "2,700 were wounded" in said["Ask"]
    assert "2,700 were wounded" in said["source"]
    assert "4 documents, 83 sentences" in said["Documents"]
    assert "300 North Korean soldiers died" in said["draft"]
    assert "all-minilm-l6-v2" in said["Models"]
    assert "Run the evaluation" in said["Eval"]
    own = (found["address"], "data:", "blob:", "chrome")
    assert [url for url in found["asked"] if not url.startswith(own)] == []
    assert found["reached"] == ["127.0.0.1"]
