"""Does each co-signer sign these words with its own sign-in, and is nobody named who did not sign or is not to be named?"""

import pytest

from oewg.consultations import actions, queries
from oewg.consultations.models import Submission
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, NotFound, Refusal
from oewg.record import queries as record
from tests.accounts.given import told_now
from tests.consultations.given import FAR, a_submission, accredit_the_other, an_open_call, does, sent_back
from tests.world import World, words_of

OTHER = "Not Yet Heard"


def invites(world: World, number: int, organization: int, by: str = "stakeholder") -> None:
    def invite(db: Db, *, by: object, at: object) -> None:
        found = queries.submission(db, number, by).submission  # type: ignore[arg-type]
        whom = queries.organization(db, organization, by)  # type: ignore[arg-type]
        actions.invite_co_signer(db, found, whom, by=by, at=at)  # type: ignore[arg-type]

    world.act(invite, by=by)


def a_joint_submission(world: World, consent: str = "named", call_id: int | None = None) -> int:
    other = accredit_the_other(world)
    number = a_submission(world, consent, call_id or an_open_call(world, FAR))
    invites(world, number, other)
    return number


def names(world: World, number: int, who: str) -> list[str]:
    return [one.name for one in world.read(queries.submission, number, world.viewer(who)).co_signers]


def test_only_who_accepted_is_named(world: World) -> None:
    number = a_joint_submission(world)
    with pytest.raises(Refusal, match="Not all who were invited"):
        does(world, number, "publish_submission")
    does(world, number, "co_sign", by="pending")
    assert names(world, number, "stakeholder") == [OTHER]
    does(world, number, "publish_submission")
    assert names(world, number, "public") == [OTHER]
    (entry,) = world.read(record.entries_after, -1, ["public"], limit=9, act="publish_submission")
    assert entry.facts["co_signers"] == [world.viewer("pending").organization_id]
    own = world.read(
        queries.submissions, world.viewer("public"), organization_id=world.viewer("pending").organization_id
    )
    assert [line.submission.id for line in own.items] == [number]


def test_who_declined_is_not_named_and_reads_it_no_longer(world: World) -> None:
    number = a_joint_submission(world)
    world.read(queries.submission, number, world.viewer("pending"))
    does(world, number, "decline_to_co_sign", by="pending")
    with pytest.raises(NotFound):
        world.read(queries.submission, number, world.viewer("pending"))
    does(world, number, "publish_submission")
    assert names(world, number, "public") == []


def test_a_signature_is_given_and_taken_back_before_the_deadline_alone(world: World) -> None:
    other = accredit_the_other(world)
    call_id = an_open_call(world)
    number = a_submission(world, call_id=call_id)
    invites(world, number, other)
    closes = world.read(queries.call, call_id).closes_at
    does(world, number, "co_sign", by="pending")
    with pytest.raises(Refusal, match="answered so already"):
        does(world, number, "co_sign", by="pending")
    with pytest.raises(Refusal, match="late"):
        does(world, number, "decline_to_co_sign", by="pending", at=closes)
    does(world, number, "publish_submission", at=closes)
    assert names(world, number, "public") == [OTHER]
    with pytest.raises(Refusal, match="published as it was signed"):
        does(world, number, "decline_to_co_sign", by="pending", at=closes)


def test_whoever_did_not_answer_by_the_deadline_is_not_named_and_holds_nothing_up(world: World) -> None:
    other = accredit_the_other(world)
    call_id = an_open_call(world)
    number = a_submission(world, call_id=call_id)
    invites(world, number, other)
    does(world, number, "publish_submission", at=world.read(queries.call, call_id).closes_at)
    assert names(world, number, "public") == []


def test_whoever_did_not_answer_reads_what_was_published_as_everybody_does(world: World) -> None:
    call_id = an_open_call(world)
    number = a_joint_submission(world, "anonymous", call_id)
    assert world.read(queries.submission, number, world.viewer("pending")).insider
    world.tick(60 * 24 + 1)
    does(world, number, "publish_submission")
    line = world.read(queries.submission, number, world.viewer("pending"))
    assert (line.insider, line.author) == (False, "")


def test_a_later_version_asks_again_whoever_did_not_decline(world: World) -> None:
    number = a_joint_submission(world)
    does(world, number, "co_sign", by="pending")
    call_id = world.read(queries.submission, number, world.viewer("stakeholder")).submission.call_id
    later = a_submission(world, call_id=call_id, words="Two plans.")
    assert names(world, later, "stakeholder") == []
    with pytest.raises(Refusal, match="asked again"):
        does(world, number, "decline_to_co_sign", by="pending")
    does(world, later, "decline_to_co_sign", by="pending")
    third = a_submission(world, call_id=call_id, words="Three plans.")
    with world.database.reading() as db:
        assert db.get_one(Submission, third).signatures == []


def test_what_was_sent_back_is_signed_again_when_it_comes_repaired_after_the_close(world: World) -> None:
    other = accredit_the_other(world)
    call_id = an_open_call(world)
    number = a_submission(world, call_id=call_id)
    invites(world, number, other)
    closes = world.read(queries.call, call_id).closes_at
    sent_back(world, number, at=closes)
    with pytest.raises(Refusal, match="sent back"):
        does(world, number, "co_sign", by="pending", at=closes)
    repaired = a_submission(world, call_id=call_id, words="Whole.", at=closes)
    organization = world.viewer("pending").organization_id
    assert organization
    assert [one.id for one in world.read(queries.invitations, organization, closes)] == [repaired]
    does(world, repaired, "co_sign", by="pending", at=closes)
    assert names(world, repaired, "stakeholder") == [OTHER]


def test_invitations_that_cannot_be_made_are_refused(world: World) -> None:
    waiting = world.viewer("pending").organization_id
    own = world.viewer("stakeholder").organization_id
    assert waiting
    assert own
    number = a_submission(world)
    with pytest.raises(NotFound):
        invites(world, number, waiting)
    with pytest.raises(Refusal, match="need not co-sign"):
        invites(world, number, own)
    accredit_the_other(world)
    invites(world, number, waiting)
    with pytest.raises(Refusal, match="already"):
        invites(world, number, waiting)
    with pytest.raises(NotAllowed, match="Only the organization that sent it"):
        invites(world, number, waiting, by="pending")


@pytest.mark.parametrize("consent", ["anonymous", "not_published"])
def test_nobody_of_a_submission_without_names_is_named_anywhere(site: World, consent: str) -> None:
    call_id = an_open_call(site, FAR)
    number = a_joint_submission(site, consent, call_id)
    does(site, number, "co_sign", by="pending")
    if consent == "anonymous":
        does(site, number, "publish_submission")
    told_now(site)
    numbers = [site.viewer(who).organization_id for who in ("pending", "stakeholder")]
    for who in ("public", "delegate", "chair", "admin"):
        browser = site.as_(who)
        for address in (
            "/submissions", f"/submissions/{number}", f"/calls/{call_id}", "/record", "/api/v1/submissions", "/search?q=cables",
            f"/api/v1/submissions/{number}", "/api/v1/record?limit=200", "/api/v1/search?q=cables",
        ):  # fmt: skip
            page = browser.get(address).text
            for name in ("Open Wires", OTHER, *(f"organization:{one}" for one in numbers)):
                assert name not in page, (who, address, name)
        for one in numbers:
            assert "On cables" not in browser.get(f"/organizations/{one}").text
    for who, known in (("stakeholder", [OTHER]), ("pending", [OTHER]), ("secretariat", [OTHER])):
        assert names(site, number, who) == known


def test_of_a_submission_without_names_a_co_signer_knows_who_leads_and_no_other_co_signer(world: World) -> None:
    number = a_joint_submission(world, "anonymous")
    assert world.read(queries.submission, number, world.viewer("pending")).author == "Open Wires"
    assert names(world, number, "pending") == []


def test_a_co_signer_is_told_where_it_stands_and_answers_on_the_page(site: World) -> None:
    told_now(site)
    number = a_joint_submission(site)
    assert ("own_organization", "invite_co_signer", True) in told_now(site)["pending"]
    browser = site.as_("pending")
    for address in ("/", "/organization"):
        assert f"/submissions/{number}#sign" in browser.get(address).text
    page = words_of(browser.does(f"/submissions/{number}/sign", f"/submissions/{number}", form="sign"))
    assert "You have co-signed it" in page
    lead = words_of(site.as_("stakeholder").get(f"/submissions/{number}"))
    assert f"{OTHER}: has signed" in lead
    assert f"/submissions/{number}#sign" not in browser.get("/").text
    assert site.as_("delegate").post(f"/submissions/{number}/sign").status_code == 403


def test_programs_invite_and_sign(site: World) -> None:
    other = accredit_the_other(site)
    number = a_submission(site, call_id=an_open_call(site, FAR))
    lead, signer = site.program("stakeholder"), site.program("pending")
    invited = lead("POST", f"/submissions/{number}/co-signers", {"organization": other})
    assert (invited.status_code, [one["answer"] for one in invited.get_json()["items"]]) == (201, [None])
    assert [one["submission"] for one in signer("GET", "/organization/invitations").get_json()["items"]] == [number]
    assert lead("GET", "/organization/invitations").get_json()["items"] == []
    assert signer("POST", f"/submissions/{number}/sign", {}).get_json()["co_signers"] == [OTHER]
    assert signer("GET", "/organization/invitations").get_json()["items"] == []
    assert signer("GET", f"/submissions/{number}/co-signers").status_code == 404
    assert lead("GET", f"/submissions/{number}/receipt").get_json()["number"] == number
    assert signer("GET", f"/submissions/{number}/receipt").status_code == 404


def test_publication_is_offered_when_all_have_answered_and_until_then_the_page_says_for_whom_it_waits(
    site: World,
) -> None:
    number = a_joint_submission(site)
    secretariat = site.as_("secretariat")
    page = secretariat.get(f"/submissions/{number}")
    assert "It is published when all who were invited to co-sign have answered" in words_of(page)
    assert 'id="publish"' not in page.text
    does(site, number, "co_sign", by="pending")
    page = secretariat.get(f"/submissions/{number}")
    assert 'id="publish"' in page.text
    assert "It is published when" not in words_of(page)
