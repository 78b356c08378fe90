"""What every encoder does; the real one runs on its real weights."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fakes.fake_encoder import FakeEncoder
from index.encoder import Encoder, Vectors
from index.numpy_encoder import NumpyEncoder
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.sentences import split
from index.weights import Weights

TEXTS = ["The flood killed 40 people.", "Forty people died in the flood.", "Shares rose."]


SEEDS = Path(__file__).parents[2] / "seeds"
REAL = (NumpyEncoder, SentenceTransformerEncoder)


def real(kind: Any, **options: bool) -> Encoder:
    weights = Weights()
    name = "all-minilm-l6-v2"
    made: Encoder = kind(name, weights.sha256(name), weights.ensure(name), **options)
    return made


@pytest.fixture(
    scope="module",
    params=[FakeEncoder, *(pytest.param(kind, marks=pytest.mark.model) for kind in REAL)],
)
def encoder(request: Any) -> Encoder:
    return FakeEncoder() if request.param is FakeEncoder else real(request.param)


def test_one_unit_row_a_text_in_order(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert float(encoder.encode([text])[0] @ vector) >= 0.9999


def test_what_says_the_same_lies_nearer(encoder: Encoder) -> None:
    first, alike, other = encoder.encode(TEXTS)
    assert float(first @ alike) > float(first @ other)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


@pytest.mark.model
def test_questions_and_sentences_are_encoded_alike() -> None:
    texts = ["", "a", "“2,700”: Ünïcödé 東京", "Thousands were wounded. " * 200]
    for path in sorted(SEEDS.glob("*.txt")):
        texts += [s.text for s in split(path.name, path.read_text("utf-8"))]
    texts = list(dict.fromkeys(texts))
    asking = real(NumpyEncoder).encode(texts)
    indexing = real(SentenceTransformerEncoder, short=False).encode(texts)
    assert float((asking * indexing).sum(axis=1).min()) >= 0.9999
    assert nearest(asking, indexing) == nearest(indexing, indexing)
    short = real(SentenceTransformerEncoder, short=True).encode(texts)
    assert float((asking * short).sum(axis=1).min()) >= 0.9999


def nearest(queries: Vectors, rows: Vectors) -> list[list[int]]:
    """The nearest ten rows of each query, best first."""
    order: list[list[int]] = np.argsort(-queries @ rows.T, axis=1)[:, :10].tolist()
    return order
