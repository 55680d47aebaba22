"""What may be sent, published, returned and tied? The rules as tables of cases."""

from datetime import UTC, datetime
from typing import Any

import pytest

from oewg.consultations.forms.accreditation import OrganizationForm
from oewg.consultations.forms.calls import CallForm
from oewg.consultations.rules import consultations
from oewg.consultations.rules import input as rules
from oewg.consultations.rules.moderation import CONTRIBUTION, SUBMISSION, Kind, check_publishable
from oewg.core.errors import Invalid, Refusal
from oewg.core.forms import parse

DAY = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published_as", "consent", "allowed"),
    [
        (None, "named", True),
        (None, "anonymous", True),
        (None, "not_published", True),
        ("named", "named", True),
        ("anonymous", "anonymous", True),
        ("named", "anonymous", False),
        ("named", "not_published", False),
        ("anonymous", "named", False),
        ("anonymous", "not_published", False),
    ],
)
def test_a_later_version_is_published_in_the_way_of_the_earlier(
    published_as: str | None, consent: str, allowed: bool
) -> None:
    if allowed:
        rules.check_consent(published_as, consent)
    else:
        with pytest.raises(Invalid, match="in the same way"):
            rules.check_consent(published_as, consent)


@pytest.mark.parametrize(
    ("kind", "consent", "published", "returned", "withdrawn", "refused"),
    [
        (SUBMISSION, "named", None, None, None, ""),
        (SUBMISSION, "anonymous", None, None, None, ""),
        (SUBMISSION, "not_published", None, None, None, "can be tied all the same"),
        (SUBMISSION, "named", DAY, None, None, "submission has been published already"),
        (SUBMISSION, "named", None, DAY, None, "send a new version"),
        (CONTRIBUTION, "anonymous", None, None, None, ""),
        (CONTRIBUTION, "not_published", None, None, None, "summary can tell of it"),
        (CONTRIBUTION, "named", DAY, None, None, "contribution has been published already"),
        (CONTRIBUTION, "named", None, DAY, None, "post another"),
        (CONTRIBUTION, "named", DAY, None, DAY, "has withdrawn"),
    ],
)  # fmt: skip
def test_what_may_be_published(
    kind: Kind, consent: str, published: datetime | None, returned: datetime | None, withdrawn: datetime | None,
    refused: str,
) -> None:  # fmt: skip
    if refused:
        with pytest.raises(Refusal, match=refused):
            check_publishable(kind, consent, published, returned, withdrawn)
    else:
        check_publishable(kind, consent, published, returned, withdrawn)


def test_a_consultation_is_an_informal_meeting() -> None:
    consultations.check_consultation("informal")
    with pytest.raises(Invalid, match="informal"):
        consultations.check_consultation("formal")


CALL = {
    "title": "T", "questions": "Q", "opens_at": "2020-01-01T10:00", "closes_at": "2020-02-01T10:00", "zone": "UTC",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "x" * 301}, "title"),
        ({"opens_at": "0001-01-01T00:00"}, "opens_at"),
        ({"closes_at": "9999-12-31T23:59"}, "closes_at"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"questions": " "}, "questions"),
    ],
)
def test_a_call_that_cannot_be_kept_is_refused_by_its_field(wrong: dict[str, Any], field: str) -> None:
    parse(CallForm, CALL)
    with pytest.raises(Invalid) as refused:
        parse(CallForm, {**CALL, **wrong})
    assert set(refused.value.fields) == {field}


def test_a_name_is_no_longer_than_what_is_kept() -> None:
    sent = {
        "sector": "business", "country": "FIN", "purpose": "P", "representative": "R", "email": "r@example.org",
    }  # fmt: skip
    assert parse(OrganizationForm, {**sent, "name": "x" * 200}).name == "x" * 200
    with pytest.raises(Invalid) as refused:
        parse(OrganizationForm, {**sent, "name": "x" * 201})
    assert refused.value.fields == {"name": "A name has at most 200 characters."}
