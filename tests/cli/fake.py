"""A reader for tests of the command line: it finds every "X met Y" and nothing else, and needs no model."""

import re
from collections.abc import Iterable, Iterator

from servanda.model import Act, ActType, Document, Modality, Reading, Span, act_id

_MET = re.compile(r"(\w+) (met) (\w+)")


class MeetingReader:
    """Reads meetings, with a stand-in code for each party."""

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The meetings told in each document."""
        for document in documents:
            yield Reading(document, tuple(_acts(document)))


def _acts(document: Document) -> Iterator[Act]:
    sha256 = document.sha256
    for found in _MET.finditer(document.text):
        span, trigger = Span(*found.span()), Span(*found.span(2))
        yield Act(
            id=act_id(sha256, "meet", span, trigger),
            type=ActType.MEET,
            modality=Modality.DONE,
            span=span,
            trigger=trigger,
            quote=found.group(),
            actors=(f"OTHER:{found.group(1)}", f"OTHER:{found.group(3)}"),
            because=("fake.met",),
        )
