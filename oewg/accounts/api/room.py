"""Where do the operations on those who take part hang?"""

from flask import Blueprint

api = Blueprint("accounts_api", __name__)
