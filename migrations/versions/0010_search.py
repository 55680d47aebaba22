"""What can be searched: one index, in the way of either engine"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0010"
down_revision = "0009"

SQLITE = (
    # Without the words themselves: they stand in the tables from which the index is made.
    "CREATE VIRTUAL TABLE search_words USING fts5(title, words, forms, content='', contentless_delete=1, tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_words_places USING fts5vocab(search_words, instance)",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("thing", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        *([] if sqlite else [sa.Column("words", TSVECTOR(), nullable=False)]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "thing", "part", name=op.f("uq_search_entry_kind_thing_part")),
    )
    op.create_table(
        "search_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_search_mark_one_row")),
        sa.CheckConstraint("upto >= 0", name=op.f("ck_search_mark_upto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_mark")),
    )
    op.bulk_insert(sa.table("search_mark", sa.column("id"), sa.column("upto")), [{"id": 1, "upto": 0}])
    if sqlite:
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.create_index("ix_search_entry_words", "search_entry", ["words"], postgresql_using="gin")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("search_words_places")
        op.drop_table("search_words")
    op.drop_table("search_mark")
    op.drop_table("search_entry")
