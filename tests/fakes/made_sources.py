"""Sources and evidence made of plain strings."""

from index.vocabulary import Document, Evidence, Sentence
from rag.vocabulary import Citation, Source


def document(name: str, *texts: str, title: str | None = None) -> tuple[Document, list[Sentence]]:
    """A document of these sentences, one space between them."""
    sentences, at = [], 0
    for position, text in enumerate(texts):
        sentences.append(Sentence(name, position, at, at + len(text), text))
        at += len(text) + 1
    return Document(name, " ".join(texts), name.ljust(64, "0"), title=title), sentences


def sources(*texts: str) -> list[Source]:
    """Each sentence as a source of one document, leaning on the two before it."""
    made, sentences = document("a.txt", *texts)
    return [
        Source(Citation(made, s, 0.5), tuple(texts[max(0, i - 2) : i]))
        for i, s in enumerate(sentences)
    ]


def evidence(name: str, *texts: str, best: int = 0, score: float = 0.9) -> Evidence:
    """One document's sentence `best` as evidence, with its neighbours around it."""
    made, sentences = document(name, *texts)
    before, after = tuple(sentences[:best][-2:]), tuple(sentences[best + 1 :][:2])
    return Evidence(made, sentences[best], score, before, after)
