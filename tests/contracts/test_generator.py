"""What every generator does; the real one runs on the smallest weights."""

from typing import Any

import pytest

from fakes.fake_generator import FakeGenerator
from index.weights import Weights
from rag.generator import Generator, Prompt

PROMPT = Prompt("Answer with one word.", "The sky is blue.", "What colour is the sky?")
GRAMMAR = 'root ::= "blue. [1]"'


def real() -> Generator:
    from rag.llama_cpp_generator import LlamaCppGenerator

    weights = Weights()
    return LlamaCppGenerator(weights.ensure("smollm2-135m"), weights.sha256("smollm2-135m"))


@pytest.fixture(scope="module", params=["fake", pytest.param("real", marks=pytest.mark.model)])
def generator(request: Any) -> Generator:
    return FakeGenerator("blue. [1]") if request.param == "fake" else real()


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
    assert len(generator.sha256) == 64
    assert generator.name
    assert generator.count_tokens("one two three") >= 3
