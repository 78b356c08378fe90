"""What every generator does; the real ones run on the smallest weights."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from fakes.fake_generator import FakeGenerator
from fakes.llama_server import serve_model
from index.errors import ModelError
from index.weights import Weights
from rag.generator import Generator, Prompt
from rag.interruption import Interrupted, Interruption
from rag.model_server import ModelServer

PROMPT = Prompt("Answer with one word.", "The sky is blue.", "What colour is the sky?")
GRAMMAR = 'root ::= "blue. [1]"'
ENDLESS = 'root ::= ("a" | "b ") root'


def real() -> Generator:
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    return LlamaCppGenerator(weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m"))


@pytest.fixture(
    scope="module",
    params=["fake", *(pytest.param(p, marks=pytest.mark.model) for p in ("real", "served"))],
)
def generator(request: Any) -> Iterator[Generator]:
    if request.param == "served":
        with serve_model("smollm2-135m") as served:
            from rag.openai_generator import OpenAIGenerator

            yield OpenAIGenerator(ModelServer(served.address), "")
    else:
        yield FakeGenerator("blue. [1]") if request.param == "fake" else real()


def test_what_is_written_keeps_to_the_grammar(generator: Generator) -> None:
    assert "".join(generator.write(PROMPT, GRAMMAR, 20)) == "blue. [1]"


def test_writing_can_be_left_in_the_middle_and_done_again(generator: Generator) -> None:
    writing = generator.write(PROMPT, GRAMMAR, 20)
    next(writing)
    del writing
    assert "".join(generator.write(PROMPT, GRAMMAR, 20)) == "blue. [1]"


def test_options_are_weighed_in_order_and_the_same_each_time(generator: Generator) -> None:
    weighed = generator.weigh(PROMPT, ("Yes", "No", "Yes"))
    assert len(weighed) == 3
    assert generator.weigh(PROMPT, ("Yes", "No", "Yes")) == weighed


def test_a_generator_says_what_it_is(generator: Generator) -> None:
    assert len(generator.sha256) in (0, 64)
    assert generator.name
    assert generator.count_tokens("one two three") >= 3
    assert (generator.writes, generator.weighs, generator.limits) == (True, True, None)


@pytest.mark.model
def test_a_server_that_is_killed_while_it_writes_ends_in_one_line() -> None:
    from rag.openai_generator import OpenAIGenerator

    with serve_model("smollm2-135m") as server:
        writing = OpenAIGenerator(ModelServer(server.address), "").write(PROMPT, ENDLESS, 2000)
        next(writing)
        server.process.kill()
        with pytest.raises(ModelError, match="went away in the middle of an answer"):
            list(writing)


@pytest.mark.model
def test_a_served_model_that_nobody_waits_for_any_more_is_left() -> None:
    from rag.openai_generator import OpenAIGenerator

    with serve_model("smollm2-135m") as server:
        served = OpenAIGenerator(ModelServer(server.address), "")
        unwanted = Interruption()
        served.heed(unwanted)
        writing = served.write(PROMPT, ENDLESS, 3000)
        next(writing)
        threading.Timer(0.3, unwanted.make).start()
        with pytest.raises(Interrupted):
            list(writing)
        served.heed(Interruption())
        assert "".join(served.write(PROMPT, GRAMMAR, 20)) == "blue. [1]"


@pytest.mark.model
def test_a_served_model_weighs_and_writes_as_the_same_model_does_here() -> None:
    from rag.openai_generator import OpenAIGenerator

    grammar = 'root ::= [A-Z] [a-z ]+ "."'
    begun = replace(PROMPT, begun="It is big.")
    with serve_model("smollm2-135m") as server:
        served = OpenAIGenerator(ModelServer(server.address), "")
        yes, no = served.weigh(PROMPT, ("Yes", "No"))
        written = ["".join(served.write(p, grammar, 30)) for p in (PROMPT, begun)]
    here = real()
    here_yes, here_no = here.weigh(PROMPT, ("Yes", "No"))
    assert yes - no == pytest.approx(here_yes - here_no, abs=0.05)
    assert written == ["".join(here.write(p, grammar, 30)) for p in (PROMPT, begun)]
