"""In which language an explanation of position is, as whoever placed it on record said"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

LANGUAGE = "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')"


def upgrade() -> None:
    with op.batch_alter_table("explanation") as batch_op:
        # Nobody was asked before: NULL is "not said". A guess from the script would be a statement that nobody made, and the
        # record, which says nothing of it, would not bear it out.
        batch_op.add_column(sa.Column("language", sa.String(length=2), nullable=True))
        batch_op.create_check_constraint(op.f("ck_explanation_language"), LANGUAGE)


def downgrade() -> None:
    with op.batch_alter_table("explanation") as batch_op:
        batch_op.drop_constraint(op.f("ck_explanation_language"), type_="check")
        batch_op.drop_column("language")
