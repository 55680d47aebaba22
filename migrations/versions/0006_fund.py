"""The fund: voluntary contributions, rates of exchange, budgets, confirmations, and a journal that is never changed"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEPT = ("exchange_rate", "journal_entry", "posting")
NEVER_CHANGED = {
    "sqlite": [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        for table in KEPT
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        statement
        for table in KEPT
        for statement in (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        )
    ],
}


def upgrade() -> None:
    op.create_table(
        "exchange_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("per_dollar", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(currency) = 3 AND currency <> 'USD'", name=op.f("ck_exchange_rate_currency")),
        sa.CheckConstraint("source <> ''", name=op.f("ck_exchange_rate_source")),
        sa.CheckConstraint("per_dollar > 0", name=op.f("ck_exchange_rate_per_dollar")),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_exchange_rate_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rate")),
    )
    with op.batch_alter_table("exchange_rate", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_rate_currency_dated", ["currency", "dated"], unique=False)

    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('interpretation','room','travel','documents','technology','other')",
            name=op.f("ck_budget_line_kind"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_line_amount")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_budget_line_consultation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("id", "consultation_id", name=op.f("uq_budget_line_id_consultation_id")),
    )
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_line_consultation_id"), ["consultation_id"], unique=False)
        batch_op.create_index(
            "one_line_of_a_kind",
            ["consultation_id", "kind"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "consultation_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= confirmed_at", name=op.f("ck_consultation_confirmation_order")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultation_confirmation_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_confirmation")),
    )
    with op.batch_alter_table("consultation_confirmation", schema=None) as batch_op:
        batch_op.create_index(
            "one_confirmation",
            ["consultation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("donor", sa.String(length=200), nullable=False),
        sa.Column("shown_as", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("earmarked_for_id", sa.Integer(), nullable=True),
        sa.Column("pledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(delegation_id IS NULL) = (donor <> '')", name=op.f("ck_contribution_one_donor")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_contribution_amount")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_contribution_currency")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_contribution_delegation_id")),
        sa.ForeignKeyConstraint(
            ["earmarked_for_id"], ["consultation.id"], name=op.f("fk_contribution_earmarked_for_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("rate_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("contents", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name=op.f("ck_journal_entry_reversal")),
        sa.CheckConstraint(
            "(rate_id IS NOT NULL) = (kind IN ('pledge','receipt') AND currency <> 'USD')",
            name=op.f("ck_journal_entry_rate"),
        ),
        sa.CheckConstraint(
            "amount IS NOT NULL OR kind NOT IN ('pledge','receipt','withdrawal')",
            name=op.f("ck_journal_entry_in_its_currency"),
        ),
        sa.CheckConstraint(
            "consultation_id IS NOT NULL OR kind NOT IN ('earmark','allocation','release','expenditure')",
            name=op.f("ck_journal_entry_consultation"),
        ),
        sa.CheckConstraint(
            "contribution_id IS NOT NULL OR kind IN ('allocation','release','expenditure','reversal')",
            name=op.f("ck_journal_entry_contribution"),
        ),
        sa.CheckConstraint(
            "kind IN ('pledge','receipt','earmark','free','withdrawal','return','allocation','release','expenditure','reversal')",
            name=op.f("ck_journal_entry_kind"),
        ),
        sa.CheckConstraint("reference <> '' OR kind IN ('allocation','release')", name=op.f("ck_journal_entry_paper")),
        sa.CheckConstraint(
            "(amount IS NULL) = (currency IS NULL) AND (amount IS NULL OR amount > 0)",
            name=op.f("ck_journal_entry_amount"),
        ),
        sa.CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)",
            name=op.f("ck_journal_entry_file"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_journal_entry_consultation_id")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_journal_entry_contribution_id")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_journal_entry_entered_by")),
        sa.ForeignKeyConstraint(["rate_id"], ["exchange_rate.id"], name=op.f("fk_journal_entry_rate_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["journal_entry.id"], name=op.f("fk_journal_entry_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_journal_entry_reverses_id")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_consultation_id"), ["consultation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "posting",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("debit", sa.String(length=12), nullable=False),
        sa.Column("credit", sa.String(length=12), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(consultation_id IS NOT NULL) = (debit IN ('earmarked','allocated','expenditure') OR credit IN ('earmarked','allocated','expenditure'))",
            name=op.f("ck_posting_consultation"),
        ),
        sa.CheckConstraint(
            "(line_id IS NOT NULL) = (debit = 'expenditure' OR credit = 'expenditure')", name=op.f("ck_posting_line")
        ),
        sa.CheckConstraint(
            "debit || '/' || credit IN ('receivable/pledged','pledged/receivable','cash/free','free/cash','cash/earmarked','earmarked/cash','free/earmarked','earmarked/free','free/allocated','allocated/free','earmarked/allocated','allocated/earmarked','expenditure/cash','cash/expenditure','allocated/applied','applied/allocated','returned/cash','cash/returned','free/applied','applied/free','earmarked/applied','applied/earmarked')",
            name=op.f("ck_posting_move"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_posting_amount")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_posting_consultation_id")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_posting_contribution_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entry.id"], name=op.f("fk_posting_entry_id")),
        sa.ForeignKeyConstraint(
            ["line_id", "consultation_id"],
            ["budget_line.id", "budget_line.consultation_id"],
            name=op.f("fk_posting_line_id_consultation_id"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "place", name=op.f("pk_posting")),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_consultation_id"), ["consultation_id"], unique=False)
        batch_op.create_index("ix_posting_contribution_id", ["contribution_id"], unique=False)

    for statement in NEVER_CHANGED[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.drop_index("ix_posting_contribution_id")
        batch_op.drop_index(batch_op.f("ix_posting_consultation_id"))

    op.drop_table("posting")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_entry_contribution_id"))
        batch_op.drop_index(batch_op.f("ix_journal_entry_consultation_id"))

    op.drop_table("journal_entry")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_delegation_id"))

    op.drop_table("contribution")
    with op.batch_alter_table("consultation_confirmation", schema=None) as batch_op:
        batch_op.drop_index(
            "one_confirmation", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("consultation_confirmation")
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.drop_index(
            "one_line_of_a_kind", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_budget_line_consultation_id"))

    op.drop_table("budget_line")
    with op.batch_alter_table("exchange_rate", schema=None) as batch_op:
        batch_op.drop_index("ix_exchange_rate_currency_dated")

    op.drop_table("exchange_rate")
