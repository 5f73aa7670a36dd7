"""`Found`: one place that names an instrument, before it is told which."""

from dataclasses import dataclass

from servanda.model import Span
from servanda.model.instrument import Form, Relation, Stage


@dataclass(frozen=True, slots=True)
class Found:
    """A mention. `head` is the noun of its kind; `before` and `after` are the words that tell it apart.

    `each` holds the parties of each instrument where the mention names several ("deals with A, B and C").
    `short` are the short forms that the text gives it in brackets. `number` is a count told with it.
    `pointing` tells that nothing but its kind is said, so that it points at an instrument named elsewhere.
    `apart` that it says itself to be another than the one before ("other treaties"). `lone` that it is told
    with "a" or "an", as news. `stage` is set where the words themselves prove one, `cue` tells which.
    """

    span: Span
    head: Span
    noun: str
    kind: str
    group: str
    form: Form
    line: int
    block: int
    plural: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    each: tuple[tuple[str, ...], ...] = ()
    short: tuple[str, ...] = ()
    year: str | None = None
    number: int = 0
    pointing: bool = False
    apart: bool = False
    lone: bool = False
    relation: Relation | None = None
    stage: Stage | None = None
    cue: str | None = None

    @property
    def key(self) -> frozenset[str]:
        """The words that tell it apart, in any order."""
        return frozenset((*self.before, *self.after))

    @property
    def changes(self) -> bool:
        """Whether it is a change of another instrument rather than one by itself."""
        kind = self.relation.kind.value if self.relation else ""
        return self.group == "change" or kind in {"amends", "extends", "revives"}
