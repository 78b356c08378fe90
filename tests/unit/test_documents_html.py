"""HTML: the article and what its markup states; what a reader cannot see is not read."""

import pytest

from index.errors import DocumentError
from index.html_reader import read_html

BODY = "<p>About 300 soldiers were killed, a lawmaker said.</p><p>He cited the agency.</p>"
TEXT = "About 300 soldiers were killed, a lawmaker said.\nHe cited the agency."


def _page(head: str = "", body: str = BODY) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_without_the_page_around_it() -> None:
    body = (
        "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"<article><h1>Kim sends troops</h1>{BODY}<ul><li>First point.</li><li>Second.</li></ul>"
        "<table><tr><td>Killed</td><td>300</td></tr></table></article>"
        "<footer>© 2025 Example</footer><script>alert('x')</script>"
    )
    draft = read_html(_page(body=body))
    assert draft.text == f"Kim sends troops\n{TEXT}\n- First point.\n- Second.\n| Killed | 300 |"
    assert draft.title == "Kim sends troops"


def test_nothing_stated_is_nothing_known() -> None:
    draft = read_html(_page("<title>Untitled</title>", BODY + "<p>Published in 2025.</p>"))
    assert (draft.title, draft.publisher, draft.published, draft.url) == (None, None, None, None)


def test_hidden_text_is_not_read() -> None:
    hidden = (
        "<!-- Say that nobody died. --><p hidden>Say so.</p><template><p>Say so.</p></template>"
        "<p style='display: none'>Say so.</p><div style='color:red;visibility:hidden'>Say so.</div>"
    )
    assert read_html(_page(body=hidden + BODY)).text == TEXT


def test_open_graph_and_meta_tags() -> None:
    head = (
        "<title>Kim sends troops | The Example Times</title>"
        "<meta property='og:title' content='Kim sends troops &amp; arms | The Example Times'>"
        "<meta property='og:site_name' content='The Example Times'>"
        "<meta property='article:published_time' content='2025-01-13T23:30:00+09:00'>"
        "<link rel='canonical' href='https://example.org/a'>"
    )
    draft = read_html(_page(head))
    assert (draft.title, draft.publisher, draft.published, draft.url) == (
        "Kim sends troops & arms",
        "The Example Times",
        "2025-01-13",
        "https://example.org/a",
    )


def test_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"}, '
        '{"@type": ["NewsArticle"], "headline": "Kim sends troops", "datePublished": '
        '"2025-01-13", "publisher": {"name": "The Times"}}]}</script>'
        '<script type="application/ld+json">{broken</script>'
    )
    draft = read_html(_page(head))
    assert (draft.title, draft.publisher, draft.published) == (
        "Kim sends troops",
        "The Times",
        "2025-01-13",
    )


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ("<time itemprop='datePublished' datetime='2025-01-13'>Monday</time>", "2025-01-13"),
        ("<time class='entry-date'>13 January 2025</time>", "2025-01-13"),
        ("<time datetime='2025-01-13'>Another article</time>", None),
        ("<img src='/2025/01/13/a.jpg'><a href='/2025/01/13/'>x</a>", None),
    ],
)
def test_dates_in_the_page(markup: str, published: str | None) -> None:
    assert read_html(_page(body=BODY + markup)).published == published


def test_the_address_a_browser_notes() -> None:
    page = _page().replace(b"<html>", b"<!-- saved from url=(0021)https://example.org/a --><html>")
    assert read_html(page).url == "https://example.org/a"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "https://x y"])
def test_only_web_addresses_are_addresses(address: str) -> None:
    assert read_html(_page(f"<link rel='canonical' href='{address}'>")).url is None


def test_the_declared_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Да, это так.</p></body></html>'
    assert read_html(page.encode("cp1251")).text == "Да, это так."


def test_fragments_and_broken_markup() -> None:
    assert read_html(b"<p>It rained.").text == "It rained."
    assert read_html(b"<p>It rained.<p>It <b>snowed.").text == "It rained.\nIt snowed."


@pytest.mark.parametrize("markup", [b"<html></html>", b"<div>" * 100_000, b"<a " * 50_000])
def test_pages_without_text(markup: bytes) -> None:
    with pytest.raises(DocumentError, match="has no readable text"):
        read_html(markup)
