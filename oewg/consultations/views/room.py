"""Where do the pages of consultations hang? One blueprint, and its places in the head of every page."""

from flask import Blueprint
from flask_babel import lazy_gettext

from oewg.accounts.door.frame import in_navigation

pages = Blueprint("consultations", __name__)
in_navigation("consultations.consultations", lazy_gettext("Consultations"), place=70)
in_navigation("consultations.accreditation", lazy_gettext("Accreditation"), "check_applications", place=75)
in_navigation("consultations.waiting", lazy_gettext("Dispositions"), "tie_input", place=76)
