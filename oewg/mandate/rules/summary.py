"""How is a resolution that was read shown to a program and to a person at a terminal?"""

import textwrap
from collections.abc import Sequence
from typing import Any

from oewg.mandate.rules.pieces import Paragraph, Resolution

_WIDTH = 100


def as_data(resolution: Resolution) -> dict[str, Any]:
    """The resolution as JSON data; `text` is plain words, None for a note whose words the file lacks."""
    return {
        "symbol": resolution.symbol,
        "title": resolution.title,
        "session": resolution.session,
        "committee": resolution.committee,
        "agenda_item": resolution.agenda_item,
        "distribution": resolution.distribution,
        "date": resolution.date.isoformat() if resolution.date else None,
        "original_languages": list(resolution.original_languages),
        "sponsors": list(resolution.sponsors),
        "opening": resolution.opening,
        "preambular": [_paragraph_data(resolution, paragraph) for paragraph in resolution.preambular],
        "operative": [_paragraph_data(resolution, paragraph) for paragraph in resolution.operative],
        "rules": [_paragraph_data(resolution, paragraph) for paragraph in resolution.rules],
        "notes": [{"number": note.number, "text": note.plain} for note in resolution.notes],
        "unplaced": [{"line": block.line, "text": block.words} for block in resolution.unplaced],
    }


def as_report(resolution: Resolution) -> str:
    """What was found, in lines for a terminal, the words that were not placed last."""
    facts = {
        "Symbol": resolution.symbol or "not in the file",
        "Title": resolution.title or "not found",
        "Session": resolution.session or "not found",
        "Committee": resolution.committee or "not found",
        "Agenda item": resolution.agenda_item or "not found",
        "Distribution": resolution.distribution or "not found",
        "Date": f"{resolution.date:%d %B %Y}".lstrip("0") if resolution.date else "not found",
        "Original": ", ".join(resolution.original_languages) or "not found",
        "Opening": resolution.opening or "not found",
    }
    lines = [_short(f"{name + ':':<14}{fact}") for name, fact in facts.items()]
    lines += ["", f"Sponsors: {len(resolution.sponsors)}"]
    lines += textwrap.wrap("; ".join(resolution.sponsors), _WIDTH, initial_indent="  ", subsequent_indent="  ")
    lines += _paragraph_lines("Preambular paragraphs", resolution.preambular)
    lines += _paragraph_lines("Operative paragraphs", resolution.operative)
    lines += _paragraph_lines("Rules", resolution.rules)
    lines += ["", f"Notes: {len(resolution.notes)}"]
    lines += [_short(f"  {note.number:>6}  {note.plain}") for note in resolution.notes]
    lines += [
        f"  {number:>6}  marked in the text; its words are not in the file"
        for number in resolution.marked_without_words()
    ]
    lines += ["", f"Not placed: {len(resolution.unplaced)}"]
    lines += [f"  line {block.line}: {block.words}" for block in resolution.unplaced]
    return "\n".join(lines) + "\n"


def _paragraph_data(resolution: Resolution, paragraph: Paragraph) -> dict[str, Any]:
    data: dict[str, Any] = {
        "number": paragraph.number,
        "text": paragraph.plain,
        "notes": [
            {"number": number, "text": note.plain if (note := resolution.note(number)) else None}
            for number in paragraph.notes
        ],
    }
    if paragraph.subparagraphs:
        data["subparagraphs"] = [_paragraph_data(resolution, part) for part in paragraph.subparagraphs]
    return data


def _paragraph_lines(heading: str, paragraphs: Sequence[Paragraph]) -> list[str]:
    lines = ["", f"{heading}: {len(paragraphs)}"]
    for paragraph in paragraphs:
        lines.append(_short(f"  {paragraph.number:>6}  {paragraph.plain}"))
        lines += [_short(f"  {'':>6}  {part.number} {part.plain}") for part in paragraph.subparagraphs]
    return lines


def _short(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 2].rsplit(" ", 1)[0] + " …"
