"""Sketches, and the same twins whoever proposes them: we, Rensa, or a comparison of each with each."""

import zlib
from datetime import timedelta
from hashlib import blake2b

import numpy as np
import pytest
from near_corpus import near_corpus

from servanda.model import Document
from servanda.sources import minhash as module
from servanda.sources.duplicates import NEAR, Sketch, Twin, Twins, distinct, from_sketch, sketch
from servanda.sources.minhash import SIZE, Index, OwnIndex, RensaIndex, best_index, minhash, packed, unpacked
from servanda.sources.shingles import checks_of, shingles

TEXT = " ".join(f"word{number % 37} of{number}" for number in range(400))


def twins_of(documents: list[Document], index: Index) -> dict[str, Twin]:
    """The twin of each document that has one."""
    found: dict[str, Twin] = {}
    kept = list(distinct(documents, lambda document, twin: found.update({document.id: twin}), index=index))
    assert len(kept) + len(found) == len(documents)
    return found


def by_comparing_all(documents: list[Document]) -> dict[str, Twin]:
    """What the twins must be, from sets of words alone, without sketches and checksums."""
    found: dict[str, Twin] = {}
    kept: list[tuple[Document, set[tuple[str, ...]]]] = []
    said: dict[str, Twin] = {}
    for document in documents:
        words = document.text.lower().split()
        runs = {tuple(words[n : n + 3]) for n in range(len(words) - 2)}
        exact = " ".join(document.text.split())
        twin = said.get(exact)
        for other, its in () if twin else kept:
            share = len(runs & its) / len(runs | its)
            dated = document.published and other.published
            if dated and abs(document.published - other.published) > timedelta(days=3):
                continue
            if share > twin.likeness if twin else share >= NEAR:
                twin = Twin(other.id, share)
        said.setdefault(exact, twin or Twin(document.id, 1.0))
        if twin:
            found[document.id] = twin
        else:
            kept.append((document, runs))
    return found


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    return list(near_corpus(150))


def test_our_index_finds_the_twins_that_comparing_all_finds(corpus: list[Document]) -> None:
    wanted = by_comparing_all(corpus)
    near = [twin for twin in wanted.values() if twin.likeness < 1]
    assert len(near) > 50 and len(wanted) < len(corpus) - 150  # both kinds are there, and so are lone ones
    assert twins_of(corpus, OwnIndex()) == wanted


def test_rensa_finds_the_same_twins(corpus: list[Document]) -> None:
    pytest.importorskip("rensa", reason="rensa is not installed: pip install 'servanda[dedup]'")
    assert isinstance(best_index(), RensaIndex)
    assert twins_of(corpus, RensaIndex()) == twins_of(corpus, OwnIndex())


@pytest.mark.parametrize("text", ["\ud800 lone " + TEXT, "ÆØÅ 外務省 " + TEXT])
def test_any_characters_can_be_drawn(text: str) -> None:
    documents = [Document("a", text), Document("b", text + " more")]
    assert set(twins_of(documents, OwnIndex())) == set(twins_of(documents, best_index())) == {"b"}


@pytest.mark.parametrize("broken", [None, object()], ids=["missing", "of another kind"])
def test_without_rensa_ours_is_used(broken: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> object:
        if broken is None:
            raise ImportError(name)
        return broken

    module._rensa_works.cache_clear()
    monkeypatch.setattr(module, "import_module", load)
    assert isinstance(best_index(), OwnIndex)
    module._rensa_works.cache_clear()


def test_a_sketch_is_what_its_definition_says() -> None:
    """Counted once more with whole numbers of Python: the least upper half of (a * crc + b) mod 2**64."""
    words = TEXT.lower().split()
    sums = {zlib.crc32(" ".join(words[n : n + 3]).encode()) for n in range(len(words) - 2)}
    wanted = []
    for n in range(SIZE):
        drawn = blake2b(f"servanda sketch {n}".encode(), digest_size=16).digest()
        a, b = int.from_bytes(drawn[:8], "little") | 1, int.from_bytes(drawn[8:], "little")
        wanted.append(min((a * crc + b) % 2**64 >> 32 for crc in sums))
    kept = unpacked(sketch(Document("a", TEXT)).numbers)
    assert kept is not None and kept.tolist() == wanted
    assert len(sketch(Document("a", TEXT)).numbers) < 1000


def test_sketches_guess_the_share_well() -> None:
    first, second = (shingles(Document("a", TEXT[start:])) for start in (0, 1500))
    assert first and second
    share = len(set(first.texts) & set(second.texts)) / len(set(first.texts) | set(second.texts))
    guess = np.mean(minhash(first.checks) == minhash(second.checks))
    assert 0.3 < share < 0.9 and abs(share - guess) < 0.15  # three and a half times the error to be expected


def test_few_words_have_no_sketch() -> None:
    assert sketch(Document("a", "few words")).numbers == ""
    assert shingles(Document("a", "few words")) is None


@pytest.mark.parametrize("text", ["", "m1:", "m1:????", "m1:AAAA", packed(np.zeros(SIZE, np.uint32))[3:]])
def test_sketches_of_another_make_are_not_read(text: str) -> None:
    assert unpacked(text) is None


def test_a_sketch_of_another_make_is_drawn_anew() -> None:
    document, again = Document("a", TEXT), Document("b", TEXT + " more")
    old = Sketch(sketch(document).digest, "x9:AAAA")
    twins = Twins()
    assert twins.add("a", from_sketch(old, lambda: checks_of(document))) is None
    found = twins.add("b", from_sketch(sketch(again), lambda: checks_of(again)))
    assert found and found.id == "a" and found.likeness > 0.99
