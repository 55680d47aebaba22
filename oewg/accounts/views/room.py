"""Where do the pages of those who take part hang? One blueprint, and its places in the head of every page."""

from flask import Blueprint
from flask_babel import lazy_gettext

from oewg.accounts.door.frame import in_navigation

pages = Blueprint("accounts", __name__)
in_navigation("accounts.delegations", lazy_gettext("Delegations"), place=85)
in_navigation("accounts.people", lazy_gettext("People"), "read_accounts", place=90)
