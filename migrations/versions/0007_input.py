"""Calls with questions, drafts, submissions with answers, attachments and co-signers, redactions, national views"""

import hashlib
from string import ascii_lowercase

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CALL_RULES = {
    "addressed_to": "addressed_to IN ('organizations','states')",
    "most_words": "most_words IS NULL OR most_words > 0",
    "files": "most_files >= 0 AND largest_file > 0",
}
SUBMISSION_RULES = {
    "return_ground": "(returned_at IS NULL) = (return_ground IS NULL)",
    "ground": "return_ground IN ('language','too_long','personal_data','insult','no_author','unreadable','incomplete')",
    "repair": "(returned_at IS NULL) = (repair_until IS NULL)",
    "repair_until": "repair_until IS NULL OR repair_until >= returned_at",
    "language": "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')",
}


def upgrade() -> None:
    op.create_table(
        "call_language",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name=op.f("ck_call_language_language")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_language_call_id")),
        sa.PrimaryKeyConstraint("call_id", "language", name=op.f("pk_call_language")),
    )
    op.create_table(
        "call_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("element_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_call_question_words")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_question_call_id")),
        sa.ForeignKeyConstraint(["element_id"], ["mandate_element.id"], name=op.f("fk_call_question_element_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_question")),
        sa.UniqueConstraint("call_id", "letter", name=op.f("uq_call_question_call_id_letter")),
        sa.UniqueConstraint("call_id", "place", name=op.f("uq_call_question_call_id_place")),
    )
    with op.batch_alter_table("call_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_question_element_id"), ["element_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("consent", sa.String(length=16), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("reminded_of", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("consent IN ('named','anonymous','not_published')", name=op.f("ck_draft_consent")),
        sa.CheckConstraint(
            "delegation_id IS NULL OR consent IS NULL OR consent <> 'anonymous'", name=op.f("ck_draft_state_is_named")
        ),
        sa.CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name=op.f("ck_draft_language")),
        sa.CheckConstraint("(organization_id IS NULL) <> (delegation_id IS NULL)", name=op.f("ck_draft_one_author")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_draft_call_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_draft_delegation_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_draft_organization_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_draft_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("call_id", "delegation_id", name=op.f("uq_draft_call_id_delegation_id")),
        sa.UniqueConstraint("call_id", "organization_id", name=op.f("uq_draft_call_id_organization_id")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "input_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sent_by"], ["account.id"], name=op.f("fk_input_file_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_file")),
    )
    op.create_table(
        "national_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name=op.f("ck_national_view_language")),
        sa.CheckConstraint(
            "published_at IS NULL OR published_at >= submitted_at", name=op.f("ck_national_view_published")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_national_view_version")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_national_view_call_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_national_view_delegation_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_national_view_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_view")),
        sa.UniqueConstraint(
            "call_id", "delegation_id", "version", name=op.f("uq_national_view_call_id_delegation_id_version")
        ),
    )
    with op.batch_alter_table("national_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_national_view_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "draft_answer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_answer_draft_id")),
        sa.ForeignKeyConstraint(["question_id"], ["call_question.id"], name=op.f("fk_draft_answer_question_id")),
        sa.PrimaryKeyConstraint("draft_id", "question_id", name=op.f("pk_draft_answer")),
    )
    op.create_table(
        "draft_file",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_file_draft_id")),
        sa.ForeignKeyConstraint(["file_id"], ["input_file.id"], name=op.f("fk_draft_file_file_id")),
        sa.PrimaryKeyConstraint("draft_id", "file_id", name=op.f("pk_draft_file")),
    )
    with op.batch_alter_table("draft_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "national_answer",
        sa.Column("view_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_national_answer_words")),
        sa.ForeignKeyConstraint(["question_id"], ["call_question.id"], name=op.f("fk_national_answer_question_id")),
        sa.ForeignKeyConstraint(["view_id"], ["national_view.id"], name=op.f("fk_national_answer_view_id")),
        sa.PrimaryKeyConstraint("view_id", "question_id", name=op.f("pk_national_answer")),
    )
    with op.batch_alter_table("national_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_national_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "original",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["call_question.id"], name=op.f("fk_original_question_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_original_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original")),
    )
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.create_index(
            "one_original_of_an_answer",
            ["submission_id", "question_id"],
            unique=True,
            sqlite_where=sa.text("question_id IS NOT NULL"),
            postgresql_where=sa.text("question_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_original_of_the_words",
            ["submission_id"],
            unique=True,
            sqlite_where=sa.text("question_id IS NULL"),
            postgresql_where=sa.text("question_id IS NULL"),
        )

    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ground IN ('personal_data','insult','confidential')", name=op.f("ck_redaction_ground")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_redaction_reason")),
        sa.CheckConstraint("start >= 0 AND stop > start", name=op.f("ck_redaction_range")),
        sa.ForeignKeyConstraint(["question_id"], ["call_question.id"], name=op.f("fk_redaction_question_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_redaction_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    with op.batch_alter_table("redaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redaction_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("answer IN ('accepted','declined')", name=op.f("ck_signature_answer")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_signature_answered")),
        sa.CheckConstraint("(answer IS NULL) = (answered_by IS NULL)", name=op.f("ck_signature_answered_by")),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_signature_answered_by")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_signature_organization_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_signature_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "submission_id", "organization_id", name=op.f("uq_signature_submission_id_organization_id")
        ),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "submission_answer",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_submission_answer_words")),
        sa.ForeignKeyConstraint(["question_id"], ["call_question.id"], name=op.f("fk_submission_answer_question_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_submission_answer_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", "question_id", name=op.f("pk_submission_answer")),
    )
    with op.batch_alter_table("submission_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "submission_file",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("copy_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(copy_id IS NULL) = (copy_reason = '')", name=op.f("ck_submission_file_copy_reason")),
        sa.ForeignKeyConstraint(["copy_id"], ["input_file.id"], name=op.f("fk_submission_file_copy_id")),
        sa.ForeignKeyConstraint(["file_id"], ["input_file.id"], name=op.f("fk_submission_file_file_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_submission_file_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", "place", name=op.f("pk_submission_file")),
        sa.UniqueConstraint("submission_id", "file_id", name=op.f("uq_submission_file_submission_id_file_id")),
    )
    with op.batch_alter_table("submission_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_file_file_id"), ["file_id"], unique=False)

    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("addressed_to", sa.String(length=16), nullable=False, server_default="organizations")
        )
        batch_op.add_column(sa.Column("most_words", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("most_files", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("largest_file", sa.Integer(), nullable=False, server_default="5000000"))
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=2), nullable=False, server_default="en"))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("return_ground", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("repair_until", sa.DateTime(timezone=True), nullable=True))
    _fill()
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_column("questions")
        for column in ("addressed_to", "most_files", "largest_file"):
            batch_op.alter_column(column, server_default=None)
        for name, rule in CALL_RULES.items():
            batch_op.create_check_constraint(op.f(f"ck_call_{name}"), rule)
    with op.batch_alter_table("submission", schema=None) as batch_op:
        for column in ("language", "digest"):
            batch_op.alter_column(column, server_default=None)
        for name, rule in SUBMISSION_RULES.items():
            batch_op.create_check_constraint(op.f(f"ck_submission_{name}"), rule)


def _fill() -> None:
    """Each line of a call's questions becomes a question; what was sent back before could be repaired in no other time."""
    connection = op.get_bind()
    for call, questions in connection.execute(sa.text("SELECT id, questions FROM call")).all():
        lines = [line.strip() for line in questions.split("\n") if line.strip()]
        for place, words in enumerate(lines, start=1):
            letter = ascii_lowercase[place - 1] if place <= len(ascii_lowercase) else str(place)
            connection.execute(
                sa.text(
                    "INSERT INTO call_question (call_id, place, letter, words) VALUES (:call, :place, :letter, :words)"
                ),
                {"call": call, "place": place, "letter": letter, "words": words},
            )
        connection.execute(
            sa.text("INSERT INTO call_language (call_id, language) VALUES (:call, 'en')"), {"call": call}
        )
    for number, title, words in connection.execute(sa.text("SELECT id, title, words FROM submission")).all():
        connection.execute(
            sa.text("UPDATE submission SET digest = :digest WHERE id = :number"),
            {"digest": hashlib.sha256(f"{title}\n\n{words}".encode()).hexdigest(), "number": number},
        )
    op.execute(
        "UPDATE submission SET return_ground = 'incomplete', repair_until = returned_at WHERE returned_at IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        for name in SUBMISSION_RULES:
            batch_op.drop_constraint(op.f(f"ck_submission_{name}"), type_="check")
        for column in ("repair_until", "return_ground", "digest", "language"):
            batch_op.drop_column(column)
    with op.batch_alter_table("call", schema=None) as batch_op:
        for name in CALL_RULES:
            batch_op.drop_constraint(op.f(f"ck_call_{name}"), type_="check")
        for column in ("largest_file", "most_files", "most_words", "addressed_to"):
            batch_op.drop_column(column)
        batch_op.add_column(sa.Column("questions", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    asked: dict[int, list[str]] = {}
    for call, words in connection.execute(sa.text("SELECT call_id, words FROM call_question ORDER BY call_id, place")):
        asked.setdefault(call, []).append(words)
    for call, lines in asked.items():
        connection.execute(
            sa.text("UPDATE call SET questions = :questions WHERE id = :call"),
            {"questions": "\n".join(lines), "call": call},
        )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.alter_column("questions", server_default=None)
    op.drop_table("submission_file")
    op.drop_table("submission_answer")
    op.drop_table("signature")
    op.drop_table("redaction")
    op.drop_table("original")
    op.drop_table("national_answer")
    op.drop_table("draft_file")
    op.drop_table("draft_answer")
    op.drop_table("national_view")
    op.drop_table("input_file")
    op.drop_table("draft")
    op.drop_table("call_question")
    op.drop_table("call_language")
