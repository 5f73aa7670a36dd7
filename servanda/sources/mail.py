"""E-mail (.eml): subject, sender and date from the head, the text from the body, documents attached."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from servanda.sources.decoding import check_text
from servanda.sources.html.parsing import parse
from servanda.sources.kinds import SNIFF, Kind, kind_of
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.problem import OnProblem, Problem, SourceError
from servanda.sources.publishers import of_address, of_name
from servanda.sources.text import fact, read_text
from servanda.sources.whole import read_whole

#: A plain part shorter than this and than half of the HTML part only says "see the HTML part".
_PLAIN = 200
ATTACHED = (Kind.PDF, Kind.WORD, Kind.HTML, Kind.TEXT, Kind.MARKDOWN)


def read_mail(raw: Raw, hints: Hints) -> Page:
    """The page of a message's own text. Raises SourceError where it has none."""
    message = _message(raw)
    plain, markup = _part(message, "plain"), _part(message, "html")
    said = _head_facts(message, raw)
    if plain and (len(plain) >= _PLAIN or len(plain) * 2 >= _shown(markup)):
        check_text(plain)
        return _with_head(read_text(plain, raw, hints), said, hints)
    if markup:
        return _with_head(read_whole(markup, raw, hints), said, hints)
    if plain:
        return _with_head(read_text(plain, raw, hints), said, hints)
    raise SourceError("is an e-mail without any text")


def attachments(raw: Raw, on_problem: OnProblem) -> Iterator[Raw]:
    """The documents attached to a message; anything else attached is passed over."""
    for part in _message(raw).iter_attachments():
        data = part.get_payload(decode=True)
        name = part.get_filename() or ""
        if not isinstance(data, bytes) or not name:
            continue
        kind = kind_of(name, data[:SNIFF], part.get_content_type())
        if kind in ATTACHED:
            yield Raw(f"{raw.name}#{name}", data, part.get_content_type())
        elif kind is not Kind.FOREIGN:
            on_problem(
                Problem(f"{raw.name}#{name}", f"is attached as {kind.value}, which is not read from e-mail")
            )


def _message(raw: Raw) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw.data)
    if not any(name in message for name in ("From", "Date", "Subject", "MIME-Version")):
        raise SourceError("is no e-mail: it has no head")
    return message


def _part(message: EmailMessage, kind: str) -> str:
    """The text of the part of a kind; undecodable bytes become marks, unknown encodings Windows-1252."""
    try:
        part = message.get_body(preferencelist=(kind,))
    except (AttributeError, KeyError):
        return ""
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError, AssertionError):
        payload = part.get_payload(decode=True)
        content = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    return content.strip("\r\n") if isinstance(content, str) else ""


def _shown(markup: str) -> int:
    """How many characters of text an HTML part shows."""
    try:
        return len(" ".join("".join(map(str, parse(markup.encode("utf-8", "replace")).itertext())).split()))
    except SourceError:
        return 0


def _head_facts(message: EmailMessage, raw: Raw) -> Facts:
    subject = " ".join(str(message.get("Subject", "")).split())
    name, address = parseaddr(str(message.get("From", "")))
    host = address.rpartition("@")[2]
    return Facts(
        title=fact(subject or None, "mail:Subject"),
        publisher=fact((of_address(f"https://{host}") if host else None) or of_name(name), "mail:From"),
        published=fact(_day(message), "mail:Date"),
        address=fact(raw.address, "fetched"),
    )


def _day(message: EmailMessage) -> date | None:
    try:
        sent = message["Date"].datetime if message["Date"] else None
    except (AttributeError, ValueError, TypeError, IndexError):
        return None
    return sent.date() if sent else None


def _with_head(made: Page, said: Facts, hints: Hints) -> Page:
    """The page with what the head says: it goes before what the text seems to say."""
    facts = replace(
        made.facts,
        title=said.title or made.facts.title,
        publisher=made.facts.publisher or said.publisher,
        published=Fact(hints.published, "given")
        if hints.published
        else said.published or made.facts.published,
    )
    document = replace(
        made.document,
        title=facts.title.value if facts.title else None,
        publisher=facts.publisher.value if facts.publisher else None,
        published=facts.published.value if facts.published else None,
    )
    return replace(made, document=document, facts=facts)
