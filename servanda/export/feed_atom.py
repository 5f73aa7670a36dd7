"""Changes as an Atom feed (RFC 4287). Ids are tag URIs that stay (RFC 4151); no clock: a change is updated
when the ledger learnt it, and published on the day that it was told."""

from datetime import UTC, date, datetime, time
from typing import TextIO
from urllib.parse import quote

from lxml import etree

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import cite, cited
from servanda.export.xml_text import legal
from servanda.insight.changed import Change, Changes
from servanda.version import __version__
from servanda.views import Source

ATOM = "http://www.w3.org/2005/Atom"
#: Since when the project gives such ids.
TAG = "tag:servanda.invalid,2026:"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLES = {
    "new": "New commitment",
    "said_again": "Said again",
    "deadline_moved": "Deadline moved",
    "kept": "Kept",
    "partly_kept": "Kept in part",
    "under_way": "Under way",
    "dropped": "Dropped",
    "superseded": "Superseded",
    "missed": "Missed",
    "overdue_nothing_found": "Overdue, nothing found",
}


def write(answer: Changes, out: TextIO) -> None:
    """The feed."""
    sources = cited(answer.sources)
    feed = etree.Element(f"{{{ATOM}}}feed", {_LANG: "en"}, nsmap={None: ATOM})  # type: ignore[dict-item] # the default namespace
    _put(feed, "id", _tag(f"changes/{_scope(answer) or 'all'}"))
    between = wording.parties((*answer.parties, *filter(None, [answer.counterpart])))
    _put(feed, "title", f"Commitments and agreements{f' of {between}' if between else ''}")
    newest = max((one.updated for one in answer.changes), default=_moment(answer.as_of))
    _put(feed, "updated", _stamp(newest))
    _put(_put(feed, "author"), "name", "Servanda")
    _put(feed, "generator", "Servanda", version=__version__)
    for change in answer.changes:
        _entry(feed, change, sources.get(change.words.document))
    text = etree.tostring(feed, encoding="unicode", pretty_print=True)
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n{text}')


def _tag(id: str) -> str:
    return TAG + quote(id, safe="/:,._~-")


def _scope(answer: Changes) -> str:
    return "/".join((*answer.parties, *filter(None, [answer.counterpart])))


def _entry(feed: etree._Element, change: Change, source: Source | None) -> None:
    entry = _put(feed, "entry")
    _put(entry, "id", _tag(change.id))
    _put(entry, "title", f"{_head(change)}: {wording.one_line(change.title)}")
    _put(entry, "updated", _stamp(change.updated))
    _put(entry, "published", _stamp(_moment(change.told)))
    address = (source.address or "") if source else ""
    if address.startswith(("http://", "https://")):
        _put(entry, "link", rel="alternate", href=address)
    for topic in change.topics:
        _put(entry, "category", term=topic)
    words = change.words
    where = cite(words.document, words.start, words.end, {words.document: source} if source else {})
    lines = (f"“{wording.one_line(words.quote)}”", where, _days(change), change.about)
    _put(entry, "content", "\n".join(filter(None, lines)), type="text")


def _head(change: Change) -> str:
    if change.kind == "stage":
        return told(change.stage).capitalize()
    return _TITLES.get(change.kind, told(change.kind).capitalize())


def _days(change: Change) -> str:
    """The last day, and the one told before."""
    if change.before is not None and change.due is not None:
        return f"moved from {change.before} to {change.due}"
    return f"last day {change.due}" if change.due is not None else ""


def _put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    found = {key: legal(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", found)
    element.text = legal(text) if text is not None else None
    return element


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
