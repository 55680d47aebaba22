"""When may an organization contribute to a consultation, and withdraw what it contributed?"""

from datetime import datetime

from oewg.core.errors import Invalid, Refusal, say

CONSENTS = {
    "named": say("published under the organization’s name"),
    "anonymous": say("published without the organization’s name"),
    "not_published": say("not published"),
}


def check_posts(summary_issued: bool) -> None:
    """Refuse a contribution after the summary was issued: it would stand nowhere."""
    if summary_issued:
        raise Refusal(
            say(
                "The chair’s summary of this consultation has been issued: nothing more is taken in. A call for input may be open."
            )
        )


def check_link(linked: bool, words: bool, own: bool, consented: bool, consent: str) -> None:
    """Refuse a link to what is not the organization's own, or to what it did not agree to publish under its name.

    A link says whose the contribution is, and a named contribution would say whose an anonymous submission is.
    """
    if not linked:
        if not words:
            raise Invalid(say("Please type the words, or choose a file."), {"words": say("Please fill this in.")})
        return
    if words:
        raise Invalid(
            say("A contribution is words, a file, or a link to what you sent before: please choose one of them."),
            {"link": say("Leave this empty, or the words and the file.")},
        )
    if not own:
        raise Invalid(say("You link what your own organization sent."), {"link": say("Not your organization’s.")})
    if consent == "anonymous" or not consented:
        raise Invalid(
            say("A link shows whose it is: what you link is one that you agreed to publish under your organization’s name, and "
                "so is the contribution."),
            {"link": say("Type the words instead.")},
        )  # fmt: skip


def check_withdraws(own: bool, withdrawn_at: datetime | None) -> None:
    """Refuse to withdraw another organization's contribution, and one twice."""
    if not own:
        raise Refusal(say("Only the organization that posted a contribution withdraws it."))
    if withdrawn_at is not None:
        raise Refusal(say("This contribution has been withdrawn already."))
