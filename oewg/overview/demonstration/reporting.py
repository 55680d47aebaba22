"""What does the exercise's secretariat compile? The drafts as documents, what changed between them, and the adopted report.

On the ending on which the exercise is left while the last session is sitting, nothing is adopted yet, nor transmitted.
"""

from oewg.core.database import Database
from oewg.overview.demonstration import words_adopting as words
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


def last_proposals_are_shown(database: Database) -> None:
    """10 March 2021: in the morning the text once more with every proposal that is left in place."""
    with stage(database, 2021, 3, 10, 9) as on:
        _compiled(on, Order(words.ROLLING, Asked("rolling", annexes=())))


def final_draft_is_issued(database: Database) -> None:
    """10 March 2021: in the evening the Chair's final draft, without a bracket, and what it changes in the zero draft."""
    with stage(database, 2021, 3, 10, 18, 30) as on:
        report = queries.draft_or_not_found(on.db)
        final = _compiled(on, Order(words.FINAL_DRAFT)).edition_id
        zero = queries.edition_by_symbol(on.db, report, "A/AC.290/2021/L.1").id
        _compiled(on, Order("", Asked("redline", edition_id=final, against_id=zero, annexes=())))


def adopted_report_is_compiled(database: Database) -> None:
    """17 March 2021: the adopted report with its annexes, what was changed in the final draft, and the explanations."""
    with stage(database, 2021, 3, 17) as on:
        report = queries.draft_or_not_found(on.db)
        adopted, final = (
            queries.edition_by_symbol(on.db, report, each).id for each in (words.REPORT, words.FINAL_DRAFT)
        )
        _compiled(on, Order("", Asked(edition_id=adopted)))
        _compiled(on, Order("", Asked("redline", edition_id=adopted, against_id=final, annexes=())))
        _compiled(on, Order(words.COMPENDIUM, Asked("compendium")))


def report_is_transmitted(database: Database) -> None:
    """18 March 2021: the report goes to the General Assembly, with all that it rests on as one archive."""
    with stage(database, 2021, 3, 18) as on:
        report, at = queries.draft_or_not_found(on.db), on.at()
        archive = actions.prepare_archive(on.db, report, words.TO_THE_ASSEMBLY, at=at)
        actions.transmit_report(on.db, report, archive, by=on.sample("secretariat"), at=at)


def _compiled(on: Stage, order: Order) -> Compilation:
    report, at = queries.draft_or_not_found(on.db), on.at()
    written = actions.write_report(on.db, report, order, at=at)
    return actions.compile_report(on.db, report, written, by=on.sample("secretariat"), at=at)
