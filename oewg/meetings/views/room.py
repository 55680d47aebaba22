"""Where do the pages of meetings hang? One blueprint, and its place in the head of every page."""

from flask import Blueprint
from flask_babel import lazy_gettext

from oewg.accounts.door.frame import in_navigation

pages = Blueprint("meetings", __name__)
in_navigation("meetings.sessions", lazy_gettext("Meetings"))
