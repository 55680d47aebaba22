"""From the first amendment to adoption: sponsors, packages, silence, explanations; steps of a revision; alternatives"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0003"
down_revision = "0002"


POSITION_ENDS = (
    "end_reason IS NULL OR end_reason IN ('withdrawn','replaced')",
    "end_reason IS NULL OR end_reason IN ('withdrawn','replaced','silence')",
)
REVISION_NUMBERS = ("number >= 1", "number >= 1 AND step >= 1")


def replace_check(batch_op: BatchOperations, name: str, check: str, rule: str) -> None:
    """Another rule under the same name."""
    batch_op.drop_constraint(op.f(f"ck_{name}_{check}"), type_="check")
    batch_op.create_check_constraint(op.f(f"ck_{name}_{check}"), rule)


def unguard_revisions() -> None:
    """Let the table of revisions be altered: SQLite loses its triggers with it, and they would stand in the way."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER revision_no_{verb.lower()}")
    else:
        op.execute("ALTER TABLE revision DISABLE TRIGGER USER")


def guard_revisions() -> None:
    """A revision is never changed and never deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER revision_no_{verb.lower()} BEFORE {verb} ON revision "
                "BEGIN SELECT RAISE(ABORT, 'revision is never changed'); END"
            )
    else:
        op.execute("ALTER TABLE revision ENABLE TRIGGER USER")


def upgrade() -> None:
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_alignment_delegation_id")),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_alignment_group_id")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_alignment_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment")),
    )
    with op.batch_alter_table("alignment", schema=None) as batch_op:
        batch_op.create_index(
            "one_live_alignment",
            ["text_id", "delegation_id", "group_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("required_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_clearance_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.create_index(
            "one_clearance_stands",
            ["delegation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('explanation','reservation','disassociation')", name=op.f("ck_explanation_kind")),
        sa.CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_explanation_one_holder")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_explanation_delegation_id")),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_explanation_group_id")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_explanation_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
    )
    with op.batch_alter_table("explanation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_explanation_text_id"), ["text_id"], unique=False)

    op.create_table(
        "package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("formed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_package_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
    )
    with op.batch_alter_table("package", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_package_text_id"), ["text_id"], unique=False)

    op.create_table(
        "explanation_paragraph",
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["explanation_id"], ["explanation.id"], name=op.f("fk_explanation_paragraph_explanation_id")
        ),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_explanation_paragraph_provision_id")),
        sa.PrimaryKeyConstraint("explanation_id", "provision_id", name=op.f("pk_explanation_paragraph")),
    )
    op.create_table(
        "package_member",
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"], name=op.f("fk_package_member_package_id")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_package_member_provision_id")),
        sa.PrimaryKeyConstraint("package_id", "provision_id", name=op.f("pk_package_member")),
    )
    op.create_table(
        "silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=12), nullable=True),
        sa.Column("broken_by", sa.Integer(), nullable=True),
        sa.Column("end_words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(end_reason IS NOT NULL AND end_reason = 'broken') = (broken_by IS NOT NULL)",
            name=op.f("ck_silence_broken"),
        ),
        sa.CheckConstraint(
            "end_reason IS NULL OR end_reason IN ('broken','withdrawn','lapsed')", name=op.f("ck_silence_end_reason")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name=op.f("ck_silence_end")),
        sa.CheckConstraint("deadline > opened_at", name=op.f("ck_silence_order")),
        sa.ForeignKeyConstraint(["broken_by"], ["delegation.id"], name=op.f("fk_silence_broken_by")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_silence_edition_id")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_silence_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
    )
    with op.batch_alter_table("silence", schema=None) as batch_op:
        batch_op.create_index(
            "one_silence_at_a_time",
            ["text_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "adoption_in_hand",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["prepared_by"], ["account.id"], name=op.f("fk_adoption_in_hand_prepared_by")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_adoption_in_hand_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_adoption_in_hand")),
    )
    op.create_table(
        "reception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict IN ('can_accept','cannot_accept')", name=op.f("ck_reception_verdict")),
        sa.CheckConstraint("visibility IN ('public','delegations','chair')", name=op.f("ck_reception_visibility")),
        sa.CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_reception_one_holder")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_reception_amendment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_reception_delegation_id")),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_reception_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception")),
    )
    with op.batch_alter_table("reception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reception_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(
            "one_live_reception_of_a_delegation",
            ["amendment_id", "delegation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND delegation_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND delegation_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_live_reception_of_a_group",
            ["amendment_id", "group_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND group_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND group_id IS NOT NULL"),
        )

    op.create_table(
        "sponsorship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_sponsorship_one_holder")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_sponsorship_amendment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_sponsorship_delegation_id")),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_sponsorship_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsorship")),
    )
    with op.batch_alter_table("sponsorship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sponsorship_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sponsorship_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(
            "one_sponsorship_of_a_delegation",
            ["amendment_id", "delegation_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL AND delegation_id IS NOT NULL"),
            postgresql_where=sa.text("left_at IS NULL AND delegation_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_sponsorship_of_a_group",
            ["amendment_id", "group_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL AND group_id IS NOT NULL"),
            postgresql_where=sa.text("left_at IS NULL AND group_id IS NOT NULL"),
        )

    op.create_table(
        "waiting_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=32), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('cleared','returned')", name=op.f("ck_waiting_position_outcome")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name=op.f("ck_waiting_position_end")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_waiting_position_amendment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_waiting_position_delegation_id")),
        sa.ForeignKeyConstraint(["prepared_by"], ["account.id"], name=op.f("fk_waiting_position_prepared_by")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_waiting_position_provision_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_waiting_position_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_position")),
    )
    with op.batch_alter_table("waiting_position", schema=None) as batch_op:
        batch_op.create_index(
            "one_position_waits",
            ["provision_id", "delegation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND delegation_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND delegation_id IS NOT NULL"),
        )
    op.add_column("text", sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("amendment") as batch_op:
        batch_op.drop_index(op.f("ix_amendment_delegation_id"))
    op.add_column("amendment", sa.Column("text_id", sa.Integer(), nullable=True))
    op.add_column("amendment", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("amendment", sa.Column("in_place_of_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE amendment SET text_id = (SELECT text_id FROM provision WHERE provision.id = amendment.provision_id)"
    )
    op.execute(
        "UPDATE amendment SET number = (SELECT count(*) FROM amendment AS earlier "
        "WHERE earlier.text_id = amendment.text_id AND earlier.id <= amendment.id)"
    )
    # Of an amendment that has ended, its sponsor stood behind it to the end.
    op.execute(
        "INSERT INTO sponsorship (amendment_id, delegation_id, joined_at, left_at) "
        "SELECT id, delegation_id, filed_at, ended_at FROM amendment ORDER BY id"
    )
    with op.batch_alter_table("amendment") as batch_op:
        batch_op.alter_column("text_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(op.f("uq_amendment_text_id_number"), ["text_id", "number"])
        batch_op.drop_constraint(op.f("fk_amendment_delegation_id"), type_="foreignkey")
        batch_op.create_foreign_key(op.f("fk_amendment_text_id"), "text", ["text_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_amendment_in_place_of_id"), "amendment", ["in_place_of_id"], ["id"])
        batch_op.drop_column("delegation_id")
    with op.batch_alter_table("position") as batch_op:
        replace_check(batch_op, "position", "end_reason", POSITION_ENDS[1])
    with op.batch_alter_table("gavel") as batch_op:
        batch_op.add_column(sa.Column("silence_id", sa.Integer(), nullable=True))
        batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_foreign_key(op.f("fk_gavel_silence_id"), "silence", ["silence_id"], ["id"])
        batch_op.create_check_constraint(op.f("ck_gavel_how"), "(meeting_id IS NULL) <> (silence_id IS NULL)")
    with op.batch_alter_table("provision") as batch_op:
        batch_op.add_column(sa.Column("alternative_of", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_provision_alternative_of"), "provision", ["alternative_of"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_provision_alternative"), "alternative_of IS NULL OR kind IN ('paragraph','subparagraph')"
        )
    unguard_revisions()
    with op.batch_alter_table("revision") as batch_op:
        batch_op.add_column(sa.Column("step", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint(op.f("uq_revision_provision_id_number"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_revision_provision_id_number_step"), ["provision_id", "number", "step"]
        )
        replace_check(batch_op, "revision", "number", REVISION_NUMBERS[1])
    with op.batch_alter_table("revision") as batch_op:
        batch_op.alter_column("step", existing_type=sa.Integer(), server_default=None)
    guard_revisions()


def downgrade() -> None:
    # An earlier program knows one wording a number, and one sponsor an amendment: steps are counted through, of several
    # sponsors the first is kept. What else it does not know goes with its tables.
    with op.batch_alter_table("text") as batch_op:
        batch_op.drop_column("frozen_at")
    unguard_revisions()
    op.execute("ALTER TABLE revision ADD COLUMN counted INTEGER")
    op.execute(
        "UPDATE revision SET counted = (SELECT count(*) FROM revision AS earlier "
        "WHERE earlier.provision_id = revision.provision_id AND earlier.id <= revision.id)"
    )
    with op.batch_alter_table("revision") as batch_op:
        batch_op.drop_constraint(op.f("uq_revision_provision_id_number_step"), type_="unique")
        replace_check(batch_op, "revision", "number", REVISION_NUMBERS[0])
        batch_op.drop_column("step")
    op.execute("UPDATE revision SET number = counted")
    with op.batch_alter_table("revision") as batch_op:
        batch_op.create_unique_constraint(op.f("uq_revision_provision_id_number"), ["provision_id", "number"])
        batch_op.drop_column("counted")
    guard_revisions()
    with op.batch_alter_table("provision") as batch_op:
        batch_op.drop_constraint(op.f("ck_provision_alternative"), type_="check")
        batch_op.drop_constraint(op.f("fk_provision_alternative_of"), type_="foreignkey")
        batch_op.drop_column("alternative_of")
    op.execute("DELETE FROM gavel WHERE meeting_id IS NULL")
    with op.batch_alter_table("gavel") as batch_op:
        batch_op.drop_constraint(op.f("ck_gavel_how"), type_="check")
        batch_op.drop_constraint(op.f("fk_gavel_silence_id"), type_="foreignkey")
        batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("silence_id")
    op.execute("UPDATE position SET end_reason = 'withdrawn' WHERE end_reason = 'silence'")
    with op.batch_alter_table("position") as batch_op:
        replace_check(batch_op, "position", "end_reason", POSITION_ENDS[0])
    op.add_column("amendment", sa.Column("delegation_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE amendment SET delegation_id = (SELECT delegation_id FROM sponsorship WHERE "
        "sponsorship.amendment_id = amendment.id AND delegation_id IS NOT NULL ORDER BY sponsorship.id LIMIT 1)"
    )
    op.execute("DELETE FROM position WHERE amendment_id IN (SELECT id FROM amendment WHERE delegation_id IS NULL)")
    op.execute("DELETE FROM sponsorship")
    op.execute("DELETE FROM reception")
    op.execute("DELETE FROM waiting_position")
    op.execute("UPDATE amendment SET in_place_of_id = NULL")
    op.execute("DELETE FROM amendment WHERE delegation_id IS NULL")
    with op.batch_alter_table("amendment") as batch_op:
        batch_op.alter_column("delegation_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_constraint(op.f("fk_amendment_in_place_of_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_amendment_text_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_amendment_text_id_number"), type_="unique")
        batch_op.create_foreign_key(op.f("fk_amendment_delegation_id"), "delegation", ["delegation_id"], ["id"])
        batch_op.create_index(op.f("ix_amendment_delegation_id"), ["delegation_id"], unique=False)
        batch_op.drop_column("in_place_of_id")
        batch_op.drop_column("number")
        batch_op.drop_column("text_id")
    for name in (
        "waiting_position", "sponsorship", "reception", "adoption_in_hand", "silence", "package_member",
        "explanation_paragraph", "package", "explanation", "clearance", "alignment",
    ):  # fmt: skip
        op.drop_table(name)
