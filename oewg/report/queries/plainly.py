"""How is the story of a provision told on a shell: in plain lines, as everybody may know it?"""

from collections.abc import Iterable, Iterator, Mapping

from oewg.meetings.rules.words import long_date
from oewg.report.queries.origins import Origin, Speaker
from oewg.report.queries.story import Step, Story
from oewg.texts.documents.inline import plain
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import excerpt

SENTENCES = {
    "begun": "It enters the text",
    "worded": "New wording",
    "moved": "It moves to another place",
    "removed": "It is taken out of the text",
    "proposed": "A change is proposed",
    "withdrawn": "An amendment is withdrawn",
    "superseded": "An amendment is let go, or another takes its place",
    "contested": "It is contested that a change was editorial",
    "gavelled": "Agreed ad referendum",
    "reopened": "It is reopened",
    "silence": "The text is put under silence",
    "silence_broken": "The silence is broken",
    "silence_withdrawn": "The silence procedure is withdrawn",
    "issued": "Issued",
    "adopted": "Adopted, without a vote",
    "explained": "A delegation explains its position on it",
    "statement": "A statement",
    "view": "Views of a State on which it rests",
    "submission": "A submission",
    "decision": "A decision on which it rests",
}
UNATTRIBUTED = "the Chair’s text, without attribution"
LONGEST = 300


def told_plainly(story: Story, names: Mapping[int, str]) -> Iterator[str]:
    """The lines of a story. `names`: delegation -> its name."""
    yield f"{story.line.citation}. {plain(story.line.printed)}" if story.line else plain(story.words)
    for element, _ in story.elements:
        yield f"  answers to: {element.title} ({element.source})"
    for origin, tie in story.paragraphs:
        yield f"  rests on: {origin.title}: {tie.sentence}"
    if not story.rests:
        yield "  rests on nothing that everybody may know of"
    for step in story.steps:
        where = f", meeting {step.meeting.number}" if step.meeting else ""
        yield f"{long_date(step.at.date())}{where}: {_what(step, names)}"
        yield from (f"    {line}" for line in _said(step) if line)


def _what(step: Step, names: Mapping[int, str]) -> str:
    parts = [SENTENCES[step.kind]]
    if step.symbol:
        parts.append(f"as {step.symbol}")
    if step.revision:
        parts.append(f"(revision {step.revision})")
    if step.kind in ("begun", "worded"):
        taken = "; ".join(_named(each, names) for each in step.amendments)
        parts.append(f"– {taken or UNATTRIBUTED}")
    elif step.origin is not None and step.origin.kind in ("amendment", "submission"):
        parts.append(f"– {_named(step.origin, names)}")
    elif step.speakers or step.origin:
        parts.append(f"– {_by(step.speakers or (step.origin.speakers if step.origin else ()), names)}")
    return " ".join(part for part in parts if part != "– ")


def _named(origin: Origin, names: Mapping[int, str]) -> str:
    title = f"amendment {origin.title}" if origin.kind == "amendment" else origin.title
    by = _by(origin.speakers, names)
    return f"{title} ({by})" if by else title


def _by(speakers: Iterable[Speaker], names: Mapping[int, str]) -> str:
    found = []
    for one in speakers:
        name = names.get(one.delegation_id or 0, "")
        group = f"the group {one.group}" if one.group else ""
        found.append(one.organization or (f"{name}, for {group}" if name and group else name or group))
    return ", ".join(found)


def _said(step: Step) -> Iterator[str]:
    yield step.why
    if step.pieces:
        yield "".join(_marked(piece) for piece in excerpt(step.pieces))
    elif step.kind != "issued":
        words = plain(step.words)
        yield words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _marked(piece: Piece) -> str:
    kind, words = piece
    return {"insert": f"{{+{words}+}}", "delete": f"[-{words}-]"}.get(kind, words)
