"""The model that comes with the project: its file, its card, its judgement of plain cases."""

import hashlib
from importlib.resources import files

import pytest

from rag.small_entailment import MAX_TOKENS, SmallEntailment, sha256

FOLDER = files("rag").joinpath("entailment_model")
PASSAGE = (
    "South Korean lawmaker Lee Seong-kweun reported that around 300 North Korean soldiers died "
    "and approximately 2,700 were wounded."
)


@pytest.fixture(scope="module")
def small() -> SmallEntailment:
    return SmallEntailment()


def test_the_file_is_the_one_that_its_digest_names() -> None:
    assert hashlib.sha256(FOLDER.joinpath("model.onnx").read_bytes()).hexdigest() == sha256()


def test_the_card_names_the_digest_and_every_set_trained_on() -> None:
    from eval.entailment_training.pairs import CLEARED

    card = FOLDER.joinpath("README.md").read_text("utf-8")
    assert [name for name in (sha256(), *CLEARED) if name not in card] == []


def test_all_of_it_is_no_larger_than_thirty_megabytes() -> None:
    sizes = [len(entry.read_bytes()) for entry in FOLDER.iterdir()]
    assert sum(sizes) <= 30_000_000


def test_the_passage_is_cut_and_the_claim_is_not(small: SmallEntailment) -> None:
    ids, types = small._row("word " * 1000, "the claim")
    assert len(ids) == len(types) == MAX_TOKENS
    assert sum(types) == 3
