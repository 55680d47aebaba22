"""Organizations and their applications for programs. A letter is sent in base64."""

from datetime import datetime
from typing import Any

from flask.typing import ResponseReturnValue
from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Keep, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.accreditation import DescribedForm, ReasonsForm
from oewg.consultations.models import Accreditation
from oewg.consultations.rules.non_objection import shown_totals
from oewg.consultations.rules.representatives import GENDERS
from oewg.core.forms import OptionalLine
from oewg.texts.documents.uploads import Upload, from_base64


class OrganizationOut(Out):
    """An accredited organization."""

    id: int
    name: str
    sector: str
    country: str
    accredited_since: datetime | None


class BalanceOut(Out):
    """How accredited organizations are spread; null for a total that may not be shown. A region "" is that of no group."""

    sectors: dict[str, int]
    regions: dict[str, int]
    genders: dict[str, int | None]


class SentBackOut(Out):
    """An application was sent back, with what its form lacked, until it was repaired."""

    sent_back_at: datetime
    reasons: str
    repaired_at: datetime | None


class AccreditationOut(Out):
    """An application, and where it stands (`state`); `session` is the one for which it was granted, null for the whole."""

    id: int
    organization: int
    name: str
    consultative_status: bool
    state: str
    applied_at: datetime
    checked_at: datetime | None
    decided_at: datetime | None
    session: int | None
    reason: str


class WholeAccreditationOut(AccreditationOut):
    """An application with how often it was sent back, and the list on which it stands."""

    sent_back: list[SentBackOut]
    list: int | None


class SentLetter(DescribedForm):
    """What an organization says of itself, with its letter in base64."""

    file: str = Field("", description="Base64. The whole request has at most as many bytes as an upload may have.")
    file_name: OptionalLine = ""


def _letter(sent: SentLetter) -> Upload | None:
    return from_base64(sent.file, sent.file_name) if sent.file else None


@operation(
    api,
    "/organizations",
    act="read",
    answers=Listed[OrganizationOut],
    query=Cursor,
    summary="The accredited organizations",
)
def organizations(desk: Desk, asked: Cursor) -> Listed[OrganizationOut]:
    """Organizations by number."""
    rows = queries.organizations_after(desk.db, asked.number(), asked.limit + 1)
    return cut([OrganizationOut.model_validate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/organizations/balance", act="read", answers=BalanceOut,
    summary="The balance of the accredited organizations by sector, region and gender of representatives",
)  # fmt: skip
def organizations_balance(desk: Desk) -> BalanceOut:
    """The balance of all accredited organizations."""
    return balance_out(queries.balance(desk.db, desk.at.date()))


def balance_out(spread: queries.Balance) -> BalanceOut:
    """A balance as programs read it."""
    genders = shown_totals({key: spread.genders.get(key, 0) for key in GENDERS})
    return BalanceOut(sectors=spread.sectors, regions=dict(spread.regions), genders=genders)


@operation(
    api,
    "/accreditations",
    act="check_applications",
    answers=Listed[AccreditationOut],
    query=Cursor,
    summary="The applications for accreditation",
)
def accreditations(desk: Desk, asked: Cursor) -> Listed[AccreditationOut]:
    """Applications by number."""
    rows = queries.applications_after(desk.db, asked.number(), asked.limit + 1)
    items = [AccreditationOut(**_told(row.accreditation, row.state)) for row in rows]
    return cut(items, asked.limit, lambda item: item.id)


@operation(
    api, "/accreditations/<int:accreditation_id>", act="check_applications", answers=WholeAccreditationOut,
    summary="One application",
)  # fmt: skip
def accreditation(desk: Desk, accreditation_id: int) -> WholeAccreditationOut:
    """One application by its number."""
    return _whole(desk, queries.application(desk.db, accreditation_id))


@operation(
    api, "/accreditations/<int:accreditation_id>/check", method="POST", act="check_applications",
    answers=WholeAccreditationOut, summary="Find the form of an application in order", status=200,
)  # fmt: skip
def check_application(desk: Desk, _sent: Nothing, accreditation_id: int) -> WholeAccreditationOut:
    """Find the form in order."""
    found = queries.application(desk.db, accreditation_id)
    actions.check_application(desk.db, found, by=desk.viewer, at=desk.at)
    return _whole(desk, found)


@operation(
    api, "/accreditations/<int:accreditation_id>/status", method="POST", act="check_applications",
    answers=WholeAccreditationOut, status=200,
    summary="Take note of an organization's consultative status, which was checked: it is accredited",
)  # fmt: skip
def note_status(desk: Desk, _sent: Nothing, accreditation_id: int) -> WholeAccreditationOut:
    """Accredit an organization that informs."""
    found = queries.application(desk.db, accreditation_id)
    actions.note_status(desk.db, found, by=desk.viewer, at=desk.at)
    return _whole(desk, found)


@operation(
    api, "/accreditations/<int:accreditation_id>/send-back", method="POST", act="check_applications", takes=ReasonsForm,
    answers=WholeAccreditationOut, summary="Send an application back for repair of its form", status=200,
)  # fmt: skip
def send_back_application(desk: Desk, sent: ReasonsForm, accreditation_id: int) -> WholeAccreditationOut:
    """Send it back with the reasons."""
    found = queries.application(desk.db, accreditation_id)
    actions.send_back_application(desk.db, found, sent.reasons, by=desk.viewer, at=desk.at)
    return _whole(desk, found)


@operation(
    api, "/organization/application", act="manage_organization", answers=WholeAccreditationOut,
    summary="Where the application of our organization stands",
)  # fmt: skip
def own_application_stands(desk: Desk) -> WholeAccreditationOut:
    """Our last application."""
    return _whole(desk, queries.own_application(desk.db, desk.viewer))


@operation(
    api, "/organization/repair", method="POST", act="manage_organization", takes=SentLetter, answers=WholeAccreditationOut,
    summary="Put our repaired application before the secretariat again", own_transaction=True, status=200,
)  # fmt: skip
def repair_application(sent: SentLetter, keep: Keep) -> ResponseReturnValue:
    """Repair the application: the letter is read first, then the record is held."""
    letter = _letter(sent)

    def last_step(desk: Desk) -> WholeAccreditationOut:
        found = queries.own_application(desk.db, desk.viewer)
        actions.repair_application(desk.db, found, sent.described(), letter, by=desk.viewer, at=desk.at)
        return _whole(desk, found)

    return keep(last_step)


@operation(
    api, "/organization/withdraw", method="POST", act="manage_organization", answers=WholeAccreditationOut,
    summary="Withdraw our application, or give the accreditation up", status=200,
)  # fmt: skip
def withdraw_application(desk: Desk, _sent: Nothing) -> WholeAccreditationOut:
    """Withdraw."""
    found = queries.own_application(desk.db, desk.viewer)
    actions.withdraw_application(desk.db, found, by=desk.viewer, at=desk.at)
    return _whole(desk, found)


@operation(
    api, "/organization/apply", method="POST", act="manage_organization", answers=WholeAccreditationOut,
    summary="Apply once more, after the last application has ended",
)  # fmt: skip
def apply_again(desk: Desk, _sent: Nothing) -> WholeAccreditationOut:
    """Apply again."""
    organization = queries.own_organization(desk.db, desk.viewer)
    return _whole(desk, actions.apply_again(desk.db, organization, by=desk.viewer, at=desk.at))


def _told(row: Accreditation, state: str) -> dict[str, Any]:
    return {
        "id": row.id, "organization": row.organization_id, "name": row.organization.name,
        "consultative_status": row.organization.consultative_status, "state": state, "applied_at": row.applied_at,
        "checked_at": row.checked_at, "decided_at": row.decided_at, "session": row.session_id, "reason": row.reason,
    }  # fmt: skip


def _whole(desk: Desk, row: Accreditation) -> WholeAccreditationOut:
    listing = queries.list_of(desk.db, row.id)
    desk.db.refresh(row, ["returns"])
    return WholeAccreditationOut(
        **_told(row, queries.state(desk.db, row)),
        sent_back=[
            SentBackOut(sent_back_at=each.returned_at, reasons=each.reasons, repaired_at=each.repaired_at)
            for each in row.returns
        ],
        list=listing.id if listing else None,
    )
