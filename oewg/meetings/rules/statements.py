"""When may a statement be filed, delivered, corrected, published, withdrawn, and who reads it meanwhile?

A statement that is to be delivered is under embargo until it was: until then nobody but its delegation (or organization) and the
secretariat sees that there is one. The public reads it only while its delegation agrees. Practice of the United Nations ("check
against delivery"); written statements are circulated as they are filed.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.texts.documents.uploads import Upload

STANDINGS = {
    "embargo": say("under embargo until it is delivered"),
    "unpublished": say("not published"),
    "published": say("published"),
    "withdrawn": say("withdrawn"),
}
"""Where a statement stands, in words."""

FORMS = {"delivered": say("delivered at the meeting"), "written": say("filed in writing")}


@dataclass(frozen=True)
class Content:
    """What a version of a statement holds: words as typed, or a file (its safe name, kind and bytes) with the words read out of it."""

    words: str
    file_name: str | None = None
    media_type: str | None = None
    contents: bytes | None = None

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the file, or of the words in UTF-8."""
        return digest_of(self.words, self.contents)


def digest_of(words: str, contents: bytes | None) -> str:
    """Hex SHA-256 of a file, or without one of the words in UTF-8."""
    return hashlib.sha256(words.encode() if contents is None else contents).hexdigest()


def content(words: str, upload: Upload | None) -> Content:
    """What was sent: either typed words or a file, never both and never neither."""
    if upload is not None and words:
        raise Invalid(
            say("A statement is either typed or a file. Please empty the words or choose no file."),
            {"words": say("Empty this, or choose no file."), "file": say("Choose no file, or empty the words.")},
        )
    if upload is not None:
        return Content(upload.words, upload.name, upload.media_type, upload.contents)
    if not words:
        raise Invalid(say("Please type the words, or choose a file."), {"words": say("Please fill this in.")})
    return Content(words)


def standing_of(delivered_at: datetime | None, consented_at: datetime | None, withdrawn_at: datetime | None) -> str:
    """Where a statement stands: "embargo", "unpublished" (delivered or written, without consent), "published", "withdrawn"."""
    if withdrawn_at is not None:
        return "withdrawn"
    if delivered_at is None:
        return "embargo"
    return "unpublished" if consented_at is None else "published"


def own_audiences(delegation: str | None, group: str | None, organization: int | None) -> tuple[str, ...]:
    """The audiences whose statement it is: a delegation's code, with the group on whose behalf it speaks, or an organization."""
    if organization is not None:
        return (f"organization:{organization}",)
    return (f"delegation:{delegation}", *((f"group:{group}",) if group else ()))


def readers_of(own: Sequence[str], before: str, after: str) -> tuple[str, ...]:
    """Who may read that something was done with a statement: everybody, if the public could read it before or can after."""
    return ("public",) if "published" in (before, after) else (*own, "secretariat")


def heard_from(made: Sequence[datetime], delivered_at: datetime | None) -> int:
    """The place (from 0) of the version that stood when a statement was delivered, of those made at these instants in order.

    "Check against delivery": what was corrected before it was said has been said to nobody, and only its authors and
    the secretariat read it.
    """
    return max((place for place, at in enumerate(made) if delivered_at is not None and at <= delivered_at), default=0)


def check_meeting(cancelled_at: datetime | None) -> None:
    """Refuse a statement for a meeting that is not held."""
    if cancelled_at is not None:
        raise Refusal(
            say("This meeting was cancelled: please choose the one at which you speak, or which is held instead.")
        )


def check_item(text_kind: str, kind: str, removed: bool) -> None:
    """Refuse what is not an item of the agenda."""
    if text_kind != "agenda" or kind not in ("paragraph", "subparagraph") or removed:
        raise Invalid(
            say("A statement is on an item of the agenda; this is none."), {"item": say("Please choose an item.")}
        )


def check_speaks_on(kind: str, removed: bool) -> None:
    """Refuse to tie a statement to what nobody speaks on."""
    if removed:
        raise Refusal(say("A provision that you chose has been removed from its text: please choose again."))
    if kind == "footnote":
        raise Refusal(say("A footnote stands with its provision: please choose that."))


def check_own(own: bool, group: str | None) -> None:
    """Refuse what only those whose statement it is may do; for a group's statement its coordinator."""
    if not own and group:
        raise NotAllowed(say("Only the coordinator of %(group)s does this: the statement is the group’s."), group=group)
    if not own:
        raise NotAllowed(say("Only those whose statement it is do this."))


def check_stands(withdrawn_at: datetime | None) -> None:
    """Refuse what is done with a statement that was withdrawn."""
    if withdrawn_at is not None:
        raise Refusal(say("This statement has been withdrawn. It remains on record as it is."))


def check_corrects(before: str, after: str) -> None:
    """Refuse a correction (digests) that changes nothing."""
    if before == after:
        raise Refusal(say("This is the same as the version that stands: there is nothing to correct."))


def check_consents(consented_at: datetime | None) -> None:
    """Refuse to agree twice."""
    if consented_at is not None:
        raise Refusal(say("Your agreement to its publication is on record already."))


def check_withdraws_consent(consented_at: datetime | None) -> None:
    """Refuse to take back an agreement that was not given."""
    if consented_at is None:
        raise Refusal(say("It is not published: there is no agreement to take back."))


def check_delivers(form: str, delivered_at: datetime | None, opened_at: datetime | None) -> None:
    """Refuse to record as delivered what was filed in writing, was delivered already, or belongs to a meeting not yet opened."""
    if form == "written":
        raise Refusal(say("This statement was filed in writing: it is not delivered."))
    if delivered_at is not None:
        raise Refusal(say("This statement has been delivered already."))
    if opened_at is None:
        raise Refusal(say("Its meeting has not been opened yet: nothing can have been delivered at it."))


def folded(words: str) -> str:
    """Words as they are searched: without accents, in small letters, with single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if unicodedata.category(c) != "Mn")
    return " ".join(plain.casefold().split())


MOST_TERMS = 8


def terms(words: str) -> list[str]:
    """What is looked for: each term has to occur, at most eight of them; what stands in quotation marks is one term."""
    found: list[str] = []
    for place, piece in enumerate(folded(words.replace("“", '"').replace("”", '"')).split('"')):
        found += [piece.strip()] if place % 2 else piece.split()
    return [term for term in found if term][:MOST_TERMS]
