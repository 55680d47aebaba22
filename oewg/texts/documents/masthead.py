"""What stands at the right of a masthead: distribution, date and original language?"""

from oewg.texts.documents.description import Masthead
from oewg.texts.documents.languages import DISTRIBUTION_LABEL, ORIGINAL_LABEL


def issue_lines(masthead: Masthead) -> tuple[str, ...]:
    """The lines "Distr.: Limited", "12 March 2021", "Original: English", those that have something to say."""
    return tuple(
        line
        for said, line in (
            (masthead.distribution, f"{DISTRIBUTION_LABEL} {masthead.distribution}"),
            (masthead.date, masthead.date),
            (masthead.original_language, f"{ORIGINAL_LABEL} {masthead.original_language}"),
        )
        if said
    )
