"""The drafting of the report: sections in hand, remarks, findings that stay, terms; sentences added to the proceedings"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "preferred_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("instead_of", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name=op.f("ck_preferred_term_end_reason")),
        sa.CheckConstraint("trim(term) <> '' AND trim(instead_of) <> ''", name=op.f("ck_preferred_term_words")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= added_at", name=op.f("ck_preferred_term_order")),
        sa.CheckConstraint("lower(term) <> lower(instead_of)", name=op.f("ck_preferred_term_another")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferred_term")),
    )
    with op.batch_alter_table("preferred_term", schema=None) as batch_op:
        batch_op.create_index(
            "one_term_instead",
            ["instead_of"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "added_sentence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("after", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("trim(words) <> '' AND trim(after) <> ''", name=op.f("ck_added_sentence_words")),
        sa.CheckConstraint(
            "withdrawal_reason = '' OR withdrawn_at IS NOT NULL", name=op.f("ck_added_sentence_withdrawal_reason")
        ),
        sa.CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= added_at", name=op.f("ck_added_sentence_order")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_added_sentence_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_added_sentence")),
    )
    with op.batch_alter_table("added_sentence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_added_sentence_text_id"), ["text_id"], unique=False)

    op.create_table(
        "section_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("most_words", sa.Integer(), nullable=True),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hand_in_words", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_kind", sa.String(length=16), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "end_kind IS NULL OR end_kind IN ('taken_back','assigned_anew')",
            name=op.f("ck_section_assignment_end_kind"),
        ),
        sa.CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name=op.f("ck_section_assignment_end_reason")),
        sa.CheckConstraint(
            "hand_in_words = '' OR handed_in_at IS NOT NULL", name=op.f("ck_section_assignment_hand_in_words")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_kind IS NULL)", name=op.f("ck_section_assignment_end")),
        sa.CheckConstraint("due_at > assigned_at", name=op.f("ck_section_assignment_due")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= assigned_at", name=op.f("ck_section_assignment_order")),
        sa.CheckConstraint(
            "handed_in_at IS NULL OR handed_in_at >= assigned_at", name=op.f("ck_section_assignment_handed_in")
        ),
        sa.CheckConstraint("most_words IS NULL OR most_words > 0", name=op.f("ck_section_assignment_most_words")),
        sa.CheckConstraint("overdue_at IS NULL OR overdue_at >= due_at", name=op.f("ck_section_assignment_overdue")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_section_assignment_account_id")),
        sa.ForeignKeyConstraint(["heading_id"], ["provision.id"], name=op.f("fk_section_assignment_heading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_assignment")),
    )
    with op.batch_alter_table("section_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_assignment_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_assignment_heading_id"), ["heading_id"], unique=False)
        batch_op.create_index(
            "one_drafter_of_a_section",
            ["heading_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "seen_beside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("following", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sentence_id"], ["added_sentence.id"], name=op.f("fk_seen_beside_sentence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_beside")),
    )
    with op.batch_alter_table("seen_beside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_beside_sentence_id"), ["sentence_id"], unique=False)

    op.create_table(
        "finding_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_name", sa.String(length=16), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "check_name IN ('elements', 'citations', 'brackets', 'subheadings', 'symbols', 'attribution', 'terms', 'resting')",
            name=op.f("ck_finding_acceptance_check_name"),
        ),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f("ck_finding_acceptance_reason")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= accepted_at", name=op.f("ck_finding_acceptance_order")),
        sa.CheckConstraint("starts >= 0 AND ends >= starts", name=op.f("ck_finding_acceptance_place")),
        sa.ForeignKeyConstraint(["accepted_by"], ["account.id"], name=op.f("fk_finding_acceptance_accepted_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_finding_acceptance_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_acceptance")),
    )
    with op.batch_alter_table("finding_acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_acceptance_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index(
            "one_acceptance_of_a_finding",
            ["check_name", "revision_id", "starts", "ends"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("end_words", sa.Text(), nullable=False),
        sa.Column("made_revision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(made_revision_id IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'taken')", name=op.f("ck_remark_made")
        ),
        sa.CheckConstraint("(proposed IS NOT NULL) = (kind = 'suggestion')", name=op.f("ck_remark_proposed")),
        sa.CheckConstraint("kind = 'suggestion' OR trim(words) <> ''", name=op.f("ck_remark_words")),
        sa.CheckConstraint("kind IN ('comment','question','suggestion')", name=op.f("ck_remark_kind")),
        sa.CheckConstraint("length(quote) = ends - starts AND trim(quote) <> ''", name=op.f("ck_remark_quote")),
        sa.CheckConstraint(
            "outcome IS NULL OR (outcome = 'resolved') = (kind <> 'suggestion')", name=op.f("ck_remark_outcome_of_kind")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('resolved','taken','declined','withdrawn')", name=op.f("ck_remark_outcome")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('resolved','declined') OR trim(end_words) <> ''",
            name=op.f("ck_remark_end_words"),
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_remark_ended_by")),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name=op.f("ck_remark_end")),
        sa.CheckConstraint("starts >= 0 AND ends > starts", name=op.f("ck_remark_place")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_remark_ended_by")),
        sa.ForeignKeyConstraint(["made_revision_id"], ["revision.id"], name=op.f("fk_remark_made_revision_id")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_remark_provision_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_remark_revision_id")),
        sa.ForeignKeyConstraint(["said_by"], ["account.id"], name=op.f("fk_remark_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("made_revision_id", name=op.f("uq_remark_made_revision_id")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_provision_id"), ["provision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remark_said_by"), ["said_by"], unique=False)

    op.create_table(
        "carried_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("editions", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("carried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("carried_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(words) <> ''", name=op.f("ck_carried_remark_words")),
        sa.CheckConstraint("editions >= 0", name=op.f("ck_carried_remark_editions")),
        sa.ForeignKeyConstraint(["carried_by"], ["account.id"], name=op.f("fk_carried_remark_carried_by")),
        sa.ForeignKeyConstraint(["remark_id"], ["remark.id"], name=op.f("fk_carried_remark_remark_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_remark")),
        sa.UniqueConstraint("remark_id", "editions", name=op.f("uq_carried_remark_remark_id_editions")),
    )


def downgrade() -> None:
    op.drop_table("carried_remark")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_said_by"))
        batch_op.drop_index(batch_op.f("ix_remark_provision_id"))

    op.drop_table("remark")
    with op.batch_alter_table("finding_acceptance", schema=None) as batch_op:
        batch_op.drop_index(
            "one_acceptance_of_a_finding",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_finding_acceptance_revision_id"))

    op.drop_table("finding_acceptance")
    with op.batch_alter_table("seen_beside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seen_beside_sentence_id"))

    op.drop_table("seen_beside")
    with op.batch_alter_table("section_assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "one_drafter_of_a_section",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_section_assignment_heading_id"))
        batch_op.drop_index(batch_op.f("ix_section_assignment_account_id"))

    op.drop_table("section_assignment")
    with op.batch_alter_table("added_sentence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_added_sentence_text_id"))

    op.drop_table("added_sentence")
    with op.batch_alter_table("preferred_term", schema=None) as batch_op:
        batch_op.drop_index(
            "one_term_instead", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("preferred_term")
