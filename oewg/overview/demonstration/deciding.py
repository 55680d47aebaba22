"""How does the exercise's group decide? Proposals collide on one paragraph, two go into a package, a paper passes silence."""

from oewg.accounts import actions as accounts
from oewg.core.clock import local
from oewg.core.database import Database
from oewg.negotiation import actions as negotiation
from oewg.negotiation import queries
from oewg.overview.demonstration import words_arrangement as words
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision


def proposals_collide(database: Database) -> None:
    """April 2020: three delegations and a group want the same paragraph otherwise; one objects, and could be won."""
    with stage(database, 2020, 4, 20) as on:
        provision = provision_at(on, *words.COLLIDE_AT)
        now = text_queries.current_revision(on.db, provision.id).words
        filed = []
        for change in words.COLLIDING:
            for_group = change.by == "EU"
            by = on.sample("coordinator") if for_group else on.delegate_of(change.by)
            filed.append(
                negotiation.file_amendment(
                    on.db,
                    provision,
                    "replace",
                    now.replace(change.before, change.after),
                    change.reason,
                    by=by,
                    at=on.at(),
                    for_group=for_group,
                )
            )
        negotiation.co_sponsor(on.db, filed[2], by=on.delegate_of(words.JOINS), at=on.at())
        objector = on.delegate_of(words.OBJECTS)
        negotiation.state_position(
            on.db, provision, "object", by=objector, at=on.at(), reason=words.WHY_IT_OBJECTS
        )  # fmt: skip
        negotiation.receive_amendment(on.db, filed[3], "can_accept", by=objector, at=on.at())
        negotiation.receive_amendment(on.db, filed[3], "cannot_accept", by=on.sample("head"), at=on.at())


def a_paper_passes_silence(database: Database) -> None:
    """February 2021: a paper is put under silence, which is broken; revised, it passes."""
    with stage(database, 2021, 2, 12) as on:
        secretariat = on.sample("secretariat")
        paper = texts.begin_text(
            on.db, "working_paper", "Arrangements for the third substantive session", by=secretariat, at=on.at()
        )
        for paragraph in words.PAPER:
            texts.add_provision(on.db, paper, "paragraph", paragraph, by=secretariat, at=on.at())
        on.go_to(2021, 2, 15)
        silence = negotiation.open_silence(
            on.db,
            paper,
            "A/AC.290/2021/L.2",
            local(2021, 2, 18, 18, zone=ZONE),
            ZONE,
            by=on.sample("chair"),
            at=on.at(),
        )
        on.go_to(2021, 2, 17, 16)
        negotiation.break_silence(
            on.db, silence, words.WHY_BROKEN, by=on.delegate_of(words.BREAKER), at=on.at()
        )  # fmt: skip
        on.go_to(2021, 2, 22)
        third = _paragraph(on, paper, 2)
        current = text_queries.current_revision(on.db, third.id)
        negotiation.revise(
            on.db, third, words.REVISED, "substantive", based_on=current.id, by=on.sample("chair"), at=on.at()
        )  # fmt: skip
        negotiation.open_silence(
            on.db, paper, "A/AC.290/2021/L.2/Rev.1", local(2021, 2, 25, 18, zone=ZONE), ZONE, by=on.sample("chair"),
            at=on.at(),
        )  # fmt: skip
        on.go_to(2021, 2, 26, 9)
        negotiation.lapse_silences(on.db, on.at())


def a_paper_is_adopted(database: Database) -> None:
    """March 2021: the paper is adopted by two acts; a group explains itself, a State disassociates itself, another explains itself in Arabic."""
    with stage(database, 2021, 3, 9, 10, 25) as on:
        paper = _paper(on)
        negotiation.prepare_adoption(on.db, paper, "A/AC.290/2021/2", by=on.sample("secretariat"), at=on.at())
        negotiation.adopt(on.db, paper, by=on.sample("chair"), at=on.at())
        negotiation.explain_position(
            on.db, paper, "explanation", words.UNDERSTANDING, [_paragraph(on, paper, 1)], by=on.sample("coordinator"),
            at=on.at(), for_group=True,
        )  # fmt: skip
        negotiation.explain_position(
            on.db, paper, "disassociation", words.FROM_WHAT, [_paragraph(on, paper, 3)],
            by=on.delegate_of(words.DISASSOCIATES), at=on.at(),
        )  # fmt: skip
        negotiation.explain_position(
            on.db, paper, "explanation", words.IN_ARABIC, [_paragraph(on, paper, 2)],
            by=on.delegate_of(words.UNDERSTANDS), at=on.at(), language="ar",
        )  # fmt: skip


def a_package_is_formed(database: Database) -> None:
    """March 2021: two paragraphs that balance each other are to be agreed only together."""
    with stage(database, 2021, 3, 9, 10, 35) as on:
        title, places = words.PACKAGE
        chosen = [provision_at(on, *place) for place in places]
        free = [each for each in chosen if queries.standing_gavel(on.db, each.id) is None]
        negotiation.form_package(on.db, chosen[0].text, title, free, by=on.sample("chair"), at=on.at())


def a_position_waits(database: Database) -> None:
    """March 2021: a head of delegation lets positions wait for clearance, and an adviser has prepared one."""
    with stage(database, 2021, 3, 9, 10, 40) as on:
        negotiation.require_clearance(on.db, by=on.sample("head"), at=on.at())
        negotiation.state_position(
            on.db, provision_at(on, *words.WAITS_AT), "can_accept", by=on.sample("adviser"), at=on.at()
        )  # fmt: skip


def letters_begin(database: Database) -> None:
    """Whoever tries the exercise gets letters about what happens from here on, and not of two years at once."""
    with database.writing() as db:
        accounts.tell_from_now_on(db)


def _paper(on: Stage) -> DraftText:
    return text_queries.texts_of_kind(on.db, "working_paper")[-1]


def _paragraph(on: Stage, text: DraftText, index: int) -> Provision:
    return text_queries.provision(on.db, text_queries.lines(on.db, text.id)[index].provision_id)
