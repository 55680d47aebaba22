"""How is the exercise's report drafted? Sections in hand, remarks, suggestions, what the checks find, sentences added."""

from datetime import datetime, timedelta

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.core.clock import local, now
from oewg.core.database import Database
from oewg.negotiation import actions as negotiation
from oewg.overview.demonstration import words
from oewg.overview.demonstration import words_adopting as last
from oewg.overview.demonstration import words_drafting as said
from oewg.overview.demonstration.bargaining import heading_of, provision_at
from oewg.overview.demonstration.calendar import THIRD, session_titled
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.record.actions import settle
from oewg.report import actions, queries
from oewg.report.models import Assignment, Remark
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Provision


def report_is_put_into_hands(database: Database) -> None:
    """February 2021: sections are assigned, passages remarked on, terms listed, sentences added to the proceedings."""
    with stage(database, 2021, 2, 2) as on:
        secretariat = on.sample("secretariat")
        for term, instead_of, reason in said.TERMS:
            actions.add_term(on.db, term, instead_of, reason, by=secretariat, at=on.at())
        ended = actions.add_term(on.db, *said.ENDED_TERM, by=secretariat, at=on.at())
        for section, drafter, due, most_words, note in said.ASSIGNMENTS:
            actions.assign_section(
                on.db, heading_of(on, section), _account(on, drafter), local(*due, zone=ZONE), ZONE, by=secretariat,
                at=on.at(), note=note, most_words=most_words,
            )  # fmt: skip
        place, passage, question, _ = said.QUESTION
        _remark(on, provision_at(on, *place), "question", passage, question, "secretariat")
        place, passage, proposed, reason = said.TAKEN
        _remark(on, provision_at(on, *place), "suggestion", passage, reason, "chair", proposed)
        place, passage, proposed, reason, _ = said.DECLINED
        _remark(on, provision_at(on, *place), "suggestion", passage, reason, "chair", proposed)
        text = queries.draft_or_not_found(on.db)
        third = f"sessions/{session_titled(on, THIRD).id}"
        actions.add_sentence(on.db, text, third, said.SENTENCE_ON_THIRD, by=secretariat, at=on.at())
        actions.add_sentence(on.db, text, "officers/1", said.SENTENCE_ON_OFFICERS, by=secretariat, at=on.at())
        withdrawn = actions.add_sentence(
            on.db, text, "documentation/documents", said.SENTENCE_WITHDRAWN[0], by=secretariat, at=on.at()
        )
        actions.withdraw_sentence(on.db, withdrawn, said.SENTENCE_WITHDRAWN[1], by=secretariat, at=on.at())
        on.go_to(2021, 2, 10)
        actions.end_term(on.db, ended, said.END_OF_TERM, by=secretariat, at=on.at())


def section_is_handed_in(database: Database) -> None:
    """18 February 2021: the Rapporteur answers what was asked and suggested, and hands the section on threats in."""
    with stage(database, 2021, 2, 18, 15) as on:
        rapporteur = on.sample("bureau")
        question, taken, declined = on.db.scalars(select(Remark).order_by(Remark.id)).all()
        actions.resolve_remark(on.db, question, said.QUESTION[3], by=rapporteur, at=on.at())
        actions.take_suggestion(on.db, taken, "editorial", by=rapporteur, at=on.at())
        actions.decline_suggestion(on.db, declined, said.DECLINED[4], by=rapporteur, at=on.at())
        hand = on.db.scalars(select(Assignment).where(Assignment.heading_id == heading_of(on, "threats").id)).one()
        actions.hand_in_section(on.db, hand, said.HANDED_IN, by=rapporteur, at=on.at())
        text = queries.draft_or_not_found(on.db)
        for finding in queries.checked(on.db, text, rapporteur, on.now).found["resting"]:
            wording = finding.finding.wording
            if wording is not None and wording.section_id == heading_of(on, said.ACCEPTED[0]).id:
                actions.accept_finding(
                    on.db, text, "resting", wording.revision_id, 0, 0, said.ACCEPTED[1], by=on.sample("secretariat"),
                    at=on.at(),
                )  # fmt: skip


def a_section_is_in_hand(database: Database) -> None:
    """So that the exercise can be tried, one section is in the Rapporteur's hands for ten days from when it is loaded."""
    _section_is_in_hand(database, now() + timedelta(days=10))


def conclusions_are_in_hand(database: Database) -> None:
    """9 March 2021: the Rapporteur has the conclusions in hand until the next day."""
    _section_is_in_hand(database, local(*last.DUE, zone=ZONE))


def _section_is_in_hand(database: Database, due: datetime) -> None:
    with stage(database, 2021, 3, 9, 13, 30) as on:
        secretariat = on.sample("secretariat")
        heading = heading_of(on, said.IN_HAND[0])
        text = queries.draft_or_not_found(on.db)
        put = texts.add_provision(
            on.db, text, "paragraph", said.OPEN_PARAGRAPH, parent=heading, by=secretariat, at=on.at()
        )
        _, drafter, most_words, note = said.IN_HAND
        actions.assign_section(
            on.db, heading, _account(on, drafter), due, ZONE, by=on.sample("chair"), at=on.at(), note=note,
            most_words=most_words,
        )  # fmt: skip
        _remark(on, put, "question", *said.OPEN_QUESTION, "secretariat")
        passage, proposed, reason = said.OPEN_SUGGESTION
        _remark(on, put, "suggestion", passage, reason, "chair", proposed)
        passage, comment, why = said.CARRIED
        carried = _remark(on, put, "comment", passage, comment, "secretariat")
        actions.carry_remark(on.db, carried, why, by=on.sample("bureau"), at=on.at())


def every_section_is_handed_in(database: Database) -> None:
    """10 March 2021: what was asked is answered, the paragraph with most faults is left out, all sections are handed in."""
    with stage(database, 2021, 3, 10, 11) as on:
        settle(on.db, on.at())
        secretariat = on.sample("secretariat")
        for remark in on.db.scalars(select(Remark).where(Remark.ended_at.is_(None)).order_by(Remark.id)).all():
            if remark.kind == "suggestion":
                actions.decline_suggestion(on.db, remark, last.NOT_TAKEN, by=on.sample("bureau"), at=on.at())
            else:
                actions.resolve_remark(on.db, remark, last.ANSWERED, by=on.sample("bureau"), at=on.at())
        put = provision_at(on, said.IN_HAND[0], len(words.REPORT[-1].paragraphs))
        negotiation.remove_provision(on.db, put, by=secretariat, at=on.at())
        for section, answer in last.HANDED_IN_LATE.items():
            hand = on.db.scalars(select(Assignment).where(Assignment.heading_id == heading_of(on, section).id)).one()
            office = next(
                each.id
                for each in accounts.capacities_of(on.db, hand.account_id)
                if each.role in ("rapporteur", "vice_chair")
            )
            drafter = accounts.viewer_of_account(on.db, hand.drafter, on.now, office)
            actions.hand_in_section(on.db, hand, answer, by=drafter, at=on.at())


def _account(on: Stage, email: str) -> int:
    found = accounts.account_by_email(on.db, email)
    assert found is not None, email
    return found.id


def _remark(
    on: Stage, provision: Provision, kind: str, passage: str, said_of_it: str, by: str, proposed: str | None = None
) -> Remark:
    current = text_queries.current_revision(on.db, provision.id)
    starts = current.words.index(passage)
    return actions.remark_on_passage(
        on.db, provision, kind, said_of_it, starts, starts + len(passage), on=current.id, by=on.sample(by), at=on.at(),
        proposed=proposed,
    )  # fmt: skip
