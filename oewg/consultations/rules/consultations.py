"""Which meeting may be a consultation, and what may stand in the chair's summary of it?"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from oewg.core.errors import Invalid, Refusal, say


def check_consultation(formality: str, *, opened: bool = False, cancelled: bool = False) -> None:
    """Refuse a consultation at a formal meeting, at one that was cancelled, and at one that has been opened.

    Basis: paragraph 5 of the resolution; who pays for a consultation has to be known before it is held.
    """
    if cancelled:
        raise Invalid(say("This meeting has been cancelled."), {"meeting": say("Please choose another meeting.")})
    if opened:
        raise Invalid(
            say("This meeting has been opened: what pays for a consultation has to be known before it is held."),
            {"meeting": say("Please choose a meeting that has not been opened.")},
        )
    if formality != "informal":
        raise Invalid(
            say("A consultation is an informal meeting; this one is formal."),
            {"meeting": say("Please choose an informal meeting.")},
        )


def check_drafts_summary(opened: bool, drafted: bool) -> None:
    """Refuse a summary of what has not begun, and a second one."""
    if not opened:
        raise Refusal(say("A summary tells what was said; the meeting has not been opened yet."))
    if drafted:
        raise Refusal(say("The summary of this consultation has been drafted already: please edit it."))


def check_issues_summary(adjourned: bool, drafted: bool, closed_at: datetime | None) -> None:
    """Refuse to issue a summary before the last meeting is over, before it is drafted, and twice."""
    if not drafted:
        raise Refusal(say("The summary of this consultation has not been drafted yet."))
    if closed_at is not None:
        raise Refusal(say("The summary of this consultation has been issued already."))
    if not adjourned:
        raise Refusal(say("The summary is issued when every meeting of the consultation is over."))


def outline(themes: Iterable[str]) -> list[tuple[str, str]]:
    """(kind, words) of a summary as its drafting begins: whose it is, then a heading for each theme.

    Practice of the group: the summary is the chair's own, and attributes no view to a speaker.
    """
    preface = "The present summary is issued under the responsibility of the Chair. It attributes no view to a speaker."
    return [("paragraph", preface), *(("heading", each) for each in themes)]


def named_in(wordings: Iterable[str], names: Collection[str]) -> list[str]:
    """Which of these names stand in the wordings, in order; without regard to case and the kind of spaces."""
    said = _folded(" ".join(wordings))
    return sorted(
        {each for each in names if each.strip() and re.search(rf"(?<!\w){re.escape(_folded(each))}(?!\w)", said)}
    )


def check_names_nobody(named: Sequence[str]) -> None:
    """Refuse a summary that names, in its own voice, somebody who was not on the public programme."""
    if named:
        raise Refusal(
            say(
                "The summary attributes nothing to anybody who was not on the public programme, and it names: %(names)s."
            ),
            names="; ".join(named),
        )


def check_traces(text_id: int | None, summary_text_id: int | None, removed: bool, traced: bool) -> None:
    """Refuse a trace from anywhere but a standing provision of the summary, and the same one twice."""
    if summary_text_id is None or text_id != summary_text_id:
        raise Refusal(say("This provision does not stand in the summary of this consultation."))
    if removed:
        raise Refusal(say("This provision has been removed from its text: please choose one that stands."))
    if traced:
        raise Refusal(say("This is traced to the provision already."))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
