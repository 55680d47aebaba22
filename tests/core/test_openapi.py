"""Does the interface for programs do what its own document says?"""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from oewg.accounts import actions, queries
from tests.consultations.given import a_submission
from tests.meetings.given import an_open_meeting
from tests.negotiation.given import a_report
from tests.world import World


@pytest.mark.parametrize("who", ["public", "secretariat", "chair"])
def test_every_answer_is_as_documented(site: World, who: str) -> None:
    a_report(site)
    an_open_meeting(site)
    a_submission(site)
    headers = {}
    if who != "public":
        with site.database.reading() as db:
            account = queries.account_by_email(db, f"{who}@example.org")
        token = site.act(actions.create_token, account, timedelta(days=3650), by="admin")
        headers = {"Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.app)
    checked = 0
    found: Any
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def one(case: Any) -> None:
            # A schema cannot say everything that a rule refuses: a reason of blanks, an unknown zone.
            case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

        one()
        checked += 1
    assert checked > 30
