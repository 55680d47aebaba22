"""How does a provision stand in another language: missing, draft or official, and does the version lag behind the original?

A version is of one revision. It lags when the revision in force is later than the one that was translated. Source: the six
official languages of the United Nations; General Assembly resolution 2 (I) (rules of procedure, rule 51).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from oewg.core.errors import Invalid, Refusal, say
from oewg.texts.rules.numbering import calls, cites

STATES = ("missing", "draft", "official")


@dataclass(frozen=True)
class Saved:
    """One saving of a version: the row, of which revision, the how manieth, whether it was made official."""

    id: int
    revision_id: int
    number: int
    official: bool


@dataclass(frozen=True)
class Standing:
    """How a provision stands in a language."""

    state: str
    """Of the revision in force: STATES."""
    official: int | None = None
    """The version that stands, of the revision in force."""
    draft: int | None = None
    """What a translator saved since, of the revision in force."""
    earlier: int | None = None
    """The last version of an earlier revision (an official one, if there is one), where none of this one is official."""

    @property
    def lags(self) -> bool:
        """Was an earlier wording translated, and is the one in force not yet?"""
        return self.earlier is not None


def standing(in_force: int, saved: Iterable[Saved]) -> Standing:
    """How a provision stands whose revision in force is given; `saved`: everything of it in one language."""
    rows = sorted(saved, key=lambda one: (one.revision_id, one.number))
    of_this = [one for one in rows if one.revision_id == in_force]
    official = max((one for one in of_this if one.official), key=lambda one: one.number, default=None)
    later = [one for one in of_this if official is None or one.number > official.number]
    draft = later[-1].id if later else None
    if official is not None:
        return Standing("official", official.id, draft)
    before = [one for one in rows if one.revision_id < in_force]
    earlier = next((one for one in reversed(before) if one.official), before[-1] if before else None)
    return Standing("draft" if draft else "missing", None, draft, earlier.id if earlier else None)


@dataclass(frozen=True)
class Progress:
    """How far a text is in a language: how many provisions it has, how many stand officially, in draft, lagging behind."""

    provisions: int
    official: int
    drafts: int
    lagging: int

    @property
    def missing(self) -> int:
        """How many have no version of the wording in force."""
        return self.provisions - self.official - self.drafts

    @property
    def complete(self) -> bool:
        """Does all of it stand officially?"""
        return 0 < self.provisions == self.official


def progress(standings: Iterable[Standing]) -> Progress:
    """How far a text is."""
    every = list(standings)
    official, drafts = (sum(one.state == state for one in every) for state in ("official", "draft"))
    return Progress(len(every), official, drafts, sum(one.lags for one in every))


def check_language(original: str, language: str) -> None:
    """Refuse a version in the language of the original."""
    if language == original:
        raise Refusal(say("This is the original language of the text: its words are changed in the text itself."))


def check_in_force(removed: bool, in_force: int, revision_id: int) -> None:
    """Refuse a version of what does not stand, or of wording that has been changed meanwhile."""
    if removed:
        raise Refusal(say("This provision has been removed from its text: it needs no version any more."))
    if in_force != revision_id:
        raise Refusal(
            say("The original has been changed since you opened it. Below is what changed; what you wrote is not lost.")
        )


def check_seen(latest: int, seen: int | None) -> None:
    """Refuse to write over what somebody else has saved since: `latest` and `seen` are numbers of versions, 0 for none."""
    if seen is not None and latest != seen:
        raise Refusal(
            say("Somebody else has saved a draft since you opened it. It stands below; what you wrote is not lost.")
        )


def check_marks(original: str, words: str) -> None:
    """Refuse a version that does not call the footnotes, or cite the provisions, that the original does."""
    missing = sorted(calls(original) - calls(words))
    further = sorted(calls(words) - calls(original))
    if missing or further:
        raise Invalid(
            say("The version must call the same footnotes as the original. Here it differs: %(marks)s."),
            {"words": say("Please set the footnote marks as in the original.")},
            marks=", ".join(f"[^{mark}]" for mark in [*missing, *further]),
        )
    if cites(original) != cites(words):
        raise Invalid(
            say("The version must cite the same provisions as the original."),
            {"words": say("Please keep the citations of the original.")},
        )


def check_changes(before: str | None, words: str) -> None:
    """Refuse to save the same once more."""
    if before == words:
        raise Refusal(say("This is what is saved already: there is nothing to record."))


def check_official(drafts: Collection[int], seen: int | None) -> None:
    """Refuse to make nothing official, and a draft (by number) that was saved after the latest that was `seen`.

    None where nobody looked at a page: then all that there are.
    """
    if not drafts:
        raise Refusal(say("There is no draft of the wording in force that could be made official."))
    if seen is not None and max(drafts) > seen:
        raise Refusal(say("Another draft has been saved since you opened the page: please read it first."))
