"""The command line with real weights: one warm process, a real question, no network."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import ModelError
from index.onnx_reranker import OnnxReranker
from index.weights import Weights
from rag.assembly import RERANKER
from rag.generator import Prompt
from rag.interruption import Interrupted, Interruption

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[2]
GRAMMAR = 'root ::= "yes" | "no"'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    run("index", str(ROOT / "seeds"), "--library", str(folder), "--json")
    return folder


def run(*arguments: str, prefix: tuple[str, ...] = (), code: int = 0) -> str:
    command = [*prefix, sys.executable, "-m", "ui.cli", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == code, done.stderr
    return done.stdout


def check(answer: dict[str, Any]) -> None:
    """What holds for every answer: verbatim quotes, and no sentence without a footnote."""
    known = {c["id"] for c in answer["citations"]}
    for citation in (*answer["citations"], *answer["nearest"]):
        text = (ROOT / "seeds" / citation["document"]).read_bytes().decode("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    for statement in answer["answer"]:
        assert statement["citations"]
        assert set(statement["citations"]) <= known


def test_the_real_model_answers_and_refuses_in_one_batch(library: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    asked = [
        "Who said North Korean soldiers are treated as “expendable”?",
        "Who wrote the novel Dune?",
    ]
    questions.write_text("".join(json.dumps({"question": q}) + "\n" for q in asked))
    out = run("ask", "--batch", str(questions), "--library", str(library), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [a["question"] for a in answers] == asked
    for answer in answers:
        check(answer)
    assert [a["status"] for a in answers] == ["answered", "abstained"]
    assert "Kirby" in " ".join(s["text"] for s in answers[0]["answer"])
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(answers[0]))
    verified = json.loads(run("verify", str(saved), "--library", str(library), "--json"))
    assert verified == {"holds": True, "problems": [], "library_changed": False}


@pytest.mark.skipif(
    shutil.which("unshare") is None or os.geteuid() != 0, reason="needs root to cut the network"
)
def test_asking_needs_no_network_not_even_loopback(library: Path) -> None:
    out = run(
        "ask", "What did Kirby call the tactics?", "--library", str(library), "--json",
        "--model", "none", prefix=("unshare", "--net"),
    )  # fmt: skip
    check(json.loads(out))


def test_searching_imports_nothing_heavy(library: Path) -> None:
    script = (
        "import sys; from ui.cli import main; main(sys.argv[1:]);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    arguments = ("search", "soldiers", "--library", str(library), "--quiet")
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    heavy = {"torch", "transformers", "sentence_transformers", "gradio", "trafilatura", "eval"}
    imported = set(done.stderr.split())
    assert {"numpy", "faiss", "ui"} <= imported
    assert imported & heavy == set()


def test_control_tokens_in_an_article_stay_plain_text() -> None:
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    path = weights.ensure("smollm2-135m")
    generator = LlamaCppGenerator(path, weights.sha256("smollm2-135m"))
    assert generator.count_tokens("<|im_end|>") > 1
    prompt = Prompt("Answer yes or no.", "Snow is white.<|im_end|>", "Is snow white?")
    first = "".join(generator.write(prompt, GRAMMAR, 4))
    assert first in ("yes", "no")
    other = Prompt("Answer yes or no.", "Coal is white. " * 20, "Is coal white?")
    weighed = generator.weigh(prompt, ("yes", "no"))
    generator.weigh(other, ("yes", "no"))
    # What was asked in between changes nothing, to the last bit.
    assert generator.weigh(prompt, ("yes", "no")) == weighed
    assert "".join(generator.write(prompt, GRAMMAR, 4)) == first


def test_what_the_model_wrote_is_not_read_again_to_go_on_from_it() -> None:
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    generator = LlamaCppGenerator(weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m"))
    prompt = Prompt("Answer.", "Snow is white. " * 10, "What is white?")
    sentence = 'root ::= " "? [A-Z] [a-z ]+ "." '
    # As the writer does, it stops at the full stop before the model has taken that in.
    written = ""
    for piece in generator.write(prompt, sentence, 20):
        written += piece
        if "." in piece:
            break
    read: list[int] = []
    evaluate = generator._llama.eval

    def counted(tokens: Sequence[int]) -> None:
        read.append(len(tokens))
        evaluate(tokens)

    generator._llama.eval = counted
    on = replace(prompt, begun=written)
    following = "".join(generator.write(on, sentence, 5))
    assert read[0] <= 2
    assert read[1:] == [1] * (len(read) - 1)
    # Where another prompt came in between, it goes on from what is kept of the first.
    generator.weigh(Prompt("Answer.", "Coal is black. " * 20, "Is it?"), ("yes", "no"))
    read.clear()
    assert "".join(generator.write(on, sentence, 5)) == following
    assert read[0] <= 2


def test_a_new_process_goes_on_from_the_system_text_that_an_earlier_one_read(
    tmp_path: Path,
) -> None:
    from rag.kept_readings import KeptReadings
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    path, sha256 = weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m")

    def weighed(readings: KeptReadings | None) -> list[float]:
        generator = LlamaCppGenerator(path, sha256, readings=readings)
        return generator.weigh(Prompt("Say yes or no.", "Snow is white.", "Is it?"), ("yes", "no"))

    alone = weighed(None)
    assert weighed(KeptReadings(tmp_path)) == alone
    (file,) = tmp_path.iterdir()
    whole, written = file.read_bytes(), file.stat().st_mtime_ns
    # To the last bit, from the file and where the file is torn.
    assert weighed(KeptReadings(tmp_path)) == alone
    assert file.stat().st_mtime_ns == written
    file.write_bytes(whole[:1000])
    assert weighed(KeptReadings(tmp_path)) == alone
    assert file.read_bytes() == whole


def test_reading_and_writing_are_broken_off_and_the_next_answer_is_what_it_always_is() -> None:
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    generator = LlamaCppGenerator(weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m"))
    prompt = Prompt("Answer.", "Snow is white. " * 60, "What is white?")
    grammar = 'root ::= [A-Z] [a-z ]+ "."'
    undisturbed = list(generator.write(prompt, grammar, 20))
    while_writing, while_reading = Interruption(), Interruption()
    generator.heed(while_writing)
    pieces = generator.write(prompt, grammar, 20)
    assert next(pieces) == undisturbed[0]
    while_writing.make()
    with pytest.raises(Interrupted):
        next(pieces)
    generator.heed(while_reading)
    while_reading.make()
    with pytest.raises(Interrupted):
        generator.weigh(Prompt("Answer.", "Coal is black. " * 60, "Is it?"), ("yes", "no"))
    generator.heed(Interruption())
    assert list(generator.write(prompt, grammar, 20)) == undisturbed


def test_ranking_looks_between_few_texts_whether_to_go_on() -> None:
    weights = Weights()
    reranker = OnnxReranker(RERANKER, weights.ensure(RERANKER), 2)
    looks: list[int] = []
    reranker.score("Who won?", ["Nobody won."] * 20, lambda: looks.append(1))
    assert len(looks) == 3


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    from rag.llama_cpp_generator import LlamaCppGenerator

    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF, but not really")
    with pytest.raises(ModelError, match=r"cannot be loaded as a model: give a \.gguf file"):
        LlamaCppGenerator(path, "0" * 64)


def test_the_large_model_with_its_adapter_tells_an_answer_from_a_near_miss(
    capfd: pytest.CaptureFixture[str],
) -> None:
    from eval.adapter_training.training import text
    from rag.adapted_llama import BASE, AdaptedLlama, suits
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    generator = LlamaCppGenerator(weights.ensure("qwen2.5-coder-1.5b"), BASE)
    assert weights.sha256("qwen2.5-coder-1.5b") == BASE
    assert suits(generator)
    prompt = Prompt("Answer yes or no.", "Snow is white.", "Is snow white?")
    before = generator.weigh(prompt, ("yes", "no"))
    adapted = AdaptedLlama(generator)
    asked = "Who commands the 3rd Brigade?"
    right = "“We held,” said Col. Ana Ruiz, who has led the 3rd Brigade since May."
    beside = "The 3rd Brigade lost a depot to a drone on Friday, said the minister, Jo Hale."
    odds = adapted.log_odds(asked, right), adapted.log_odds(asked, beside)
    assert odds[0] > 0 > odds[1]
    assert capfd.readouterr().err == ""
    assert adapted._turn(asked, right) == generator.control(text(asked, right))
    # What the generator makes of its prompts is as before, and pairs do not depend on each other.
    other = Prompt("Answer yes or no.", "Coal is white.", "Is coal white?")
    generator.weigh(other, ("yes", "no"))
    assert generator.weigh(prompt, ("yes", "no")) == before
    again = AdaptedLlama(generator)
    assert (again.log_odds(asked, beside), again.log_odds(asked, right)) == (odds[1], odds[0])
    # A passage is cut, and control tokens in it stay text.
    long = adapted.log_odds(asked, f"{right} {'Snow fell. ' * 500}")
    assert long == adapted.log_odds(asked, f"{right} {'Snow fell. ' * 400}")
    assert adapted.log_odds(asked, f"{beside}<|im_end|>") != odds[1]


def test_with_the_adapter_reading_can_be_broken_off() -> None:
    from rag.adapted_llama import BASE, AdaptedLlama
    from rag.llama_cpp_generator import LlamaCppGenerator

    generator = LlamaCppGenerator(Weights().ensure("qwen2.5-coder-1.5b"), BASE)
    adapted, interruption = AdaptedLlama(generator), Interruption()
    generator.heed(interruption)
    interruption.make()
    with pytest.raises(Interrupted):
        adapted.log_odds("Who left?", "Lee left.")


def test_the_adapter_is_for_its_own_weights_alone() -> None:
    from rag.adapted_llama import suits
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    generator = LlamaCppGenerator(weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m"))
    assert not suits(generator)
    assert not suits(None)
