"""The static site of the sample files: its links, its quotations, its pages, and that chromium shows it."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from servanda.api.ledger import Ledger
from servanda.export import site, wording
from servanda.export.site.dates import plain_day
from servanda.export.site.links import file_name
from servanda.export.site.pieces import outside
from servanda.views import CommitmentDetail, Filter, LedgerView, Source
from tests.export import site_checking

AS_OF = date(2026, 3, 15)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def view(samples: Ledger) -> Iterator[LedgerView]:
    """The sample file as of the day of the docs."""
    with samples.view(AS_OF) as one:
        yield one


@pytest.fixture(scope="module")
def root(view: LedgerView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample file. Only read it."""
    out = tmp_path_factory.mktemp("site") / "all"
    site.write(view, out)
    return out


def digests(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_link_leads_somewhere(root: Path) -> None:
    assert site_checking.faults(root) == []


def test_there_is_a_page_for_everything(root: Path, view: LedgerView) -> None:
    for kind, folder in (("agreements", "agreements"), ("commitments", "commitments")):
        ids = {row.id for row in view.stream(kind)}
        assert {path.stem for path in (root / folder).glob("*_*.html")} == ids
    documents = {file_name("document", row.id) for row in view.stream("documents")}
    assert {path.stem for path in (root / "documents").glob("*.html")} == documents | {"index"}


def test_texts_stand_as_they_are(root: Path, view: LedgerView) -> None:
    for row in view.stream("documents"):
        page = html.fromstring((root / "documents" / f"{file_name('document', row.id)}.html").read_bytes())
        (shown,) = page.xpath("//div[@class='text']")
        for number in shown.xpath(".//a[@class='n']"):
            number.drop_tree()
        (version,) = [one for one in view.history(row.id).versions if one.sha256 == row.sha256]
        assert shown.text_content() == wording.clean(version.text)


def test_every_quotation_stands_in_the_page_that_it_links_to(root: Path) -> None:
    checked = 0
    for path in [*(root / "agreements").glob("agr_*.html"), *(root / "commitments").glob("com_*.html")]:
        page = html.fromstring(path.read_bytes())
        for quote in page.xpath("//blockquote"):
            words = " ".join(quote.xpath("string(./p)").split())[1:-1]
            (href,) = quote.xpath("./footer/a[not(@rel)]/@href")
            target, _, anchor = href.partition("#")
            document = html.fromstring((path.parent / target).resolve().read_bytes())
            (text,) = document.xpath("//div[@class='text']")
            (place,) = text.xpath(f".//*[@id='{anchor}']")
            place.text = "\u2620"  # what follows the mark is what the link leads to
            for number in text.xpath(".//a[@class='n']"):
                if number is not place:
                    number.drop_tree()
            after = " ".join(text.text_content().split()).partition("\u2620")[2]
            assert after.lstrip().startswith(words), (path.name, words)
            checked += 1
    assert checked > 50


def test_a_commitment_says_what_is_known(root: Path, view: LedgerView) -> None:
    row = next(row for row in view.stream("commitments", Filter(status="overdue_nothing_found")))
    words = site_checking.words(root / "commitments" / f"{row.id}.html")
    detail = view.get(row.id)
    assert isinstance(detail, CommitmentDetail)
    assert "day passed, nothing found" in words
    assert "does not say that nothing was done" in words
    assert all(" ".join(one.quote.split()) in words for one in detail.said)
    assert "as of 15 March 2026" in words


def test_the_same_bytes_twice(root: Path, view: LedgerView, tmp_path: Path) -> None:
    site.write(view, tmp_path / "again")
    assert digests(tmp_path / "again") == digests(root)


def test_a_narrowed_site_is_whole(view: LedgerView, tmp_path: Path) -> None:
    wanted = Filter(parties=("Canada",), counterpart="South Korea", topic="defence")
    site.write(view, tmp_path / "some", wanted, title="Canada and Korea")
    assert site_checking.faults(tmp_path / "some") == []
    commitments = {row.id for row in view.stream("commitments", wanted)}
    assert commitments
    assert {one.stem for one in (tmp_path / "some" / "commitments").glob("com_*.html")} == commitments
    words = site_checking.words(tmp_path / "some" / "index.html")
    assert "narrowed to Canada with South Korea, defence" in words
    assert "Thailand" not in words


def test_a_site_of_nobody_says_so(view: LedgerView, tmp_path: Path) -> None:
    site.write(view, tmp_path / "none", Filter(parties=("BRA",)))
    assert site_checking.faults(tmp_path / "none") == []
    assert "No deadline lies ahead." in site_checking.words(tmp_path / "none" / "index.html")


def test_lists_have_pages(view: LedgerView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.export.site.pieces.ROWS", 7)
    monkeypatch.setattr("servanda.export.site.parties.SHOWN", 3)
    monkeypatch.setattr("servanda.export.site.overview.DUE", 2)
    site.write(view, tmp_path / "paged")
    assert site_checking.faults(tmp_path / "paged") == []
    pages = [tmp_path / "paged" / "commitments" / "index.html"]
    pages += sorted(
        (tmp_path / "paged" / "commitments").glob("page-*.html"), key=lambda one: int(one.stem[5:])
    )
    listed = [
        href
        for page in pages
        for href in html.fromstring(page.read_bytes()).xpath("//li/p[@class='head']/a/@href")
    ]
    assert [href.split("/")[-1][:-5] for href in listed] == [row.id for row in view.stream("commitments")]
    assert (tmp_path / "paged" / "parties" / "CAN-promised-2.html").is_file()


def test_an_older_site_is_replaced_and_nothing_else(view: LedgerView, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    site.write(view, out)
    (out / "documents" / "left-over.html").write_text("old")
    site.write(view, out)
    assert not (out / "documents" / "left-over.html").exists()
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter-1.txt").write_text("years of work")
    with pytest.raises(site.NotASite):
        site.write(view, other)
    assert (other / "chapter-1.txt").read_text() == "years of work"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine", "thesis"]


def test_a_failure_leaves_the_older_site(
    view: LedgerView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "mine"
    site.write(view, out)
    before = digests(out)

    def fails(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("servanda.export.site.documents.page", fails)
    with pytest.raises(OSError, match="no space left"):
        site.write(view, out)
    assert digests(out) == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("kind", "id", "name"),
    [
        ("party", "CAN", "CAN"),
        ("document", "2026-01-16-canada-china", "2026-01-16-canada-china"),
        ("agreement", "agr_0123456789abcdef", "agr_0123456789abcdef"),
    ],
)
def test_plain_ids_are_names_of_files(kind: str, id: str, name: str) -> None:
    assert file_name(kind, id) == name


def test_names_of_files_never_meet() -> None:
    ids = [
        "index",
        "page-2",
        "INDEX",
        "Index",
        "a b",
        "a-b",
        "a/b",
        "../a-b",
        "A-B",
        "con",
        "é",
        "e",
        "",
        "a" * 300,
    ]
    names = [file_name("document", id) for id in ids]
    assert len({name.lower() for name in names}) == len(ids)
    assert all(name not in ("index", "page-2", "con") and len(name) < 100 for name in names)
    assert all("/" not in name and "." not in name for name in names)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (date(2026, 1, 6), "6 January 2026"),
        ("2026-01", "January 2026"),
        ("2026", "2026"),
        (None, "undated"),
        ("2026-13", "2026-13"),
        ("soon", "soon"),
    ],
)
def test_days_in_words(told: date | str | None, words: str) -> None:
    assert plain_day(told) == words


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "release.txt", None])
def test_only_addresses_of_the_web_are_links(address: str | None) -> None:
    assert outside(Source("id", "title", "CAN", None, address)) == ""


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_chromium_shows_the_styles_of_a_page_from_a_folder(root: Path) -> None:
    """The policy of the page lets its own styles in: they would not show where a digest is wrong."""
    assert CHROMIUM is not None
    (page, *_) = sorted((root / "agreements").glob("agr_*.html"))
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--dump-dom",
    ]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    assert "Refused to" not in done.stderr
    assert "Content Security Policy" not in done.stderr
    assert "<svg" in done.stdout
