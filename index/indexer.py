"""Documents into the library: found, read, split, encoded, stored; what is unchanged is skipped."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from index import documents
from index.documents import Source
from index.encoder import Encoder, Vectors
from index.errors import DocumentError
from index.library import Entry
from index.sentences import split
from index.store import Store
from index.vocabulary import Document, Sentence

BATCH_SENTENCES = 512

# Documents with their sentences, and a line for each that could not be read.
Apart = tuple[tuple[tuple[Document, tuple[Sentence, ...]], ...], tuple[str, ...]]
Progress = Callable[[int, int], None]  # files done, files in all


@dataclass(slots=True)
class IndexReport:
    """What one run did; `failed` holds a line for each file that could not be read."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    sentences: int = 0
    seconds: float = 0.0
    failed: list[str] = field(default_factory=list)

    @property
    def sentences_per_second(self) -> float:
        return self.sentences / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read and awaits its vectors."""

    source: Source
    fingerprint: str
    known: bool
    documents: tuple[tuple[Document, tuple[Sentence, ...]], ...]

    @property
    def texts(self) -> list[str]:
        return [s.text for _, sentences in self.documents for s in sentences if s.evidence]


class Indexer:
    """Adds and updates documents of one library with one encoder."""

    def __init__(self, library: Store, encoder: Encoder) -> None:
        self._library = library
        self._encoder = encoder
        self._taken: dict[str, Path] = {}  # names given in this run, before they are stored

    def index(self, paths: Sequence[Path], progress: Progress | None = None) -> IndexReport:
        """Brings the library up to date with the files under `paths`.

        A file that cannot be read is noted in the report and does not stop the others.
        Raises LibraryError when the library was made with another encoder.
        """
        self._library.check_encoder(self._encoder)
        started = time.monotonic()
        self._taken = {}
        report = IndexReport()
        sources = list(self._found(paths, report))
        names = _names(sources)
        waiting: list[Reading] = []
        for done, source in enumerate(sources, start=1):
            reading = self._read(source, names[source.path], report)
            if reading is not None:
                waiting.append(reading)
            if done == len(sources) or sum(len(r.texts) for r in waiting) >= BATCH_SENTENCES:
                self._store(waiting, report)
                waiting = []
                if progress is not None:
                    progress(done, len(sources))
        report.seconds = time.monotonic() - started
        return report

    def re_encode(self) -> int:
        """Replaces every vector by this encoder's; returns how many there are."""
        count = 0
        with self._library.transaction():
            for ids, _ in self._library.vectors(batch=BATCH_SENTENCES):
                sentences = self._library.sentences_by_id([int(i) for i in ids])
                texts = [sentences[int(i)].text for i in ids]
                self._library.replace_vectors(ids, self._encoder.encode(texts))
                count += len(ids)
            self._library.claim_encoder(self._encoder)
        return count

    def _found(self, paths: Sequence[Path], report: IndexReport) -> Iterator[Source]:
        seen: set[Path] = set()
        for found in documents.find(paths):
            if isinstance(found, DocumentError):
                report.failed.append(str(found))
            elif found.path not in seen:
                seen.add(found.path)
                yield found

    def _read(self, source: Source, name: str, report: IndexReport) -> Reading | None:
        try:
            fingerprint = documents.fingerprint(source)
            before = self._library.fingerprint(source.path)
            if before == fingerprint:
                report.unchanged += 1
                return None
            return self._parsed(source, name, fingerprint, bool(before), report)
        except DocumentError as error:
            report.failed.append(str(error))
            return None

    def _parsed(
        self, source: Source, name: str, fingerprint: str, known: bool, report: IndexReport
    ) -> Reading:
        parts: list[tuple[Document, tuple[Sentence, ...]]] = []
        apart, problems = self._taken_apart(source)
        report.failed += problems
        for document, sentences in apart:
            own = name if document.name == source.path.name else document.name
            named = replace(document, name=self._free_name(own, source, parts))
            parts.append((named, _renamed(sentences, named.name)))
        return Reading(source, fingerprint, known, tuple(parts))

    def _taken_apart(self, source: Source) -> Apart:
        return taken_apart(source)

    def _free_name(self, own: str, source: Source, parts: Sequence[tuple[Document, object]]) -> str:
        siblings = {document.name for document, _ in parts}
        for name in (own, *_longer_names(own, source)):
            if name not in siblings and self._may_have(name, source.path):
                self._taken[name] = source.path
                return name
        raise DocumentError(f"{source.path}: two of its documents are called {own}: rename one")

    def _may_have(self, name: str, path: Path) -> bool:
        holder = self._taken.get(name) or self._library.path_of(name)
        # A file that moved keeps its documents' names.
        return holder is None or holder == path or not holder.exists()

    def _store(self, readings: Sequence[Reading], report: IndexReport) -> None:
        if not readings:
            return
        vectors = self._encode(readings)
        with self._library.transaction():
            self._library.claim_encoder(self._encoder)
            for reading in readings:
                entries = [
                    Entry(d, s, np.stack(v) if (v := _rows(s, vectors)) else _none())
                    for d, s in reading.documents
                ]
                self._library.put_file(reading.source.path, reading.fingerprint, entries)
        for reading in readings:
            report.sentences += len(reading.texts)
            if reading.known:
                report.updated += 1
            else:
                report.added += 1

    def _encode(self, readings: Sequence[Reading]) -> dict[str, Vectors]:
        """A vector for each text; sentences the library holds are not encoded again."""
        texts = list(dict.fromkeys(t for r in readings for t in r.texts))
        known: dict[str, Vectors] = {}
        for reading in readings:
            if reading.known:
                known |= self._library.vectors_of(reading.source.path)
        new = [t for t in texts if t not in known]
        return known | dict(zip(new, self._encoder.encode(new), strict=True))


def taken_apart(source: Source) -> Apart:
    """A file's documents with their sentences; raises DocumentError where there is none."""
    reading = documents.read_all(source)
    apart = tuple((document, split(document.name, document.text)) for document in reading.documents)
    return apart, tuple(str(problem) for problem in reading.problems)


def _renamed(sentences: tuple[Sentence, ...], document: str) -> tuple[Sentence, ...]:
    if not sentences or sentences[0].document == document:
        return sentences
    return tuple(replace(sentence, document=document) for sentence in sentences)


def _rows(sentences: Sequence[Sentence], vectors: dict[str, Vectors]) -> list[Vectors]:
    return [vectors[s.text] for s in sentences if s.evidence]


def _none() -> Vectors:
    return np.zeros((0, 0), dtype=np.float32)


def _names(sources: Sequence[Source]) -> dict[Path, str]:
    """The file's name, or its path below the given folder where two would have the same."""
    count: dict[str, int] = {}
    for source in sources:
        count[source.path.name] = count.get(source.path.name, 0) + 1
    return {s.path: s.path.name if count[s.path.name] == 1 else _relative(s) for s in sources}


def _relative(source: Source) -> str:
    return source.path.relative_to(source.root).as_posix()


def _longer_names(name: str, source: Source) -> Iterator[str]:
    below = _relative(source)
    extra = "" if name in (source.path.name, below) else f":{name}"
    yield below + extra
    yield f"{source.root.name}/{below}{extra}"
    yield source.path.as_posix() + extra
