"""What one hears of, for programs."""

from oewg.accounts import actions, queries
from oewg.accounts.api.room import api
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.frame import told
from oewg.accounts.door.programs import Out, operation
from oewg.accounts.forms import NoticesForm
from oewg.accounts.models import Account
from oewg.accounts.rules.notices import offered


class TopicOut(Out):
    """A topic that is offered, and how often one hears of it."""

    topic: str
    about: str
    why: str
    pace: str
    proposed: str
    """How often, if nothing is chosen."""


class NoticesOut(Out):
    """What one hears of, and in which language."""

    language: str
    topics: list[TopicOut]


@operation(api, "/account/notices", act="keep_own_account", answers=NoticesOut, summary="What one hears of, how often")
def notices(desk: Desk) -> NoticesOut:
    """The topics that are offered, with what one has chosen."""
    return _out(desk, _own(desk))


@operation(
    api, "/account/notices", method="POST", act="keep_own_account", takes=NoticesForm, answers=NoticesOut,
    summary="Choose what to hear of, how often", status=200,
)  # fmt: skip
def choose_notices(desk: Desk, sent: NoticesForm) -> NoticesOut:
    """Choose; topics that are not named stay as they are."""
    account = _own(desk)
    actions.choose_notices(desk.db, account, sent.choices, by=desk.viewer, at=desk.at, language=sent.language)
    return _out(desk, account)


def _own(desk: Desk) -> Account:
    assert desk.viewer.account_id is not None
    return queries.account(desk.db, desk.viewer.account_id)


def _out(desk: Desk, account: Account) -> NoticesOut:
    chosen = queries.chosen_by(desk.db, account.id)
    topics = [
        TopicOut(
            topic=each.key, about=told(each.about), why=told(each.why), pace=chosen.pace(each), proposed=each.pace
        )
        for each in offered(desk.viewer.roles)
    ]  # fmt: skip
    return NoticesOut(language=account.language, topics=topics)
