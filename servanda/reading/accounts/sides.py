"""The parties of an instrument: those that its names tell, else those that its sentence and its acts tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.model import Act, ActType, Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.grouping import Group
from servanda.reading.accounts.page import Page
from servanda.reading.instruments import MOVING


@dataclass(frozen=True, slots=True)
class Company:
    """Who stands around the instruments of a document.

    `stage` are the parties that the document as a whole sets together: issuers of a joint text, or the issuer
    and the one whom it met.
    """

    page: Page
    acts: Sequence[Act]
    publisher: str | None
    stage: tuple[str, ...]
    objects: Mapping[str, Span]

    def all(self, groups: Sequence[Group]) -> list[tuple[str, ...]]:
        """The parties of each group; an instrument and its change share them where only one tells them."""
        found = [self.parties(group) for group in groups]
        for at, group in enumerate(groups):
            tie = next((one for one in group.told if one.changes and one.relation), None)
            base = (
                None
                if tie is None
                else next((b for b, g in enumerate(groups) if g is not group and _inside(g, tie)), None)
            )
            if base is not None and not (found[at] and found[base]):
                found[at] = found[base] = found[at] or found[base]
        return found

    def parties(self, group: Group) -> tuple[str, ...]:
        """The parties as sorted codes; empty or fewer than all where the text does not tell."""
        own = set(group.parties) | self._members(group)
        told = [one for one in group.told if not (one.plural and not group.listed and own)]
        if len(own) >= 2 or not told or any(one.group == "accession" for one in told):
            return tuple(sorted(own))
        by_acts = set() if group.listed else self._by_acts(told, own)
        for guess in (by_acts, self._beside(told, own), self._named(told, own), self._by_stage(told, own)):
            if len(guess) >= 2:
                return tuple(sorted({side for code in guess for side in self.page.expanded(code)}))
        return tuple(sorted(own))

    def _members(self, group: Group) -> set[str]:
        """The members of a grouping whose name the instrument bears ("ABCTA")."""
        return {
            side for word in group.shorts if self.page.is_pact(word) for side in self.page.known.members(word)
        }

    def _by_acts(self, told: Sequence[Found], own: set[str]) -> set[str]:
        """Those who sign, conclude or negotiate it together."""
        for act in self.acts:
            if act.type not in MOVING or act.type in {ActType.APPROVE, ActType.TAKE_EFFECT}:
                continue
            sides = {*act.actors, *act.recipients}
            if len(sides) < 2 or not own <= sides:
                continue
            if any(self.objects.get(act.id) == one.span for one in told):
                return sides
        return set()

    def _beside(self, told: Sequence[Found], own: set[str]) -> set[str]:
        """With "with X" the other side is who is named before it in the sentence, else the issuer."""
        for one in told:
            if one.form is Form.SHORT or one.group in {"body", "scheme"}:
                continue
            line = self.page.line(one.line)
            named = set(self.page.codes(Span(line.span.start, max(line.span.start, one.span.start)))) - own
            lead = self.page.text[one.head.end : one.span.end].lower().replace(":", " ").split()
            if len(own) == 1 and "with" in lead:
                if len(named) == 1:
                    return {*named, *own}
                issuing = self.publisher is not None and self.publisher not in own
                if not named and issuing and all(self._acts_alone(code) for code in own):
                    return {str(self.publisher), *own}
        return set()

    def _named(self, told: Sequence[Found], own: set[str]) -> set[str]:
        """For what is told as news: the two named before it, or the issuer and the one other party."""
        for one in told:
            if not one.lone or one.group not in {"text", "tie", "talks"} or own:
                continue
            line = self.page.line(one.line)
            before = set(self.page.codes(Span(line.span.start, max(line.span.start, one.span.start))))
            if len(before) == 2:
                return before
            if len(before) == 1 and len(few := self.page.expanded(next(iter(before)))) > 1:
                return set(few)
            foreign = set(self.page.codes(line.span)) - {self.publisher}
            if len(foreign) == 1 and self.publisher:
                code = next(iter(foreign))
                if self._acts_alone(code):
                    return {self.publisher, code}
                if len(self.page.expanded(code)) > 1:
                    return foreign | set(self.page.expanded(code))
        return set()

    def _acts_alone(self, code: str) -> bool:
        return self.page.known.is_state(code) or code == "EU"

    def _by_stage(self, told: Sequence[Found], own: set[str]) -> set[str]:
        """Those whom the document sets together, where the words say that the instrument is theirs."""
        if not 2 <= len(self.stage) <= 4 or not own <= set(self.stage):
            return set()
        for one in told:
            near = self.page.text[max(0, one.span.start - 20) : one.span.end].lower()
            line = self.page.line(one.line)
            around = self.page.text[line.span.start : line.span.end].lower()
            pair = any(word in around for word in self.page.book.words["pair"]) and len(self.stage) == 2
            three = any(word in around for word in self.page.book.words["three"]) and len(self.stage) == 3
            ours = one.form is Form.DESCRIPTION and any(word in near.split() for word in ("our", "their"))
            usual = len(self.stage) == 2 and bool(one.key) and one.key <= self.page.book.words["ordinary"]
            if pair or three or one.lone or ours or (usual and one.group in {"text", "tie"}):
                foreign = set(self.page.codes(line.span)) - set(self.stage)
                if not foreign or (len(self.stage) == 2 and "bilateral" in near):
                    return set(self.stage)
        return set()


def _inside(group: Group, tie: Found) -> bool:
    """Whether the group has a mention that ends the words of the change."""
    return any(one.span.end == tie.span.end and tie.span.contains(one.span) for one in group.told)
