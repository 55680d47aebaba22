"""Where do the operations on meetings hang?"""

from flask import Blueprint

api = Blueprint("meetings_api", __name__)
