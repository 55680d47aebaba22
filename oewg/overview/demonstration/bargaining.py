"""What does the exercise's group bargain over? A draft report, a hundred positions dealt out by a seeded rule, gavels.

The seed is the number of the resolution's session. Who says what follows from it alone, and from no State's politics.
"""

import random

from sqlalchemy import select

from oewg.accounts.models import Delegation
from oewg.core.database import Database
from oewg.mandate import actions as mandate
from oewg.mandate import queries as mandate_queries
from oewg.negotiation import actions as negotiation
from oewg.negotiation import queries as negotiation_queries
from oewg.overview.demonstration import words
from oewg.overview.demonstration.stage import Stage, stage
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

SEED = 73
POSITIONS = 104
DELEGATIONS_THAT_SPEAK = 42
STANCES = ("support",) * 9 + ("can_accept",) * 6 + ("reserve",) * 2 + ("object",) * 2 + ("no_position",)
VISIBILITIES = ("public",) * 12 + ("delegations",) * 4 + ("chair",) * 2
OBJECTIONS_WITHDRAWN = 0.4
GAVELS = 14


def report_is_drafted(database: Database) -> None:
    """March 2020: the pre-draft of the report, section by section, tied to the mandate."""
    with stage(database, 2020, 3, 11) as on:
        secretariat = on.sample("secretariat")
        report = texts.begin_text(on.db, "report", "Draft report of the Working Group", by=secretariat, at=on.at())
        elements = {element.key: element for element in mandate_queries.elements(on.db)}
        for section in words.REPORT:
            heading = texts.add_provision(on.db, report, "heading", section.heading, by=secretariat, at=on.at())
            for paragraph in section.paragraphs:
                put = texts.add_provision(
                    on.db, report, "paragraph", paragraph.words, parent=heading, by=secretariat, at=on.at()
                )  # fmt: skip
                for beneath in paragraph.subparagraphs:
                    texts.add_provision(
                        on.db, report, "subparagraph", beneath, parent=put, by=secretariat, at=on.at()
                    )  # fmt: skip
                for note in paragraph.notes:
                    texts.add_provision(
                        on.db, report, "footnote", note.words, parent=put, mark=note.key, by=secretariat, at=on.at()
                    )
                if section.key in elements:
                    mandate.tie_element(on.db, put, elements[section.key], by=secretariat, at=on.at())
        texts.issue_edition(on.db, report, "A/AC.290/2020/L.1", "Pre-draft of the report", by=secretariat, at=on.at())


def delegations_speak(database: Database) -> None:
    """April 2020: amendments are filed and positions stated."""
    with stage(database, 2020, 4, 14) as on:
        dice = random.Random(SEED)
        report = _report(on)
        speakers = _speakers(on, dice)
        for place, amendment in enumerate(words.AMENDMENTS):
            provision = provision_at(on, amendment.section, amendment.index)
            by = on.delegate_of(speakers[place % len(speakers)])
            negotiation.file_amendment(
                on.db, provision, amendment.kind, amendment.words, amendment.reason, by=by, at=on.at()
            )  # fmt: skip
        _deal_positions(on, dice, report, speakers)
        kenya, group = on.sample("delegate"), on.sample("coordinator")
        for section, index, stance in (
            ("threats", 1, "support"),
            ("rules", 0, "can_accept"),
            ("dialogue", 0, "support"),
        ):
            negotiation.state_position(on.db, provision_at(on, section, index), stance, by=kenya, at=on.at())
        negotiation.state_position(
            on.db, provision_at(on, "dialogue", 1), "can_accept", by=group, at=on.at(), for_group=True
        )  # fmt: skip


def _report(on: Stage) -> DraftText:
    return text_queries.texts_of_kind(on.db, "report")[-1]


def _speakers(on: Stage, dice: random.Random) -> list[str]:
    codes = on.db.scalars(select(Delegation.code).where(Delegation.kind == "member").order_by(Delegation.code)).all()
    return dice.sample(list(codes), DELEGATIONS_THAT_SPEAK)


def heading_of(on: Stage, section: str) -> Provision:
    """The heading of a section of the report, found by its words."""
    heading = {each.key: each.heading for each in words.REPORT}[section]
    lines = text_queries.lines(on.db, _report(on).id)
    found = next(line for line in lines if line.kind == "heading" and line.words == heading)
    return text_queries.provision(on.db, found.provision_id)


def provision_at(on: Stage, section: str, index: int) -> Provision:
    """The paragraph at a place of the report, found by its first wording's section and order."""
    lines = text_queries.lines(on.db, _report(on).id)
    start = [line.provision_id for line in lines].index(heading_of(on, section).id)
    paragraphs = [line for line in lines[start + 1 :] if line.kind == "paragraph"]
    return text_queries.provision(on.db, paragraphs[index].provision_id)


def _deal_positions(on: Stage, dice: random.Random, report: DraftText, speakers: list[str]) -> None:
    rules = text_queries.texts_of_kind(on.db, "rules")[0]
    lines = [
        line
        for text in (report, rules)
        for line in text_queries.lines(on.db, text.id)
        if line.kind in ("paragraph", "subparagraph")
    ]
    # Half of the provisions are left alone, so that some are clear from the first day.
    contested = dice.sample(lines, len(lines) // 2)
    for _ in range(POSITIONS):
        line, code = dice.choice(contested), dice.choice(speakers)
        stance, visibility = dice.choice(STANCES), dice.choice(VISIBILITIES)
        reason = dice.choice(words.REASONS) if stance in ("reserve", "object") else ""
        negotiation.state_position(
            on.db,
            text_queries.provision(on.db, line.provision_id),
            stance,
            by=on.delegate_of(code),
            at=on.at(),
            reason=reason,
            visibility=visibility,
        )


def report_is_revised(database: Database) -> None:
    """January 2021: the zero draft; new wordings make some positions stale, and some objections are withdrawn."""
    with stage(database, 2021, 1, 19) as on:
        secretariat = on.sample("secretariat")
        dice = random.Random(SEED + 1)
        report = _report(on)
        for rewording in words.REVISIONS:
            provision = provision_at(on, rewording.section, rewording.index)
            current = text_queries.current_revision(on.db, provision.id)
            negotiation.revise(
                on.db, provision, rewording.words, rewording.nature, based_on=current.id, by=secretariat, at=on.at()
            )
        texts.issue_edition(on.db, report, "A/AC.290/2021/L.1", "Zero draft of the report", by=secretariat, at=on.at())
        for examined in negotiation_queries.examine(on.db, report.id, None):
            for line in examined.in_the_way:
                if dice.random() < OBJECTIONS_WITHDRAWN and line.position.delegation is not None:
                    by = on.delegate_of(line.position.delegation.code)
                    negotiation.withdraw_position(on.db, line.position, by=by, at=on.at())


def gavels_fall(database: Database) -> None:
    """March 2021: what is clear in the first sections is agreed ad referendum."""
    with stage(database, 2021, 3, 9, 10, 5) as on:
        chair = on.sample("chair")
        fallen = 0
        for examined in negotiation_queries.examine(on.db, _report(on).id, None):
            if examined.state == "clear" and examined.line.kind == "paragraph" and fallen < GAVELS:
                provision = text_queries.provision(on.db, examined.line.provision_id)
                negotiation.gavel(on.db, provision, by=chair, at=on.at())
                fallen += 1
