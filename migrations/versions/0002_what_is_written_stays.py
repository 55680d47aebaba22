"""What is written stays: the database itself refuses to change or delete what must not be; and the empty record"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEPT = ("record_entry", "record_node", "revision", "edition", "edition_line")
SQLITE = (
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        for table in KEPT
        for verb in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER record_statement_no_update BEFORE UPDATE ON record_statement "
    "BEGIN SELECT RAISE(ABORT, 'record_statement is never changed'); END",
    "CREATE TRIGGER record_statement_no_delete BEFORE DELETE ON record_statement WHEN OLD.salt IS NULL "
    "BEGIN SELECT RAISE(ABORT, 'only sealed contents can be erased'); END",
    "CREATE TRIGGER record_head_grows BEFORE UPDATE ON record_head WHEN NEW.size <> OLD.size + 1 "
    "BEGIN SELECT RAISE(ABORT, 'the record only grows, by one entry at a time'); END",
    "CREATE TRIGGER record_head_no_delete BEFORE DELETE ON record_head "
    "BEGIN SELECT RAISE(ABORT, 'record_head is never deleted'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in (*KEPT, "record_statement", "record_head")
    ),
    "CREATE TRIGGER record_statement_no_update BEFORE UPDATE ON record_statement "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER record_statement_no_delete BEFORE DELETE ON record_statement "
    "FOR EACH ROW WHEN (OLD.salt IS NULL) EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER record_head_grows BEFORE UPDATE ON record_head "
    "FOR EACH ROW WHEN (NEW.size <> OLD.size + 1) EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER record_head_no_delete BEFORE DELETE ON record_head FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)
    head = sa.table("record_head", sa.column("id"), sa.column("size"), sa.column("peaks", sa.LargeBinary))
    op.bulk_insert(head, [{"id": 1, "size": 0, "peaks": b""}])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(f"DROP TRIGGER {statement.split()[2]}")
    else:
        op.execute("DROP FUNCTION refuse_change() CASCADE")
    op.execute("DELETE FROM record_head")
