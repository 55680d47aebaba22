"""Where do the pages of the report hang? One blueprint, and its place in the head of every page."""

from typing import Any

from flask import Blueprint
from flask_babel import format_decimal, lazy_gettext

from oewg.accounts.door.frame import in_navigation
from oewg.report.rules.phrases import ordinal_words

pages = Blueprint("report", __name__)
in_navigation("report.report", lazy_gettext("Report"), place=80)


@pages.app_template_filter("figures")
def figures(number: int) -> str:
    """A whole number in the manner of the page's language: 10,700."""
    return str(format_decimal(number))


def on_piece(number: int, **filters: str) -> dict[str, Any]:
    """The address of the piece of a list that stands before whoever acts on it, for there they go on; the first needs no number."""
    place = {"page": number if number > 1 else None, **filters}
    return {name: value for name, value in place.items() if value}


pages.add_app_template_filter(ordinal_words, "ordinal")

KIND_NAMES = {
    "clean": lazy_gettext("Clean"),
    "rolling": lazy_gettext("Rolling text"),
    "redline": lazy_gettext("Redline"),
    "compendium": lazy_gettext("Compendium of explanations of position"),
}
