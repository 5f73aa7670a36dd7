"""`Found`: one place that names an instrument, before it is told which."""

from dataclasses import dataclass, field

from servanda.model import Span
from servanda.model.instrument import Form, Relation, Stage


@dataclass(frozen=True, slots=True)
class Found:
    """A mention. `head` is the noun that names the kind; `before` and `after` are the words that tell it apart.

    `each` holds the parties of each instrument where the mention names several ("deals with A, B and C").
    `short` are the short forms that the text gives it in brackets. `number` is a count told with it.
    `pointing` tells that nothing but its kind is said, so that it points at an instrument named elsewhere.
    `stage` is set where the words themselves prove one.
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
    near: bool = False
    relation: Relation | None = None
    stage: Stage | None = None
    cue: str | None = None
    inside: bool = field(default=False)

    @property
    def key(self) -> frozenset[str]:
        """The words that tell it apart, in any order."""
        return frozenset((*self.before, *self.after))
