"""What do registered organizations contribute in writing, and who reads it?"""

import io
from typing import Any

import pytest

from oewg.accounts.models import Organization
from oewg.consultations import queries
from oewg.consultations.actions import Link
from oewg.core.errors import Invalid, NotFound, Refusal
from tests.accounts.given import told_now
from tests.consultations.given import a_submission, does
from tests.consultations.given_consultation import a_consultation, moderates, person, posts, registers
from tests.world import World, words_of


def a_registered_consultation(world: World) -> int:
    number = a_consultation(world)
    registers(world, number)
    person(world, number, "Ana")
    return number


def seen(world: World, written: int, who: str) -> str | None:
    """The author as somebody reads it; none if the contribution is not there for them."""
    try:
        return world.read(queries.written_contribution, written, world.viewer(who)).author
    except NotFound:
        return None


def test_only_a_registered_organization_contributes(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    with pytest.raises(Refusal, match="not registered"):
        posts(world, number)
    person(world, number, "Ana")
    assert posts(world, number)


@pytest.mark.parametrize(
    ("consent", "published", "public"),
    [("named", False, None), ("named", True, "Open Wires"), ("anonymous", True, ""), ("not_published", False, None)],
)
def test_a_contribution_is_read_as_its_authors_consented(
    world: World, consent: str, published: bool, public: str | None
) -> None:
    written = posts(world, a_registered_consultation(world), consent=consent, published=published)
    assert [seen(world, written, who) for who in ("public", "delegate", "chair")] == [public] * 3
    assert [seen(world, written, who) for who in ("stakeholder", "secretariat")] == ["Open Wires"] * 2


def test_it_is_moderated_once_and_for_form_alone(world: World) -> None:
    number = a_registered_consultation(world)
    private = posts(world, number, consent="not_published")
    with pytest.raises(Refusal, match="did not consent"):
        moderates(world, private, "publish_written")
    published = posts(world, number, published=True)
    for verb, more in (("publish_written", ()), ("return_written", ("Too long.",))):
        with pytest.raises(Refusal, match="published already"):
            moderates(world, published, verb, *more)
    returned = posts(world, number)
    with pytest.raises(Invalid):
        moderates(world, returned, "return_written", "")
    moderates(world, returned, "return_written", "It is cut short.")
    with pytest.raises(Refusal, match="sent back"):
        moderates(world, returned, "publish_written")


def test_what_is_withdrawn_is_read_by_its_authors_and_the_secretariat_alone(world: World) -> None:
    written = posts(world, a_registered_consultation(world), published=True)
    with pytest.raises(Refusal, match="Only the organization"):
        moderates(world, written, "withdraw_written", by="secretariat")
    moderates(world, written, "withdraw_written", by="stakeholder")
    assert [seen(world, written, who) for who in ("public", "stakeholder", "secretariat")] == [
        None,
        *["Open Wires"] * 2,
    ]
    with pytest.raises(Refusal, match="withdrawn already"):
        moderates(world, written, "withdraw_written", by="stakeholder")


def test_an_organization_withdraws_also_when_it_is_not_accredited_any_more(site: World) -> None:
    number = a_registered_consultation(site)
    first, second = posts(site, number, published=True), posts(site, number, published=True)
    organization = site.viewer("stakeholder").organization_id
    with site.writing() as db:
        db.get_one(Organization, organization).accredited_until = site.at
    former, at = site.as_("stakeholder"), f"/written-contributions/{first}"
    assert "Withdraw it" in former.get(at).text
    former.does(f"{at}/withdraw", page=at, form="withdraw")
    assert site.program("stakeholder")("POST", f"/written-contributions/{second}/withdraw").status_code == 200
    for each in (first, second):
        assert seen(site, each, "public") is None


def test_what_a_contribution_links_is_told_to_whoever_may_read_it(site: World) -> None:
    number = a_registered_consultation(site)
    submission = a_submission(site)

    def link(db):  # type: ignore[no-untyped-def]
        return Link(submission=queries.submission(db, submission, site.viewer("secretariat", db)).submission)

    written = posts(site, number, words="", link=link, published=True)
    listed, page = f"/consultations/{number}/written-contributions", f"/written-contributions/{written}"

    def told(who: str) -> tuple[int | None, bool]:
        (found,) = site.program(who)("GET", listed).get_json()["items"]
        return found["submission"], f"/submissions/{submission}" in site.as_(who).get(page).text

    assert {who: told(who) for who in ("delegate", "stakeholder", "secretariat")} == {
        "delegate": (None, False), "stakeholder": (submission, True), "secretariat": (submission, True),
    }  # fmt: skip
    does(site, submission, "publish_submission")
    assert told("delegate") == (submission, True)


@pytest.mark.parametrize(("consent", "refused"), [("named", False), ("anonymous", True), ("not_published", True)])
def test_a_submission_is_linked_only_if_it_may_bear_the_organizations_name(
    world: World, consent: str, refused: bool
) -> None:
    number = a_registered_consultation(world)
    submission = a_submission(world, consent)

    def link(db):  # type: ignore[no-untyped-def]
        return Link(submission=queries.submission(db, submission, world.viewer("secretariat", db)).submission)

    if refused:
        with pytest.raises(Invalid, match="shows whose"):
            posts(world, number, words="", link=link)
    else:
        assert posts(world, number, words="", link=link)


def test_nothing_tells_whose_an_anonymous_one_is(site: World) -> None:
    number = a_registered_consultation(site)
    told_now(site)
    written = posts(site, number, consent="anonymous", published=True)
    for who in ("public", "delegate", "chair", "pending"):
        reader = site.as_(who)
        for address in (
            f"/written-contributions/{written}",
            f"/consultations/{number}/contributions",
            f"/api/v1/consultations/{number}/written-contributions",
        ):
            page = reader.get(address)
            assert page.status_code == 200
            assert "On cables" in page.text
            assert "Open Wires" not in page.text, (who, address)
            assert "data-theme" not in page.text, "a theme of the mandate is not one of colours"
    hints = [
        quietly
        for who, each in told_now(site).items()
        for _, act, quietly in each
        if act == "publish_written" and who == "stakeholder"
    ]
    assert hints == [True]


def test_the_name_of_a_file_does_not_name_an_organization_that_is_not_to_be_named(site: World) -> None:
    number = a_registered_consultation(site)
    address = f"/consultations/{number}/contributions"
    theme = str(site.read(queries.elements_of, [number])[number][0].id)
    file = (io.BytesIO(b"Two plans are better."), "open-wires.txt")
    sent: dict[str, Any] = {"form": "post", "theme": theme, "title": "On cables", "consent": "anonymous", "file": file}
    site.as_("stakeholder").does(address, **sent)
    page = site.read(queries.written_contributions, site.viewer("secretariat"), number)
    at = f"/written-contributions/{page.items[0].contribution.id}"
    moderates(site, page.items[0].contribution.id, "publish_written")
    public = site.as_("public")
    assert "attachment.txt" in public.get(at).text
    for each in (at, f"/api/v1{address.replace('contributions', 'written-contributions')}"):
        assert "open-wires" not in public.get(each).text
    assert "open-wires" not in public.get(f"{at}/file").headers["Content-Disposition"]
    for who in ("stakeholder", "secretariat"):
        assert "open-wires.txt" in site.as_(who).get(at).text


def test_a_representative_posts_words_or_a_file_on_the_page_and_the_secretariat_publishes(site: World) -> None:
    number = a_registered_consultation(site)
    address = f"/consultations/{number}/contributions"
    theme = str(site.read(queries.elements_of, [number])[number][0].id)
    representative, secretariat = site.as_("stakeholder"), site.as_("secretariat")
    sent = {"form": "post", "theme": theme, "title": "On cables", "words": "Cables need a plan.", "consent": "named"}
    assert "the secretariat looks at its form" in words_of(representative.does(address, **sent))
    assert representative.post(address, **{**sent, "words": ""}).status_code == 422
    with_file: dict[str, Any] = {**sent, "words": "", "file": (io.BytesIO(b"Two plans are better."), "../plan.txt")}
    representative.does(address, **with_file)
    page = site.read(queries.written_contributions, site.viewer("secretariat"), number)
    found = page.items[0].contribution
    assert (found.file_name, found.words) == ("plan.txt", "Two plans are better.")
    at = f"/written-contributions/{found.id}"
    assert site.as_("public").get(at).status_code == 404
    assert site.as_("public").get(f"{at}/file").status_code == 404
    secretariat.does(f"{at}/publish", page=at, form="publish")
    file = site.as_("public").get(f"{at}/file")
    assert file.data == b"Two plans are better."
    assert file.headers["Content-Disposition"].startswith("attachment")
    other = page.items[1].contribution.id
    at = f"/written-contributions/{other}"
    assert "Too short." in words_of(secretariat.does(f"{at}/send-back", page=at, form="return", reason="Too short."))
    assert "Withdraw it" in representative.get(at).text
