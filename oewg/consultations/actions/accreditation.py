"""How does an organization come to be heard? It registers, confirms its address, and its application is checked and repaired.

The record holds of a letter its digest alone, and of people no names and no addresses.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from oewg.accounts.actions import ask_confirmation, confirm, forget, give_capacity
from oewg.accounts.models import Account, Confirmation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import PUBLIC as NOBODY
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.representatives import begin_focal_point
from oewg.consultations.models import Accreditation, AccreditationReturn, OrganizationLetter, Registration
from oewg.consultations.rules import accreditation as rules
from oewg.consultations.rules.accreditation import Described
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.record.actions import CLOCK, PUBLIC, Subject, append, at_deadlines
from oewg.record.rules.canonical import instant_text
from oewg.texts.documents.uploads import Upload

told(
    begin_registration=say("The registration of an organization was begun; the e-mail address is not confirmed yet."),
    register_organization=say("An organization registered and applied for accreditation."),
    forget_unconfirmed=say("What was sent with addresses that nobody confirmed in time was erased."),
    check_application=say("The form of an application was found in order."),
    note_status=say("An organization was accredited: it informed of its consultative status."),
    send_back_application=say("An application was sent back for repair."),
    repair_application=say("An application was repaired."),
    withdraw_application=say("An organization withdrew."),
    apply_again=say("An organization applied for accreditation again."),
)


def begin_registration(
    db: Db, described: Described, representative: str, email: str, language: str, letter: Upload | None = None, *,
    by: Viewer, at: datetime,
) -> Confirmation:  # fmt: skip
    """Keep what somebody registers until the address is confirmed; whoever has stored it sends the letter."""
    _check_described(db, described)
    asked = ask_confirmation(db, "registration", email, described.name, language, at=at)
    db.add(
        Registration(
            confirmation_id=asked.id, representative=representative, **asdict(described),
            file_name=letter.name if letter else None, media_type=letter.media_type if letter else None,
            contents=letter.contents if letter else None,
        )
    )  # fmt: skip
    db.flush()
    append(
        db, "begin_registration", by.account_id, by.capacity, Subject("confirmation", asked.id), {}, at,
        readers=("administration",), deadlines=(asked.expires_at,),
    )  # fmt: skip
    return asked


def _check_described(db: Db, described: Described, but: str = "") -> None:
    taken = {rules.folded(name) for name in queries.names_taken(db) if name != but}
    if rules.folded(described.name) in taken:
        raise Invalid(say("An organization of this name has registered already."), {"name": say("Already in use.")})
    if not queries.is_state(db, described.country):
        raise Invalid(say("Please choose the State in which it is established."), {"country": say("Not found.")})


def confirm_registration(
    db: Db, confirmation: Confirmation, password_hash: str | None, *, at: datetime
) -> tuple[Organization, Account]:
    """Register the organization whose first representative has shown that the address is theirs, and apply for it.

    A person who has an account keeps it: what they act in, they choose when they are signed in.
    """
    wanted = queries.begun_registration(db, confirmation.id)
    described = _described_in(wanted) if wanted else None
    if described:
        _check_described(db, described)
    account = confirm(db, confirmation, wanted.representative if wanted else "", password_hash, at=at)
    if wanted is None or described is None:
        raise NotFound
    organization = Organization(**asdict(described), registered_at=at)
    db.add(organization)
    db.flush()
    application = Accreditation(organization_id=organization.id, applied_at=at, reason="")
    db.add(application)
    db.flush()
    letter = None
    if wanted.contents is not None and wanted.file_name is not None and wanted.media_type is not None:
        letter = _keep_letter(db, organization, wanted.file_name, wanted.media_type, wanted.contents, at)
    db.delete(wanted)
    db.flush()
    facts = {**asdict(described), "accreditation": application.id, "letter": letter}
    _append(db, "register_organization", Subject("organization", organization.id), organization.id, facts, None, at)
    capacity = give_capacity(
        db, account, "representative", by=NOBODY, at=at, since=at, organization_id=organization.id
    )  # fmt: skip
    begin_focal_point(db, organization.id, capacity, at)
    return organization, account


def _described_in(wanted: Registration) -> Described:
    return Described(wanted.name, wanted.sector, wanted.country, wanted.consultative_status, wanted.purpose)


def described(organization: Organization) -> Described:
    """What an organization says of itself."""
    return Described(
        organization.name, organization.sector, organization.country, organization.consultative_status,
        organization.purpose,
    )  # fmt: skip


def _keep_letter(
    db: Db, organization: Organization, name: str, media_type: str, contents: bytes, at: datetime
) -> dict[str, object]:
    row = OrganizationLetter(
        organization_id=organization.id, file_name=name, media_type=media_type, contents=contents,
        digest=hashlib.sha256(contents).hexdigest(), received_at=at,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return {"letter": row.id, "digest": row.digest}


@at_deadlines
def forget_unconfirmed(db: Db, at: datetime) -> int:
    """Erase what was sent with addresses that nobody confirmed in time: registrations, and invitations to act."""
    due = queries.unanswered(db, at)
    for asked in due:
        for row in (queries.begun_registration(db, asked.id), queries.invitation_of(db, asked.id)):
            if row is not None:
                db.delete(row)
        db.flush()
        forget(asked)
        db.flush()
        subject = Subject("confirmation", asked.id)
        append(db, "forget_unconfirmed", None, CLOCK, subject, {}, at, readers=("administration",))
    return len(due)


def check_application(db: Db, application: Accreditation, *, by: Viewer, at: datetime) -> None:
    """Find the form of an application in order: it waits for the next list."""
    rules.check_act(queries.state(db, application), "check")
    rules.check_informs(application.organization.consultative_status, informs=False)
    application.checked_at = at
    db.flush()
    _told(db, "check_application", application, {}, by, at)


def note_status(db: Db, application: Accreditation, *, by: Viewer, at: datetime) -> None:
    """Take note that an organization informs of its consultative status, which was checked: it is accredited for the whole."""
    rules.check_act(queries.state(db, application), "note_status")
    rules.check_informs(application.organization.consultative_status, informs=True)
    application.checked_at, application.basis = at, "informed"
    admit(application, at)
    db.flush()
    facts = asdict(described(application.organization))
    _told(db, "note_status", application, facts, by, at, readers=PUBLIC)


def admit(application: Accreditation, at: datetime) -> None:
    """Write down that an application was granted; the basis has been."""
    application.outcome, application.decided_at = "accredited", at
    application.organization.accredited_since, application.organization.accredited_until = at, None


def send_back_application(db: Db, application: Accreditation, reasons: str, *, by: Viewer, at: datetime) -> None:
    """Send an application back for repair of its form, with the reasons; never for what the organization thinks."""
    rules.check_act(queries.state(db, application), "send_back")
    application.checked_at = None
    db.add(AccreditationReturn(accreditation_id=application.id, returned_at=at, reasons=reasons))
    db.flush()
    _told(db, "send_back_application", application, {"reasons": reasons}, by, at)


def repair_application(
    db: Db, application: Accreditation, repaired: Described, letter: Upload | None = None, *, by: Viewer, at: datetime
) -> None:
    """Put an application that was sent back before the secretariat again, as it has been repaired."""
    rules.check_act(queries.state(db, application), "repair")
    organization = application.organization
    _check_described(db, repaired, but=organization.name)
    for name, value in asdict(repaired).items():
        setattr(organization, name, value)
    db.refresh(application, ["returns"])
    application.returns[-1].repaired_at = at
    kept = _keep_letter(db, organization, letter.name, letter.media_type, letter.contents, at) if letter else None
    db.flush()
    _told(db, "repair_application", application, {**asdict(repaired), "letter": kept}, by, at)


def withdraw_application(db: Db, application: Accreditation, *, by: Viewer, at: datetime) -> None:
    """Withdraw an application, or give the accreditation up. What was public of it, its withdrawal is too."""
    before = queries.state(db, application)
    rules.check_act(before, "withdraw")
    application.ended_at, application.end_reason = at, "withdrawn"
    if before == "accredited":
        application.organization.accredited_until = at
    db.flush()
    public = before in ("listed", "objected", "unobjected", "accredited")
    _told(db, "withdraw_application", application, {}, by, at, readers=PUBLIC if public else ())


def apply_again(db: Db, organization: Organization, *, by: Viewer, at: datetime) -> Accreditation:
    """Apply once more, after an application was refused or withdrawn, or an accreditation has expired."""
    before = queries.state_of_organization(db, organization.id)
    if before is not None:
        rules.check_act(before, "apply_again")
    application = Accreditation(organization_id=organization.id, applied_at=at, reason="")
    db.add(application)
    db.flush()
    _told(db, "apply_again", application, asdict(described(organization)), by, at)
    return application


def _told(
    db: Db, act: str, application: Accreditation, facts: Mapping[str, object], by: Viewer, at: datetime,
    readers: Collection[str] = (),
) -> None:  # fmt: skip
    facts = {"organization": application.organization_id, **facts, "at": instant_text(at)}
    subject = Subject("accreditation", application.id)
    _append(db, act, subject, application.organization_id, facts, by, at, readers)


def _append(
    db: Db, act: str, subject: Subject, organization_id: int, facts: Mapping[str, object], by: Viewer | None, at: datetime,
    readers: Collection[str] = (),
) -> None:  # fmt: skip
    """Append for the secretariat and the organization, unless other readers are named."""
    acting = by or NOBODY
    append(
        db, act, acting.account_id, acting.capacity, subject, facts, at,
        readers=readers or ("secretariat", f"organization:{organization_id}"),
    )  # fmt: skip
