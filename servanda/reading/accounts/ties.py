"""How the names of one sentence stand to each other: parts, names in names, pacts that are parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.model import Span
from servanda.model.instrument import Form, Relation, RelationKind
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

#: Words of a longer title that tie it to the instrument named inside it.
_TIES = (
    ("amend", RelationKind.AMENDS),
    ("amendment", RelationKind.AMENDS),
    ("extend", RelationKind.EXTENDS),
    ("extension", RelationKind.EXTENDS),
    ("renewal", RelationKind.EXTENDS),
    ("replace", RelationKind.REPLACES),
    ("implementation", RelationKind.IMPLEMENTS),
    ("implement", RelationKind.IMPLEMENTS),
)


def without_parts(found: Sequence[Found]) -> list[Found]:
    """Without nouns that only begin a longer name: "Programs" of "Programs and Services Agreement"."""
    return [
        one
        for one in found
        if not any(
            other is not one
            and other.span.start <= one.span.start
            and one.head.end <= other.head.start
            and other.span.contains(one.head)
            for other in found
        )
    ]


def without_accession(page: Page, one: Found, found: Sequence[Found]) -> Found:
    """ "Protocol to the X Treaty on the Accession of Y": what follows belongs to the protocol."""
    outer = any(x is not one and x.span.contains(one.span) and x.head.end < one.head.start for x in found)
    if not outer or not one.before or "accession" not in one.after:
        return one
    span = Span(one.span.start, one.head.end)
    return replace(one, span=span, after=(), each=(), parties=page.sides(span, one.head))


def pacts_in(page: Page, line: Line, found: Sequence[Found]) -> Iterator[Found]:
    """Parties of the party book that are agreements by themselves, where no kind stands with them."""
    for mention in page.parties.within(line.span.start, line.span.end):
        if not page.is_pact(mention.code, alone=True):
            continue
        if any(
            one.span.overlap(mention.span)
            and one.span.contains(mention.span)
            and one.head.overlap(mention.span)
            for one in found
        ):
            continue
        yield Found(
            span=mention.span,
            head=mention.span,
            noun=mention.code,
            kind="agreement",
            group="text",
            form=Form.SHORT,
            line=line.order,
            block=line.block,
            before=(mention.code.lower(),),
            parties=page.sides(mention.span, mention.span),
            short=(mention.code,),
        )


def tied(page: Page, found: list[Found]) -> list[Found]:
    """Titles that hold the name of another instrument, tied to it."""
    tied = []
    for one in found:
        inner = next(
            (x for x in found if x is not one and one.span.contains(x.span) and x.head.start > one.head.end),
            None,
        )
        kind = None if inner is None or inner.pointing else _tie(page, one, inner)
        if inner is not None and kind is not None:
            name = " ".join(inner.span.of(page.text).split())
            one = replace(one, relation=Relation(kind, name))
        if inner is None or not _wraps(page, one, inner):
            tied.append(one)
        else:
            found[found.index(inner)] = inner  # the frame is no instrument of its own
            tied.append(replace(inner, span=one.span, head=inner.head))
    return tied


def _tie(page: Page, one: Found, inner: Found) -> RelationKind | None:
    between = page.text[one.head.start : inner.span.start].lower().split()
    for word, kind in _TIES:
        if word in between or word + "s" in between:
            return kind
    return RelationKind.PROTOCOL_OF if one.kind == "protocol" and "to" in between[:3] else None


def _wraps(page: Page, one: Found, inner: Found) -> bool:
    """Whether the outer name is only a frame for the inner one: "Framework for an Agreement on Trade"."""
    between = page.text[one.head.end : inner.head.start].lower().split()
    return one.kind == "framework" and between[:1] == ["for"] and len(between) <= 5
