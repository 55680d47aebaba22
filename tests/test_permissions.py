"""May everybody do what the table says, and nothing else? Every route and method, for every member of the cast."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import IntegerConverter, Rule

from oewg.accounts import actions
from oewg.accounts.models import Account
from oewg.accounts.rules.permissions import ACTS, ROLES, may
from tests.world import CAST, World

NOWHERE = {"int": 987654, "string": "nowhere", "default": "nowhere"}
WITHOUT_ACT = {"static"}
"""The stylesheet and the script: anybody's."""


def routes(app: Flask) -> list[tuple[str, str, str, str]]:
    """(endpoint, method, address, act) of every route, with arguments that lead nowhere."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint not in WITHOUT_ACT:
                act = getattr(app.view_functions[rule.endpoint], "act", "")
                found += [
                    (rule.endpoint, method, _address(app, rule), act)
                    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
                ]
    return found


def _address(app: Flask, rule: Rule) -> str:
    places = {}
    for name in rule.arguments:
        whole = isinstance(rule._converters[name], IntegerConverter)
        places[name] = NOWHERE["int"] if whole else NOWHERE["string"]
    built = rule.build(places)
    assert built is not None
    return str(built[1])


def test_every_route_asks_for_an_act_of_the_table(site: World) -> None:
    assert site.app
    missing = [(endpoint, method) for endpoint, method, _, act in routes(site.app) if act not in ACTS]
    assert missing == []


def test_every_act_of_the_table_is_asked_for_by_a_route(site: World) -> None:
    assert site.app
    assert set(ACTS) == {act for *_, act in routes(site.app)}


def test_the_table_gives_each_act_to_somebody() -> None:
    assert [act for act, roles in ACTS.items() if not roles] == []


def role(who: str) -> str:
    return {"second": "delegate"}.get(who, who)


def test_the_cast_has_every_role() -> None:
    assert {role(who) for who in [*CAST, "public"]} == set(ROLES)


@pytest.mark.parametrize("who", ["public", *CAST])
def test_each_role_is_let_through_exactly_where_the_table_says(site: World, who: str) -> None:
    assert site.app
    site.app.config["WTF_CSRF_ENABLED"] = False
    wrong = []
    headers = _token(site, who)
    for endpoint, method, address, act in routes(site.app):
        if address.startswith("/api/"):
            answer = site.app.test_client().open(
                address, method=method, headers=headers, json={} if method != "GET" else None
            )
        else:
            answer = site.as_(who).client.open(address, method=method, data={} if method != "GET" else None)
        refused = answer.status_code in (401, 403)
        assert answer.status_code < 500, (endpoint, method, answer.status_code)
        if refused == may(role(who), act):
            wrong.append((endpoint, method, act, answer.status_code))
    assert wrong == []


def _token(site: World, who: str) -> dict[str, str]:
    if who == "public":
        return {}
    with site.writing() as db:
        account = db.scalars(select(Account).where(Account.email == f"{who}@example.org")).one()
        token = actions.create_token(db, account, timedelta(days=3650), by=site.viewer(who, db), at=site.tick())
    return {"Authorization": f"Bearer {token}"}
