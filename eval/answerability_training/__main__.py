"""`python -m eval.answerability_training --data PATH`: questions to a model of answers."""

import argparse
import random
import sys
from pathlib import Path

from eval.answerability_training.pairs import pairs, read
from index.onnx_reranker import OnnxReranker
from index.weights import Weights
from rag.assembly import RERANKER

PASSES = 2
HELD_OUT = frozenset(("Normans", "Packet_switching", "French_and_Indian_War"))  # articles


def main() -> None:
    """Pairs questions with sentences, trains on them, writes the ONNX file."""
    options = _options()
    weights = Weights()
    folder = weights.ensure(RERANKER)
    reranker = OnnxReranker(RERANKER, folder, options.threads)
    chance = random.Random(options.seed)
    asked = read(
        options.data / "dev_half_questions.jsonl", options.data / "dev_half_contexts.jsonl"
    )
    made = [
        pair for one in asked if one.title not in HELD_OUT for pair in pairs(one, reranker, chance)
    ]
    print(f"{len(made)} pairs, {sum(p.answered for p in made)} answered", file=sys.stderr)
    from eval.answerability_training.base import trainable
    from eval.answerability_training.training import encode, train
    from eval.entailment_training.export import export

    tokenizer = folder / "tokenizer.json"
    model = train(trainable(folder / "model.onnx"), encode(made, tokenizer), PASSES, chance)
    print(export(model, tokenizer, options.out))


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
