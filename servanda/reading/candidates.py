"""Document → candidates: every frame with its features and the parties found for it.

Both reading and training go through here, so that weights are learnt on what they will see.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.offices import OfficeBook
from servanda.codebook.parties import PartyBook
from servanda.model import BlockKind, Deadline, DeadlineKind, Document, Money, Span
from servanda.reading.actors import subject_of
from servanda.reading.cast import NOBODY, Cast, Found
from servanda.reading.cues import CueMatcher
from servanda.reading.deadlines import TimeExpression, find_times
from servanda.reading.features import features
from servanda.reading.frames import Frame, frames_of
from servanda.reading.instruments import Names
from servanda.reading.money import find_money
from servanda.reading.parse import Parsed
from servanda.reading.placed import Placed
from servanda.reading.quotes import quotes_of, speaker_of
from servanda.reading.surroundings import Setting

#: A text of fewer characters is too short for what it does not name to say anything.
SHORT = 300
_KINDS = (
    ("readout", re.compile(r"\breadout\b|\bcall with\b|\bmeeting with\b|\bmeets? with\b", re.I)),
    ("joint", re.compile(r"\bjoint\b|communiqu|declaration", re.I)),
    ("fact_sheet", re.compile(r"fact ?sheet|backgrounder", re.I)),
    ("statement", re.compile(r"\bstatement\b|\bremarks\b", re.I)),
    ("visit", re.compile(r"\bvisits?\b|\btravel|\btrip\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that may be an act."""

    frame: Frame
    setting: Setting
    subject: Found
    lead: Frame | None
    quoted_by: str | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of the codebook that reading needs."""

    lexicon: Lexicon
    parties: PartyBook
    offices: OfficeBook
    cues: CueMatcher


class Scene:
    """One document being read: its cast, its blocks, and the candidates in order.

    The caller must say after each sentence which parties met (`cast.met`), for the pronouns to follow.
    """

    def __init__(self, document: Document, tools: Tools) -> None:
        self.document = document
        self.cast = Cast(document, tools.parties, tools.offices)
        self._tools = tools
        self.sha256 = document.sha256
        self.names = Names(document.text)
        self._quotes = quotes_of(document.text)
        self._times = Placed(find_times(document.text, document.published, publisher=document.publisher))
        self._sums = Placed(find_money(document.text, document.publisher))
        self._about = self._document_features()
        self._lead: Frame | None = None
        self._lead_block = -1
        self._speaker: str | None = None

    def _document_features(self) -> tuple[str, ...]:
        title = self.document.title or ""
        kinds = [name for name, pattern in _KINDS if pattern.search(title)] or ["other"]
        foreign = self.cast.foreign
        titled = [code for code in self.cast.stage.titled if code != self.document.publisher]
        if len(self.document.text) < SHORT:
            return tuple(kinds)
        return (
            *kinds,
            f"foreign={min(len(foreign), 3)}",
            f"titled={min(len(titled), 2)}",
            f"density={self.cast.density}",
        )

    def candidates(self, parsed: Parsed) -> list[Candidate]:
        """The candidates of one sentence. Sentences must come in order."""
        frames = frames_of(parsed, self._tools.lexicon.act_nouns)
        sentence = parsed.sentence
        lead = (
            self._lead if sentence.kind is BlockKind.ITEM or sentence.block == self._lead_block + 1 else None
        )
        quoted = self._quoted_by(parsed)
        found = []
        subjects: dict[int, Found] = {}
        for frame in sorted(frames, key=lambda f: (len(f.governors), f.head)):
            above = next((subjects[at] for _, at in frame.governors if at in subjects), NOBODY)
            subjects[frame.head] = subject_of(frame, self.cast, lead, quoted, above)
        for frame in frames:
            subject = subjects[frame.head]
            setting = self._setting(frame, subject, lead, quoted)
            names = tuple(features(frame, setting, self._tools.lexicon))
            found.append(Candidate(frame, setting, subject, lead, quoted, names))
        self._remember(parsed, frames, found)
        return found

    def _quoted_by(self, parsed: Parsed) -> str | None:
        start, end = parsed.start[0], parsed.end[-1]
        middle = (start + end) // 2
        at = bisect_right(self._quotes, middle, key=lambda quote: quote.start) - 1
        inside = at >= 0 and middle < self._quotes[at].end
        speaker = speaker_of(parsed, self.cast)
        if speaker is not None:
            self._speaker = speaker
        if not inside:
            return None
        return self._speaker or self.document.publisher

    def _setting(self, frame: Frame, subject: Found, lead: Frame | None, quoted: str | None) -> Setting:
        p = frame.parsed
        sentence = p.sentence
        clause = self._clause(frame, subject)
        place = "first" if sentence.order == 0 else "early" if sentence.order < 4 else "body"
        cues = tuple(cue.id for cue in self._tools.cues.match(frame))
        return Setting(
            document=self._about,
            block=sentence.kind.value,
            place=place,
            lead=lead,
            subject=self._side(subject),
            clause=clause,
            cues=cues,
            quoted=quoted is not None,
        )

    def _side(self, subject: Found) -> str:
        """The subject's side, without saying who: own, joint, other, nobody."""
        if not subject:
            return "nobody"
        own = self.document.publisher in subject.parties
        side = (
            "own" if own and len(subject.parties) == 1 else "joint" if len(subject.parties) > 1 else "other"
        )
        return f"{side}:{subject.how}"

    def _clause(self, frame: Frame, subject: Found) -> tuple[str, ...]:
        """What else stands in the clause: other parties, times, sums, figures."""
        p = frame.parsed
        low, high = p.left[frame.head], p.right[frame.head]
        foreign = {m.code for m in self.cast.mentions(p, low, high)} - {
            self.document.publisher,
            *subject.parties,
        }
        found = [f"foreign{min(len(foreign), 2)}"]
        span = Span(p.start[low], p.end[high])
        times = list(self._times.within(span.start, span.end))
        if times:
            found.append("past" if any(t.past for t in times) else "time")
            found += sorted({f"time:{t.kind}" for t in times if not t.past})
        if self.sums(span):
            found.append("money")
        if any(p.pos[at] == "NUM" for at in range(low, high + 1)):
            found.append("number")
        return tuple(found)

    def deadlines(self, span: Span) -> tuple[Deadline, ...]:
        """The expressions of time in `span` that do not look back."""
        return tuple(
            Deadline(one.kind, one.span, one.text, one.start, one.end)
            for one in self._times.within(span.start, span.end)
            if not one.past
        )

    def is_condition(self, span: Span) -> bool:
        """Whether `span` lies in words that name a condition: "upon its entry into force" tells no deed."""
        return any(
            one.kind is DeadlineKind.CONDITION and one.span.contains(span)
            for one in self._times.within(span.start, span.end)
        )

    @property
    def times(self) -> Placed[TimeExpression]:
        """Every expression of time in the text, also those that look back."""
        return self._times

    def sums(self, span: Span) -> tuple[Money, ...]:
        """The sums of money in `span`."""
        return tuple(self._sums.within(span.start, span.end))

    def _remember(self, parsed: Parsed, frames: Sequence[Frame], found: Sequence[Candidate]) -> None:
        """Keep what later sentences refer to: the main subject, and a lead-in to a list."""
        main = next((c for c in found if not c.frame.governors and c.frame.kind == "verb"), None)
        if main is not None and main.subject:
            self.cast.spoke(main.subject)
        sentence = parsed.sentence
        closes = self.document.text[sentence.span.end - 1 : sentence.span.end] == ":"
        if closes and frames:
            self._lead, self._lead_block = _leading(frames), sentence.block
        elif sentence.kind is BlockKind.HEADING or (
            sentence.kind is not BlockKind.ITEM and sentence.block > self._lead_block
        ):
            self._lead = None


def _leading(frames: Sequence[Frame]) -> Frame:
    """The frame a list hangs on: the last verb of the lead-in that is not inside another's object."""
    verbs = [frame for frame in frames if frame.kind != "noun"] or list(frames)
    roots = [frame for frame in verbs if not frame.governors]
    return (roots or verbs)[-1]
