"""What provisions rest on beyond what can be derived; versions of revisions in the other official languages"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

TIED = {
    "statement": "statement", "view": "national_view", "decision": "decision", "paragraph": "provision",
}  # fmt: skip
"""Column of a tie, without "_id" -> the table to which it points."""
LANGUAGE = "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')"
CHANGED = " OR ".join(
    [
        "OLD.official_at IS NOT NULL",
        *(
            f"NEW.{column} <> OLD.{column}"
            for column in ("revision_id", "language", "number", "words", "made_at", "made_by")
        ),
    ]
)
"""Of a version only that it became official is written later, once."""
SQLITE = (
    f"CREATE TRIGGER revision_version_no_update BEFORE UPDATE ON revision_version WHEN {CHANGED} "
    "BEGIN SELECT RAISE(ABORT, 'revision_version is never changed'); END",
    "CREATE TRIGGER revision_version_no_delete BEFORE DELETE ON revision_version "
    "BEGIN SELECT RAISE(ABORT, 'revision_version is never changed'); END",
)
POSTGRESQL = (
    "CREATE TRIGGER revision_version_no_update BEFORE UPDATE ON revision_version "
    f"FOR EACH ROW WHEN ({CHANGED}) EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER revision_version_no_delete BEFORE DELETE ON revision_version "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER revision_version_no_truncate BEFORE TRUNCATE ON revision_version "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)


def upgrade() -> None:
    op.create_table(
        "source_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{kind}_id", sa.Integer(), nullable=True) for kind in TIED),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            " + ".join(f"CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END" for kind in TIED) + " = 1",
            name=op.f("ck_source_tie_one_source"),
        ),
        sa.CheckConstraint("paragraph_id IS NULL OR paragraph_id <> provision_id", name=op.f("ck_source_tie_another")),
        sa.CheckConstraint("trim(sentence) <> ''", name=op.f("ck_source_tie_sentence")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= tied_at", name=op.f("ck_source_tie_order")),
        sa.CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name=op.f("ck_source_tie_end_reason")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_source_tie_provision_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_source_tie_revision_id")),
        *(
            sa.ForeignKeyConstraint([f"{kind}_id"], [f"{table}.id"], name=op.f(f"fk_source_tie_{kind}_id"))
            for kind, table in TIED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_tie")),
    )
    with op.batch_alter_table("source_tie") as batch_op:
        for column in ("provision_id", *(f"{kind}_id" for kind in TIED)):
            batch_op.create_index(batch_op.f(f"ix_source_tie_{column}"), [column], unique=False)
        for kind in TIED:
            where = sa.text(f"ended_at IS NULL AND {kind}_id IS NOT NULL")
            batch_op.create_index(
                f"one_tie_to_a_{kind}",
                ["provision_id", f"{kind}_id"],
                unique=True,
                sqlite_where=where,
                postgresql_where=where,
            )
    op.create_table(
        "revision_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("official_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("official_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(LANGUAGE, name=op.f("ck_revision_version_language")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_version_number")),
        sa.CheckConstraint("trim(words) <> ''", name=op.f("ck_revision_version_words")),
        sa.CheckConstraint(
            "(official_at IS NULL) = (official_by IS NULL)", name=op.f("ck_revision_version_official")
        ),
        sa.CheckConstraint(
            "official_at IS NULL OR official_at >= made_at", name=op.f("ck_revision_version_order")
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_revision_version_revision_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_revision_version_made_by")),
        sa.ForeignKeyConstraint(["official_by"], ["account.id"], name=op.f("fk_revision_version_official_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_version")),
        sa.UniqueConstraint(
            "revision_id", "language", "number", name=op.f("uq_revision_version_revision_id_language_number")
        ),
    )  # fmt: skip
    op.create_table(
        "title_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(LANGUAGE, name=op.f("ck_title_version_language")),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_title_version_title")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_title_version_text_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_title_version_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_version")),
    )
    with op.batch_alter_table("title_version") as batch_op:
        batch_op.create_index("ix_title_version_text_id_language", ["text_id", "language"], unique=False)
    with op.batch_alter_table("text") as batch_op:
        # What was written before was written in English.
        batch_op.add_column(sa.Column("original_language", sa.String(length=2), nullable=False, server_default="en"))
        batch_op.create_check_constraint(op.f("ck_text_original_language"), f"original_{LANGUAGE}")
    with op.batch_alter_table("text") as batch_op:
        batch_op.alter_column("original_language", server_default=None)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("text") as batch_op:
        batch_op.drop_constraint(op.f("ck_text_original_language"), type_="check")
        batch_op.drop_column("original_language")
    op.drop_table("title_version")
    op.drop_table("revision_version")
    op.drop_table("source_tie")
