"""The page as its events see it: the components by name, whatever they are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Calls:
    """Functions that the page's own script calls directly, without waiting in any queue."""

    article: Callable[[dict[str, Any]], str]
    remove: Callable[[str], str]


@dataclass(slots=True)
class Page:
    """Every component that something happens to, and `update`, which changes one's properties."""

    app: Any
    turns: Any
    ask_sign: Any
    check_sign: Any
    evaluate_sign: Any
    banner: Any
    ask_page: Any
    question: Any
    ask: Any
    stop: Any
    again: Any
    as_of: Any
    since: Any
    until: Any
    status: Any
    story: Any
    examples: Any
    earlier: Any
    documents_page: Any
    drop: Any
    drop_status: Any
    documents: Any
    draft: Any
    check: Any
    check_stop: Any
    check_status: Any
    checked: Any
    sample: Any
    evaluate: Any
    evaluate_stop: Any
    evaluate_status: Any
    report: Any
    models: Any
    fetch: Any
    timer: Any
    update: Callable[..., Any]
