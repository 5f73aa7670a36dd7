"""The nouns of Servanda as frozen dataclasses: known to all packages, knowing none.

In: plain values. Out: documents, acts, readings and their JSON form. Every other package calls it.
"""

from servanda.model.act import (
    BINDING,
    DEEDS,
    VOWS,
    Act,
    ActType,
    Deadline,
    DeadlineKind,
    Flag,
    Modality,
    Money,
    act_id,
)
from servanda.model.document import Block, BlockKind, Document, digest
from servanda.model.entry import Entry, EntryKind, Ruling, Verdict
from servanda.model.instrument import (
    Account,
    Binding,
    Dated,
    Form,
    Mention,
    Relation,
    RelationKind,
    Stage,
    Step,
    account_id,
)
from servanda.model.reading import Reading
from servanda.model.span import Span
from servanda.model.wire import decode, encode, from_line, json_schema, to_line

__all__ = [
    "BINDING",
    "DEEDS",
    "VOWS",
    "Account",
    "Act",
    "ActType",
    "Binding",
    "Block",
    "BlockKind",
    "Dated",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Entry",
    "EntryKind",
    "Flag",
    "Form",
    "Mention",
    "Modality",
    "Money",
    "Reading",
    "Relation",
    "RelationKind",
    "Ruling",
    "Span",
    "Stage",
    "Step",
    "Verdict",
    "account_id",
    "act_id",
    "decode",
    "digest",
    "encode",
    "from_line",
    "json_schema",
    "to_line",
]
