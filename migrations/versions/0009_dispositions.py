"""Dispositions: of a submission or of a marked passage, on a wording or an element; what was said before stays"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ONCE = {
    f"one_bearing_of_{part}_on_{place or 'nothing'}": (
        [f"{part}_id", *([f"{place}_id"] if place else [])],
        f"passage_id IS {'NOT ' if part == 'passage' else ''}NULL AND ended_at IS NULL AND "
        + (f"{place}_id IS NOT NULL" if place else "provision_id IS NULL AND element_id IS NULL"),
    )
    for part in ("submission", "passage")
    for place in ("provision", "element", "")
}
RULES = {
    "one_place": "provision_id IS NULL OR element_id IS NULL",
    "wording": "(provision_id IS NULL) = (revision_id IS NULL)",
    "within_mandate": "provision_id IS NOT NULL OR (element_id IS NULL) = (disposition = 'outside_mandate')",
    "order": "ended_at IS NULL OR ended_at >= tied_at",
    "end_reason": "end_reason = '' OR ended_at IS NOT NULL",
}
WORDING_OF_THEN = (
    "UPDATE bearing SET revision_id = COALESCE("
    "(SELECT max(id) FROM revision WHERE revision.provision_id = bearing.provision_id AND made_at <= tied_at), "
    "(SELECT min(id) FROM revision WHERE revision.provision_id = bearing.provision_id))"
)
"""What was tied before was tied to the wording that stood then."""


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(quote) = ends - starts AND trim(quote) <> ''", name=op.f("ck_passage_quote")),
        sa.CheckConstraint("starts >= 0 AND ends > starts", name=op.f("ck_passage_place")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_passage_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("id", "submission_id", name=op.f("uq_passage_id_submission_id")),
        sa.UniqueConstraint("submission_id", "starts", "ends", name=op.f("uq_passage_submission_id_starts_ends")),
    )
    op.create_table(
        "dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts >= 0 AND ends > starts", name=op.f("ck_dismissal_place")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_dismissal_revision_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_dismissal_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sa.UniqueConstraint(
            "submission_id", "starts", "ends", "revision_id",
            name=op.f("uq_dismissal_submission_id_starts_ends_revision_id"),
        ),
    )  # fmt: skip
    with op.batch_alter_table("bearing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("passage_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("revision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("element_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.alter_column("provision_id", existing_type=sa.Integer(), nullable=True)
        batch_op.drop_constraint(batch_op.f("uq_bearing_submission_id_provision_id"), type_="unique")
    op.execute(WORDING_OF_THEN)
    with op.batch_alter_table("bearing", schema=None) as batch_op:
        batch_op.alter_column("end_reason", existing_type=sa.Text(), server_default=None)
        for name, rule in RULES.items():
            batch_op.create_check_constraint(op.f(f"ck_bearing_{name}"), rule)
        batch_op.create_foreign_key(batch_op.f("fk_bearing_revision_id"), "revision", ["revision_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_bearing_element_id"), "mandate_element", ["element_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_bearing_passage_id_submission_id"), "passage", ["passage_id", "submission_id"],
            ["id", "submission_id"],
        )  # fmt: skip
        batch_op.create_index(batch_op.f("ix_bearing_element_id"), ["element_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bearing_passage_id"), ["passage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bearing_submission_id"), ["submission_id"], unique=False)
        for name, (columns, where) in ONCE.items():
            batch_op.create_index(
                name, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
            )


def downgrade() -> None:
    # The earlier form knows one thing said of a whole submission in one provision: the first of those that stand.
    op.execute("DELETE FROM bearing WHERE ended_at IS NOT NULL OR provision_id IS NULL")
    op.execute("DELETE FROM bearing WHERE id NOT IN (SELECT min(id) FROM bearing GROUP BY submission_id, provision_id)")
    with op.batch_alter_table("bearing", schema=None) as batch_op:
        for name in ONCE:
            batch_op.drop_index(name)
        batch_op.drop_index(batch_op.f("ix_bearing_submission_id"))
        batch_op.drop_index(batch_op.f("ix_bearing_passage_id"))
        batch_op.drop_index(batch_op.f("ix_bearing_element_id"))
        batch_op.drop_constraint(batch_op.f("fk_bearing_passage_id_submission_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_bearing_element_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_bearing_revision_id"), type_="foreignkey")
        for name in RULES:
            batch_op.drop_constraint(op.f(f"ck_bearing_{name}"), type_="check")
        batch_op.create_unique_constraint(
            batch_op.f("uq_bearing_submission_id_provision_id"), ["submission_id", "provision_id"]
        )
        batch_op.alter_column("provision_id", existing_type=sa.Integer(), nullable=False)
        for column in ("end_reason", "ended_at", "element_id", "revision_id", "passage_id"):
            batch_op.drop_column(column)
    op.drop_table("dismissal")
    op.drop_table("passage")
