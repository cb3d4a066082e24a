"""What a page says about itself: its head, its JSON-LD, and the few marks in the body that carry the same facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from ingest.extraction import Metadata
from ingest.readers.drafts import squeeze

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MAX_JSON = 500_000


def read_metadata(page: LexborHTMLParser) -> Metadata:
    """Title, authors, canonical address, licence and dates; "" and () where the page does not say."""
    metas, linked = _metas(page), _linked_data(page)
    return Metadata(
        title=_title(page, metas),
        authors=_authors(page, metas, linked),
        url=_address(_href(page, "link[rel~=canonical]"), metas.get("og:url", "")),
        licence=_href(page, "link[rel~=license], a[rel~=license]") or _text(linked.get("license")),
        published=_date(
            metas.get("article:published_time"),
            metas.get("date"),
            metas.get("dc.date"),
            metas.get("citation_publication_date"),
            _text(linked.get("datePublished")),
            _attribute(page, "time.published, time.entry-date, time[itemprop=datePublished]", "datetime"),
        ),
        reviewed=_date(_text(linked.get("lastReviewed")), metas.get("last-reviewed"), metas.get("lastreviewed")),
    )


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    """The first value of every named meta element."""
    found: dict[str, str] = {}
    for meta in page.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        value = squeeze(meta.attributes.get("content") or "")
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _title(page: LexborHTMLParser, metas: Mapping[str, str]) -> str:
    """The main heading where the window's title begins with it (the rest is the site's name), else og:title."""
    element = page.css_first("head title")
    title = squeeze(element.text()) if element is not None else ""
    headings = [squeeze(heading.text()) for heading in page.css("h1")]
    if len(headings) == 1 and headings[0] and title.lower().startswith(headings[0].lower()):
        return headings[0]
    return metas.get("og:title") or title


def _authors(page: LexborHTMLParser, metas: Mapping[str, str], linked: Mapping[str, object]) -> tuple[str, ...]:
    named = [
        squeeze(meta.attributes.get("content") or "")
        for meta in page.css("meta[name=author], meta[name=citation_author]")
    ]
    listed = linked.get("author")
    found = named or [_text(author) for author in (listed if isinstance(listed, list) else [listed])]
    found = [name for name in found if name] or [metas.get("article:author", "")]
    if not any(name and "://" not in name for name in found):
        found = [squeeze(node.text()) for node in page.css("[itemprop=author], a[rel~=author]")[:1]]
    return tuple(dict.fromkeys(name for name in found if name and "://" not in name))


def _linked_data(page: LexborHTMLParser) -> Mapping[str, object]:
    """The JSON-LD object that describes the page, or nothing; broken JSON is passed over, as search engines do."""
    for script in page.css('script[type="application/ld+json"]'):
        source = script.text() or ""
        if len(source) > _MAX_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            if {"datePublished", "author", "lastReviewed", "license"} & entry.keys():
                return entry
    return {}


def _entries(data: object) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list):
        yield from (entry for entry in data if isinstance(entry, dict))
    elif isinstance(data, dict):
        yield data
        graph = data.get("@graph")
        yield from (entry for entry in graph if isinstance(entry, dict)) if isinstance(graph, list) else ()


def _text(value: object) -> str:
    """A JSON-LD value as text: a string, or the name of a thing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("url")
    return squeeze(value) if isinstance(value, str) else ""


def _date(*values: str | None) -> str:
    """The first value that begins with an ISO 8601 date, cut to the day."""
    return next((found[0] for value in values if value and (found := _DATE.match(value.strip()))), "")


def _address(*values: str) -> str:
    return next((value for value in values if value.startswith(("https://", "http://"))), "")


def _href(page: LexborHTMLParser, selector: str) -> str:
    return _attribute(page, selector, "href")


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    node = page.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node is not None else ""
