"""Changes as an Atom feed (RFC 4287). Ids are tag URIs that stay; no clock: times are days of documents."""

from datetime import date
from typing import TextIO

from servanda import __version__
from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import cite, cited
from servanda.export.xml_text import xml_text
from servanda.insight.changed import Change, Changes
from servanda.views import Source

#: Since when the project gives such ids (RFC 4151).
TAG = "tag:servanda.invalid,2026:"
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
}


def write(answer: Changes, out: TextIO) -> None:
    """The feed."""
    sources = cited(answer.sources)
    newest = max((one.told for one in answer.changes), default=answer.as_of)
    between = wording.parties((*answer.parties, *filter(None, [answer.counterpart])))
    scope = "/".join((*answer.parties, *filter(None, [answer.counterpart]))) or "all"
    title = f"Commitments and agreements{f' of {between}' if between else ''}"
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"  <id>{xml_text(f'{TAG}changes/{scope}')}</id>\n  <title>{xml_text(title)}</title>\n"
        f"  <updated>{_moment(newest)}</updated>\n  <author><name>Servanda</name></author>\n"
        f"  <generator version={_attribute(__version__)}>Servanda</generator>\n"
    )
    for change in answer.changes:
        out.write(_entry(change, sources.get(change.words.document)))
    out.write("</feed>\n")


def _entry(change: Change, source: Source | None) -> str:
    stage = told(change.stage).capitalize()
    what = stage if change.kind == "stage" else _TITLES.get(change.kind, change.kind)
    words = change.words
    where = cite(words.document, words.start, words.end, {words.document: source} if source else {})
    link = ""
    if source and (source.address or "").startswith(("http://", "https://")):
        link = f"    <link rel=\"alternate\" href={_attribute(source.address or '')}/>\n"
    topics = "".join(f"    <category term={_attribute(topic)}/>\n" for topic in change.topics)
    content = f"“{wording.one_line(words.quote)}”\n{where}\n{change.about}"
    return (
        f"  <entry>\n    <id>{xml_text(TAG + change.id)}</id>\n"
        f"    <title>{xml_text(f'{what}: {wording.one_line(change.title)}')}</title>\n"
        f"    <updated>{_moment(change.told)}</updated>\n    <published>{_moment(change.told)}</published>\n"
        f"{link}{topics}    <content type=\"text\">{xml_text(content)}</content>\n  </entry>\n"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _attribute(value: str) -> str:
    return f'"{xml_text(value)}"'
