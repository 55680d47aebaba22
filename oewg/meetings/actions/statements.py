"""What is done with statements? Filed, corrected, delivered, published with consent, withdrawn; tied to what they speak on.

The record holds what a statement is and the digest of each version, never its words: a delegation may take back its consent, and
what has once stood in a public entry could not be taken back. The words stand in the version, which is never changed.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete

from oewg.accounts.models import Delegation, Group
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, say
from oewg.meetings import queries
from oewg.meetings.models import Intervention, Meeting, Statement, StatementProvision, StatementVersion
from oewg.meetings.rules import statements as rules
from oewg.meetings.rules.speaking import Speaker
from oewg.meetings.rules.statements import Content
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    file_statement=say("A statement was filed."),
    correct_statement=say("A statement was corrected."),
    consent_to_publication=say("It was agreed that a statement is published."),
    withdraw_consent=say("The agreement to publish a statement was taken back."),
    withdraw_statement=say("A statement was withdrawn."),
    deliver_statement=say("A statement was delivered."),
    tie_statement=say("It was recorded on what a statement speaks."),
)


def _speaker(by: Viewer, for_group: bool) -> Speaker:
    if not by.may("file_statement"):
        raise NotAllowed(say("A statement is a delegation’s or an accredited organization’s."))
    if for_group:
        if by.group_id is None:
            raise NotAllowed(say("Only a group’s coordinator speaks on its behalf."))
        return Speaker(by.delegation_id, by.group_id)
    return Speaker(organization_id=by.organization_id) if by.organization_id else Speaker(by.delegation_id)


def file_statement(
    db: Db, meeting: Meeting, content: Content, *, form: str, language: str, by: Viewer, at: datetime,
    item: Provision | None = None, provisions: Collection[Provision] = (), for_group: bool = False, consent: bool = False,
) -> Statement:  # fmt: skip
    """File a statement for a meeting, before it is delivered ("delivered"), after that, or in its stead ("written").

    One that its speaker has delivered already is tied to that, and is under no embargo.
    """
    speaker = _speaker(by, for_group)
    assert by.account_id is not None
    rules.check_meeting(meeting.cancelled_at)
    _check_on(item, provisions)
    statement = Statement(
        meeting_id=meeting.id, item_id=item.id if item else None, delegation_id=speaker.delegation_id,
        group_id=speaker.group_id, organization_id=speaker.organization_id, form=form, language=language,
        filed_at=at, filed_by=by.account_id, delivered_at=at if form == "written" else None,
        consented_at=at if consent else None,
    )  # fmt: skip
    spoken = queries.intervention_without_statement(db, statement) if form == "delivered" else None
    if spoken is not None:
        statement.intervention_id, statement.delivered_at = spoken.id, spoken.ended_at
    db.add(statement)
    db.flush()
    version = _add_version(db, statement, content, by.account_id, at)
    _tie(db, statement, provisions)
    facts = {
        "meeting": meeting.id, "item": statement.item_id, **_whose(db, statement), "form": form, "language": language,
        "consent": consent, "delivered_at": _text(statement.delivered_at), "intervention": statement.intervention_id,
        "provisions": sorted(each.id for each in provisions), **_version_facts(version),
    }  # fmt: skip
    _append(db, "file_statement", statement, facts, by, at, before="")
    return statement


def correct_statement(db: Db, statement: Statement, content: Content, *, by: Viewer, at: datetime) -> StatementVersion:
    """Put a corrected version in the place of the one that stands; the earlier ones remain readable, and marked."""
    _must_be_own(statement, by)
    assert by.account_id is not None
    rules.check_stands(statement.withdrawn_at)
    rules.check_corrects(statement.versions[-1].digest, content.digest)
    version = _add_version(db, statement, content, by.account_id, at)
    _append(db, "correct_statement", statement, _version_facts(version), by, at)
    return version


def consent_to_publication(db: Db, statement: Statement, *, by: Viewer, at: datetime) -> None:
    """Agree that a statement is published, as soon as it has been delivered."""
    _must_be_own(statement, by)
    rules.check_stands(statement.withdrawn_at)
    rules.check_consents(statement.consented_at)
    before = queries.standing(statement)
    statement.consented_at = at
    db.flush()
    _append(db, "consent_to_publication", statement, {}, by, at, before=before)


def withdraw_consent(db: Db, statement: Statement, *, by: Viewer, at: datetime) -> None:
    """Take back the agreement: the public does not read it any more; it remains on record."""
    _must_be_own(statement, by)
    rules.check_stands(statement.withdrawn_at)
    rules.check_withdraws_consent(statement.consented_at)
    before = queries.standing(statement)
    statement.consented_at = None
    db.flush()
    _append(db, "withdraw_consent", statement, {}, by, at, before=before)


def withdraw_statement(db: Db, statement: Statement, *, by: Viewer, at: datetime) -> None:
    """Withdraw a statement: it remains on record for those whose it is and the secretariat."""
    _must_be_own(statement, by)
    rules.check_stands(statement.withdrawn_at)
    before = queries.standing(statement)
    statement.withdrawn_at = at
    db.flush()
    _append(db, "withdraw_statement", statement, {}, by, at, before=before)


def deliver_statement(db: Db, statement: Statement, *, by: Viewer, at: datetime) -> None:
    """Record by hand that a statement was delivered: its embargo ends."""
    rules.check_stands(statement.withdrawn_at)
    rules.check_delivers(statement.form, statement.delivered_at, statement.meeting.opened_at)
    _deliver(db, statement, None, at, by)


def delivered(db: Db, intervention: Intervention, at: datetime, *, by: Viewer) -> Statement | None:
    """A speaker’s time on the floor has ended: the statement filed for it, if there is one, is under no embargo any more.

    Called by the act that ends an intervention, in its transaction; `by` is who did that. A reply and a point of order
    deliver nothing. Returns the statement, or none.
    """
    statement = queries.statement_awaiting(db, intervention) if intervention.kind == "statement" else None
    if statement is not None:
        _deliver(db, statement, intervention.id, at, by)
    return statement


def tie_statement(
    db: Db, statement: Statement, item: Provision | None, provisions: Collection[Provision], *, by: Viewer, at: datetime
) -> None:
    """Record on which item of the agenda a statement is, and on which provisions it speaks: these and no others."""
    if not by.may("keep_statements"):
        _must_be_own(statement, by)
    rules.check_stands(statement.withdrawn_at)
    known = {each.provision_id for each in queries.spoken_on(db, statement.id)}
    _check_on(item, [each for each in provisions if each.id not in known])
    statement.item_id = item.id if item else None
    db.execute(delete(StatementProvision).where(StatementProvision.statement_id == statement.id))
    _tie(db, statement, provisions)
    facts = {"item": statement.item_id, "provisions": sorted(each.id for each in provisions)}
    _append(db, "tie_statement", statement, facts, by, at)


def _check_on(item: Provision | None, provisions: Collection[Provision]) -> None:
    if item is not None:
        rules.check_item(item.text.kind, item.kind, item.removed_at is not None)
    for each in provisions:
        rules.check_speaks_on(each.kind, each.removed_at is not None)


def _tie(db: Db, statement: Statement, provisions: Collection[Provision]) -> None:
    ids = sorted({each.id for each in provisions})
    db.add_all(StatementProvision(statement_id=statement.id, provision_id=each) for each in ids)
    db.flush()


def _must_be_own(statement: Statement, by: Viewer) -> None:
    rules.check_own(queries.is_own(statement, by), statement.group.code if statement.group else None)


def _deliver(db: Db, statement: Statement, intervention_id: int | None, at: datetime, by: Viewer) -> None:
    before = queries.standing(statement)
    statement.delivered_at, statement.intervention_id = at, intervention_id
    db.flush()
    _append(db, "deliver_statement", statement, {"intervention": intervention_id}, by, at, before=before)


def _add_version(db: Db, statement: Statement, content: Content, account_id: int, at: datetime) -> StatementVersion:
    version = StatementVersion(
        statement_id=statement.id, number=len(statement.versions) + 1, words=content.words,
        folded=rules.folded(content.words), file_name=content.file_name, media_type=content.media_type,
        contents=content.contents, digest=content.digest, made_at=at, made_by=account_id,
    )  # fmt: skip
    statement.versions.append(version)
    db.flush()
    return version


def _version_facts(version: StatementVersion) -> dict[str, object]:
    return {
        "version": version.number, "digest": version.digest, "file_name": version.file_name,
        "media_type": version.media_type,
    }  # fmt: skip


def _codes(db: Db, statement: Statement) -> tuple[str | None, str | None]:
    delegation = db.get_one(Delegation, statement.delegation_id).code if statement.delegation_id else None
    group = db.get_one(Group, statement.group_id).code if statement.group_id else None
    return delegation, group


def _whose(db: Db, statement: Statement) -> dict[str, object]:
    delegation, group = _codes(db, statement)
    return {"delegation": delegation, "group": group, "organization": statement.organization_id}


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _append(
    db: Db, act: str, statement: Statement, facts: Mapping[str, object], by: Viewer, at: datetime, *,
    before: str | None = None,
) -> None:  # fmt: skip
    """`before` is where the statement stood before the act, if that has changed."""
    own = rules.own_audiences(*_codes(db, statement), statement.organization_id)
    now = queries.standing(statement)
    append(
        db, act, by.account_id, by.capacity, Subject("statement", statement.id), facts, at,
        readers=rules.readers_of(own, now if before is None else before, now),
    )  # fmt: skip
