"""Are a thousand submissions listed and filtered with as many queries as ten?"""

import pytest
from sqlalchemy import insert, update

from oewg.accounts import queries as accounts
from oewg.accounts.actions import rebuild_index
from oewg.accounts.models import Organization
from oewg.accounts.queries import Narrowed
from oewg.consultations import queries
from oewg.consultations.models import Signature, Submission, SubmissionAnswer
from oewg.core import search
from tests.consultations.given import FAR, a_published_submission, an_open_call
from tests.world import World

MANY = 1_000
MOST_QUERIES = 25


def fill(world: World, call_id: int) -> None:
    """A thousand organizations, each with a published submission that answers the question, every third co-signed."""
    question = world.read(queries.call, call_id).questions[0].id
    with world.writing() as db:
        account = world.viewer("stakeholder", db).account_id
        first = 10_000
        db.execute(
            insert(Organization),
            [
                {
                    "id": first + n, "name": f"Body {n}", "sector": ("business", "academia")[n % 2], "country": "KEN",
                    "consultative_status": False, "purpose": "P", "registered_at": world.at, "accredited_since": world.at,
                }
                for n in range(MANY)
            ],
        )  # fmt: skip
        db.execute(
            insert(Submission),
            [
                {
                    "id": first + n, "call_id": call_id, "organization_id": first + n, "version": 1, "title": f"Input {n}",
                    "words": "W.", "language": ("en", "fr")[n % 2], "consent": ("named", "anonymous")[n % 5 == 0],
                    "digest": "", "submitted_at": world.at, "submitted_by": account, "published_at": world.at,
                    "return_reason": "",
                }
                for n in range(MANY)
            ],
        )  # fmt: skip
        db.execute(
            insert(SubmissionAnswer),
            [{"submission_id": first + n, "question_id": question, "words": "A."} for n in range(MANY)],
        )
        db.execute(
            insert(Signature),
            [
                {
                    "submission_id": first + n, "organization_id": first + (n + 1) % MANY, "invited_at": world.at,
                    "answer": "accepted", "answered_at": world.at, "answered_by": account,
                }
                for n in range(0, MANY, 3)
            ],
        )  # fmt: skip


ADDRESSES = [
    "/submissions", "/submissions?page=7", "/submissions?sector=business&written_in=en&standing=published",
    "/submissions?call=1&disposition=noted&element=threats", "/calls/1", "/api/v1/submissions?limit=200",
    "/api/v1/submissions?limit=50&written_in=fr&standing=published", "/organizations/10001",
]  # fmt: skip


@pytest.mark.parametrize("who", ["public", "secretariat"])
def test_a_thousand_submissions_ask_no_more_than_one(site: World, who: str) -> None:
    call_id = an_open_call(site, FAR)
    a_published_submission(site, call_id=call_id)
    browser = site.as_(who)

    def asked(address: str) -> int:
        browser.get(address)
        with site.counting() as sent:
            assert browser.get(address).status_code in (200, 404)
        return len(sent)

    few = [asked(address) for address in ADDRESSES[:-1]]
    fill(site, call_id)
    many = [asked(address) for address in ADDRESSES[:-1]]
    # A list that was empty loads nothing beside its rows; one that is not loads a fixed number of things.
    assert max(many) <= MOST_QUERIES
    assert many[0] == few[0]
    assert asked(ADDRESSES[-1]) <= MOST_QUERIES


def test_filters_find_what_they_say_and_nothing_of_whom_the_viewer_may_not_know(site: World) -> None:
    call_id = an_open_call(site, FAR)
    fill(site, call_id)
    public, secretariat = site.viewer("public"), site.viewer("secretariat")

    def total(viewer: object, **asked: object) -> int:
        return site.read(queries.submissions, viewer, **asked).total  # type: ignore[arg-type]

    assert (total(public), total(secretariat)) == (MANY, MANY)
    assert (total(secretariat, sector="business"), total(public, sector="business")) == (500, 400)
    assert total(public, written_in="fr") == 500
    assert (total(public, standing="published"), total(public, standing="received")) == (MANY, 0)
    assert total(public, element="threats") == 0
    lead_and_signer = 10_001  # leads its own, and co-signed that of body 0, which is not to be named
    assert total(secretariat, organization_id=lead_and_signer) == 2
    assert total(public, organization_id=lead_and_signer) == 1


def test_a_thousand_are_searched_with_as_many_queries_as_one_and_by_sector_without_whom_nobody_may_know(
    site: World,
) -> None:
    call_id = an_open_call(site, FAR)
    a_published_submission(site, call_id=call_id)
    browser = site.as_("public")
    addresses = ("/search?q=input&kind=submission", "/search?q=input&kind=submission&sector=business&page=3")

    def asked(address: str) -> int:
        browser.get(address)
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    with site.writing() as db:
        db.execute(update(Submission).values(title="Input of one"))
        rebuild_index(db)
    few = asked(addresses[0])
    fill(site, call_id)
    with site.writing() as db:
        rebuild_index(db)
    assert [asked(address) for address in addresses] == [few, few]

    def found(who: str, **narrowed: object) -> int:
        with site.database.reading() as db:
            hits = accounts.found(db, site.viewer(who, db), search.read("input"), Narrowed(**narrowed))  # type: ignore[arg-type]
        return hits.page.total

    assert (found("public"), found("public", sector="academia")) == (MANY + 1, 400)
    assert (found("secretariat", sector="business"), found("public", sector="business")) == (500, 400)
