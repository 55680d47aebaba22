"""Erasures that people ask for, and the proofs with which public forms were sent"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('carried_out','declined','withdrawn')", name=op.f("ck_erasure_outcome")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name=op.f("ck_erasure_end")),
        sa.CheckConstraint(
            "reason = '' OR (outcome IS NOT NULL AND outcome = 'declined')", name=op.f("ck_erasure_reason")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_erasure_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    with op.batch_alter_table("erasure") as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "one_erasure_asked_for", ["account_id"], unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        )  # fmt: skip
    op.create_table(
        "used_proof",
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('worked','waited')", name=op.f("ck_used_proof_way")),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_used_proof")),
    )
    with op.batch_alter_table("used_proof") as batch_op:
        batch_op.create_index(batch_op.f("ix_used_proof_used_at"), ["used_at"], unique=False)


def downgrade() -> None:
    op.drop_table("used_proof")
    op.drop_table("erasure")
