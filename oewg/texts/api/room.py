"""Where do the operations on texts and documents hang?"""

from flask import Blueprint

api = Blueprint("texts_api", __name__)
