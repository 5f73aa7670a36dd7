"""`Reader`: documents in, readings out. The one door of the package."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from itertools import islice

from servanda.codebook.lexicon import lexicon
from servanda.codebook.offices import OfficeBook
from servanda.codebook.parties import PartyBook
from servanda.codebook.types import type_entries
from servanda.model import Act, Document, Reading
from servanda.reading.accounts import accounts_of
from servanda.reading.acts import act_of
from servanda.reading.blocks import blocks_of
from servanda.reading.candidates import Candidate, Scene, Tools
from servanda.reading.cues import CueMatcher
from servanda.reading.merging import merged
from servanda.reading.parse import DEFAULT_MODEL, Parsed, Parser
from servanda.reading.sentences import Sentence, sentences_of
from servanda.reading.sifting import worth_parsing
from servanda.reading.topics_told import topic_of
from servanda.reading.typing import SPARSE, SURE, Typed, Typist
from servanda.reading.weights import Weights

#: Documents read ahead, so that short ones fill the parser's batches.
AHEAD = 16


@dataclass(frozen=True, slots=True)
class _Prepared:
    document: Document
    sentences: tuple[Sentence, ...]


class Reader:
    """Reads English official documents into acts. Building one takes a second; reading is pure."""

    def __init__(self, *, weights: Weights | None = None, parser_model: str = DEFAULT_MODEL) -> None:
        self._parser_model = parser_model
        self._given = weights

    @cached_property
    def tools(self) -> Tools:
        """The parts of the codebook in use."""
        lex = lexicon()
        cues = [cue for entry in type_entries().values() for cue in entry.cues]
        return Tools(lex, PartyBook.load(), OfficeBook.load(), CueMatcher(cues, lex))

    @cached_property
    def parser(self) -> Parser:
        """The sentence parser."""
        return Parser(self._parser_model)

    @cached_property
    def typist(self) -> Typist:
        """What decides type, modality and flags."""
        return Typist(self._given or shipped_weights())

    def read(self, document: Document) -> Reading:
        """The acts of one document."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The acts of many documents, in order, holding only a few of them at a time."""
        stream = iter(documents)
        while batch := list(islice(stream, AHEAD)):
            for document, parsed in self.parsed(batch):
                yield self._read(document, parsed)

    def parsed(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Iterator[Parsed]]]:
        """Each document with its parsed sentences; those that cannot hold an act are left out.

        The sentences come as they are parsed: use up those of one document before asking for the next.
        """
        prepared = [_prepare(document) for document in documents]
        pairs = ((item.document.text, sentence) for item in prepared for sentence in item.sentences)
        results = self.parser.parse_all(pairs)
        for item in prepared:
            own = islice(results, len(item.sentences))
            yield item.document, (parsed for parsed in own if len(parsed))

    def _read(self, document: Document, parsed: Iterable[Parsed]) -> Reading:
        scene = Scene(document, self.tools)
        sentences: list[Parsed] = []
        told: list[tuple[Act, float]] = []
        seen = 0
        for sentence in parsed:
            sentences.append(sentence)
            found = scene.candidates(sentence)
            seen += len(found)
            told += self._acts(scene, self.typist.choose(found))
        bar = SURE if len(told) < SPARSE * seen else 0.0
        acts = merged([act for act, sure in told if sure > bar])
        return Reading(document, acts, accounts_of(scene, sentences, acts, self.tools.parties))

    def _acts(self, scene: Scene, chosen: Sequence[tuple[Candidate, Typed]]) -> Iterator[tuple[Act, float]]:
        """The acts of one sentence, each with how probable it is that it is one."""
        heads = frozenset(candidate.frame.head for candidate, _ in chosen)
        for candidate, typed in chosen:
            act = act_of(candidate, typed, heads - {candidate.frame.head}, scene, self.tools.lexicon)
            if act is not None:
                yield act, typed.act
                topic = topic_of(act, candidate.frame, scene.sha256, scene.document.text)
                if topic is not None:
                    yield topic, typed.act


def _prepare(document: Document) -> _Prepared:
    sentences = sentences_of(document.text, blocks_of(document))
    return _Prepared(document, tuple(s for s in sentences if worth_parsing(document, s)))


def shipped_weights() -> Weights:
    """The weights that come with the package (`make train` made them)."""
    with as_file(files("servanda.reading") / "data" / "weights.bin") as path:
        return Weights.load(path)


def read_document(document: Document) -> Reading:
    """Read one document with a reader of its own; keep a `Reader` for more than one."""
    return Reader().read(document)
