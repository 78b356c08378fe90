"""What a page's markup states of itself; nothing is inferred from its text or its address.

Sources: JSON-LD (schema.org Article), Open Graph (ogp.me), Dublin Core and Highwire meta tags,
HTML's own title, h1 and time elements.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypedDict

from index.dates import iso_date
from index.titles import usable_title

LONGEST_PUBLISHER = 100

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher",
               "publisher")  # fmt: skip
_DATES = ("article:published_time", "og:published_time", "datepublished", "pubdate",
          "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
          "sailthru.date", "citation_publication_date", "citation_date", "dc.date.issued",
          "dcterms.issued", "dc.date", "dcterms.date", "date")  # fmt: skip
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)")
_TIME = (
    "//*[@itemprop='datePublished']"
    " | //time[@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')]"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")


class PageMetadata(TypedDict):
    """The fields of a Draft that a page can state."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


def page_metadata(tree: Any, markup: str) -> PageMetadata:
    """Title, publisher, ISO date and address of an lxml tree and the markup it was made from."""
    article = next(_articles(tree), {})
    meta = _meta_tags(tree)
    publisher = _publisher(article, meta)
    return {
        "title": _title(tree, article, meta, publisher),
        "publisher": publisher,
        "published": _published(tree, article, meta),
        "url": _url(tree, meta, markup),
    }


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        for item in items:
            nested = item.get("@graph") if isinstance(item, dict) else None
            for entry in nested if isinstance(nested, list) else [item]:
                kind = entry.get("@type") if isinstance(entry, dict) else None
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(name, str) and _ARTICLES.fullmatch(name) for name in kinds):
                    yield entry


def _meta_tags(tree: Any) -> dict[str, str]:
    """Contents of the meta tags by lower-case name, the first that is not empty of each."""
    tags: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            name, content = tag.get(key), " ".join(tag.get("content").split())
            if name and content:
                tags.setdefault(name.strip().lower(), content)
    return tags


def _publisher(article: dict[str, Any], meta: dict[str, str]) -> str | None:
    stated = article.get("publisher")
    stated = stated[0] if isinstance(stated, list) and stated else stated
    named = stated.get("name") if isinstance(stated, dict) else stated
    for name in (named, *(meta.get(tag) for tag in _PUBLISHERS)):
        if isinstance(name, str) and not name.startswith(("http:", "https:")):
            plain = " ".join(unescape(name).split())
            if 0 < len(plain) <= LONGEST_PUBLISHER and plain.isprintable():
                return plain
    return None


def _title(
    tree: Any, article: dict[str, Any], meta: dict[str, str], publisher: str | None
) -> str | None:
    headings = tree.xpath("//h1")
    heading = headings[0].text_content() if len(headings) == 1 else None
    for written in (article.get("headline"), *(meta.get(tag) for tag in _TITLES), heading):
        title = usable_title(unescape(written)) if isinstance(written, str) else None
        if title:
            return _without_publisher(title, publisher)
    title = usable_title(tree.findtext(".//title"))
    return _without_publisher(title, publisher) if title else None


def _without_publisher(title: str, publisher: str | None) -> str:
    """ "Headline | The Times" without its last part where that is the publisher."""
    parts = re.split(r"\s+[|–—·»-]\s+", title)
    named = (
        len(parts) > 1 and publisher is not None and parts[-1].casefold() == publisher.casefold()
    )
    return title[: title.rindex(parts[-1])].rstrip(" |–—·»-") if named else title


def _published(tree: Any, article: dict[str, Any], meta: dict[str, str]) -> str | None:
    stated = [article.get("datePublished"), *(meta.get(tag) for tag in _DATES)]
    for element in tree.xpath(_TIME):
        stated += [element.get("datetime"), element.get("content"), element.text_content()]
    return next((day for day in map(iso_date, stated) if day), None)


def _url(tree: Any, meta: dict[str, str], markup: str) -> str | None:
    saved = _SAVED_FROM.search(markup[:2000])
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    for address in (*canonical, meta.get("og:url"), saved[1] if saved else None):
        if address and re.fullmatch(r"https?://[^\s<>\"]{3,2000}", address.strip()):
            return str(address.strip())
    return None
