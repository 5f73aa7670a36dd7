"""Single followthemoney entities: parties, documents, projects with their sides, quotations, links.

An entity is a dict with `id`, `schema` and `properties`, whose values are lists of text.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from servanda.codebook.parties import Organisation, PartyBook
from servanda.codebook.yamlio import load_packaged
from servanda.export import wording
from servanda.views import DocumentRow
from servanda.views.parties import party_name

Entity = dict[str, Any]

#: Ids that may stand as they are, but for their underscores, which followthemoney does not take.
_OWN = re.compile(r"[a-z]{3}_[0-9a-f]{16}")
_WEB = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?([/?#][!-~]*)?")

#: Characters of a name and of a short text, at most.
NAME, SHORT = 300, 1000

#: Languages as ISO 639-3 has them.
LANGUAGES = {
    "en": "eng", "fr": "fra", "es": "spa", "de": "deu", "pt": "por", "it": "ita", "nl": "nld",
    "ru": "rus", "zh": "zho", "ja": "jpn", "ko": "kor", "ar": "ara",
}  # fmt: skip


def entity(id: str, schema: str, **properties: Any) -> Entity:
    """An entity with those properties that have a value."""
    told = {name: _texts(value) for name, value in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: texts for name, texts in told.items() if texts}}


def entity_id(id: str) -> str:
    """The id of a thing of the ledger: its own where it is made of safe characters, else its digest."""
    return "servanda-" + (id.replace("_", "-") if _OWN.fullmatch(id) else _digest(id))


def party_id(code: str) -> str:
    """The id of a party."""
    return "servanda-party-" + (code.lower() if code.isascii() and code.isalnum() else _digest(code))


def party(code: str) -> Entity:
    """A party: states and their governments are public bodies."""
    book = PartyBook.load()
    name = short(party_name(code), NAME)
    if book.is_state(code):
        country = countries().get(code)
        return entity(party_id(code), "PublicBody", name=name, country=country, classification="state")
    try:
        known = book.get(code)
    except KeyError:
        known = Organisation(code, code)
    kind = known.kind if isinstance(known, Organisation) else None
    return entity(party_id(code), "Organization", name=name, classification=kind)


def document(row: DocumentRow) -> Entity:
    """A release."""
    issuer = party_name(row.publisher) if row.publisher else None
    return entity(
        entity_id(row.id),
        "Article",
        name=short(row.title or row.id, NAME),
        title=short(row.title or "", SHORT),
        publishedAt=row.published,
        author=issuer,
        publisher=issuer,
        country=countries().get(row.publisher or ""),
        language=LANGUAGES.get(row.language or ""),
        sourceUrl=web(row.source),
    )


def sides(project: str, roles: Mapping[str, Iterable[str]]) -> Iterable[Entity]:
    """A participant for each party in each role."""
    for role, codes in roles.items():
        for code in codes:
            id = f"{project}-{_digest(f'{role} {code}')[:12]}"
            yield entity(id, "ProjectParticipant", project=project, participant=party_id(code), role=role)


def quotation(thing: str, place: Mapping[str, Any], role: str, day: Any = None) -> Entity:
    """What ties a document to the thing it proves. `place` has document, source, start, end and quote."""
    where = f"{place['document']} {place['start']} {place['end']} {role}"
    return entity(
        f"{thing}-{_digest(where)[:12]}",
        "Documentation",
        document=entity_id(place["document"]),
        entity=thing,
        role=role,
        date=day,
        summary=place["quote"],
        recordId=f"characters {place['start']}-{place['end']}",
        sourceUrl=web(place.get("source")),
    )


def link(subject: str, other: str, role: str) -> Entity:
    """A tie between two things."""
    id = f"{subject}-{_digest(f'{role} {other}')[:12]}"
    return entity(id, "UnknownLink", subject=subject, object=other, role=role)


def web(address: str | None) -> str | None:
    """An address if it is one of the web."""
    return address if address and _WEB.fullmatch(address) and len(address) < 2000 else None


def short(text: str, letters: int) -> str:
    """A text on one line within so many letters."""
    line = wording.one_line(text)
    return line if len(line) <= letters else line[: letters - 1] + "…"


@cache
def countries() -> Mapping[str, str]:
    """States by their code, as followthemoney writes them."""
    return load_packaged("servanda.export", "countries.yaml", dict[str, str])


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    texts = (_text(one) for one in values if one is not None)
    return list(dict.fromkeys(text for text in texts if text))


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".removesuffix(".00")
    return wording.clean(str(value)).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
