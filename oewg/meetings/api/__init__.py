"""Meetings for programs: the same acts and questions as on the pages."""

from oewg.meetings.api import (
    arrangements,
    check_in,
    credentials,
    floor,
    life,
    minutes,
    participants,
    sessions,
    speaking,
    statements,
    timetable,
)
from oewg.meetings.api.room import api

__all__ = [
    "api",
    "arrangements",
    "check_in",
    "credentials",
    "floor",
    "life",
    "minutes",
    "participants",
    "sessions",
    "speaking",
    "statements",
    "timetable",
]
