"""How does a consultation's programme come to be? The secretariat prepares its parts, those asked answer, the chair issues it.

What is prepared, the chair and the secretariat read. The names of those who are asked stand in no entry of the record.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from oewg.accounts.models import Delegation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Consultation, ProgrammeIssue, ProgrammeLine, SceneSetter, Segment
from oewg.consultations.rules import programme as rules
from oewg.consultations.rules.programme import Part
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting
from oewg.record.actions import Subject, append

told(
    add_segment=say("A part was added to the programme of a consultation."),
    change_segment=say("A part of the programme of a consultation was changed."),
    remove_segment=say("A part was taken out of the programme of a consultation."),
    ask_to_set_scene=say("A person was asked to set the scene at a consultation."),
    answer_scene_setting=say("It was answered whether a person sets the scene at a consultation."),
    take_off_scene_setter=say("A person who was asked to set the scene was taken off the programme of a consultation."),
    issue_programme=say("The programme of a consultation was issued."),
)

PREPARING = ("chair", "secretariat")


def add_segment(
    db: Db, consultation: Consultation, meeting: Meeting, starts_at: datetime, ends_at: datetime, title: str, *,
    by: Viewer, at: datetime, theme: Element | None = None,
) -> Segment:  # fmt: skip
    """Add a part to the programme that is prepared: at one of the consultation's meetings, within its time."""
    part = Part(0, meeting.id, starts_at, ends_at, theme.id if theme else None, title)
    _check(db, consultation, meeting, part)
    row = Segment(
        consultation_id=consultation.id, meeting_id=meeting.id, starts_at=starts_at, ends_at=ends_at,
        element_id=part.theme, title=title,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _append(db, "add_segment", Subject("segment", row.id), {"consultation": consultation.id, **_told(part)}, by, at)
    return row


def change_segment(
    db: Db, consultation: Consultation, row: Segment, meeting: Meeting, starts_at: datetime, ends_at: datetime, title: str,
    *, by: Viewer, at: datetime, theme: Element | None = None,
) -> None:  # fmt: skip
    """Change a part of the programme that is prepared; what was issued stays as it was issued."""
    rules.check_stands(row.removed_at)
    part = Part(row.id, meeting.id, starts_at, ends_at, theme.id if theme else None, title)
    if part == queries.as_part(row):
        raise Refusal(say("This part is the same as before: there is nothing to record."))
    _check(db, consultation, meeting, part)
    row.meeting_id, row.starts_at, row.ends_at, row.element_id = meeting.id, starts_at, ends_at, part.theme
    row.title = title
    db.flush()
    _append(db, "change_segment", Subject("segment", row.id), _told(part), by, at)


def remove_segment(db: Db, row: Segment, *, by: Viewer, at: datetime) -> None:
    """Take a part out of the programme that is prepared; who was asked to set its scene is not on the programme any more."""
    rules.check_stands(row.removed_at)
    row.removed_at = at
    db.flush()
    _append(db, "remove_segment", Subject("segment", row.id), {}, by, at)


def _check(db: Db, consultation: Consultation, meeting: Meeting, part: Part) -> None:
    over = meeting.adjourned_at is not None or meeting.cancelled_at is not None
    rules.check_part(part, meeting.starts_at, meeting.ends_at, over)
    rules.check_conflict(part, queries.prepared(db, consultation.id))


def _told(part: Part) -> dict[str, object]:
    return {
        "meeting": part.meeting, "starts_at": part.starts_at.isoformat(), "ends_at": part.ends_at.isoformat(),
        "theme": part.theme, "title": part.title,
    }  # fmt: skip


def ask_to_set_scene(
    db: Db, row: Segment, name: str, function: str, *, by: Viewer, at: datetime,
    organization: Organization | None = None, delegation: Delegation | None = None,
) -> SceneSetter:  # fmt: skip
    """Ask a person to set the scene of a part: of an organization, of a delegation, or of neither, invited by the chair."""
    rules.check_stands(row.removed_at)
    if any(each.name == name and each.removed_at is None for each in row.scene_setters):
        raise Refusal(say("This person has been asked for this part already."))
    asked = SceneSetter(
        segment_id=row.id, name=name, function=function, organization_id=organization.id if organization else None,
        delegation_id=delegation.id if delegation else None, proposed_at=at,
    )  # fmt: skip
    db.add(asked)
    db.flush()
    db.refresh(asked)
    db.expire(row, ["scene_setters"])
    facts = {
        "segment": row.id, "organization": asked.organization_id, "delegation": delegation.code if delegation else None,
    }  # fmt: skip
    _append(db, "ask_to_set_scene", Subject("scene_setter", asked.id), facts, by, at, asked)
    return asked


def answer_scene_setting(db: Db, asked: SceneSetter, answer: str, *, by: Viewer, at: datetime) -> None:
    """Agree ("agreed") or decline ("declined") to set the scene: only who agreed is named in public."""
    removed = asked.removed_at or asked.segment.removed_at
    rules.check_answers(queries.is_asked(by, asked), removed, asked.answer, answer)
    asked.answer, asked.answered_at = answer, at
    db.flush()
    subject = Subject("scene_setter", asked.id)
    _append(db, "answer_scene_setting", subject, {"answer": answer}, by, at, asked)


def take_off_scene_setter(db: Db, asked: SceneSetter, *, by: Viewer, at: datetime) -> None:
    """Take somebody who was asked off the programme, whatever was answered; the name goes with it."""
    rules.check_stands(asked.removed_at)
    asked.removed_at = at
    asked.name = asked.function = ""
    db.flush()
    _append(db, "take_off_scene_setter", Subject("scene_setter", asked.id), {}, by, at, asked)


def issue_programme(db: Db, consultation: Consultation, *, by: Viewer, at: datetime) -> ProgrammeIssue:
    """Issue the programme as it is prepared, for the first time or anew; what has changed is shown beside it."""
    earlier = queries.issues(db, consultation.id)
    parts = queries.prepared(db, consultation.id)
    rules.check_issues(queries.parts_of(earlier[-1]) if earlier else None, parts)
    issue = ProgrammeIssue(consultation_id=consultation.id, number=len(earlier) + 1, issued_at=at)
    db.add(issue)
    db.flush()
    db.add_all(
        ProgrammeLine(
            issue_id=issue.id, segment_id=part.segment, meeting_id=part.meeting, starts_at=part.starts_at,
            ends_at=part.ends_at, element_id=part.theme, title=part.title,
        )
        for part in parts
    )  # fmt: skip
    db.flush()
    lines: Sequence[dict[str, object]] = [{"segment": part.segment, **_told(part)} for part in parts]
    facts = {"issue": issue.id, "number": issue.number, "parts": lines}
    append(db, "issue_programme", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)
    return issue


def _append(
    db: Db, act: str, subject: Subject, facts: Mapping[str, object], by: Viewer, at: datetime, asked: SceneSetter | None = None
) -> None:  # fmt: skip
    readers = list(PREPARING)
    if asked is not None and asked.organization_id:
        readers.append(f"organization:{asked.organization_id}")
    if asked is not None and asked.delegation:
        readers.append(f"delegation:{asked.delegation.code}")
    append(db, act, by.account_id, by.capacity, subject, facts, at, readers=readers)
