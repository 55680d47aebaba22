"""What is looked for in the box in the head of every page?"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oewg.accounts.queries import Narrowed
from oewg.core.forms import Form
from oewg.texts.forms import Language

LONGEST_SEARCH = 200


class SearchForm(Form):
    """The words, one kind of things or all, and to what the search is narrowed; an empty field narrows nothing.

    `written_in`, because `language` in an address is that of the page.
    """

    q: Annotated[str, StringConstraints(max_length=LONGEST_SEARCH)] = ""
    kind: Annotated[str, StringConstraints(max_length=24)] = ""
    written_in: Language | Literal[""] = ""
    session: int = Field(0, ge=0)
    sector: Literal["", "business", "non_governmental", "academia"] = ""
    since: date | None = None
    until: date | None = None
    page: int = Field(1, ge=1, le=100_000)

    @property
    def narrowed(self) -> Narrowed:
        """To what the search is narrowed."""
        return Narrowed(self.written_in, self.session, self.sector, self.since, self.until)
