"""What does the exercise's secretariat compile? The drafts as documents, what changed between them, the rolling text.

The exercise is left while the last session is sitting: its report is not adopted yet, so it is not transmitted either.
"""

from oewg.core.database import Database
from oewg.overview.demonstration.stage import Stage, stage
from oewg.report import actions, queries
from oewg.report.models import Compilation
from oewg.report.rules.kinds import Asked, Order


def drafts_are_compiled(database: Database) -> None:
    """January 2021: the zero draft as a document, and what changed since the pre-draft of the year before."""
    with stage(database, 2021, 1, 19, 16) as on:
        report = queries.draft_or_not_found(on.db)
        before, zero = (
            queries.edition_by_symbol(on.db, report, symbol).id for symbol in ("A/AC.290/2020/L.1", "A/AC.290/2021/L.1")
        )
        _compiled(on, Order("", Asked(edition_id=zero)))
        _compiled(on, Order("", Asked("redline", edition_id=zero, against_id=before, annexes=())))


def the_rolling_text_is_compiled(database: Database) -> None:
    """March 2021: the text with every proposal in place, for the room; and as a redline for delegations alone."""
    with stage(database, 2021, 3, 9, 10, 45) as on:
        report = queries.draft_or_not_found(on.db)
        rolling = _compiled(on, Order("A/AC.290/2021/WP.1", Asked("rolling")))
        zero = queries.edition_by_symbol(on.db, report, "A/AC.290/2021/L.1").id
        changes = Asked("redline", edition_id=rolling.edition_id, against_id=zero, annexes=())
        _compiled(on, Order("A/AC.290/2021/WP.2", changes, "restricted"))


def _compiled(on: Stage, order: Order) -> Compilation:
    report, at = queries.draft_or_not_found(on.db), on.at()
    written = actions.write_report(on.db, report, order, at=at)
    return actions.compile_report(on.db, report, written, by=on.sample("secretariat"), at=at)
