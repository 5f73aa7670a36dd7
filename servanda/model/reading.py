"""`Reading`: a document together with the acts that were read in it."""

from dataclasses import dataclass

from servanda.model.act import Act
from servanda.model.document import Document
from servanda.model.instrument import Account


@dataclass(frozen=True, slots=True)
class Reading:
    """What a coder made of one document. Acts and accounts are sorted by place in the text."""

    document: Document
    acts: tuple[Act, ...]
    accounts: tuple[Account, ...] = ()

    @property
    def commitments(self) -> tuple[Act, ...]:
        """The acts that bind their actor to a future own deed."""
        return tuple(act for act in self.acts if act.commitment)
