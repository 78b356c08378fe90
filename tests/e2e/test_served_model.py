"""The command line with a model that another process serves, and that may die."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.llama_server import Running, serve_model
from fakes.openai_server import Served, serve

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[2]
QUESTION = "How many North Korean soldiers were killed?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    run("index", str(ROOT / "seeds"), "--library", str(folder), "--json")
    return folder


@pytest.fixture
def server() -> Iterator[Running]:
    with serve_model("smollm2-135m") as running:
        yield running


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
        env=os.environ | environment,
    )  # fmt: skip


def ask(library: Path, model: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    asked = ("ask", QUESTION, "--library", str(library), "--json", "--model", model)
    return run(*asked, **environment)


def test_an_answer_from_a_served_model(library: Path, server: Running) -> None:
    done = ask(library, server.address, FOOTNOTED_OFFLINE="1")  # this machine is no network
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert answer["receipt"]["model"] == f"{server.address}#smollm2-135m"
    assert "limits" not in answer["receipt"]
    known = {c["id"] for c in answer["citations"]}
    assert all(s["citations"] and known.issuperset(s["citations"]) for s in answer["answer"])


def test_a_server_that_goes_away_in_the_middle_leaves_no_half_answer(library: Path) -> None:
    with serve(Served(text="Around 300 soldiers were killed. [1]", cut=b"")) as served:
        done = ask(library, served.address)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"footnoted: the model server {served.address} went away in the middle of an answer:"
        " nothing of it counts; ask again when the server is back\n"
    )


def test_what_a_server_cannot_do_is_said_once_and_kept_in_the_receipt(library: Path) -> None:
    with serve_model("smollm2-135m", "--logits_all", "false") as server:
        done = ask(library, server.address)
    limits = json.loads(done.stdout)["receipt"]["limits"]
    assert limits.startswith(f"the model server {server.address} gives no logprobs")
    assert done.stderr == f"footnoted: {limits}\n"


def test_offline_nothing_is_sent_to_another_machine(library: Path) -> None:
    done = ask(library, "http://192.0.2.1:8000/v1#m", FOOTNOTED_OFFLINE="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "footnoted: FOOTNOTED_OFFLINE is set and http://192.0.2.1:8000/v1 is another machine:"
        " unset it, or name a --model on this one\n"
    )


EXTRAS = ("pymilvus", "milvus_lite", "grpc", "ray", "openai", "index.milvus_connection",
          "rag.model_server", "rag.openai_generator")  # fmt: skip
ASKED = (
    "import sys; from ui.cli import main; code = main(sys.argv[1:]);"
    "print(*sorted(sys.modules), sep='\\n', file=sys.stderr); sys.exit(code)"
)


@pytest.mark.parametrize(
    ("how", "given", "used"),
    [(("search", QUESTION), "evidence", "index.retriever"),
     (("ask", QUESTION, "--model", "smollm2-135m"), "answer", "rag.llama_cpp_generator"),
     (("index", str(ROOT / "seeds")), "sentences", "index.sentence_transformer_encoder")],
)  # fmt: skip
def test_a_folder_asked_on_this_machine_imports_nothing_of_what_grows_beyond_it(
    library: Path, tmp_path: Path, how: tuple[str, ...], given: str, used: str
) -> None:
    place = tmp_path / "new" if how[0] == "index" else library
    asked = (*how, "--library", str(place), "--json", "--quiet")
    command = [sys.executable, "-c", ASKED, *asked]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, given in json.loads(done.stdout)) == (0, True)
    loaded = set(done.stderr.split("\n"))
    assert used in loaded
    assert loaded.isdisjoint(EXTRAS)
