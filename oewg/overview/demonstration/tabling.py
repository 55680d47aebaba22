"""How does a table come into the exercise's draft report, and how is it negotiated? Cell by cell and row by row."""

from oewg.core.database import Database
from oewg.mandate import actions as mandate
from oewg.mandate import queries as mandate_queries
from oewg.negotiation import actions
from oewg.overview.demonstration import words_tabling as tabled
from oewg.overview.demonstration.bargaining import heading_of
from oewg.overview.demonstration.stage import stage
from oewg.overview.demonstration.tracing import tie
from oewg.texts import queries as texts


def measures_are_tabled(database: Database) -> None:
    """26 February 2021: the measures are put in a table; one delegation wants another cell, another one row more."""
    with stage(database, 2021, 2, 26, 10) as on:
        secretariat = on.sample("secretariat")
        report = texts.texts_of_kind(on.db, "report")[-1]
        heading = heading_of(on, tabled.SECTION)
        table = actions.add_provision(
            on.db, report, "paragraph", tabled.TABLE, parent=heading, by=secretariat, at=on.at()
        )  # fmt: skip
        elements = {element.key: element for element in mandate_queries.elements(on.db)}
        mandate.tie_element(on.db, table, elements[tabled.SECTION], by=secretariat, at=on.at())
        tie(on, tabled.RESTS)
        for delegation, old, new, reason in (tabled.CELL, tabled.ROW):
            wanted = tabled.TABLE.replace(old, new)
            by = on.delegate_of(delegation)
            actions.file_amendment(on.db, table, "replace", wanted, reason, by=by, at=on.at())
