"""Exports of networks: GraphML and followthemoney."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.export_out import counting, export, picked, to_file

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView


@click.command("graphml")
@picked
@to_file
def graphml(output: Path | None, **options: Any) -> None:
    """GraphML: a network for Gephi, networkx, igraph, yEd.

    \b
    nodes  party, agreement, commitment (attribute kind)
    edges  bound_by    commitment → party that is bound
           toward      commitment → party to which it is made
           party_to    party → agreement
           moves       commitment → agreement that it is to bring to a stage
           amends      agreement → older agreement (relation: amends, extends, replaces, …)

    Dates are text, since GraphML has no dates.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import graph_graphml

        kinds = ("agreements", "commitments")
        with opened(output) as out, counting(view, kinds, wanted, output) as seen:
            graph_graphml.write(view, out, wanted, seen=seen)

    export(options, write)


@click.command("ftm")
@picked
@to_file
def ftm(output: Path | None, **options: Any) -> None:
    """followthemoney entities, one JSON object a line, for Aleph and OpenSanctions tools.

    \b
    PublicBody          a state and its government
    Organization        any other party
    Article             a document, with its address (sourceUrl)
    Project             an agreement, a commitment or a sum of money; keywords tell which, status is the
                        stage of an agreement and the status of the others, endDate the deadline
    ProjectParticipant  a side: role party, bound, toward, donor or recipient
    Event               a meeting
    Documentation       a quotation: the document, what it proves (role), the words (summary)
    UnknownLink         a commitment and the agreement that it is to move; an agreement and the older one
                        that it changes

    Left out: single acts, with modality and flags; offsets of quotations stand in recordId. Sums are
    announced, not paid, so that there is no Payment.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ftm as entities

        kinds = ("agreements", "commitments", "meetings", "money", "documents")
        with opened(output) as out, counting(view, kinds, wanted, output) as seen:
            entities.write(view, out, wanted, seen=seen)

    export(options, write)
