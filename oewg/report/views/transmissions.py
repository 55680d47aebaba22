"""The end of the work: the report is transmitted to the General Assembly, and everybody can have what it rests on."""

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.pages import answered_before, asks, done, received
from oewg.core.clock import now
from oewg.report import actions, queries
from oewg.report.forms.compilations import TransmitForm
from oewg.report.rules.symbols import file_name
from oewg.report.views.compilations import as_file, new_compilation
from oewg.report.views.room import pages


@pages.post("/report/transmit")
@asks("transmit_report", again=new_compilation, own_transaction=True)
def transmit_report() -> ResponseReturnValue:
    """Transmit the adopted report: the archive is made first, then the record is held and it is kept."""
    earlier = answered_before()
    if earlier is not None:
        return earlier
    archive = actions.prepared_archive(database(), received(TransmitForm).symbol, now())

    @asks("transmit_report", again=new_compilation)
    def keep(desk: Desk) -> ResponseReturnValue:
        text = queries.draft_or_not_found(desk.db)
        actions.transmit_report(desk.db, text, archive, by=desk.viewer, at=desk.at)
        return done("transmit_report", "report.report", anchor="transmitted")

    return keep()


@pages.get("/report/archive.zip")
@asks("read")
def archive(desk: Desk) -> ResponseReturnValue:
    """The transmitted report with what it rests on, to keep."""
    found = queries.archive(desk.db, queries.draft_or_not_found(desk.db).id)
    return as_file(found.archive, "application/zip", file_name(found.document.symbol, "zip"))
