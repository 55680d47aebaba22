"""With which headings and first paragraphs does the draft report begin? Those that the mandate's elements ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

from oewg.report.rules.phrases import ordinal_words


@dataclass(frozen=True)
class Asked:
    """An element of the mandate: its key, title, where the resolution asks for it, and in which words."""

    key: str
    title: str
    source: str
    quote: str


@dataclass(frozen=True)
class Section:
    """A heading with its first paragraph; `element` is the key of the element that they answer to, or ""."""

    heading: str
    words: str
    element: str = ""


def outline(symbol: str, elements: Iterable[Asked], report_to: int | None) -> list[Section]:
    """The sections of a draft report: remarks at the beginning, each element in its order, conclusions.

    `symbol` is that of the resolution, `report_to` the session of the General Assembly to which the group reports.
    """
    return [
        Section(
            "Introductory remarks",
            f"The present part of the report sets out the results of the work that the Working Group did under {symbol}, "
            "element by element of its mandate.",
        ),
        *(Section(element.title, _first_words(symbol, element), element.key) for element in elements),
        Section("Conclusions and recommendations", _conclusion(report_to)),
    ]


def _first_words(symbol: str, element: Asked) -> str:
    return (
        f"The Working Group considered the following element of its mandate ({symbol}, {element.source}): "
        f"“{element.quote.strip().rstrip('.;,')}”."
    )


def _conclusion(report_to: int | None) -> str:
    to = f"at its {ordinal_words(report_to)} session " if report_to else ""
    return f"The Working Group submits the present report to the General Assembly {to}for its consideration."
