"""Accreditation from the first visit to the final list: registrations, lists for non-objection, representatives"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ACCREDITATION_RULES = {
    "basis": "basis IS NULL OR basis IN ('informed','decision','secretariat')",
    "on_a_basis": "(outcome IS NULL) = (basis IS NULL)",
    "decision": "(decision_id IS NOT NULL) = (basis IS NOT NULL AND basis = 'decision')",
    "informed": "basis IS NULL OR basis <> 'informed' OR outcome = 'accredited'",
    "checked": "decided_at IS NULL OR checked_at IS NOT NULL",
    "session": "session_id IS NULL OR outcome IS NOT NULL AND outcome = 'accredited'",
    "end_reason": "end_reason IS NULL OR end_reason IN ('withdrawn','expired')",
    "end": "(ended_at IS NULL) = (end_reason IS NULL)",
    "ended": "ended_at IS NULL OR outcome IS NULL OR outcome = 'accredited'",
    "expired": "end_reason IS NULL OR end_reason <> 'expired' OR session_id IS NOT NULL",
}
ORGANIZATION_RULE = "accredited_until IS NULL OR accredited_since IS NOT NULL AND accredited_until >= accredited_since"


def upgrade() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.CheckConstraint("purpose IN ('registration','representative')", name=op.f("ck_confirmation_purpose")),
        sa.CheckConstraint("expires_at > since", name=op.f("ck_confirmation_order")),
        sa.CheckConstraint("used_at IS NULL OR email IS NULL", name=op.f("ck_confirmation_forgotten")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("key", name=op.f("uq_confirmation_key")),
    )
    op.create_table(
        "invited_representative",
        sa.Column("confirmation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmation_id"], ["confirmation.id"], name=op.f("fk_invited_representative_confirmation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_invited_representative_organization_id")
        ),
        sa.PrimaryKeyConstraint("confirmation_id", name=op.f("pk_invited_representative")),
    )
    with op.batch_alter_table("invited_representative", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invited_representative_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "organization_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_organization_letter_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_letter")),
    )
    with op.batch_alter_table("organization_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_letter_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("confirmation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=24), nullable=False),
        sa.Column("country", sa.String(length=12), nullable=False),
        sa.Column("consultative_status", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("representative", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("contents", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("sector IN ('business','non_governmental','academia')", name=op.f("ck_registration_sector")),
        sa.CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)",
            name=op.f("ck_registration_letter"),
        ),
        sa.ForeignKeyConstraint(["confirmation_id"], ["confirmation.id"], name=op.f("fk_registration_confirmation_id")),
        sa.PrimaryKeyConstraint("confirmation_id", name=op.f("pk_registration")),
    )
    op.create_table(
        "focal_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("capacity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_focal_point_order")),
        sa.ForeignKeyConstraint(["capacity_id"], ["capacity.id"], name=op.f("fk_focal_point_capacity_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_focal_point_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focal_point")),
    )
    with op.batch_alter_table("focal_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_focal_point_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            "one_focal_point_at_a_time",
            ["organization_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "representative_gender",
        sa.Column("capacity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gender", sa.String(length=8), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("gender IN ('woman', 'man', 'another')", name=op.f("ck_representative_gender_gender")),
        sa.ForeignKeyConstraint(["capacity_id"], ["capacity.id"], name=op.f("fk_representative_gender_capacity_id")),
        sa.PrimaryKeyConstraint("capacity_id", name=op.f("pk_representative_gender")),
    )
    op.create_table(
        "non_objection_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("closed_at IS NULL OR closed_at >= deadline", name=op.f("ck_non_objection_list_closed")),
        sa.CheckConstraint("deadline > issued_at", name=op.f("ck_non_objection_list_order")),
        sa.CheckConstraint("decision_id IS NULL OR closed_at IS NOT NULL", name=op.f("ck_non_objection_list_decision")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_non_objection_list_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_objection_list")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_non_objection_list_decision_id")),
    )
    op.create_table(
        "accreditation_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accreditation_id", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("repaired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_accreditation_return_reasons")),
        sa.CheckConstraint(
            "repaired_at IS NULL OR repaired_at >= returned_at", name=op.f("ck_accreditation_return_order")
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"], ["accreditation.id"], name=op.f("fk_accreditation_return_accreditation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_return")),
    )
    with op.batch_alter_table("accreditation_return", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accreditation_return_accreditation_id"), ["accreditation_id"], unique=False
        )
        batch_op.create_index(
            "one_open_return",
            ["accreditation_id"],
            unique=True,
            sqlite_where=sa.text("repaired_at IS NULL"),
            postgresql_where=sa.text("repaired_at IS NULL"),
        )

    op.create_table(
        "listed_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("accreditation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"], ["accreditation.id"], name=op.f("fk_listed_name_accreditation_id")
        ),
        sa.ForeignKeyConstraint(["list_id"], ["non_objection_list.id"], name=op.f("fk_listed_name_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_name")),
        sa.UniqueConstraint("accreditation_id", name=op.f("uq_listed_name_accreditation_id")),
    )
    with op.batch_alter_table("listed_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listed_name_list_id"), ["list_id"], unique=False)

    op.create_table(
        "basis_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listed_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_basis_request_asked_by")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_basis_request_delegation_id")),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_name.id"], name=op.f("fk_basis_request_listed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basis_request")),
        sa.UniqueConstraint("listed_id", "delegation_id", name=op.f("uq_basis_request_listed_id_delegation_id")),
    )
    with op.batch_alter_table("basis_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_basis_request_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "name_objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listed_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("objected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("objected_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= objected_at", name=op.f("ck_name_objection_order")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_name_objection_delegation_id")),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_name.id"], name=op.f("fk_name_objection_listed_id")),
        sa.ForeignKeyConstraint(["objected_by"], ["account.id"], name=op.f("fk_name_objection_objected_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_objection")),
    )
    with op.batch_alter_table("name_objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_objection_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_name_objection_listed_id"), ["listed_id"], unique=False)
        batch_op.create_index(
            "one_objection_of_a_state",
            ["listed_id", "delegation_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    with op.batch_alter_table("accreditation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("basis", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("session_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.String(length=12), nullable=True))

    # What the secretariat decided alone, before there were lists, stays as it was.
    op.execute("UPDATE accreditation SET checked_at = decided_at, basis = 'secretariat' WHERE outcome IS NOT NULL")
    with op.batch_alter_table("accreditation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accreditation_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(
            "one_application_at_a_time",
            ["organization_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
            postgresql_where=sa.text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_accreditation_session_id"), "session", ["session_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_accreditation_decision_id"), "decision", ["decision_id"], ["id"])
        for name, rule in ACCREDITATION_RULES.items():
            batch_op.create_check_constraint(op.f(f"ck_accreditation_{name}"), rule)

    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accredited_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(op.f("ck_organization_accredited"), ORGANIZATION_RULE)
    # The first who still acts for an organization manages it.
    op.execute(
        "INSERT INTO focal_point (organization_id, capacity_id, since) SELECT organization_id, id, since FROM capacity "
        "WHERE id IN (SELECT min(id) FROM capacity WHERE organization_id IS NOT NULL AND until IS NULL GROUP BY organization_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_organization_accredited"), type_="check")
        batch_op.drop_column("accredited_until")

    with op.batch_alter_table("accreditation", schema=None) as batch_op:
        for name in ACCREDITATION_RULES:
            batch_op.drop_constraint(op.f(f"ck_accreditation_{name}"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_accreditation_decision_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_accreditation_session_id"), type_="foreignkey")
        batch_op.drop_index(
            "one_application_at_a_time",
            sqlite_where=sa.text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
            postgresql_where=sa.text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
        )
        batch_op.drop_index(batch_op.f("ix_accreditation_decision_id"))
        batch_op.drop_column("end_reason")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("session_id")
        batch_op.drop_column("decision_id")
        batch_op.drop_column("basis")
        batch_op.drop_column("checked_at")

    with op.batch_alter_table("name_objection", schema=None) as batch_op:
        batch_op.drop_index(
            "one_objection_of_a_state",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_name_objection_listed_id"))
        batch_op.drop_index(batch_op.f("ix_name_objection_delegation_id"))

    op.drop_table("name_objection")
    with op.batch_alter_table("basis_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_basis_request_delegation_id"))

    op.drop_table("basis_request")
    with op.batch_alter_table("listed_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listed_name_list_id"))

    op.drop_table("listed_name")
    with op.batch_alter_table("accreditation_return", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_return",
            sqlite_where=sa.text("repaired_at IS NULL"),
            postgresql_where=sa.text("repaired_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_accreditation_return_accreditation_id"))

    op.drop_table("accreditation_return")
    op.drop_table("non_objection_list")
    op.drop_table("representative_gender")
    with op.batch_alter_table("focal_point", schema=None) as batch_op:
        batch_op.drop_index(
            "one_focal_point_at_a_time",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_focal_point_organization_id"))

    op.drop_table("focal_point")
    op.drop_table("registration")
    with op.batch_alter_table("organization_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_letter_organization_id"))

    op.drop_table("organization_letter")
    with op.batch_alter_table("invited_representative", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invited_representative_organization_id"))

    op.drop_table("invited_representative")
    op.drop_table("confirmation")
