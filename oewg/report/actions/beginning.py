"""How does the draft report begin? From the elements of the mandate."""

from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.mandate import queries as mandate
from oewg.mandate.actions import tie_element
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.rules.outline import Asked, outline
from oewg.texts import actions as texts
from oewg.texts.models import DraftText

told(begin_report=say("The draft report was begun from the mandate."))


def begin_report(db: Db, *, by: Viewer, at: datetime) -> DraftText:
    """Begin the draft report: a heading with a first paragraph for each element of the mandate, tied to it."""
    resolution = mandate.resolution(db)
    if resolution is None:
        raise Refusal(
            say("The draft report follows the elements of the mandate, and no resolution has been read in yet."),
            basis=say("The resolution, paragraph 5: a report on the results to the General Assembly."),
        )
    if queries.draft(db) is not None:
        raise Refusal(say("There is a draft report already: the group has one report, and it is revised."))
    group = accounts.working_group(db)
    text = texts.begin_text(
        db, "report", f"Draft report of the {group.name}" if group else "Draft report", by=by, at=at
    )
    elements = {element.key: element for element in mandate.elements(db)}
    asked = [Asked(e.key, e.title, e.source, e.quote) for e in elements.values()]
    report_to = next((m.assembly_session for m in mandate.milestones(db) if m.key == "report"), None)
    for section in outline(resolution.symbol, asked, report_to):
        heading = texts.add_provision(db, text, "heading", section.heading, by=by, at=at)
        paragraph = texts.add_provision(db, text, "paragraph", section.words, parent=heading, by=by, at=at)
        if section.element:
            tie_element(db, paragraph, elements[section.element], by=by, at=at)
    facts = {"resolution": resolution.symbol, "elements": list(elements)}
    append(db, "begin_report", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return text
