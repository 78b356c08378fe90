"""Apps as processes of their own, and nginx before them with the configuration of the docs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from fakes.ports import free_port, listening

ROOT = Path(__file__).parents[2]
NGINX = ROOT / "docs" / "nginx.conf"
STARTED = 120.0  # seconds
PORTS = ("7861", "7862")  # of the apps, in the configuration
AROUND = """daemon off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format asked '$cookie_footnoted $upstream_addr'; access_log {folder}/asked.log asked;
    include {folder}/footnoted.conf;
}}
"""


@contextmanager
def serve_app(library: str, model: str, data: Path) -> Iterator[str]:
    """`footnoted ui` on one library and one served model; its address, without a last slash."""
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "ui", "--library", library, "--model", model,
               "--port", str(port), "--json"]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"XDG_DATA_HOME": str(data)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield str(json.loads(process.stdout.readline())["address"]).rstrip("/")
    finally:
        process.kill()
        process.wait()


@contextmanager
def serve_nginx(apps: Sequence[str], folder: Path) -> Iterator[str]:
    """nginx before two apps; its address. Who was asked is in `asked.log` in the folder."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("a proxy before two apps needs nginx: it is missing")
    own = free_port()
    text = NGINX.read_text().replace("127.0.0.1:8080", f"127.0.0.1:{own}")
    for port, app in zip(PORTS, apps, strict=True):
        text = text.replace(f"127.0.0.1:{port}", app.removeprefix("http://"))
    (folder / "footnoted.conf").write_text(text)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    process = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        listening(own, process, STARTED)
        yield f"http://127.0.0.1:{own}"
    finally:
        process.terminate()
        process.wait()


def drop(address: str, file: Path, cookies: httpx.Cookies) -> str:
    """Drops a file on the page Documents, as a browser does; what the app then shows."""
    with httpx.Client(base_url=f"{address}/gradio_api", cookies=cookies, timeout=STARTED) as app:
        config = app.get(f"{address}/config").json()
        place = next(
            c["id"] for c in config["components"] if c["props"].get("elem_id") == "drop"
        )  # fmt: skip
        event = next(d for d in config["dependencies"] if [place, "upload"] in d["targets"])
        (path,) = app.post("/upload", files={"files": (file.name, file.read_bytes())}).json()
        dropped = {"path": path, "orig_name": file.name, "meta": {"_type": "gradio.FileData"}}
        asked = {"fn_index": event["id"], "session_hash": "dropping", "data": [[dropped]]}
        app.post("/queue/join", json=asked).raise_for_status()
        return json.dumps(list(_messages(app)))


def _messages(app: httpx.Client) -> Iterator[Any]:
    with app.stream("GET", "/queue/data", params={"session_hash": "dropping"}) as lines:
        for line in lines.iter_lines():
            if line.startswith("data:"):
                message = json.loads(line.removeprefix("data:"))
                yield message
                if message["msg"] == "process_completed":
                    return
