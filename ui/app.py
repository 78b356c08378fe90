"""The Gradio app: what stands where. The only file that imports Gradio; nothing is decided here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ui.security_headers import SecurityHeaders

LOOPBACK = ("127.0.0.1", "localhost")
SERIF = ("Charter", "Bitstream Charter", "Iowan Old Style", "Source Serif 4", "Georgia", "Cambria",
         "Caladea", "Liberation Serif", "serif")  # fmt: skip
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Carlito", "Liberation Sans",
        "sans-serif")  # fmt: skip
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")
SUFFIXES = [".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl", ".csv"]


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
    banner: Any
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
    drop: Any
    drop_status: Any
    documents: Any
    draft: Any
    check: Any
    check_stop: Any
    check_status: Any
    checked: Any
    evaluate: Any
    evaluate_stop: Any
    evaluate_status: Any
    report: Any
    models: Any
    fetch: Any
    timer: Any
    update: Callable[..., Any]


def build(calls: Calls, wire: Callable[[Page], None], endpoints: dict[str, Any]) -> Any:
    """The app with its events wired by `wire` and the `endpoints` published by name."""
    with gr.Blocks(title="footnoted", analytics_enabled=False, delete_cache=(3600, 3600)) as app:
        parts: dict[str, Any] = {"app": app, "update": gr.update, "turns": gr.State(())}
        gr.HTML(_asset("header.html"))
        parts["banner"] = gr.HTML()
        with gr.Tabs(elem_id="pages"):
            parts |= _ask() | _documents(calls) | _check() | _evaluation() | _models()
        gr.HTML(
            _asset("source.html"), js_on_load=_asset("app.js"), server_functions=[calls.article],
            elem_id="source-pane",
        )  # fmt: skip
        wire(Page(**parts))
        for name, function in endpoints.items():
            gr.api(function, api_name=name, concurrency_limit=None)
    return app


def launch(
    app: Any,
    *,
    host: str,
    port: int | None,
    auth: tuple[str, str] | None,
    mcp: bool = False,
    wait: bool = True,
) -> str:
    """Serves the app and returns its address; waits until interrupted, unless told not to."""
    allowed = list(LOOPBACK) if host in LOOPBACK else ["*"]
    _, address, _ = app.queue(default_concurrency_limit=None).launch(
        server_name=host, server_port=port, auth=auth, mcp_server=mcp, share=False,
        prevent_thread_lock=not wait, quiet=True, footer_links=[], run_history=False,
        enable_monitoring=False, ssr_mode=False, pwa=False, show_error=True, inbrowser=False,
        theme=_theme(), css=_asset("app.css"), head='<meta name="referrer" content="no-referrer">',
        app_kwargs={"middleware": [
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed),
        ]},
    )  # fmt: skip
    return str(address)


def close(app: Any) -> None:
    """Ends serving."""
    app.close(verbose=False)


def _ask() -> dict[str, Any]:
    with gr.Tab("Ask", id="ask"):
        question = gr.Textbox(
            label="Question", placeholder="Ask your documents", lines=1, max_lines=4,
            elem_id="question", autofocus=True,
        )  # fmt: skip
        with gr.Row(elem_classes="buttons"):
            ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
            stop = gr.Button("Stop", variant="stop", elem_id="stop", scale=0, visible=False)
            again = gr.Button("New conversation", elem_id="again", scale=0, visible=False)
        with gr.Accordion("Dates", open=False, elem_id="dates"), gr.Row():
            as_of = gr.Textbox(label="As of", placeholder="2024-12-31")
            since = gr.Textbox(label="Published since", placeholder="2024-01-01")
            until = gr.Textbox(label="Published until", placeholder="2024-12-31")
        return {
            "question": question, "ask": ask, "stop": stop, "again": again,
            "as_of": as_of, "since": since, "until": until,
            "status": gr.HTML(elem_id="status"), "story": gr.HTML(elem_id="story"),
            "examples": gr.HTML(elem_id="examples"), "earlier": gr.HTML(elem_id="earlier"),
        }  # fmt: skip


def _documents(calls: Calls) -> dict[str, Any]:
    with gr.Tab("Documents", id="documents"):
        return {
            "drop": gr.File(
                label="Add documents", file_count="multiple", file_types=SUFFIXES, height=140,
                elem_id="drop",
            ),
            "drop_status": gr.HTML(elem_id="drop-status"),
            "documents": gr.HTML(
                js_on_load=_asset("documents.js"), server_functions=[calls.remove],
                elem_id="documents",
            ),
        }  # fmt: skip


def _check() -> dict[str, Any]:
    with gr.Tab("Check", id="check"):
        draft = gr.Textbox(
            label="Draft", placeholder="Paste a draft; each sentence is judged against the library",
            lines=8, max_lines=20, elem_id="draft",
        )  # fmt: skip
        with gr.Row(elem_classes="buttons"):
            check = gr.Button("Check", variant="primary", elem_id="check", scale=0)
            stop = gr.Button("Stop", variant="stop", scale=0, visible=False)
        return {
            "draft": draft, "check": check, "check_stop": stop,
            "check_status": gr.HTML(elem_id="check-status"), "checked": gr.HTML(elem_id="checked"),
        }  # fmt: skip


def _evaluation() -> dict[str, Any]:
    with gr.Tab("Evaluation", id="evaluation"):
        with gr.Row(elem_classes="buttons"):
            run = gr.Button("Run the evaluation", elem_id="evaluate", scale=0)
            stop = gr.Button("Stop", variant="stop", scale=0, visible=False)
        return {
            "evaluate": run, "evaluate_stop": stop,
            "evaluate_status": gr.HTML(elem_id="evaluate-status"),
            "report": gr.HTML(elem_id="report"),
        }  # fmt: skip


def _models() -> dict[str, Any]:
    with gr.Tab("Models", id="models"):
        table = gr.HTML(elem_id="models-table")
        with gr.Row(elem_classes="buttons"):
            fetch = gr.Button("Fetch what is missing", elem_id="fetch", scale=0)
        return {"models": table, "fetch": fetch, "timer": gr.Timer(1.5)}


def _theme() -> Any:
    return gr.themes.Base(
        primary_hue="stone", secondary_hue="stone", neutral_hue="stone",
        font=SERIF, font_mono=MONO, radius_size="none", spacing_size="md",
    )  # fmt: skip


def _asset(name: str) -> str:
    return files("ui").joinpath("assets", name).read_text("utf-8")
