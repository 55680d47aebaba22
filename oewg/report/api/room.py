"""Where do the addresses of the report for programs hang? One blueprint."""

from flask import Blueprint

api = Blueprint("report_api", __name__)
