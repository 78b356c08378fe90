"""models list, pull and verify: the weights."""

import argparse
import json
import sys
from typing import Any

from index.errors import WeightsError
from index.weights import Weight, Weights
from ui.terminal import Progress


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the command and its three verbs."""
    models = commands.add_parser("models", help="the weights: what is there, fetch, re-check")
    verbs = models.add_subparsers(metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="what there is")
    listing.set_defaults(run=run_list)
    pull = verbs.add_parser("pull", parents=[common], help="fetch a weight")
    pull.add_argument("names", nargs="+", metavar="NAME")
    pull.set_defaults(run=run_pull)
    verify = verbs.add_parser("verify", parents=[common], help="re-check the sha256")
    verify.set_defaults(run=run_verify)


def run_list(options: argparse.Namespace) -> int:
    """Lists the catalogue."""
    weights = Weights()
    rows = [_row(weights, entry) for entry in weights.entries()]
    if options.json:
        print(json.dumps({"models": rows}))
    else:
        for row in rows:
            mark = "present" if row["present"] else "missing"
            print(f"{row['name']:24}{row['role']:10}{mark:9}{row['licence']}")
    return 0


def run_pull(options: argparse.Namespace) -> int:
    """Fetches weights that are missing or damaged."""
    weights = Weights()
    rows = []
    with Progress("B", quiet=options.quiet) as progress:
        for name in options.names:
            path = weights.pull(name, progress.weights)
            rows.append({"name": name, "path": str(path)})
    if options.json:
        print(json.dumps({"models": rows}))
    elif not options.quiet:
        for row in rows:
            print(f"{row['name']}  {row['path']}")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Hashes every file that is there; 1 when one of them is not what it should be."""
    checked = Weights().verify()
    if options.json:
        rows = [{"name": n, "path": str(p), "ok": ok} for n, p, ok in checked]
        print(json.dumps({"models": rows}))
    else:
        for _, path, ok in checked:
            print(f"{'ok     ' if ok else 'DAMAGED'}  {path}")
    bad = sorted({name for name, _, ok in checked if not ok})
    if bad:
        raise WeightsError(f"damaged: run `footnoted models pull {' '.join(bad)}`")
    if not checked:
        print("no weights are here yet: run `footnoted models pull NAME`", file=sys.stderr)
    return 0


def _row(weights: Weights, entry: Weight) -> dict[str, Any]:
    return {
        "name": entry.name, "role": entry.role, "licence": entry.licence,
        "path": str(weights.location(entry.name)), "sha256": weights.sha256(entry.name),
        "present": weights.present(entry.name),
    }  # fmt: skip
