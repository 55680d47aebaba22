"""What do people do with texts and with the register of documents?"""

from oewg.texts.actions.texts import (
    SITTING,
    StaleSave,
    add_provision,
    begin_text,
    check_marks,
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
    "SITTING",
    "StaleSave",
    "add_provision",
    "begin_text",
    "check_marks",
    "close_text",
    "continues",
    "freeze",
    "issue_edition",
    "move_provision",
    "release",
    "remove_provision",
    "revise",
]
