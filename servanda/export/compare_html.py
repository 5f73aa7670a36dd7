"""A comparison as one self-contained page: what differs, and the two texts next to each other, marked.

The same act has the same number and colour in both texts. The page loads nothing from anywhere; its policy
lets only its own style and script run, and without the script its numbers are plain links.
"""

from collections.abc import Iterator, Sequence
from typing import TextIO

from servanda.export import compare_page as page
from servanda.export import compare_words as words
from servanda.export.compare_marks import Mark, places, shown
from servanda.insight.compare import Comparison, Kind, Line, OneSided, Side

#: The colours of lines, and the sections whose lines stand before the texts.
COLOURS = {
    Kind.BOTH: "both",
    Kind.DIFFERS: "differs",
    Kind.ATTRIBUTED_A: "said",
    Kind.ATTRIBUTED_B: "said",
    Kind.ONLY_A: "one",
    Kind.ONLY_B: "two",
    Kind.UNCLEAR: "unclear",
}
UNCONFIRMED = (Kind.ATTRIBUTED_A, Kind.ATTRIBUTED_B)
FIRST = (*UNCONFIRMED, Kind.DIFFERS)
ONLY = (Kind.ONLY_A, Kind.ONLY_B)
LAST = (Kind.UNCLEAR, Kind.BOTH)


def write(answer: Comparison | OneSided, texts: Sequence[str], out: TextIO) -> None:
    """The page. `texts` are those of the two documents, in which the words of the answer stand."""
    if isinstance(answer, OneSided):
        said = shown(words.one_sided(answer))
        body = f"<header><h1>{shown(answer.meeting.title)}</h1><p>{said}</p></header>"
        out.write(page.page(answer.meeting.title, body))
        return
    names = words.names(answer)
    only = "".join(_section(answer, kind, names) for kind in ONLY)
    body = "".join(
        [
            _header(answer, names),
            *(_section(answer, kind, names) for kind in FIRST),
            page.texts(_columns(answer, names, texts)),
            f'<div class="columns">{only}</div>\n' if only else "",
            *(_section(answer, kind, names) for kind in LAST),
            _notes(answer),
        ]
    )
    out.write(page.page(words.title(answer), body))


def _header(answer: Comparison, names: tuple[str, str]) -> str:
    counts = [(kind.value, COLOURS[kind], label, len(answer.of(kind))) for kind, label in words.short(names)]
    agree = f'<p class="agree">{shown(words.summary(answer))}</p>' if answer.agree else ""
    return (
        f'<header><p class="kind">Readouts side by side · as of {answer.as_of}</p>'
        f"<h1>{shown(words.title(answer))}</h1>{agree}{page.chips(counts)}"
        f"{page.facts(names, words.facts(answer))}</header>\n"
    )


def _section(answer: Comparison, kind: Kind, names: tuple[str, str]) -> str:
    lines = [_line(line, names) for line in answer.of(kind)]
    note = words.CAUTION if kind in UNCONFIRMED else ""
    folded = kind is Kind.BOTH and not answer.agree
    return page.section(kind.value, words.heading(kind, names), lines, note, folded=folded)


def _line(line: Line, names: tuple[str, str]) -> str:
    """One act: who does it, what differs, and the words of each side."""
    told = [
        page.figure(
            "" if line.kind in ONLY else name, one.words.quote, _unlike(line, side), f"{side}{line.number}"
        )
        for one, side, name in ((line.a, "a", names[0]), (line.b, "b", names[1]))
        if one is not None
    ]
    first = line.a or line.b
    assert first is not None
    head = f'<span class="what">{shown(words.telling(first))}</span>' + "".join(
        page.tag(words.label(one), words.values(one), "≠") for one in line.differences
    )
    if line.kind in UNCONFIRMED:
        said = words.silent(line, names[1] if line.a else names[0])
        told.insert(1 if line.a else 0, page.silence(said, line.near.quote if line.near else None))
    elif line.near and line.kind not in (Kind.BOTH, Kind.DIFFERS):
        told.append(f'<p class="near">{shown(words.near(line) or "")}</p>')
    side_by_side = line.kind in (*FIRST, Kind.BOTH)
    return page.line(line.number, COLOURS[line.kind], head, told, side_by_side=side_by_side)


def _unlike(line: Line, side: str) -> list[str]:
    """The words of one side in which the two differ; several figures one by one."""
    told = [one.a if side == "a" else one.b for one in line.differences]
    return [part for one in told if one for part in (one.split(", ") if one[0].isdigit() else [one])]


def _columns(answer: Comparison, names: tuple[str, str], texts: Sequence[str]) -> Iterator[str]:
    sides = zip((answer.a, answer.b), names, texts, "ab", strict=True)
    for side, name, text, letter in sides:
        yield page.column(letter, name, side.source, text, list(_marks(answer.lines, letter, side)))


def _marks(lines: Sequence[Line], letter: str, side: Side) -> Iterator[Mark]:
    places_of = {one.words: line.number for line in lines for one in (line.a, line.b) if one}
    for line in lines:
        one = line.a if letter == "a" else line.b
        if one is not None and one.words.document == side.source.document:
            place = one.words
            strong = places(place.quote, place.start, _unlike(line, letter))
            near = places_of.get(line.near) if line.near and line.kind in UNCONFIRMED else None
            label = words.telling(one)
            yield Mark(place.start, place.end, line.number, COLOURS[line.kind], label, strong, near)


def _notes(answer: Comparison) -> str:
    notes = [one for one in (words.left(answer), words.left_out(answer)) if one]
    return f"<footer>{''.join(f'<p>{shown(one)}</p>' for one in notes)}</footer>" if notes else ""
