"""Where do the pages of texts and documents hang? One blueprint."""

from flask import Blueprint

pages = Blueprint("texts", __name__)
