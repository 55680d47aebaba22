"""How is a provision agreed ad referendum, alone or in a package, and how is it reopened?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings import queries as meetings
from oewg.negotiation import queries
from oewg.negotiation.actions.speaking import Holder, holder_of, must_be_negotiable, must_be_open, must_not_be_silent
from oewg.negotiation.models import Gavel, Package, PackageMember
from oewg.negotiation.rules.states import check_gavel, gavel_holds
from oewg.record.actions import Subject, append
from oewg.texts.models import DraftText, Provision

told(
    gavel=say("A provision was agreed ad referendum."),
    reopen=say("A provision was reopened."),
    form_package=say("Provisions were put into a package: they are agreed only together."),
    dissolve_package=say("A package was dissolved."),
)


def gavel(db: Db, provision: Provision, *, by: Viewer, at: datetime, on: int | None = None) -> Gavel:
    """Declare a provision agreed ad referendum; only at an open meeting, only when it is clear at this instant."""
    must_be_negotiable(provision)
    must_not_be_silent(provision.text)
    package = queries.package_of(db, provision.id)
    if package is not None:
        raise Refusal(
            say("This provision belongs to the package “%(title)s”: it is agreed only together with the others."),
            title=package.title,
        )
    examined = queries.examine_one(db, provision.id, None)
    if on is not None and on != examined.line.revision_id:
        raise Refusal(say("The wording has been changed since you opened it: the gavel falls on words that were read."))
    return _fall(db, [examined], by, at)[0]


def gavel_package(
    db: Db, package: Package, *, by: Viewer, at: datetime, on: Collection[int] | None = None
) -> list[Gavel]:
    """Declare all provisions of a package agreed ad referendum at once; `on` are the revisions that were read."""
    if package.dissolved_at is not None:
        raise Refusal(say("This package has been dissolved."))
    must_not_be_silent(db.get_one(DraftText, package.text_id))
    ids = [member.provision_id for member in package.members]
    examined = queries.examine(db, package.text_id, None, ids)
    if on is not None and set(on) != {each.line.revision_id for each in examined}:
        raise Refusal(say("The wording has been changed since you opened it: the gavel falls on words that were read."))
    return _fall(db, examined, by, at)


def _fall(db: Db, examined: Sequence[queries.Examined], by: Viewer, at: datetime) -> list[Gavel]:
    meeting = meetings.open_meeting(db)
    check_gavel([(each.line.citation, each.standing) for each in examined], meeting is not None)
    assert meeting is not None
    found = []
    for each in examined:
        if gavel_holds(each.standing):
            continue
        fallen = Gavel(
            provision_id=each.line.provision_id, revision_id=each.line.revision_id, meeting_id=meeting.id, fell_at=at,
            reopening_reason="",
        )  # fmt: skip
        db.add(fallen)
        db.flush()
        facts = {"revision": fallen.revision_id, "number": each.line.revision_number, "meeting": meeting.id}
        append(db, "gavel", by.account_id, by.capacity, Subject("provision", fallen.provision_id), facts, at)
        found.append(fallen)
    return found


def reopen(db: Db, provision: Provision, reason: str, *, by: Viewer, at: datetime) -> None:
    """Ask to reopen what was agreed ad referendum, with a reason: nothing is agreed until everything is agreed.

    What was agreed in a package only together is reopened together.
    """
    holder = holder_of(db, by)
    must_be_negotiable(provision)
    must_not_be_silent(provision.text)
    if queries.standing_gavel(db, provision.id) is None:
        raise Refusal(say("This provision is not agreed ad referendum: there is nothing to reopen."))
    package = queries.package_of(db, provision.id)
    together = [member.provision_id for member in package.members] if package else [provision.id]
    for provision_id in together:
        _reopen_one(db, provision_id, reason, holder, by, at)


def _reopen_one(db: Db, provision_id: int, reason: str, holder: Holder, by: Viewer, at: datetime) -> None:
    standing = queries.standing_gavel(db, provision_id)
    if standing is None:
        return
    standing.reopened_at, standing.reopened_by, standing.reopening_reason = at, holder.delegation_id, reason
    db.flush()
    facts = {"holder": holder.name, "reason": reason}
    append(db, "reopen", by.account_id, by.capacity, Subject("provision", provision_id), facts, at)


def form_package(
    db: Db, text: DraftText, title: str, provisions: Collection[Provision], *, by: Viewer, at: datetime
) -> Package:
    """Put provisions of one text together, to be agreed only together."""
    must_be_open(text)
    must_not_be_silent(text)
    if len({provision.id for provision in provisions}) < 2:
        raise Invalid(say("A package has two provisions or more."), {"provisions": say("Please choose two or more.")})
    for provision in provisions:
        must_be_negotiable(provision)
        if provision.text_id != text.id:
            raise Refusal(say("That provision stands in another text."))
        other = queries.package_of(db, provision.id)
        if other is not None:
            raise Refusal(say("One of these provisions is in the package “%(title)s” already."), title=other.title)
        if queries.standing_gavel(db, provision.id) is not None:
            raise Refusal(say("One of these provisions is agreed ad referendum already: it has to be reopened first."))
    package = Package(
        text_id=text.id, title=title, formed_at=at,
        members=[PackageMember(provision_id=each) for each in sorted({provision.id for provision in provisions})],
    )  # fmt: skip
    db.add(package)
    db.flush()
    facts = {"text": text.id, "title": title, "provisions": sorted(provision.id for provision in provisions)}
    append(db, "form_package", by.account_id, by.capacity, Subject("package", package.id), facts, at)
    return package


def dissolve_package(db: Db, package: Package, *, by: Viewer, at: datetime) -> None:
    """Let each provision of a package be agreed by itself again; what was agreed together has to be reopened first."""
    if package.dissolved_at is not None:
        raise Refusal(say("This package has been dissolved."))
    if any(queries.standing_gavel(db, member.provision_id) for member in package.members):
        raise Refusal(
            say("The package is agreed ad referendum: a delegation has to ask to reopen it before it is dissolved.")
        )
    package.dissolved_at = at
    db.flush()
    append(db, "dissolve_package", by.account_id, by.capacity, Subject("package", package.id), {}, at)
