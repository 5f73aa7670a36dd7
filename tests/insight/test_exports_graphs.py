"""Exports of the sample files as networks: networkx and followthemoney read them."""

from collections.abc import Iterator
from typing import Any

import networkx
import pytest

from servanda.api.ledger import Ledger
from servanda.export import ftm, graph_graphml
from servanda.export.ledger_records import records
from servanda.views import Filter, LedgerView
from tests.export import ftm_checking
from tests.insight.exporting import AS_OF, EXPECTED, counted, graph_of, lines_of, written


@pytest.fixture(scope="module")
def view(samples: Ledger) -> Iterator[LedgerView]:
    """The sample file as of the day of the docs."""
    with samples.view(AS_OF) as one:
        yield one


@pytest.fixture(scope="module", params=["samples", "two_years"])
def any_view(request: pytest.FixtureRequest) -> Iterator[LedgerView]:
    """Each of two files."""
    with request.getfixturevalue(request.param).view(AS_OF) as one:
        yield one


def test_networkx_reads_the_graph(any_view: LedgerView) -> None:
    graph = graph_of(any_view)
    kinds = networkx.get_node_attributes(graph, "kind")
    assert set(kinds) == set(graph.nodes)
    found = {kind: list(kinds.values()).count(kind) for kind in ("agreement", "commitment")}
    assert found == {
        "agreement": counted(any_view)["agreements"],
        "commitment": counted(any_view)["commitments"],
    }
    commitments = list(records(any_view, "commitments"))
    edges = {(source, target, data["kind"]) for source, target, data in graph.edges(data=True)}
    for one in commitments:
        bound = {target for source, target, kind in edges if source == one["id"] and kind == "bound_by"}
        toward = {target for source, target, kind in edges if source == one["id"] and kind == "toward"}
        assert bound == {f"party:{code}" for code in one["actors"]}
        assert toward == {f"party:{code}" for code in one["recipients"]}
        if one["agreement"]:
            assert (one["id"], one["agreement"], "moves") in edges


def test_attributes_of_the_graph_are_typed(view: LedgerView) -> None:
    nodes = [data for _, data in graph_of(view).nodes(data=True) if data["kind"] == "agreement"]
    assert {type(data["disputed"]) for data in nodes} == {bool}
    assert {type(data["documents"]) for data in nodes} == {int}


@pytest.mark.parametrize("agreement", EXPECTED["parties"], ids=lambda one: str(one["name"]))
def test_who_takes_part(view: LedgerView, agreement: dict[str, Any]) -> None:
    graph = graph_of(view)
    labels = networkx.get_node_attributes(graph, "label")
    (node,) = [
        id
        for id, data in graph.nodes(data=True)
        if data["kind"] == "agreement" and agreement["name"] in labels[id]
    ]
    parties = [source for source, _, data in graph.in_edges(node, data=True) if data["kind"] == "party_to"]
    assert sorted(parties) == [f"party:{code}" for code in agreement["parties"]]


def test_a_narrowed_graph_has_no_edge_into_nothing(view: LedgerView) -> None:
    text = written(graph_graphml.write, view, Filter(parties=("KOR",)))
    nodes = {line.split('"')[1] for line in text.split("\n") if line.startswith("<node ")}
    for line in text.split("\n"):
        if line.startswith("<edge "):
            assert line.split('"')[1] in nodes and line.split('"')[3] in nodes
    assert "party:KOR" in nodes and "party:THA" not in nodes


def test_the_table_of_the_model_is_right() -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels").model
    for name, table in ftm_checking.schemata().items():
        schema = model.get(name)
        assert sorted(schema.required) == sorted(table["required"])
        for prop, kind in table["properties"].items():
            told = schema.get(prop)
            assert told is not None, f"{name}.{prop}"
            assert told.type.name == kind.split()[0]
            assert not kind.startswith("entity") or told.range.name == kind.split()[1]


@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(parties=("NOR",)), Filter(topic="trade")], ids=["all", "party", "topic"]
)
def test_followthemoney_takes_the_entities(two_years: Ledger, wanted: Filter) -> None:
    with two_years.view(AS_OF) as view:
        entities = lines_of(written(ftm.write, view, wanted))
    assert ftm_checking.faults(entities) == []
    assert entities
    pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels")
    assert ftm_checking.library_faults(entities) == []


def test_entities_are_complete(any_view: LedgerView) -> None:
    entities = lines_of(written(ftm.write, any_view))
    assert ftm_checking.faults(entities) == []
    schemata = [one["schema"] for one in entities]
    counts = counted(any_view)
    assert schemata.count("Project") == sum(counts[kind] for kind in ("agreements", "commitments", "money"))
    assert schemata.count("Event") == counts["meetings"]
    assert schemata.count("Article") == counts["documents"]


def test_states_have_the_countries_of_the_library() -> None:
    pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels")
    from followthemoney.types import registry

    from servanda.export.ftm_entities import countries

    assert [code for code, two in countries().items() if registry.country.clean(two) != two] == []
    assert countries()["NOR"] == "no"
