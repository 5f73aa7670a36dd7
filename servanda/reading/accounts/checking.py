"""The cues of instruments, proven by their own examples: what `servanda codebook check` does for acts."""

import re
from collections.abc import Iterator

from servanda.codebook.instruments import InstrumentBook, StepCue, instrument_book
from servanda.codebook.parties import PartyBook
from servanda.model import BlockKind, Span
from servanda.model.instrument import Form
from servanda.reading.accounts.accessions import accessions_in
from servanda.reading.accounts.changes import changes_in
from servanda.reading.accounts.cuing import hits
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Page, page_of
from servanda.reading.checking import Failure
from servanda.reading.parse import Parsed
from servanda.reading.sentences import Sentence

_MARKED = re.compile(r"\[([^\[\]]+)\]")
_GROUPS = {
    "agreement": "text", "treaty": "text", "protocol": "text", "compact": "text", "memorandum": "text",
    "arrangement": "text", "understanding": "text", "declaration": "text", "framework": "text",
    "plan": "scheme", "dialogue": "tie", "study": "talks",
}  # fmt: skip


def check_instruments() -> list[Failure]:
    """Every cue of the instrument book that its own sentences do not bear out."""
    book = instrument_book()
    tried = (*_steps(book), *_changes(book), *_accessions(book))
    return [Failure(cue, sentence, want) for cue, sentence, want, got in tried if want != got]


def _steps(book: InstrumentBook) -> Iterator[tuple[str, str, bool, bool]]:
    for cue in book.steps:
        for sentence in cue.examples:
            yield cue.id, sentence, True, _holds(book, cue, sentence)
        for sentence in cue.counter_examples:
            yield cue.id, sentence, False, _holds(book, cue, sentence)


def _holds(book: InstrumentBook, cue: StepCue, sentence: str) -> bool:
    page, mention = _marked(book, sentence, cue.kinds[0] if cue.kinds else "text")
    kinds = frozenset({mention.group, mention.kind})
    found = hits(page, page.lines[0], mention, (mention,), kinds, inner=False)
    return any(hit.cue.id == cue.id for hit in found)


def _changes(book: InstrumentBook) -> Iterator[tuple[str, str, bool, bool]]:
    for cue in book.changes:
        for want, sentences in ((True, cue.examples), (False, cue.counter_examples)):
            for sentence in sentences:
                page, mention = _marked(book, sentence, "text")
                told = changes_in(page, page.lines[0], [mention])
                got = any(one.relation is not None and one.relation.kind == cue.relation for one in told)
                yield cue.id, sentence, want, got


def _accessions(book: InstrumentBook) -> Iterator[tuple[str, str, bool, bool]]:
    for cue in book.accessions:
        for want, sentences in ((True, cue.examples), (False, cue.counter_examples)):
            for sentence in sentences:
                found, _ = accessions_in(_page(book, sentence), _page(book, sentence).lines[0], None)
                got = any(one.stage == cue.stage or cue.stage is None for one in found)
                yield cue.id, sentence, want, got


def _marked(book: InstrumentBook, sentence: str, kind: str) -> tuple[Page, Found]:
    """The sentence without its brackets, and what stands in them as a mention of such a kind or group."""
    mark = _MARKED.search(sentence)
    if mark is None:
        raise ValueError(f"no mention stands in brackets: {sentence!r}")
    text = sentence[: mark.start()] + mark[1] + sentence[mark.end() :]
    span = Span(mark.start(), mark.start() + len(mark[1]))
    lead = text[: span.start].split()
    mention = Found(
        span=span,
        head=span,
        noun=mark[1],
        kind=kind,
        group=_GROUPS.get(kind, kind),
        form=Form.FULL,
        line=0,
        block=0,
        before=(mark[1].lower(),),
        lone=bool({"a", "an"} & {word.lower() for word in lead[-4:]}),
        plural=mark[1].endswith("s"),
    )
    return _page(book, text), mention


def _page(book: InstrumentBook, text: str) -> Page:
    """A page of one sentence that nobody parsed."""
    known = PartyBook.load()
    none: tuple[int, ...] = ()
    sentence = Sentence(Span(0, len(text)), 0, BlockKind.PARAGRAPH, 0)
    parsed = Parsed(sentence, (), (), (), (), (), none, none, none, (), none, none)
    return page_of(text, [parsed], known.find(text), book, known)
