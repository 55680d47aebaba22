"""Whom does it concern that the report was compiled or transmitted, and what is it called?"""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from oewg.accounts.queries import About, concerns, describes, everybody
from oewg.accounts.rules.notices import SIGNED_IN, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.report.models import Compilation, Transmission
from oewg.texts.models import Document


def compilations_by_symbol(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """Compilations by the symbol under which each is kept and its title: one query."""
    rows = db.execute(
        select(Compilation.id, Document.symbol, Document.title)
        .join(Document, Compilation.document_id == Document.id)
        .where(Compilation.id.in_(ids))
    )
    return {
        id: About(
            say("%(symbol)s, %(title)s"),
            {"symbol": symbol, "title": title},
            "report.compilation",
            {"compilation_id": id},
        )
        for id, symbol, title in rows
    }


def transmitted_by_symbol(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """Transmitted reports (by their texts) by the symbol of the General Assembly's document: one query."""
    rows = db.execute(
        select(Transmission.text_id, Document.symbol, Document.title)
        .join(Document, Transmission.document_id == Document.id)
        .where(Transmission.text_id.in_(ids))
    )
    return {
        id: About(say("%(symbol)s, %(title)s"), {"symbol": symbol, "title": title}, "report.report", {})
        for id, symbol, title in rows
    }


topic(
    "report", say("The report when it is compiled, and when it is transmitted to the General Assembly"),
    why=say("Everybody who takes part is told what the group reports."), roles=SIGNED_IN, pace="daily", place=81,
)  # fmt: skip
concerns("report", compile_report=everybody, transmit_report=everybody)
describes(compilation=compilations_by_symbol)
describes("report", text=transmitted_by_symbol)
