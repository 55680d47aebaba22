"""What do people do with texts and with the register of documents?"""

from oewg.texts.actions.documents import (
    register_document,
    set_translation,
    withdraw_document,
)
from oewg.texts.actions.incoming import read_in
from oewg.texts.actions.texts import (
    StaleSave,
    add_provision,
    begin_text,
    check_fits,
    check_marks,
    check_moves,
    close_text,
    continues,
    freeze,
    issue_edition,
    move_provision,
    release,
    remove_provision,
    revise,
)

__all__ = [
    "StaleSave",
    "add_provision",
    "begin_text",
    "check_fits",
    "check_marks",
    "check_moves",
    "close_text",
    "continues",
    "freeze",
    "issue_edition",
    "move_provision",
    "read_in",
    "register_document",
    "release",
    "remove_provision",
    "revise",
    "set_translation",
    "withdraw_document",
]
