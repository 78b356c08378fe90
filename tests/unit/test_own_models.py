"""The models of questions that come with the project: their files and their cards."""

import hashlib
from importlib.resources import files
from types import ModuleType

import pytest

from eval.answerability_training import __main__ as answerability_training
from eval.figure_training import __main__ as figure_training
from rag import answerability, marked

MODELS = ((answerability, answerability_training), (marked, figure_training))


@pytest.mark.parametrize(("model", "training"), MODELS)
def test_the_file_is_the_one_that_its_digest_names(model: ModuleType, training: ModuleType) -> None:
    del training
    file = files("rag").joinpath(model.FOLDER).joinpath("model.onnx")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == model.sha256()


@pytest.mark.parametrize(("model", "training"), MODELS)
def test_the_card_names_the_digest_and_what_it_was_trained_on(
    model: ModuleType, training: ModuleType
) -> None:
    card = files("rag").joinpath(model.FOLDER).joinpath("README.md").read_text("utf-8")
    assert model.sha256() in card
    assert "SQuAD 2.0" in card
    assert training.PASSES == 2 and "two passes" in card
