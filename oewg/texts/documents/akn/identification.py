"""Under which names does a document stand among the others: as a work, in a language, as a file?

As DGACM names resolutions (/akn/un/statement/deliberation/unga/2020-12-31/75-240/eng@/!main.xml), to the last stroke, and much as the
naming convention of OASIS asks: kind, author, date and number of the work; its language; its parts after "!". A date that is not known is 0001-01-01,
as in DGACM's files. Nothing here knows of a clock: the same document is the same file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from oewg.texts.documents.akn.elements import OURS, element, lines
from oewg.texts.documents.description import Document, Masthead
from oewg.texts.documents.masthead import day_in, issued_on

LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""The official languages by their tags, and in the three letters of ISO 639 that DGACM uses."""
UNKNOWN_DATE = "0001-01-01"
_ORGANS = {"A": "unga", "S": "unsc", "E": "ecosoc"}


@dataclass(frozen=True)
class Names:
    """What a document is to Akoma Ntoso: element, @name, address of the work and its day, the day of issue, the language."""

    tag: str
    name: str
    work: str
    made: str
    issued: str
    language: str


def names_of(document: Document) -> Names:
    """A resolution is a `statement`, anything else a `doc` "report"; which it is, its symbol says."""
    head = document.masthead
    parts = head.symbol.split("/")
    organ = _ORGANS.get(parts[0], "un")
    if organ != "un":
        parts = parts[1:]
    issued = made = day_of(head)
    if parts[0] == "RES":  # a resolution is of the day on which it was adopted, which its title says
        kind, parts = ("statement", "resolution", "statement/deliberation"), parts[1:]
        made = _said(day_in(document.title) or issued_on(head))
    else:
        kind = ("doc", "report", "doc/report")
    number = quote("-".join(filter(None, parts)) or "nn", safe="")
    work = f"/akn/un/{kind[2]}/{organ}/{made}/{number}"
    return Names(kind[0], kind[1], work, made, issued, LANGUAGES.get(document.language, document.language))


def day_of(head: Masthead) -> str:
    """The masthead's date as "2021-03-12"."""
    return _said(issued_on(head))


def _said(day: date | None) -> str:
    return day.isoformat() if day else UNKNOWN_DATE


def identification(names: Names, part: str) -> Markup:
    """Work, expression and manifestation of the whole ("main") or of an annex ("annex_1")."""

    def level(tag: str, this: str, uri: str, dated: tuple[str, str], role: str, *more: Markup) -> Markup:
        return lines(
            tag,
            (
                element("FRBRthis", attributes={"value": this}),
                element("FRBRuri", attributes={"value": uri}),
                element("FRBRdate", attributes={"date": dated[0], "name": dated[1]}),
                element("FRBRauthor", attributes={"href": "#issuingBody", "as": f"#{role}"}),
                *more,
            ),
        )

    created = "adoption" if names.tag == "statement" else "generation"
    work, said = names.work, f"{names.work}/{names.language}@"
    return lines(
        "identification",
        (
            level(
                "FRBRWork", f"{work}/!{part}/", f"{work}/", (names.made, created), "author",
                element("FRBRcountry", attributes={"value": "un"}),
            ),
            level(
                "FRBRExpression", f"{said}!{part}/", f"{said}/", (names.issued, "publication"), "issuer",
                element("FRBRlanguage", attributes={"language": names.language}),
            ),
            level("FRBRManifestation", f"{said}/!{part}.xml", f"{said}.xml", (names.issued, "markup"), "editor"),
        ),
        {"source": "#source"},
    )  # fmt: skip


def references(document: Document, authors: Mapping[str, str]) -> Markup:
    """Whom and what the file speaks of; authors of changes by name, with the eId of each."""
    head = document.masthead
    known: Iterable[tuple[str, str, str, str]] = (
        ("TLCOrganization", "source", "organization/un/secretariat", "Secretariat"),
        ("TLCOrganization", "publisher", "organization/un/publisher", head.organization or "United Nations"),
        (
            "TLCOrganization",
            "issuingBody",
            "organization/un/issuingBody",
            head.body or head.organization or "United Nations",
        ),
        ("TLCRole", "author", "role/un/author", "Author"),
        ("TLCRole", "issuer", "role/un/issuer", "Issuer"),
        ("TLCRole", "editor", "role/un/editor", "Editor"),
        ("TLCConcept", "dateOfIssuance", "concept/un/dateOfIssuance", "Date of issuance"),
        ("TLCConcept", "symbol", "reference/un/symbol", "Symbol"),
        ("TLCConcept", "distribution", "concept/un/distribution", head.distribution or "Distribution"),
        *(("TLCOrganization", eid, f"organization/un/{_slug(name) or eid}", name) for name, eid in authors.items()),
    )
    return lines(
        "references",
        (
            element(tag, attributes={"eId": eid, "href": f"/akn/ontology/{path}", "showAs": shown})
            for tag, eid, path, shown in known
        ),
        {"source": "#source"},
    )


def signature() -> Markup:
    """By which the reader knows a file of ours: there every space is meant."""
    return element("proprietary", element("oewg:form", "1", {"xmlns:oewg": OURS}), {"source": "#source"})


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()
