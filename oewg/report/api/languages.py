"""The report in the other official languages, for programs."""

from flask import url_for

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.report import actions, queries
from oewg.report.api.room import api


class ReportLanguageOut(Out):
    """How many provisions of the report's text are official, in draft and missing in a language, and where the whole can be had.

    What is made from the record (the account of the proceedings, the annexes) is in English in each of them, and says so.
    """

    language: str
    official: int
    drafts: int
    missing: int
    addresses: dict[str, str]


@operation(
    api, "/report/languages", act="read", answers=Listed[ReportLanguageOut],
    summary="The report as it stands in the other official languages",
)  # fmt: skip
def report_languages(desk: Desk) -> Listed[ReportLanguageOut]:
    """The languages."""
    text = queries.draft_or_not_found(desk.db)
    return Listed(
        items=[
            ReportLanguageOut(
                language=language, official=progress.official, drafts=progress.drafts, missing=progress.missing,
                addresses={
                    each: url_for("report.language_file", language=language, format=each) for each in actions.FORMATS
                },
            )
            for language, progress in queries.languages(desk.db, text).items()
        ]
    )  # fmt: skip
