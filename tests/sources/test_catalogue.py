"""The catalogue: enough sources, each file right, and every way in which one can be wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.sources import SourceError
from servanda.sources.catalogue import check_entry, load, load_file
from servanda.sources.publishers import is_code, of_address, of_name
from servanda.sources.words import words

GOOD: dict[str, Any] = {
    "name": "somewhere-news",
    "title": "News of somewhere",
    "publisher": "CAN",
    "listing": {"kind": "feed", "address": "https://www.canada.ca/feed.xml"},
    "expect": {"least": 1, "most": 50},
    "runbook": "Look whether the feed is still there, and if it is not, look for the new one on the site.",
}


def test_there_are_enough_sources_of_enough_issuers() -> None:
    assert len(load()) >= 15
    assert len({entry.publisher for entry in load().values()}) >= 12


@pytest.mark.parametrize("name", sorted(load()))
def test_every_built_in_source_is_right(name: str) -> None:
    entry = load()[name]
    assert list(check_entry(entry)) == []
    assert entry.name == name and entry.home and entry.pace >= 2
    assert of_address(entry.listing.address) in (entry.publisher, None)


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "s.yaml"
    path.write_text(yaml.safe_dump({**GOOD, **changes}), encoding="utf-8")
    return path


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    assert load_file(write(tmp_path)).name == "somewhere-news"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"nmae": "x"}, "unknown field `nmae`"),
        ({"name": "Some Where"}, "small letters and hyphens"),
        ({"publisher": "Canada"}, "is no party code"),
        ({"publisher": "KOR"}, "the address belongs to CAN"),
        ({"expect": {"least": 5, "most": 1}}, "least number above the most"),
        ({"pace": 0.1}, "pace below one second"),
        ({"runbook": "none"}, "no runbook"),
        ({"listing": {"kind": "feed", "address": "ftp://x"}}, "is no http or https address"),
        ({"listing": {"kind": "index", "address": "https://www.canada.ca/"}}, "needs 'items'"),
        ({"listing": {"kind": "rss", "address": "https://www.canada.ca/"}}, "Invalid enum value 'rss'"),
        ({"listing": {**GOOD["listing"], "match": "("}}, "no regular expression"),
        ({"selector": "//div["}, "'selector' is no XPath"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(SourceError, match=reason.replace("(", r"\(")):
        load_file(write(tmp_path, **changes))


def test_a_missing_file_and_broken_yaml(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        load_file(tmp_path / "none.yaml")
    (tmp_path / "b.yaml").write_text("{a: [")
    with pytest.raises(SourceError, match="is no source"):
        load_file(tmp_path / "b.yaml")


def test_every_publisher_of_the_word_list_is_a_party_code() -> None:
    listed = words("publishers")
    assert [code for code in (*listed["hosts"].values(), *listed["names"]) if not is_code(code)] == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://www.pm.gc.ca/en/x", "CAN"),
        ("https://www.gov.uk/x", "GBR"),
        ("https://ec.europa.eu/x", "EU"),
        ("https://press.un.org/en", "UN"),
        ("https://www.state.gov/x", "USA"),
        ("https://notgov.uk/x", None),
        ("https://gov.example.org/", None),
    ],
)
def test_hosts(address: str, code: str | None) -> None:
    assert of_address(address) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Prime Minister of Canada", "CAN"),
        ("The  White House", "USA"),
        ("Ministry of Foreign Affairs, Republic of Korea", "KOR"),
        ("European Council", "EU"),
        ("Some newspaper", None),
    ],
)
def test_site_names(name: str, code: str | None) -> None:
    assert of_name(name) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("THE WHITE HOUSE", "USA"),
        ("Asia-Pacific Economic Cooperation, 35 Heng Mui Keng Terrace, Singapore 119616.", "APEC"),
        ("Ministry of Trade and Industry, Government of Kenya", "KEN"),
        ("A Singapore Government Agency Website", "SGP"),
        ("Prime Minister attends the summit of the G7", None),
        ("The Government of Kenya and the Government of Norway opened talks.", None),
    ],
)
def test_lines_that_are_mostly_a_publishers_name(line: str, code: str | None) -> None:
    assert of_name(line, mostly=True) == code
