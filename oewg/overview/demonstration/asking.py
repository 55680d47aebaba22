"""What are States asked, and what do they inform of? The answers to paragraph 4, before the group first met."""

from oewg.consultations import actions, queries
from oewg.consultations.models import NationalView
from oewg.consultations.rules.calls import Terms
from oewg.core.clock import local
from oewg.core.database import Database
from oewg.overview.demonstration import words_views as words
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.stage import Stage, stage


def states_inform_of_their_views(database: Database) -> None:
    """January to May 2019: States are asked the four questions of the resolution, and ten of them answer."""
    with stage(database, 2019, 1, 15) as on:
        terms = Terms(
            words.TITLE, queries.questions_of_the_resolution(on.db), on.now, local(2019, 5, 14, 18, zone=ZONE), ZONE,
            addressed_to="states",
        )  # fmt: skip
        call = actions.open_call(on.db, terms, by=on.sample("secretariat"), at=on.at()).id
        for day, code in enumerate(words.VIEWS, start=1):
            on.go_to(2019, 3 + day // 28, day % 28 + 1, 11)
            _inform(on, call, code, words.VIEWS[code])
        on.go_to(2019, 5, 10)
        first, second, *rest = words.VIEWS["KEN"]
        _inform(on, call, "KEN", (first, f"{second} {words.LATER}", *rest))


def _inform(on: Stage, call_id: int, code: str, answers: tuple[str, ...]) -> NationalView:
    call = queries.call(on.db, call_id)
    said = {question.id: words for question, words in zip(call.questions, answers, strict=False) if words}
    return actions.give_view(
        on.db, call, "", said, words.LANGUAGES.get(code, "en"), publish=code != words.FOR_DELEGATIONS,
        by=on.delegate_of(code), at=on.at(),
    )  # fmt: skip
