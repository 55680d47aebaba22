"""An edition is compiled in several kinds and forms, each kept under a document; the report is transmitted, once"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"

FORMATS = {"before": "format IN ('docx','pdf','html')", "now": "format IN ('docx','pdf','html','txt','xml','json')"}
RULES = {
    "kind": "kind IN ('clean','rolling','redline','compendium')",
    "against": "(against_id IS NOT NULL) = (kind = 'redline')",
    "itself": "against_id IS NULL OR against_id <> edition_id",
}
ONCE = {
    "one_clean_compilation": ("clean", ["edition_id"]),
    "one_redline_against": ("redline", ["edition_id", "against_id"]),
    "one_rolling_of_an_instant": ("rolling", ["edition_id", "record_size"]),
    "one_compendium_to_a_document": ("compendium", ["document_id"]),
}
KEPT = ("compilation", "compiled_file", "transmission")


def upgrade() -> None:
    with op.batch_alter_table("compilation") as batch_op:
        batch_op.drop_constraint(op.f("uq_compilation_edition_id"), type_="unique")
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kind", sa.String(length=12), nullable=False, server_default="clean"))
        batch_op.add_column(sa.Column("against_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE compilation SET document_id = "
        "(SELECT document.id FROM document WHERE document.edition_id = compilation.edition_id)"
    )
    with op.batch_alter_table("compilation") as batch_op:
        batch_op.alter_column("document_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("kind", existing_type=sa.String(length=12), server_default=None)
        batch_op.create_foreign_key(op.f("fk_compilation_document_id"), "document", ["document_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_compilation_against_id"), "edition", ["against_id"], ["id"])
        for name, rule in RULES.items():
            batch_op.create_check_constraint(op.f(f"ck_compilation_{name}"), rule)
        batch_op.create_index(op.f("ix_compilation_edition_id"), ["edition_id"])
        batch_op.create_index(op.f("ix_compilation_document_id"), ["document_id"])
        for name, (kind, columns) in ONCE.items():
            where = sa.text(f"kind = '{kind}'")
            batch_op.create_index(name, columns, unique=True, sqlite_where=where, postgresql_where=where)
    _formats("now")
    op.create_table(
        "transmission",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("compilation_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("assembly_session", sa.Integer(), nullable=False),
        sa.Column("transmitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_size", sa.Integer(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("assembly_session >= 1", name=op.f("ck_transmission_assembly_session")),
        sa.ForeignKeyConstraint(["compilation_id"], ["compilation.id"], name=op.f("fk_transmission_compilation_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_transmission_document_id")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_transmission_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_transmission")),
        sa.UniqueConstraint("compilation_id", name=op.f("uq_transmission_compilation_id")),
        sa.UniqueConstraint("document_id", name=op.f("uq_transmission_document_id")),
    )
    _keep()


def _formats(which: str) -> None:
    with op.batch_alter_table("compiled_file") as batch_op:
        batch_op.drop_constraint(op.f("ck_compiled_file_format"), type_="check")
        batch_op.create_check_constraint(op.f("ck_compiled_file_format"), FORMATS[which])


def _keep() -> None:
    """What was issued stays as it is: the database refuses to change or delete it."""
    for table in KEPT:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


def _let_go() -> None:
    for table in KEPT:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        else:
            for what in ("change", "truncate"):
                op.execute(f"DROP TRIGGER {table}_no_{what} ON {table}")


def downgrade() -> None:
    _let_go()
    op.drop_table("transmission")
    # The first form knows of one compilation to an edition, and of three forms of it.
    op.execute("DELETE FROM compiled_file WHERE format NOT IN ('docx','pdf','html')")
    op.execute("DELETE FROM compiled_file WHERE compilation_id IN (SELECT id FROM compilation WHERE kind <> 'clean')")
    op.execute("DELETE FROM compilation WHERE kind <> 'clean'")
    _formats("before")
    with op.batch_alter_table("compilation") as batch_op:
        for name, (kind, _) in ONCE.items():
            where = sa.text(f"kind = '{kind}'")
            batch_op.drop_index(name, sqlite_where=where, postgresql_where=where)
        batch_op.drop_index(op.f("ix_compilation_document_id"))
        batch_op.drop_index(op.f("ix_compilation_edition_id"))
        for name in RULES:
            batch_op.drop_constraint(op.f(f"ck_compilation_{name}"), type_="check")
        batch_op.drop_constraint(op.f("fk_compilation_against_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_compilation_document_id"), type_="foreignkey")
        batch_op.drop_column("against_id")
        batch_op.drop_column("kind")
        batch_op.drop_column("document_id")
        batch_op.create_unique_constraint(op.f("uq_compilation_edition_id"), ["edition_id"])
