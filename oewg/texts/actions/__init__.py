"""What do people do with texts and with the register of documents?"""

from oewg.texts.actions.documents import (
    check_withdrawal,
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
from oewg.texts.actions.versions import make_official, save_version, translate_title

__all__ = [
    "StaleSave",
    "add_provision",
    "begin_text",
    "check_fits",
    "check_marks",
    "check_moves",
    "check_withdrawal",
    "close_text",
    "continues",
    "freeze",
    "issue_edition",
    "make_official",
    "move_provision",
    "read_in",
    "register_document",
    "release",
    "remove_provision",
    "revise",
    "save_version",
    "set_translation",
    "translate_title",
    "withdraw_document",
]
