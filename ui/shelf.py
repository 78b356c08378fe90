"""The documents of a library as the app handles them: listed, shown, dropped in, taken out.

Every call opens the library for itself, so any thread may make it. Files that are dropped in are
copied into the library's own folder: their path stays, whatever becomes of the original.
"""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryError
from index.files import printable
from index.indexer import Indexer, IndexReport
from index.milvus_place import folder_of
from index.store import Store, create_store, open_store
from index.vocabulary import Document, Sentence
from rag.answer import Record
from ui.line import Beat, Emit, Line

FOLDER = "files"
METADATA = "metadata.csv"


@dataclass(frozen=True, slots=True)
class Adding:
    """How far adding has come: files done of all, and a line for each that is not in."""

    done: int
    total: int
    ahead: int = 0
    report: IndexReport | None = None


class Shelf:
    """What one library holds. `folder` is the library's; it is made when it is not there."""

    def __init__(self, folder: Path, indexer: Callable[[Store], Indexer]) -> None:
        self._folder = folder
        self._indexer = indexer
        self._line = Line("shelf")
        self._moving = threading.Lock()
        create_store(folder).close()

    def listing(self) -> list[Record]:
        """One object a document, as `footnoted documents --json` has them."""
        with open_store(self._folder) as library:
            return [
                {
                    "document": d.name, "title": d.title, "publisher": d.publisher,
                    "published": d.published, "sentences": count, "sha256": d.sha256,
                }
                for d, count in library.documents()
            ]  # fmt: skip

    def document(self, name: str) -> tuple[Document, tuple[Sentence, ...]]:
        """One document and its sentences; raises LibraryError when there is none of that name."""
        with open_store(self._folder) as library, library.reading():
            return library.document(name), library.sentences(name)

    def add(self, uploads: Sequence[Path]) -> Iterator[Adding]:
        """Copies files in and indexes them; the last Adding has the report.

        A file that cannot be read is noted in the report and its copy is not kept.
        """
        state = Adding(0, len(uploads))
        yield state
        for report in self._line.serve(lambda emit: self._add(uploads, emit)):
            if isinstance(report, Beat):
                yield Adding(state.done, state.total, report.ahead)
            else:
                state = report
                yield state

    def remove(self, name: str) -> None:
        """Takes a document out, and its copy when no other document is from that file."""
        with open_store(self._folder) as library:
            path = library.path_of(name)
            library.remove(name)
            left = {library.path_of(document.name) for document, _ in library.documents()}
        if path is not None and path not in left and path.parent == self._files:
            path.unlink(missing_ok=True)

    @property
    def _files(self) -> Path:
        return (folder_of(self._folder) / FOLDER).resolve()

    def _add(self, uploads: Sequence[Path], emit: Emit) -> None:
        copies = [self._copy(upload) for upload in uploads]
        documents = [path for path in copies if path.name != METADATA]
        # What a metadata file says holds for everything beside it.
        paths = documents if len(documents) == len(copies) else [*documents, self._files]
        with create_store(self._folder) as library:
            report = self._indexer(library).index(
                paths, lambda done, total: emit(Adding(done, total))
            )
        report.failed = [self._told(line, documents) for line in report.failed]
        emit(Adding(len(copies), len(copies), report=report))

    def _copy(self, upload: Path) -> Path:
        try:
            self._files.mkdir(parents=True, exist_ok=True)
            target = self._files / (printable(upload.name).lstrip(".") or "unnamed")
            with self._moving:
                partial = target.with_name(f".{target.name}.partial")
                shutil.copyfile(upload, partial)
                partial.replace(target)
        except OSError as error:
            raise LibraryError(
                f"cannot copy into {self._files} ({error.strerror}): check disk and permissions"
            ) from error
        return target

    def _told(self, line: str, copies: Sequence[Path]) -> str:
        """The line with the file's name alone; a copy that could not be read is deleted."""
        for path in copies:
            if line.startswith(printable(str(path))) and not self._holds(path):
                path.unlink(missing_ok=True)
        return line.replace(f"{printable(str(self._files))}/", "")

    def _holds(self, path: Path) -> bool:
        with open_store(self._folder) as library:
            return any(library.path_of(d.name) == path for d, _ in library.documents())
