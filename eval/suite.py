"""A suite: questions, the documents they are asked of, and where both came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval import adapters
from eval.documents import index, seeds, suite_file, write
from eval.questions import Question, load
from index.errors import RequestError
from index.milvus_place import shown
from index.weights import Progress, Weights

LEFT_OUT = ".left-out.txt"


@dataclass(frozen=True, slots=True)
class Suite:
    """`documents` are the stored texts by name; the library that holds them is in `library`.

    `kept` says whether that library was named by the user and stays.
    """

    name: str
    sha256: str
    questions: tuple[Question, ...]
    documents: Mapping[str, str]
    library: Path
    built_in: bool = False
    left_out: tuple[str, ...] = field(default=())
    kept: bool = False

    def as_json(self) -> dict[str, Any]:
        """What the report says of it."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "questions": len(self.questions),
            "documents": sorted(self.documents),
            "left_out": list(self.left_out),
            "library": shown(self.library) if self.kept else None,
        }


def open_suite(
    file: Path | None,
    documents: Path | None,
    folder: Path,
    weights: Weights,
    progress: Progress | None = None,
    *,
    library: Path | None = None,
) -> Suite:
    """Indexes the documents and reads the questions against them; `folder` is for what passes.

    They go into `library`, which must hold none, else into one in `folder`.

    Without a file, the questions and articles that come with the program. A SQuAD 2.0 or CLAPNQ
    file brings its documents along. Raises a FootnotedError, one line, where the questions are
    malformed or were written for other documents.
    """
    path = file or suite_file()
    kept = library is not None
    library = library or folder / "library"
    if file is not None and (foreign := adapters.read(file, documents)) is not None:
        paths = [write(foreign.documents, folder / "documents")]
        texts = index(paths, library, weights, progress=progress)
        return Suite(path.name, _digest(path), foreign.questions, texts, library, kept=kept)
    if file is not None and documents is None:
        raise RequestError(f"{file} needs its documents: add --documents PATH")
    if file is None and documents is not None:
        raise RequestError(f"{documents} needs questions: draft them with `footnoted eval build`")
    left_out = _left_out(path)
    texts = index([documents or seeds()], library, weights, left_out, progress)
    questions = load(path, texts)
    return Suite(path.name, _digest(path), questions, texts, library, file is None, left_out, kept)


def _left_out(path: Path) -> tuple[str, ...]:
    """Documents that must not be indexed, named a line in a file beside the questions."""
    note = path.with_suffix(LEFT_OUT)
    if not note.exists():
        return ()
    return tuple(line for line in note.read_text(encoding="utf-8").splitlines() if line.strip())


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror}") from error
