"""`python -m eval.entailment_training --data PATH`: from pairs to the small entailment model."""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from eval.entailment_training import contrast, held_out, reports
from eval.entailment_training.pairs import Pair, cleared
from index.weights import Weights
from rag.assembly import ENCODER

REPORTS = 4500
AMONG = 0.2  # the share of pairs that get foreign sentences around their premise
STEPS = 2000


def main() -> None:
    """Makes the pairs, trains on them, writes the ONNX file."""
    options = _options()
    pairs = _pairs(options)
    for (source, label), count in sorted(Counter((p.source, p.label.name) for p in pairs).items()):
        print(f"{count:6} {source} {label}", file=sys.stderr)
    from eval.entailment_training.export import export
    from eval.entailment_training.training import encode, train

    base = Weights().ensure(ENCODER)
    tokenizer = base / "tokenizer.json"
    model = train(base, encode(pairs, tokenizer), options.steps, options.seed, options.work)
    print(export(model, tokenizer, options.out))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.entailment_training", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with nli/, ATTRIBUTIONBENCH/ and FRANK/")
    add("--work", type=Path, default=Path("build/entailment"), help="keeps the state of training")
    add("--out", type=Path, default=Path("rag/entailment_model"), help="where the model goes")
    add("--steps", type=int, default=STEPS)
    add("--seed", type=int, default=20)
    return parser.parse_args()


def _pairs(options: argparse.Namespace) -> list[Pair]:
    chance = random.Random(options.seed)
    own = [Path("eval/questions.jsonl"), *sorted(Path("seeds").glob("*.txt"))]
    reserved = held_out.held_out(options.data, own)
    pairs = held_out.clear(cleared(options.data / "nli", chance), reserved)
    pairs += contrast.contrasts(pairs, chance)
    pairs = contrast.among(pairs, AMONG, chance) + reports.reports(REPORTS, chance)
    held_out.check(pairs, reserved)
    return pairs


if __name__ == "__main__":
    main()
