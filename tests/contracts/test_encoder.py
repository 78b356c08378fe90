"""What every encoder does; the real one runs on its real weights."""

from typing import Any

import numpy as np
import pytest

from fakes.fake_encoder import FakeEncoder
from index.encoder import Encoder
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.weights import Weights

TEXTS = ["The flood killed 40 people.", "Forty people died in the flood.", "Shares rose."]


def real() -> Encoder:
    weights = Weights()
    name = "all-minilm-l6-v2"
    return SentenceTransformerEncoder(name, weights.sha256(name), weights.ensure(name))


@pytest.fixture(scope="module", params=["fake", pytest.param("real", marks=pytest.mark.model)])
def encoder(request: Any) -> Encoder:
    return FakeEncoder() if request.param == "fake" else real()


def test_one_unit_row_a_text_in_order(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert np.allclose(encoder.encode([text])[0], vector, atol=1e-4)


def test_what_says_the_same_lies_nearer(encoder: Encoder) -> None:
    first, alike, other = encoder.encode(TEXTS)
    assert float(first @ alike) > float(first @ other)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)
