"""Regions by class and id names, against the examples and counter-examples of the word list."""

import pytest
from lxml import etree

from servanda.model import BlockKind
from servanda.sources.html.roles import line_kind, name_kind, region_kind, section_kind
from servanda.sources.words import words

LISTED = words("layout")["regions"].items()


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, entry in LISTED for name in entry["examples"]]
)
def test_every_example_is_of_its_kind(kind: str, name: str) -> None:
    assert name_kind(name) is BlockKind(kind)


@pytest.mark.parametrize("name", [name for _, entry in LISTED for name in entry["counter_examples"]])
def test_no_counter_example_is_of_any_kind(name: str) -> None:
    assert name_kind(name) is None


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<nav/>", BlockKind.NAVIGATION),
        ("<div role='contentinfo'/>", BlockKind.FURNITURE),
        ("<div role='note' class='share'/>", BlockKind.FURNITURE),
        ("<p class='teaser'/>", None),
        ("<div class='teaser'/>", BlockKind.RELATED),
        ("<div/>", None),
    ],
)
def test_tags_and_roles_go_before_names(markup: str, kind: BlockKind | None) -> None:
    element = etree.fromstring(markup)
    assert region_kind(element, str(element.tag)) is kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Quick facts", BlockKind.QUICK_FACTS),
        ("NOTES TO EDITORS:", BlockKind.QUICK_FACTS),
        ("What they’re saying", BlockKind.QUOTATION),
        ("Media contacts", BlockKind.CONTACT),
        ("For further information, please contact:", BlockKind.CONTACT),
        ("Related products", BlockKind.RELATED),
        ("Was this page helpful?", BlockKind.FURNITURE),
        ("Links between the two economies", None),
        ("Contacts between peoples", None),
        ("Documents signed today", None),
        ("Cooperation", None),
    ],
)
def test_sections(heading: str, kind: BlockKind | None) -> None:
    assert section_kind(heading) is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-30-", BlockKind.END),
        ("– 30 –", BlockKind.END),
        ("# # #", BlockKind.END),
        ("ENDS", BlockKind.END),
        ("* * *", BlockKind.END),
        ("Share this page", BlockKind.FURNITURE),
        ("Date modified: 2025-10-30", BlockKind.FURNITURE),
        ("Press release No. 12/2025", BlockKind.FURNITURE),
        ("Tel: +41 22 555 01 23", BlockKind.CONTACT),
        ("press@example.org", BlockKind.CONTACT),
        ("Read more about the partnership", BlockKind.RELATED),
        ("Share your views with the ministers: they will listen to what you have to say about it all.", None),
        (
            "Published figures show that trade has doubled, and that it will double again within the decade.",
            None,
        ),
        ("The ministers shared a meal.", None),
        ("From 1 March, tariffs will be cut.", None),
        ("Next steps", None),
        ("Ends of the earth", None),
    ],
)
def test_lines(line: str, kind: BlockKind | None) -> None:
    assert line_kind(line) is kind
