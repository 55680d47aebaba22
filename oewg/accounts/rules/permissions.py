"""Who may do which act? The one table; whoever wants to know reads it, whoever adds an act adds a row.

Columns, from left to right:
    public      nobody signed in
    pending     representative of an organization that is not accredited
    stakeholder representative of an accredited organization
    observer    acts for an observer State or organization
    delegate    alternate or adviser of a member delegation
    head        head of a member delegation
    coordinator speaks for a group, and for its own delegation
    chair       the chair of the working group
    bureau      vice-chair or rapporteur
    secretariat
    admin       administrator of the installation

Whole pages for some roles only are rows (read_board, read_accounts, read_own_positions). What of a page's contents a
person may *see* is not here: every query takes the viewer and answers accordingly.
"""

from oewg.core.errors import say

ROLES = (
    "public",
    "pending",
    "stakeholder",
    "observer",
    "delegate",
    "head",
    "coordinator",
    "chair",
    "bureau",
    "secretariat",
    "admin",
)

TABLE = """
act                      pub pen sta obs del hea coo cha bur sec adm
read                      x   x   x   x   x   x   x   x   x   x   x
sign_in                   x   x   x   x   x   x   x   x   x   x   x
keep_own_account          .   x   x   x   x   x   x   x   x   x   x
create_account            .   .   .   .   .   .   .   .   .   .   x
disable_account           .   .   .   .   .   .   .   .   .   .   x
give_capacity             .   .   .   .   .   .   .   .   .   x   x
read_accounts             .   .   .   .   .   .   .   .   .   x   x
erase_person              .   .   .   .   .   .   .   .   .   x   x
import_resolution         .   .   .   .   .   .   .   .   .   x   .
draft_text                .   .   .   .   .   .   .   .   .   x   .
revise_text               .   .   .   .   .   .   .   x   .   x   .
plan_meetings             .   .   .   .   .   .   .   .   .   x   .
receive_credentials       .   .   .   .   .   .   .   .   .   x   .
manage_delegation         .   .   .   .   .   x   .   .   .   .   .
check_in                  .   .   x   x   x   x   x   .   .   .   .
read_participants         .   .   .   x   x   x   x   x   x   x   .
conduct_meeting           .   .   .   .   .   .   .   x   .   x   .
file_statement            .   .   x   x   x   x   x   .   .   .   .
keep_statements           .   .   .   .   .   .   .   .   .   x   .
register_document         .   .   .   .   .   .   .   .   .   x   .
record_election           .   .   .   .   .   .   .   .   .   x   .
draft_minutes             .   .   .   .   .   .   .   .   .   x   .
end_office                .   .   .   .   .   .   .   .   .   x   .
inscribe                  .   .   x   x   x   x   x   .   .   .   .
raise_point_of_order      .   .   .   .   x   x   x   .   .   .   .
ask_to_reply              .   .   .   x   x   x   x   .   .   .   .
state_position            .   .   .   .   x   x   x   .   .   .   .
file_amendment            .   .   .   .   x   x   x   .   .   .   .
contest_editorial         .   .   .   .   x   x   x   .   .   .   .
reopen                    .   .   .   .   x   x   x   .   .   .   .
read_own_positions        .   .   .   .   x   x   x   .   .   .   .
clear_positions           .   .   .   .   .   x   .   .   .   .   .
align                     .   .   .   .   x   x   x   .   .   .   .
break_silence             .   .   .   .   x   x   x   .   .   .   .
explain_position          .   .   .   .   x   x   x   .   .   .   .
read_board                .   .   .   .   .   .   .   x   x   x   .
gavel                     .   .   .   .   .   .   .   x   .   .   .
form_package              .   .   .   .   .   .   .   x   .   .   .
conduct_silence           .   .   .   .   .   .   .   x   .   .   .
prepare_adoption          .   .   .   .   .   .   .   .   .   x   .
adopt                     .   .   .   .   .   .   .   x   .   .   .
register_organization     x   .   .   .   .   .   .   .   .   .   .
open_call                 .   .   .   .   .   .   .   .   .   x   .
submit_input              .   .   x   .   .   .   .   .   .   .   .
moderate_submission       .   .   .   .   .   .   .   .   .   x   .
hold_consultation         .   .   .   .   .   .   .   .   .   x   .
keep_fund                 .   .   .   .   .   .   .   .   .   x   .
read_fund                 .   .   .   .   .   .   .   x   .   x   .
read_own_contributions    .   .   .   x   x   x   x   .   .   .   .
issue_programme           .   .   .   .   .   .   .   x   .   .   .
read_prepared_programme   .   .   .   .   .   .   .   x   .   x   .
answer_scene_setting      .   .   x   x   x   x   x   .   .   x   .
register_person           .   .   x   .   .   .   .   .   .   .   .
withdraw_registration     .   x   x   .   .   .   .   .   .   x   .
ask_to_speak              .   .   x   .   .   .   .   .   .   .   .
post_written              .   .   x   .   .   .   .   .   .   .   .
withdraw_written          .   x   x   .   .   .   .   .   .   .   .
moderate_written          .   .   .   .   .   .   .   .   .   x   .
issue_summary             .   .   .   .   .   .   .   x   .   .   .
draft_input               .   .   x   .   x   x   x   .   .   .   .
co_sign                   .   .   x   .   .   .   .   .   .   .   .
give_view                 .   .   .   .   x   x   x   .   .   .   .
tie_input                 .   .   .   .   .   .   .   .   .   x   .
manage_organization       .   x   x   .   .   .   .   .   .   .   .
check_applications        .   .   .   .   .   .   .   .   .   x   .
issue_list                .   .   .   .   .   .   .   x   .   .   .
object_to_name            .   .   .   .   x   x   x   .   .   .   .
ask_basis                 .   .   .   .   x   x   x   .   .   .   .
decide_accreditation      .   .   .   .   .   .   .   x   .   x   .
compile_report            .   .   .   .   .   .   .   .   .   x   .
transmit_report           .   .   .   .   .   .   .   .   .   x   .
tie_source                .   .   .   .   .   .   .   .   .   x   .
draft_section             .   .   .   .   .   .   .   x   x   x   .
assign_section            .   .   .   .   .   .   .   x   .   x   .
suggest_words             .   .   .   .   .   .   .   x   .   .   .
keep_terms                .   .   .   .   .   .   .   .   .   x   .
keep_proceedings          .   .   .   .   .   .   .   .   .   x   .
translate_text            .   .   .   .   .   .   .   .   .   x   .
"""


def _read_table() -> dict[str, frozenset[str]]:
    rows = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {row[0]: frozenset(role for role, mark in zip(ROLES, row[1:], strict=True) if mark == "x") for row in rows}


ACTS = _read_table()
"""Act -> the roles that may do it."""


def may(role: str, act: str) -> bool:
    """May somebody in this role do this act? An act that has no row is nobody's: asking for it is a KeyError."""
    return role in ACTS[act]


PEOPLE = {
    "public": say("everybody"),
    "pending": say("representatives who are not yet accredited"),
    "stakeholder": say("accredited representatives"),
    "observer": say("observers"),
    "delegate": say("delegates"),
    "head": say("heads of delegation"),
    "coordinator": say("coordinators of groups"),
    "chair": say("the Chair"),
    "bureau": say("the Vice-Chairs and the Rapporteur"),
    "secretariat": say("the secretariat"),
    "admin": say("administrators"),
}


def who_may(act: str) -> list[str]:
    """Those who may do it, in marked words, in the order of the table: for whoever may not."""
    return [PEOPLE[role] for role in ROLES if role in ACTS[act]]
