"""Where do the addresses of consultations for programs hang? One blueprint."""

from flask import Blueprint

api = Blueprint("consultations_api", __name__)
