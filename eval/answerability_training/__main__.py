"""`python -m eval.answerability_training --data PATH`: questions to a model of answers."""

import argparse
import random
import sys
from pathlib import Path

from eval.answerability_training import articles
from eval.answerability_training.pairs import Pair, pairs, read
from index.onnx_reranker import OnnxReranker
from index.reranker import Reranker
from index.weights import Weights
from rag.assembly import RERANKER

PASSES = 2
RATE = 5e-5
# News comes after the encyclopaedia, more slowly and with some of it, so that both are known.
NEWS_RATE = 3e-5
KEPT = 2500  # pairs of the encyclopaedia
HELD_OUT = frozenset(("Normans", "Packet_switching", "French_and_Indian_War"))  # articles


def main() -> None:
    """Pairs questions with sentences, trains on them, writes the ONNX file."""
    options = _options()
    path = Weights().ensure(RERANKER)
    reranker = OnnxReranker(RERANKER, path, options.threads)
    chance = random.Random(options.seed)
    encyclopaedia = _of_encyclopaedia(options.data, reranker, chance)
    news = [
        pair
        for subject in articles.subjects()
        for asked in articles.read(subject)
        for pair in articles.pairs(asked, reranker)
    ]
    for name, made in (("encyclopaedia", encyclopaedia), ("news", news)):
        answered = sum(pair.answered for pair in made)
        print(f"{name}: {len(made)} pairs, {answered} answered", file=sys.stderr)
    from eval.answerability_training.base import trainable
    from eval.answerability_training.training import encode, train
    from eval.entailment_training.export import export

    tokenizer = path.parent / "tokenizer.json"
    model = train(trainable(path), encode(encyclopaedia, tokenizer), PASSES, RATE, chance)
    mixed = encode([*news, *chance.sample(encyclopaedia, KEPT)], tokenizer)
    print(export(train(model, mixed, PASSES, NEWS_RATE, chance), tokenizer, options.out))


def _of_encyclopaedia(data: Path, reranker: Reranker, chance: random.Random) -> list[Pair]:
    asked = read(data / "dev_half_questions.jsonl", data / "dev_half_contexts.jsonl")
    return [
        pair for one in asked if one.title not in HELD_OUT for pair in pairs(one, reranker, chance)
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval.answerability_training", description=__doc__
    )
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with half of the dev set of SQuAD 2.0")
    add("--out", type=Path, default=Path("rag/answerability_model"), help="where the model goes")
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
