"""How does the exercise's group come to its report? Proposals are settled, doubts lifted, gavels fall, the report is adopted."""

from sqlalchemy import select

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database
from oewg.negotiation import actions as negotiation
from oewg.negotiation import queries
from oewg.negotiation.models import Amendment, Package, WaitingPosition
from oewg.overview.demonstration import words_adopting as words
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.calendar import adjourned, attended, held, next_meeting, opened
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_adopting import Placed
from oewg.report import actions as reports
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText


def proposals_are_settled(database: Database) -> None:
    """10 March 2021: the Chair's final draft takes some amendments up; the sponsors of the others withdraw them."""
    with stage(database, 2021, 3, 10, 13, 15) as on:
        report, chair = _report(on), on.sample("chair")
        for amendment in _open_amendments(on, report):
            if amendment.number in words.TAKEN_UP_AT_LAST:
                negotiation.take_up_amendment(on.db, amendment, by=on.sample("secretariat"), at=on.at())
        for amendment in _open_amendments(on, report):
            for sponsor in amendment.sponsors:
                negotiation.withdraw_amendment(on.db, amendment, by=_speaking_for(on, sponsor.holder), at=on.at())
        for section, index, old, new in words.FINAL_WORDINGS:
            provision = provision_at(on, section, index)
            stands = text_queries.current_revision(on.db, provision.id)
            negotiation.revise(
                on.db,
                provision,
                stands.words.replace(old, new),
                "substantive",
                based_on=stands.id,
                by=chair,
                at=on.at(),
            )


def doubts_are_lifted(database: Database) -> None:
    """11 March 2021: capitals have answered; what was prepared is cleared, and objections and reservations are withdrawn."""
    with stage(database, 2021, 3, 11, 9) as on:
        head = on.sample("head")
        waiting = on.db.scalars(select(WaitingPosition).where(WaitingPosition.ended_at.is_(None))).one()
        negotiation.clear_position(on.db, waiting, by=head, at=on.at())
        negotiation.lift_clearance(on.db, by=head, at=on.at())
        for text in (_report(on), _rules(on)):
            for examined in queries.examine(on.db, text.id, None):
                for line in examined.in_the_way:
                    by = _speaking_for(on, queries.holder_name(line.position))
                    negotiation.withdraw_position(on.db, line.position, by=by, at=on.at())


def paragraphs_are_agreed(database: Database) -> None:
    """11 March 2021: in the afternoon the gavel falls on one paragraph after the other, and on two of them together."""
    with stage(database, 2021, 3, 11, 10) as on:
        held(on, next_meeting(on), 86)
        meeting = next_meeting(on)
        opened(on, meeting)
        attended(on, meeting, 94)
        chair = on.sample("chair")
        for package in on.db.scalars(select(Package).where(Package.dissolved_at.is_(None))).all():
            negotiation.gavel_package(on.db, package, by=chair, at=on.at())
        for text in (_report(on), _rules(on)):
            for examined in queries.examine(on.db, text.id, None):
                if examined.state == "clear" and examined.line.kind in ("paragraph", "subparagraph"):
                    provision = text_queries.provision(on.db, examined.line.provision_id)
                    negotiation.gavel(on.db, provision, by=chair, at=on.after(40))
        adjourned(on, meeting)


def report_is_adopted(database: Database) -> None:
    """12 March 2021: the group adopts its report without a vote, and leaves the thirteen rules as they stand."""
    with stage(database, 2021, 3, 12, 9, 30) as on:
        secretariat = on.sample("secretariat")
        report, rules = _report(on), _rules(on)
        negotiation.prepare_adoption(on.db, report, words.REPORT, by=secretariat, at=on.at())
        negotiation.prepare_adoption(on.db, rules, words.RULES_SYMBOL, by=secretariat, at=on.at())
        meeting = next_meeting(on)
        opened(on, meeting)
        attended(on, meeting, 118)
        negotiation.adopt(on.db, rules, by=on.sample("chair"), at=on.at())
        negotiation.adopt(on.db, report, by=on.sample("chair"), at=on.at())
        adjourned(on, meeting)


def delegations_explain_themselves(database: Database) -> None:
    """12 March 2021: in the afternoon a group and three States place on record how they understand what was adopted."""
    with stage(database, 2021, 3, 12, 14) as on:
        meeting = next_meeting(on)
        opened(on, meeting)
        attended(on, meeting, 109)
        for placed in words.FROM_THE_FLOOR:
            _place(on, placed)


def explanations_arrive_in_writing(database: Database) -> None:
    """16 March 2021: others send in writing, in their own languages, what they understood."""
    with stage(database, 2021, 3, 16) as on:
        for placed in words.IN_WRITING:
            _place(on, placed)


def chair_sums_up(database: Database) -> None:
    """12 March 2021: the Chair's own summary keeps what found no consensus."""
    with stage(database, 2021, 3, 12, 18, 30) as on:
        secretariat = on.sample("secretariat")
        summary = texts.begin_text(on.db, "chairs_summary", words.SUMMARY_TITLE, by=secretariat, at=on.at())
        heading = None
        for kind, wording in words.SUMMARY:
            under = heading if kind == "paragraph" else None
            put = texts.add_provision(on.db, summary, kind, wording, parent=under, by=secretariat, at=on.at())
            heading = put if kind == "heading" else heading
        reports.issue_chairs_summary(on.db, summary, words.SUMMARY_SYMBOL, by=on.sample("chair"), at=on.at())


def _place(on: Stage, placed: Placed) -> None:
    holder = f"group:{placed.group}" if placed.group else f"delegation:{placed.by}"
    paragraphs = [provision_at(on, *place) for place in placed.paragraphs]
    negotiation.explain_position(
        on.db, _report(on), placed.kind, placed.words, paragraphs, by=_speaking_for(on, holder), at=on.at(),
        for_group=bool(placed.group), language=placed.language,
    )  # fmt: skip


def _report(on: Stage) -> DraftText:
    return text_queries.texts_of_kind(on.db, "report")[-1]


def _rules(on: Stage) -> DraftText:
    return text_queries.texts_of_kind(on.db, "rules")[0]


def _open_amendments(on: Stage, text: DraftText) -> list[Amendment]:
    return [each for each in queries.amendments_of(on.db, text.id) if each.ended_at is None]


def _speaking_for(on: Stage, holder: str) -> Viewer:
    """Who speaks for "delegation:FRA", or for "group:EU", whose coordinator alone has an account in the exercise."""
    kind, _, code = holder.partition(":")
    return on.sample("coordinator") if kind == "group" else on.acting_for(code)
