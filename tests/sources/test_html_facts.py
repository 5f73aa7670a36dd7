"""Facts of a page and where they come from."""

from datetime import date

import pytest

from servanda.sources import Facts, Raw, render

BODY = "<p>The ministers met in Ottawa and agreed on a plan for the coming year, in every detail.</p>"


def facts(html: str, address: str | None = None) -> Facts:
    return render(Raw("page.html", html.encode(), "text/html", address)).facts


@pytest.mark.parametrize(
    ("html", "title", "origin"),
    [
        ("<title>Talks open | Prime Minister of Canada</title>", "Talks open", "title"),
        ("<title>Talks open - GOV.UK</title>", "Talks open", "title"),
        ("<title>A - B - United States Department of State</title>", "A - B", "title"),
        ("<title>x</title><meta property='og:title' content='Talks open'>", "Talks open", "meta:og:title"),
        ("<title>Talks open - Site</title><body><h1>Talks <em>open</em></h1>", "Talks open", "h1"),
        ("<title>View</title><body><h1>Talks open</h1>", "Talks open", "h1"),
        (
            "<title>Press desk</title><body><h1>Canada and Korea open talks</h1>",
            "Canada and Korea open talks",
            "h1",
        ),
        ("<body><h2>Talks open</h2>", "Talks open", "heading"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks open"}</script>',
            "Talks open",
            "json-ld:headline",
        ),
    ],
)
def test_titles(html: str, title: str, origin: str) -> None:
    found = facts(html + BODY).title
    assert found and (found.value, found.origin) == (title, origin)


@pytest.mark.parametrize(
    ("html", "day", "origin"),
    [
        (
            "<meta property='article:published_time' content='2024-05-03T10:00:00Z'>",
            date(2024, 5, 3),
            "meta:article:published_time",
        ),
        ("<meta name='dcterms.issued' content='2024-05-03'>", date(2024, 5, 3), "meta:dcterms.issued"),
        (
            '<script type="application/ld+json">'
            '{"@graph":[{"@type":["WebPage"],"datePublished":"2024-05-03"}]}</script>',
            date(2024, 5, 3),
            "json-ld:datePublished",
        ),
        ("<body><main><h1>T</h1><p>Published: 3 May 2024</p>", date(2024, 5, 3), "text:masthead"),
        (
            "<body><main><h1>T</h1><p>May 3, 2024</p><p>Updated 9 May 2024</p>",
            date(2024, 5, 3),
            "text:masthead",
        ),
        (
            "<body><span itemprop='datePublished' content='2024-05-03'>x</span>",
            date(2024, 5, 3),
            "itemprop:datePublished",
        ),
        (
            "<body><time class='entry-date' datetime='2024-05-03T01:00'>x</time>",
            date(2024, 5, 3),
            "time:published",
        ),
        (
            "<body><p>OTTAWA, May 3, 2024 – The ministers of both states met again today.</p>",
            date(2024, 5, 3),
            "text:place line",
        ),
    ],
)
def test_publication_dates(html: str, day: date, origin: str) -> None:
    found = facts(html + BODY).published
    assert found and (found.value, found.origin) == (day, origin)


def test_a_date_in_the_address_is_the_last_resort() -> None:
    found = facts(BODY, "https://example.org/news/2024/05/03/talks").published
    assert found and (found.value, found.origin) == (date(2024, 5, 3), "address")


@pytest.mark.parametrize(
    ("html", "address", "code", "origin"),
    [
        ("", "https://www.pm.gc.ca/en/news/x", "CAN", "host"),
        ("<link rel='canonical' href='https://www.gov.uk/government/news/x'>", None, "GBR", "host"),
        (
            "<meta property='og:site_name' content='The White House'>",
            "https://example.org/x",
            "USA",
            "meta:og:site_name",
        ),
        ("<title>Talks | Ministry of Foreign Affairs of Japan</title>", None, "JPN", "title"),
    ],
)
def test_publishers(html: str, address: str | None, code: str, origin: str) -> None:
    found = facts(html + BODY, address).publisher
    assert found and (found.value, found.origin) == (code, origin)


@pytest.mark.parametrize("title", ["Talks with Korea", "Talks with the Government of Korea | Some newspaper"])
def test_a_title_about_a_state_is_not_by_it(title: str) -> None:
    assert facts(f"<title>{title}</title>{BODY}", "https://example.org/news").publisher is None


def test_an_unknown_site_has_no_publisher() -> None:
    assert facts(BODY, "https://example.org/news").publisher is None


def test_the_words_tell_the_language_before_the_markup_does() -> None:
    french = "<html lang='en'><p>Ils ont convenu que les négociations sont une priorité pour la paix.</p>"
    found = facts(french).language
    assert found and (found.value, found.origin) == ("fr", "text:words")


def test_broken_json_ld_is_passed_over() -> None:
    html = '<script type="application/ld+json">{"headline": </script><title>Talks open</title>'
    found = facts(html + BODY).title
    assert found and found.value == "Talks open"


def test_canonical_address_and_update() -> None:
    html = (
        "<link rel='canonical' href='/news/talks'>"
        "<meta property='article:modified_time' content='2024-05-09'>" + BODY
    )
    found = facts(html, "https://example.org/news/talks?utm=1")
    assert found.address and found.address.value == "https://example.org/news/talks"
    assert found.updated and found.updated.value == date(2024, 5, 9)
