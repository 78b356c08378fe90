"""`python -m eval.entailment_table --data PATH`: calibrates the judge, and prints how it does."""

import argparse
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from statistics import quantiles
from typing import Any

from eval.entailment_table import fitting
from eval.entailment_table.cases import Case, calibrating, reported
from eval.entailment_table.scoring import Scores, large, plain, small
from eval.entailment_table.table import table, thresholds
from index.onnx_reranker import OnnxReranker
from index.weights import Weights
from rag.assembly import RERANKER, WRITER, open_judge
from rag.judge import Found, calibration, scored

THREADS = 2


def main() -> None:
    """Reads the options, scores what is not yet scored, fits if asked to, prints the table."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    scores = Scores(options.work / "scores.jsonl")
    weights = Weights()
    fitted, shown = calibrating(options.data, options.most), reported(options.data, options.most)
    judge = open_judge(weights, model=options.model)
    generator = judge.generator
    reranker = OnnxReranker(RERANKER, weights.ensure(RERANKER), THREADS)
    plain([*fitted, *shown], scores, reranker)
    small([*fitted, *shown], scores, judge)
    if generator is not None:
        some = [*calibrating(options.data, options.asked), *reported(options.data, options.asked)]
        large(some, scores, judge, generator.sha256)
    if options.fit:
        _fit(fitted, scores, None if generator is None else generator.sha256)
    asked = generator is not None
    known = [_values(scores.of(case), asked) for case in fitted]
    limits = thresholds(fitted, known)
    values = [_values(scores.of(case), asked) for case in shown]
    _cascade(values, quantiles([value["none"] for value in known], n=3))
    print(table(shown, values, limits))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.entailment_table", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with nli/, ATTRIBUTIONBENCH/ and FRANK/")
    add("--work", type=Path, default=Path("build/entailment-table"), help="keeps the scores")
    add("--model", default=WRITER, help="the large model; `none` leaves it out")
    add("--most", type=int, default=500, help="cases of a set")
    add("--asked", type=int, default=120, help="cases of a set that the large model judges")
    add("--fit", action="store_true", help="fit rag/judge.json first")
    return parser.parse_args()


def _fit(cases: Sequence[Case], scores: Scores, generator: str | None) -> None:
    """Writes rag/judge.json: the rules beside the small model, and beside the large one."""
    known = dict(calibration())
    # Nearly all errors that are fitted on contradict their passage, so a weight for `refuted` would
    # count as true what is only not said; the chance of support covers both.
    known["small"] = _fitted(
        [(c, {"small": scores.of(c)["small"]["small"]}) for c in cases], scores
    )
    asked = [(c, {"margin": scores.of(c)["margin"]}) for c in cases if "margin" in scores.of(c)]
    if asked and generator is not None:
        large = _fitted(asked, scores)
        known["large"] = known["large"] | {generator: large, "any": large}
    path = Path(str(files("rag").joinpath("judge.json")))
    path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    calibration.cache_clear()


def _fitted(said: Sequence[tuple[Case, Found]], scores: Scores) -> dict[str, float]:
    """Weights of the rules and what a model said."""
    rows = [scores.of(case)["rules"] | values for case, values in said]
    return fitting.fit(rows, [c.supported for c, _ in said], [c.set for c, _ in said])


def _values(row: dict[str, Any], asked: bool) -> dict[str, Any]:
    """The scores of every method for one case, by the method's name, and `seconds`."""
    found = row["rules"] | row["small"]
    seconds = {name: row[f"{name} seconds"] for name in ("overlap", "reranker", "small")}
    seconds["none"] = row["rules seconds"] + row["small seconds"]
    values = {"overlap": row["overlap"], "reranker": row["reranker"], "none": scored(found, None)}
    values |= {"small": row["small"]["small"], "seconds": seconds}
    if asked and "margin" in row:
        values["large"] = row["margin"]
        values["judge"] = scored(row["rules"] | {"margin": row["margin"]}, row["asked"])
        seconds["large"] = row["large seconds"]
        seconds["judge"] = row["rules seconds"] + row["large seconds"]
    return values


def _cascade(values: Sequence[dict[str, Any]], band: Sequence[float]) -> None:
    """Adds the cascade: rules + small, the large model only in the band of the unsure."""
    for value in values:
        if "judge" not in value:
            continue
        unsure = band[0] <= value["none"] <= band[-1]
        seconds = value["seconds"]
        value["cascade"] = value["judge"] if unsure else value["none"]
        seconds["cascade"] = seconds["none"] + (seconds["large"] if unsure else 0.0)


if __name__ == "__main__":
    main()
