"""Where do the negotiation's pages hang? One blueprint, and its places in the head of every page."""

from flask import Blueprint
from flask_babel import lazy_gettext

from oewg.accounts.door.frame import in_navigation

pages = Blueprint("negotiation", __name__)
in_navigation("negotiation.texts_list", lazy_gettext("Texts"), place=60)
in_navigation("negotiation.own_positions", lazy_gettext("Our positions"), "read_own_positions", place=65)
