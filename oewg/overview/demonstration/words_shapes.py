"""In what shapes do the words of the exercise come?

A place in the report is a section's key and the index of a paragraph in it, counted from 0.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """An item of the agenda, the keys of the mandate elements it takes up, and its subitems."""

    words: str
    elements: tuple[str, ...] = ()
    subitems: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Note:
    """A footnote: the key by which a wording calls it, as in `[^n1]`, and its words."""

    key: str
    words: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the report, in the inline form, with its subparagraphs and footnotes."""

    words: str
    subparagraphs: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the report. The key is that of a mandate element, or "introduction" or "conclusions"."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Rewording:
    """A later wording of a paragraph, whole; its nature is "substantive" or "editorial"."""

    section: str
    index: int
    words: str
    nature: str


@dataclass(frozen=True)
class Proposal:
    """An amendment: `kind` is "replace", "insert" (after the paragraph) or "delete", which alone has no words."""

    section: str
    index: int
    kind: str
    words: str | None
    reason: str


@dataclass(frozen=True)
class Body:
    """An invented organization: its sector, the ISO alpha-3 code of where it is established, who speaks for it."""

    name: str
    sector: str
    country: str
    consultative_status: bool
    purpose: str
    representative: str


@dataclass(frozen=True)
class CallWords:
    """A call for input: its title and the questions that guide the answers."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Input:
    """What an organization submits, the place of the report it bears on, and what becomes of it there, with the reason.

    `consent` is "named", "anonymous" or "not_published"; `disposition` is "taken_up", "partly", "noted" or
    "outside_mandate".
    """

    organization: str
    title: str
    words: str
    consent: str
    section: str
    index: int
    disposition: str
    reason: str


@dataclass(frozen=True)
class Marked:
    """A passage of the submission with a title, by its first and last words, and what is said of it, if anything is yet.

    It rests at a place of the report (`section`, `index`), on an element of the mandate, or nowhere.
    """

    title: str
    first: str
    last: str
    disposition: str = ""
    reason: str = ""
    section: str = ""
    index: int = 0
    element: str = ""


@dataclass(frozen=True)
class ConsultationWords:
    """A consultative meeting: its title, the keys of its themes, the chair's summary: (theme or "", words) of each paragraph."""

    title: str
    themes: tuple[str, ...]
    summary: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Resolved:
    """A decision of the group in its words; `kind` is "dates", "organization" or "other"."""

    kind: str
    words: str
