"""Which reader reads which format; each is imported when first used, since some load slowly."""

from collections.abc import Callable

from index.draft import Draft

# Formats whose readers parse structure from strangers, in libraries partly written in C.
RISKY = (".pdf", ".docx", ".html", ".htm")


def reader(suffix: str) -> Callable[[bytes], Draft]:
    """The reader of a format; `suffix` is in lower case."""
    if suffix == ".pdf":
        from index.pdf_reader import read_pdf as found
    elif suffix == ".docx":
        from index.docx_reader import read_docx as found
    elif suffix in {".html", ".htm"}:
        from index.html_reader import read_html as found
    elif suffix == ".md":
        from index.text_reader import read_markdown as found
    else:
        from index.text_reader import read_text as found
    return found
