"""Documents are grouped in a way that depends on them alone."""

import pytest

from servanda.engine.batches import MAX_CHARACTERS, MAX_DOCUMENTS, batches
from servanda.model import Document


def documents(*lengths):
    return [Document(id=str(place), text="x" * length) for place, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [
        ([], []),
        ([0, 0], [2]),
        ([10] * (2 * MAX_DOCUMENTS + 1), [MAX_DOCUMENTS, MAX_DOCUMENTS, 1]),
        ([MAX_CHARACTERS, 1, 1], [1, 2]),
        ([1, MAX_CHARACTERS, 1], [2, 1]),
        ([10 * MAX_CHARACTERS], [1]),
    ],
)
def test_groups(lengths, sizes):
    given = documents(*lengths)
    groups = list(batches(iter(given)))
    assert [len(group) for group in groups] == sizes
    assert [document for group in groups for document in group] == given


def test_no_document_is_taken_before_its_group_is_wanted():
    taken = []

    def stream():
        for document in documents(*[1] * 100):
            taken.append(document)
            yield document

    next(batches(stream()))
    assert len(taken) == MAX_DOCUMENTS
