"""The Gradio app: what stands where. The only file that imports Gradio; nothing is decided here."""

import contextlib
import functools
import json
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index.errors import FootnotedError, RequestError
from ui.page import Calls, Page
from ui.security_headers import SecurityHeaders
from ui.stopping import StopSign

LOOPBACK = ("127.0.0.1", "localhost")
SERIF = ("Charter", "Bitstream Charter", "Iowan Old Style", "Georgia", "Cambria",
         "Caladea", "Liberation Serif", "serif")  # fmt: skip
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")
COLOURS = {
    "body_background_fill": "#fbfaf7", "body_background_fill_dark": "#161513",
    "body_text_color": "#1d1b18", "body_text_color_dark": "#ece8e1",
    "body_text_color_subdued": "#5f5a52", "body_text_color_subdued_dark": "#aaa398",
    "background_fill_primary": "#fbfaf7", "background_fill_primary_dark": "#161513",
    "background_fill_secondary": "#f4f1ea", "background_fill_secondary_dark": "#1e1c1a",
    "block_background_fill": "transparent", "block_background_fill_dark": "transparent",
    "block_border_width": "0px", "block_shadow": "none", "block_shadow_dark": "none",
    "block_label_text_color": "#5f5a52", "block_label_text_color_dark": "#aaa398",
    "input_background_fill": "#ffffff", "input_background_fill_dark": "#1e1c1a",
    "input_border_color": "#8d867a", "input_border_color_dark": "#77716a",
    "input_placeholder_color": "#6f695f", "input_placeholder_color_dark": "#9b948a",
    "border_color_primary": "#d8d2c6", "border_color_primary_dark": "#3a3733",
    "button_primary_background_fill": "#1d1b18", "button_primary_background_fill_dark": "#ece8e1",
    "button_primary_text_color": "#ffffff", "button_primary_text_color_dark": "#161513",
    "button_primary_background_fill_hover": "#3d3932",
    "button_primary_background_fill_hover_dark": "#ffffff",
    "button_primary_text_color_hover": "#ffffff", "button_primary_text_color_hover_dark": "#161513",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_dark": "transparent",
    "button_secondary_border_color": "#8d867a", "button_secondary_border_color_dark": "#77716a",
    "button_cancel_background_fill": "#8f1d12", "button_cancel_background_fill_dark": "#f2a191",
    "button_cancel_background_fill_hover": "#6f150c",
    "button_cancel_background_fill_hover_dark": "#f7bdb2",
    "button_cancel_text_color": "#ffffff", "button_cancel_text_color_dark": "#161513",
    "button_cancel_text_color_hover": "#ffffff", "button_cancel_text_color_hover_dark": "#161513",
}  # fmt: skip

# Nothing is shared, recorded, counted or looked up elsewhere. Gradio shows errors as markup, so it
# shows none of ours: what they quote is data.
CLOSED = {
    "share": False, "prevent_thread_lock": True, "quiet": True, "footer_links": [],
    "run_history": False, "enable_monitoring": False, "ssr_mode": False, "pwa": False,
    "show_error": False, "inbrowser": False,
}  # fmt: skip


def build(calls: Calls, wire: Callable[[Page], None], endpoints: dict[str, Any]) -> Any:
    """The app with its events wired by `wire` and the `endpoints` published by name."""
    with gr.Blocks(title="footnoted", analytics_enabled=False, delete_cache=(3600, 3600)) as app:
        parts: dict[str, Any] = {"app": app, "update": gr.update, "turns": gr.State(())}
        for sign in ("ask_sign", "check_sign", "evaluate_sign"):
            parts[sign] = gr.State(StopSign())
        _html(value=_asset("header.html"))
        parts["banner"] = _html()
        with gr.Tabs(elem_id="pages", overflow_behavior="wrap"):
            parts |= _ask() | _documents(calls) | _check() | _evaluation() | _models()
        _html(
            value=_asset("source.html"), js_on_load=_asset("app.js"),
            server_functions=[_served("article", calls.article)], elem_id="source-pane",
        )  # fmt: skip
        wire(Page(**parts))
        for name, function in endpoints.items():
            gr.api(_refusing(function), api_name=name, concurrency_limit=None)
    return app


def launch(
    app: Any, *, host: str, port: int | None, auth: tuple[str, str] | None, mcp: bool = False
) -> str:
    """Serves the app in threads of its own; returns its address.

    Raises RequestError when the port is taken.
    """
    hosts = list(LOOPBACK) if host in LOOPBACK else ["*"]
    guards = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts),
    ]
    try:
        # What Gradio has to say belongs to nobody who reads this program's output.
        with contextlib.redirect_stdout(sys.stderr):
            _, address, _ = app.queue(default_concurrency_limit=None).launch(
                server_name=host, server_port=port, auth=auth, mcp_server=mcp, theme=_theme(),
                css=_asset("app.css"), head=f"<style>{_asset('page.css')}</style>",
                app_kwargs={"middleware": guards}, **CLOSED,
            )  # fmt: skip
    except OSError as error:
        raise RequestError(f"cannot serve on {host} ({error}): name another --port") from error
    if mcp:
        _speak_json(app.mcp_server_obj)
    return str(address)


def close(app: Any) -> None:
    """Ends serving."""
    app.close(verbose=False)


def _speak_json(server: Any) -> None:
    """Has the MCP server give records as JSON; by itself it writes them as Python would."""
    told = server.postprocess_output_data

    def tell(outputs: list[Any], root_url: str) -> Any:
        return told([json.dumps(output, ensure_ascii=False) for output in outputs], root_url)

    server.postprocess_output_data = tell


def _ask() -> dict[str, Any]:
    with gr.Tab("Ask", id="ask", elem_id="page-ask") as page:
        question = gr.Textbox(
            value="",
            label="Question", placeholder="Ask your documents", lines=1, max_lines=4,
            elem_id="question", autofocus=True,
        )  # fmt: skip
        with gr.Row(elem_classes="buttons"):
            ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
            stop = gr.Button("Stop", variant="stop", elem_id="stop", scale=0, visible=False)
            again = gr.Button("New conversation", elem_id="again", scale=0, visible=False)
        with gr.Accordion("Dates", open=False, elem_id="dates"), gr.Row():
            as_of = gr.Textbox(value="", label="As of", placeholder="2024-12-31")
            since = gr.Textbox(value="", label="Published since", placeholder="2024-01-01")
            until = gr.Textbox(value="", label="Published until", placeholder="2024-12-31")
        return {
            "ask_page": page, "question": question, "ask": ask, "stop": stop, "again": again,
            "as_of": as_of, "since": since, "until": until,
            "status": _html(elem_id="status"), "story": _html(elem_id="story"),
            "examples": _html(elem_id="examples"), "earlier": _html(elem_id="earlier"),
        }  # fmt: skip


def _documents(calls: Calls) -> dict[str, Any]:
    with gr.Tab("Documents", id="documents", elem_id="page-documents") as page:
        # Gradio would name files of other types in markup; the indexer tells of them in text.
        drop = gr.File(
            label="Add documents", file_count="multiple", height=140, elem_id="drop"
        )  # fmt: skip
        _html(value=_asset("formats.html"))
        return {
            "documents_page": page, "drop": drop,
            "drop_status": _html(elem_id="drop-status"),
            "documents": _html(
                js_on_load=_asset("documents.js"), elem_id="documents",
                server_functions=[_served("remove", calls.remove)],
            ),
        }  # fmt: skip


def _check() -> dict[str, Any]:
    with gr.Tab("Check", id="check", elem_id="page-check"):
        draft = gr.Textbox(
            value="",
            label="Draft", placeholder="Paste a draft; each sentence is judged against the library",
            lines=8, max_lines=20, elem_id="draft",
        )  # fmt: skip
        with gr.Row(elem_classes="buttons"):
            check = gr.Button("Check", variant="primary", elem_id="check", scale=0)
            stop = gr.Button("Stop", variant="stop", scale=0, visible=False)
        return {
            "draft": draft, "check": check, "check_stop": stop,
            "check_status": _html(elem_id="check-status"), "checked": _html(elem_id="checked"),
        }  # fmt: skip


def _evaluation() -> dict[str, Any]:
    with gr.Tab("Eval", id="eval", elem_id="page-eval"):
        sample = gr.Textbox(
            value="", label="Questions at most", placeholder="all", elem_id="sample"
        )  # fmt: skip
        with gr.Row(elem_classes="buttons"):
            run = gr.Button("Run the evaluation", variant="primary", elem_id="evaluate", scale=0)
            stop = gr.Button(
                "Stop", variant="stop", elem_id="evaluate-stop", scale=0, visible=False
            )
        return {
            "sample": sample, "evaluate": run, "evaluate_stop": stop,
            "evaluate_status": _html(elem_id="evaluate-status"),
            "report": _html(elem_id="report"),
        }  # fmt: skip


def _models() -> dict[str, Any]:
    with gr.Tab("Models", id="models", elem_id="page-models"):
        table = _html(elem_id="models-table")
        with gr.Row(elem_classes="buttons"):
            fetch = gr.Button("Fetch what is missing", elem_id="fetch", scale=0)
        return {"models": table, "fetch": fetch, "timer": gr.Timer(1.5)}


def _html(**properties: Any) -> Any:
    return gr.HTML(apply_default_css=False, **properties)


def _served(name: str, function: Callable[[Any], str]) -> Callable[[Any], str]:
    """A function that the page's script calls by `name`; Gradio marks it, so it is made anew."""

    def call(argument: Any) -> str:
        return function(argument)

    call.__name__ = name
    return call


def _refusing(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint with this program's errors as Gradio's, which callers see as one line."""

    @functools.wraps(endpoint)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return endpoint(*arguments, **named)
        except FootnotedError as error:
            raise gr.Error(" ".join(str(error).split()), print_exception=False) from error

    return call


def _theme() -> Any:
    return gr.themes.Base(
        primary_hue="stone", secondary_hue="stone", neutral_hue="stone",
        font=SERIF, font_mono=MONO, radius_size="none",
    ).set(**COLOURS)  # fmt: skip


def _asset(name: str) -> str:
    return files("ui").joinpath("assets", name).read_text("utf-8")
