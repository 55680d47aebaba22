"""Consultative meetings: at several meetings, with a programme, registration, contributions, and a summary that is a text"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "programme_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_programme_issue_number")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_programme_issue_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_issue")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_programme_issue_consultation_id_number")),
    )
    op.create_table(
        "registration_period",
        sa.Column("consultation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("in_person", sa.Integer(), nullable=False),
        sa.Column("online", sa.Integer(), nullable=False),
        sa.Column("for_each", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_registration_period_order")),
        sa.CheckConstraint("for_each >= 1", name=op.f("ck_registration_period_for_each")),
        sa.CheckConstraint(
            "in_person >= 0 AND online >= 0 AND in_person + online > 0", name=op.f("ck_registration_period_places")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_registration_period_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_registration_period")),
    )
    op.create_table(
        "attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("manner", sa.String(length=12), nullable=False),
        sa.Column("named_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("manner IN ('in_person', 'online')", name=op.f("ck_attendee_manner")),
        sa.CheckConstraint(
            "(seat IS NOT NULL) = (admitted_at IS NOT NULL AND withdrawn_at IS NULL)", name=op.f("ck_attendee_seat")
        ),
        sa.CheckConstraint("seat IS NULL OR seat >= 1", name=op.f("ck_attendee_first_seat")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["registration_period.consultation_id"], name=op.f("fk_attendee_consultation_id")
        ),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_attendee_organization_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["account.id"], name=op.f("fk_attendee_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
    )
    with op.batch_alter_table("attendee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendee_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            "one_to_a_seat",
            ["consultation_id", "manner", "seat"],
            unique=True,
            sqlite_where=sa.text("seat IS NOT NULL"),
            postgresql_where=sa.text("seat IS NOT NULL"),
        )
        batch_op.create_index(
            "registered_once",
            ["consultation_id", "organization_id", "name"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "consultation_meeting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultation_meeting_consultation_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_consultation_meeting_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_consultation_meeting")),
        sa.UniqueConstraint(
            "consultation_id", "meeting_id", name=op.f("uq_consultation_meeting_consultation_id_meeting_id")
        ),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("element_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_segment_order")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name="fk_segment_theme",
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "meeting_id"],
            ["consultation_meeting.consultation_id", "consultation_meeting.meeting_id"],
            name="fk_segment_meeting",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "programme_line",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("element_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_programme_line_order")),
        sa.ForeignKeyConstraint(["element_id"], ["mandate_element.id"], name=op.f("fk_programme_line_element_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["programme_issue.id"], name=op.f("fk_programme_line_issue_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_programme_line_meeting_id")),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_programme_line_segment_id")),
        sa.PrimaryKeyConstraint("issue_id", "segment_id", name=op.f("pk_programme_line")),
    )
    op.create_table(
        "scene_setter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("answer IS NULL OR answer IN ('agreed','declined')", name=op.f("ck_scene_setter_answer")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_scene_setter_answered")),
        sa.CheckConstraint("organization_id IS NULL OR delegation_id IS NULL", name=op.f("ck_scene_setter_one_side")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_scene_setter_delegation_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_scene_setter_organization_id")),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_scene_setter_segment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scene_setter")),
    )
    with op.batch_alter_table("scene_setter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scene_setter_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scene_setter_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            "one_scene_setter",
            ["segment_id", "name"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "speaking_request",
        sa.Column("inscription_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name="fk_speaking_request_theme",
        ),
        sa.ForeignKeyConstraint(
            ["inscription_id"], ["inscription.id"], name=op.f("fk_speaking_request_inscription_id")
        ),
        sa.PrimaryKeyConstraint("inscription_id", name=op.f("pk_speaking_request")),
    )
    op.create_table(
        "written_contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("contents", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("consent", sa.String(length=16), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "consent <> 'anonymous' OR submission_id IS NULL AND statement_id IS NULL",
            name=op.f("ck_written_contribution_no_author_given_away"),
        ),
        sa.CheckConstraint(
            "consent IN ('named','anonymous','not_published')", name=op.f("ck_written_contribution_consent")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR consent <> 'not_published'",
            name=op.f("ck_written_contribution_published_with_consent"),
        ),
        sa.CheckConstraint(
            "returned_at IS NULL OR return_reason <> ''", name=op.f("ck_written_contribution_return_reason")
        ),
        sa.CheckConstraint(
            "words <> '' OR contents IS NOT NULL OR submission_id IS NOT NULL OR statement_id IS NOT NULL",
            name=op.f("ck_written_contribution_not_empty"),
        ),
        sa.CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)",
            name=op.f("ck_written_contribution_file"),
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR returned_at IS NULL", name=op.f("ck_written_contribution_one_outcome")
        ),
        sa.CheckConstraint(
            "submission_id IS NULL OR statement_id IS NULL", name=op.f("ck_written_contribution_one_link")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name="fk_written_contribution_theme",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_written_contribution_organization_id")
        ),
        sa.ForeignKeyConstraint(["posted_by"], ["account.id"], name=op.f("fk_written_contribution_posted_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_written_contribution_statement_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_written_contribution_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_contribution")),
    )
    with op.batch_alter_table("written_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_written_contribution_consultation_id"), ["consultation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_written_contribution_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.Column("intervention_id", sa.Integer(), nullable=True),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("written_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("traced_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "CASE WHEN intervention_id IS NULL THEN 0 ELSE 1 END + CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN written_id IS NULL THEN 0 ELSE 1 END + CASE WHEN submission_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_trace_one_source"),
        ),
        sa.ForeignKeyConstraint(["written_id"], ["written_contribution.id"], name=op.f("fk_trace_written_id")),
        sa.ForeignKeyConstraint(["intervention_id"], ["intervention.id"], name=op.f("fk_trace_intervention_id")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_trace_provision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_trace_statement_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_trace_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace")),
    )
    with op.batch_alter_table("trace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trace_written_id"), ["written_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trace_intervention_id"), ["intervention_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trace_provision_id"), ["provision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trace_statement_id"), ["statement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trace_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(
            "one_trace_of_written",
            ["provision_id", "written_id"],
            unique=True,
            sqlite_where=sa.text("written_id IS NOT NULL"),
            postgresql_where=sa.text("written_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_trace_of_intervention",
            ["provision_id", "intervention_id"],
            unique=True,
            sqlite_where=sa.text("intervention_id IS NOT NULL"),
            postgresql_where=sa.text("intervention_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_trace_of_statement",
            ["provision_id", "statement_id"],
            unique=True,
            sqlite_where=sa.text("statement_id IS NOT NULL"),
            postgresql_where=sa.text("statement_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_trace_of_submission",
            ["provision_id", "submission_id"],
            unique=True,
            sqlite_where=sa.text("submission_id IS NOT NULL"),
            postgresql_where=sa.text("submission_id IS NOT NULL"),
        )

    op.execute("INSERT INTO consultation_meeting (meeting_id, consultation_id) SELECT meeting_id, id FROM consultation")
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("summary_text_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_consultation_summary_text_id"), ["summary_text_id"])
        batch_op.create_foreign_key(batch_op.f("fk_consultation_summary_text_id"), "text", ["summary_text_id"], ["id"])
    summaries_become_texts(op.get_bind())
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_consultation_meeting_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_consultation_meeting_id"), type_="foreignkey")
        batch_op.drop_column("summary")
        batch_op.drop_column("meeting_id")


def summaries_become_texts(db: Connection) -> None:
    """Each line of a summary is a paragraph of its text, first worded when the meeting was to end: the record holds the
    words as they were given, and who gave them. Like any summary it is issued by the chair afterwards.
    """
    consultation, meeting = _table("consultation"), _table("meeting")
    text, provision, revision = _table("text"), _table("provision"), _table("revision")
    given = db.execute(
        sa.select(consultation.c.id, consultation.c.title, consultation.c.summary, meeting.c.ends_at)
        .join(meeting, meeting.c.id == consultation.c.meeting_id)
        .where(consultation.c.summary != "")
        .order_by(consultation.c.id)
    ).all()
    for number, title, summary, at in given:
        values = {"kind": "chairs_summary", "title": f"Chair’s summary: {title}", "begun_at": at}
        text_id = db.execute(sa.insert(text).values(values).returning(text.c.id)).scalar_one()
        db.execute(sa.update(consultation).where(consultation.c.id == number).values(summary_text_id=text_id))
        for rank, words in enumerate(line for line in summary.split("\n") if line.strip()):
            values = {"text_id": text_id, "rank": rank, "kind": "paragraph"}
            provision_id = db.execute(sa.insert(provision).values(values).returning(provision.c.id)).scalar_one()
            values = {
                "provision_id": provision_id, "number": 1, "step": 1, "words": words, "nature": "substantive", "made_at": at,
            }  # fmt: skip
            db.execute(sa.insert(revision).values(values))


def texts_become_summaries(db: Connection) -> None:
    """The words of a summary's paragraphs as they stand, a line each; its text stays where it is."""
    consultation, provision, revision = _table("consultation"), _table("provision"), _table("revision")
    latest = sa.select(sa.func.max(revision.c.id)).group_by(revision.c.provision_id)
    rows = db.execute(
        sa.select(consultation.c.id, revision.c.words)
        .join(provision, provision.c.text_id == consultation.c.summary_text_id)
        .join(revision, revision.c.provision_id == provision.c.id)
        .where(revision.c.id.in_(latest), provision.c.removed_at.is_(None), provision.c.kind == "paragraph")
        .order_by(consultation.c.id, provision.c.parent_id, provision.c.rank)
    ).all()
    for number in {row[0] for row in rows}:
        words = "\n".join(row[1] for row in rows if row[0] == number)
        db.execute(sa.update(consultation).where(consultation.c.id == number).values(summary=words))


def _table(name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("summary", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE consultation SET meeting_id = (SELECT min(meeting_id) FROM consultation_meeting "
        "WHERE consultation_id = consultation.id)"
    )
    texts_become_summaries(op.get_bind())
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("summary", existing_type=sa.Text(), server_default=None)
        batch_op.drop_constraint(batch_op.f("fk_consultation_summary_text_id"), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f("fk_consultation_meeting_id"), "meeting", ["meeting_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("uq_consultation_summary_text_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_consultation_meeting_id"), ["meeting_id"])
        batch_op.drop_column("summary_text_id")

    with op.batch_alter_table("trace", schema=None) as batch_op:
        batch_op.drop_index(
            "one_trace_of_submission",
            sqlite_where=sa.text("submission_id IS NOT NULL"),
            postgresql_where=sa.text("submission_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "one_trace_of_statement",
            sqlite_where=sa.text("statement_id IS NOT NULL"),
            postgresql_where=sa.text("statement_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "one_trace_of_intervention",
            sqlite_where=sa.text("intervention_id IS NOT NULL"),
            postgresql_where=sa.text("intervention_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "one_trace_of_written",
            sqlite_where=sa.text("written_id IS NOT NULL"),
            postgresql_where=sa.text("written_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_trace_submission_id"))
        batch_op.drop_index(batch_op.f("ix_trace_statement_id"))
        batch_op.drop_index(batch_op.f("ix_trace_provision_id"))
        batch_op.drop_index(batch_op.f("ix_trace_intervention_id"))
        batch_op.drop_index(batch_op.f("ix_trace_written_id"))

    op.drop_table("trace")
    with op.batch_alter_table("written_contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_written_contribution_organization_id"))
        batch_op.drop_index(batch_op.f("ix_written_contribution_consultation_id"))

    op.drop_table("written_contribution")
    op.drop_table("speaking_request")
    with op.batch_alter_table("scene_setter", schema=None) as batch_op:
        batch_op.drop_index(
            "one_scene_setter",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_scene_setter_organization_id"))
        batch_op.drop_index(batch_op.f("ix_scene_setter_delegation_id"))

    op.drop_table("scene_setter")
    op.drop_table("programme_line")
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_consultation_id"))

    op.drop_table("segment")
    op.drop_table("consultation_meeting")
    with op.batch_alter_table("attendee", schema=None) as batch_op:
        batch_op.drop_index(
            "registered_once",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(
            "one_to_a_seat", sqlite_where=sa.text("seat IS NOT NULL"), postgresql_where=sa.text("seat IS NOT NULL")
        )
        batch_op.drop_index(batch_op.f("ix_attendee_organization_id"))

    op.drop_table("attendee")
    op.drop_table("registration_period")
    op.drop_table("programme_issue")
