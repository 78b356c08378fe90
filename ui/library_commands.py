"""index, documents, show and remove: what the library holds."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.files import printable
from index.indexer import IndexReport
from index.repair import RepairReport, repair
from index.store import create_store, open_store
from index.vocabulary import Document
from index.weights import Weights
from rag.assembly import open_encoder, open_indexer
from ui import arguments
from ui.rendering import document_line
from ui.shelf import FOLDER
from ui.terminal import Progress


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the commands."""
    index = commands.add_parser("index", parents=[common], help="add or update documents")
    index.add_argument(
        "paths", nargs="*", type=arguments.path, metavar="PATH", help="files or folders"
    )
    index.add_argument("--re-encode", action="store_true", help="make all vectors anew")
    index.add_argument("--repair", action="store_true", help="make a damaged library whole")
    what = "read and encode on the Ray cluster there (HOST:PORT, ray://HOST:PORT or local)"
    index.add_argument("--ray", metavar="ADDRESS", help=what)
    index.set_defaults(run=run_index, usage_error=index.error)
    listing = commands.add_parser("documents", parents=[common], help="what the library holds")
    listing.set_defaults(run=run_documents)
    show = commands.add_parser("show", parents=[common], help="the stored text of a document")
    show.add_argument("document", metavar="DOCUMENT")
    show.set_defaults(run=run_show)
    remove = commands.add_parser("remove", parents=[common], help="take a document out")
    remove.add_argument("document", metavar="DOCUMENT")
    remove.set_defaults(run=run_remove)


def run_index(options: argparse.Namespace) -> int:
    """Adds or updates documents; 1 when a path that was named could not be used."""
    if not (options.paths or options.re_encode or options.repair):
        options.usage_error("name at least one file or folder")
    for path in options.paths:
        if not os.path.lexists(path):
            raise DocumentError(
                f"there is no file or folder {printable(str(path))}: check the name"
            )
    with (
        Progress("B", quiet=options.quiet) as fetching,
        Progress("file", quiet=options.quiet) as indexing,
    ):
        weights = Weights()
        repaired = _repair(options, weights, fetching) if options.repair else None
        with create_store(options.library) as library:
            indexer = open_indexer(library, weights, fetching.weights, options.ray)
            encoded = indexer.re_encode() if options.re_encode else None
            again = [] if repaired is None else _again(repaired, options.library)
            report = indexer.index([*options.paths, *again], indexing.files)
    return _reported(options, report, encoded, repaired)


def _repair(options: argparse.Namespace, weights: Weights, fetching: Progress) -> RepairReport:
    return repair(options.library, open_encoder(weights, fetching.weights))


def _again(repaired: RepairReport, folder: Path) -> list[Path]:
    """What to read again: files whose documents were lost, and what the app was given."""
    return [*repaired.lost, *(path for path in (folder / FOLDER,) if path.is_dir())]


def _reported(
    options: argparse.Namespace,
    report: IndexReport,
    encoded: int | None,
    repaired: RepairReport | None,
) -> int:
    for line in report.failed:
        print(f"footnoted: {line}", file=sys.stderr)
    more: dict[str, Any] = {} if encoded is None else {"re_encoded": encoded}
    if repaired is not None:
        kept = None if repaired.damaged is None else str(repaired.damaged)
        more["repaired"] = {"kept": repaired.kept, "damaged": kept}
        if not options.json and not options.quiet:
            print(_repaired_line(repaired))
    _print_report(report, more, options)
    return _index_code(report)


def _repaired_line(repaired: RepairReport) -> str:
    if repaired.damaged is None:
        return "nothing is damaged"
    return (
        f"{repaired.kept} documents were whole; the damaged library is kept in {repaired.damaged}"
    )


def run_documents(options: argparse.Namespace) -> int:
    """Lists the documents."""
    with open_store(options.library) as library:
        rows = [_document_record(d, count) for d, count in library.documents()]
    if options.json:
        print(json.dumps({"documents": rows}, ensure_ascii=False))
    else:
        for row in rows:
            print(document_line(row))
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Prints the stored text of one document."""
    with open_store(options.library) as library:
        document = library.document(options.document)
        count = sum(s.evidence for s in library.sentences(options.document))
    if options.json:
        row = _document_record(document, count) | {"url": document.url, "text": document.text}
        print(json.dumps(row, ensure_ascii=False))
    else:
        sys.stdout.write(document.text if document.text.endswith("\n") else document.text + "\n")
    return 0


def run_remove(options: argparse.Namespace) -> int:
    """Takes one document out."""
    with open_store(options.library) as library:
        library.remove(options.document)
    if options.json:
        print(json.dumps({"removed": options.document}, ensure_ascii=False))
    elif not options.quiet:
        print(f"removed {options.document}")
    return 0


def _print_report(report: IndexReport, more: dict[str, Any], options: argparse.Namespace) -> None:
    rate = report.sentences_per_second
    if options.json:
        counts = {
            "added": report.added, "updated": report.updated, "unchanged": report.unchanged,
            "failed": report.failed, "sentences": report.sentences,
            "seconds": round(report.seconds, 3), "sentences_per_second": round(rate, 1),
        }  # fmt: skip
        print(json.dumps(counts | more))
    elif not options.quiet:
        if "re_encoded" in more:
            print(f"{more['re_encoded']} sentences encoded again")
        print(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged,"
            f" {len(report.failed)} failed; {report.sentences} sentences, {rate:.0f} a second"
        )


def _index_code(report: IndexReport) -> int:
    done = report.added + report.updated + report.unchanged
    return 1 if report.failed and not done else 0


def _document_record(document: Document, sentences: int) -> dict[str, Any]:
    return {
        "document": document.name, "title": document.title, "publisher": document.publisher,
        "published": document.published, "sentences": sentences, "sha256": document.sha256,
    }  # fmt: skip
