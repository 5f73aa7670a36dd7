"""Changes in wording as one self-contained page: what is weaker, dropped, stronger, new, and both texts."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from servanda.export import changes_words as words
from servanda.export import compare_page as page
from servanda.export.compare_marks import Mark, places, shown
from servanda.insight.changes import Changes, Kind, Line

#: The colours of lines; those of one statement only are told apart by theirs.
COLOURS = {
    Kind.WEAKER: "differs",
    Kind.DROPPED: "said",
    Kind.STRONGER: "both",
    Kind.NEW: "two",
    Kind.CHANGED: "one",
    Kind.UNCLEAR: "unclear",
    Kind.UNCHANGED: "unclear",
}
_PAIRED = frozenset({Kind.WEAKER, Kind.STRONGER, Kind.CHANGED, Kind.UNCHANGED})
#: What stands before the texts.
_FIRST = (Kind.WEAKER, Kind.DROPPED, Kind.STRONGER, Kind.NEW, Kind.CHANGED)


def write(answer: Changes, texts: Sequence[str], out: TextIO) -> None:
    """The page. `texts` are those of the earlier and the later statement, empty where none was found."""
    title = words.title(answer)
    if answer.before is None:
        items = "".join(f"<li>{shown(words.candidate(one))}</li>" for one in answer.candidates)
        body = (
            f"<header><h1>{shown(title)}</h1><p>{shown(words.summary(answer))}</p><ul>{items}</ul></header>"
        )
        out.write(page.page(title, body))
        return
    names = words.names(answer)
    titles = dict(words.SECTIONS)
    body = "".join(
        [
            _header(answer, names),
            *(_section(answer, kind, titles[kind], names) for kind in _FIRST),
            page.texts(_columns(answer, names, texts)),
            *(_section(answer, kind, titles[kind], names) for kind in (Kind.UNCLEAR, Kind.UNCHANGED)),
        ]
    )
    out.write(page.page(title, body))


def _header(answer: Changes, names: tuple[str, str]) -> str:
    counts = [
        (kind.value, COLOURS[kind], words.short(kind), len(answer.of(kind))) for kind, _ in words.SECTIONS
    ]
    found = words.found(answer)
    note = f'<p class="note">{shown(found)}</p>' if found else ""
    return (
        f'<header><p class="kind">Changes in wording · as of {answer.as_of}</p>'
        f"<h1>{shown(words.title(answer))}</h1>{page.chips(counts)}{note}"
        f"{page.facts(names, words.facts(answer))}</header>\n"
    )


def _section(answer: Changes, kind: Kind, title: str, names: tuple[str, str]) -> str:
    lines = [_line(line, names) for line in answer.of(kind)]
    note = words.CAUTION if kind is Kind.DROPPED else ""
    return page.section(kind.value, title, lines, note, folded=kind is Kind.UNCHANGED)


def _line(line: Line, names: tuple[str, str]) -> str:
    paired = line.kind in _PAIRED
    told = [
        page.figure(name if paired else "", one.words.quote, _unlike(line, side), f"{side}{line.number}")
        for one, side, name in ((line.before, "a", names[0]), (line.after, "b", names[1]))
        if one is not None
    ]
    if line.near and not paired:
        told.append(f'<p class="near">{shown(words.near(line) or "")}</p>')
    head = f'<span class="what">{shown(words.what(line))}</span>' + "".join(
        page.tag(words.label(one), words.values(one), "→") for one in line.reasons
    )
    return page.line(line.number, COLOURS[line.kind], head, told, side_by_side=paired)


def _unlike(line: Line, side: str) -> list[str]:
    """The words of one side that changed; several figures one by one."""
    told = [one.before if side == "a" else one.after for one in line.reasons]
    return [part for one in told if one for part in (one.split(", ") if one[0].isdigit() else [one])]


def _columns(answer: Changes, names: tuple[str, str], texts: Sequence[str]) -> Iterator[str]:
    assert answer.before is not None
    sides = zip((answer.before, answer.after), names, texts, "ab", strict=True)
    for source, name, text, letter in sides:
        yield page.column(letter, name, source, text, list(_marks(answer.lines, letter)))


def _marks(lines: Sequence[Line], letter: str) -> Iterator[Mark]:
    for line in lines:
        one = line.before if letter == "a" else line.after
        if one is not None:
            place = one.words
            strong = places(place.quote, place.start, _unlike(line, letter))
            colour = COLOURS[line.kind]
            yield Mark(place.start, place.end, line.number, colour, words.what(line), strong)
