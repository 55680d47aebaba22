"""The pages of the register of documents: the list, one document, and what the secretariat does with it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received, told
from oewg.core.errors import Refusal
from oewg.texts import actions, queries
from oewg.texts.forms import DocumentForm, TranslationForm
from oewg.texts.models import DISTRIBUTIONS, OFFICIAL_LANGUAGES, Document
from oewg.texts.queries import DocumentsAsked
from oewg.texts.rules.documents import stands_beside
from oewg.texts.rules.symbols import distribution_of
from oewg.texts.views.room import pages

in_navigation("texts.documents", lazy_gettext("Documents"), place=55)
DISTRIBUTION_NAMES = {
    "general": lazy_gettext("General"),
    "limited": lazy_gettext("Limited"),
    "restricted": lazy_gettext("Restricted"),
    "conference_room": lazy_gettext("Conference room paper"),
}
KIND_LABELS = {
    "L.": lazy_gettext("Limited (L.)"),
    "CRP.": lazy_gettext("Conference room papers (CRP.)"),
    "WP.": lazy_gettext("Working papers (WP.)"),
    "INF/": lazy_gettext("Information (INF/)"),
    "plain": lazy_gettext("Others"),
}
STATE_NAMES = {
    "original": lazy_gettext("original"),
    "issued": lazy_gettext("issued"),
    "in_translation": lazy_gettext("in translation"),
    "requested": lazy_gettext("requested"),
    "": lazy_gettext("not requested"),
}
LANGUAGE_NAMES = {
    "ar": lazy_gettext("Arabic"),
    "zh": lazy_gettext("Chinese"),
    "en": lazy_gettext("English"),
    "fr": lazy_gettext("French"),
    "ru": lazy_gettext("Russian"),
    "es": lazy_gettext("Spanish"),
}


@pages.app_template_global("language_name")
def language_name(code: str) -> str:
    """The name of an official language in the language of the page."""
    return str(LANGUAGE_NAMES[code])


@pages.app_template_global("distribution_name")
def distribution_name(distribution: str) -> str:
    """For whom a document is, in words."""
    return str(DISTRIBUTION_NAMES[distribution])


def _among(name: str, known: object) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""  # type: ignore[operator]


@pages.get("/documents")
@asks("read")
def documents(desk: Desk) -> ResponseReturnValue:
    """The register of documents, the latest first, with the languages in which each can be read."""
    asked = DocumentsAsked(
        request.args.get("words", "").replace("\x00", "").strip()[:200], _among("kind", KIND_LABELS),
        _among("distribution", DISTRIBUTIONS), _among("in", OFFICIAL_LANGUAGES),
    )  # fmt: skip
    return render_template(
        "texts/documents.html",
        page=queries.documents(desk.db, desk.viewer, asked, number=page_number()),
        asked=asked,
        kinds=KIND_LABELS,
        distributions=[
            each for each in DISTRIBUTIONS if each != "restricted" or "delegations" in desk.viewer.audiences
        ],
        official=OFFICIAL_LANGUAGES,
        states=STATE_NAMES,
    )


@pages.get("/documents/new")
@asks("register_document")
def new_document(desk: Desk) -> ResponseReturnValue:
    """The form for registering a document: with the next free symbol of each kind, or what follows from one document."""
    of, what = request.args.get("of", ""), request.args.get("what", "")
    before = queries.document(desk.db, whole_number(of), desk.viewer).document if of else None
    following = queries.following_symbols(desk.db, before.symbol) if before else {}
    proposed = queries.proposed_symbols(desk.db, desk.at.year)
    symbol = following.get(what) or proposed["L."]
    return render_template(
        "texts/new_document.html",
        before=before,
        symbol=symbol,
        proposed=list(following.values()) if before else list(proposed.values()),
        distribution=before.distribution if before else distribution_of(symbol),
        replaces=before.symbol if before and what == "Rev" and not stands_beside(before.symbol) else "",
        distributions=DISTRIBUTION_NAMES,
        official=OFFICIAL_LANGUAGES,
    )


@pages.post("/documents")
@asks("register_document", again=new_document)
def register_document(desk: Desk) -> ResponseReturnValue:
    """Register a document."""
    form = received(DocumentForm)
    document = actions.register_document(
        desk.db, form.symbol, form.title, form.distribution, form.original_language, by=desk.viewer, at=desk.at,
        replaces=queries.named_document(desk.db, form.replaces),
    )  # fmt: skip
    return done("register_document", "texts.document", document_id=document.id)


@pages.get("/documents/<int:document_id>")
@asks("read")
def document(desk: Desk, document_id: int) -> ResponseReturnValue:
    """One document: for whom it is, what it replaces, in which languages it can be read."""
    line = queries.document(desk.db, document_id, desk.viewer)
    keeps = desk.viewer.may("register_document")
    return render_template(
        "texts/document.html",
        line=line,
        document=line.document,
        kept=queries.kept_forms(desk.db, line.document),
        text=queries.text_of_document(desk.db, line.document) if not line.document.edition_id else None,
        states=STATE_NAMES,
        official=OFFICIAL_LANGUAGES,
        following=queries.following_symbols(desk.db, line.document.symbol) if keeps and not line.withdrawn else {},
        stays=_why_it_stays(desk, line.document) if keeps and not line.withdrawn else "",
    )


def _why_it_stays(desk: Desk, found: Document) -> str:
    """Why a document cannot be withdrawn; "" if it can."""
    try:
        actions.check_withdrawal(desk.db, found)
    except Refusal as refusal:
        return told(refusal)
    return ""


@pages.post("/documents/<int:document_id>/withdraw")
@asks("register_document", again=document)
def withdraw_document(desk: Desk, document_id: int) -> ResponseReturnValue:
    """Withdraw a document."""
    found = queries.document(desk.db, document_id, desk.viewer).document
    actions.withdraw_document(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_document", "texts.document", document_id=document_id)


@pages.post("/documents/<int:document_id>/translations")
@asks("register_document", again=document)
def set_translation(desk: Desk, document_id: int) -> ResponseReturnValue:
    """Record how far a translation is."""
    form = received(TranslationForm)
    found = queries.document(desk.db, document_id, desk.viewer).document
    actions.set_translation(desk.db, found, form.language, form.state, by=desk.viewer, at=desk.at)
    return done("set_translation", "texts.document", document_id=document_id, anchor="languages")
