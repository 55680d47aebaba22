"""Does a head of delegation hear who acts for it, a person what is changed for them, and nobody else?"""

import re
from datetime import timedelta

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.rules.capacities import PUBLIC
from oewg.meetings import actions, queries
from oewg.meetings.rules.credentials import Named
from tests.accounts.given import letters_to, no_news, page_of, told_now, words
from tests.meetings.given_credentials import COUNSELLOR, a_letter, names, on_capacity
from tests.meetings.given_speaking import viewer_of
from tests.world import World, words_of

ADVISER = Named("Wambui Kamau", "wambui@example.org", "Adviser", "adviser")
OWN, HEAD, SECRETARIAT = "own_account", "own_delegation", "members_named"
GIVEN = [(OWN, "give_capacity", True)]


def test_the_head_hears_of_letters_and_of_persons_on_them_and_whoever_is_named_of_their_own_account(
    world: World,
) -> None:
    viewer_of(world, "KEN")  # another member: tells nobody who acts for the delegation
    told_now(world)
    letter, _ = a_letter(world, COUNSELLOR)
    assert told_now(world) == {"head": [(HEAD, "receive_credentials", True)], "otieno": GIVEN}
    with world.writing() as db:
        found = queries.letter_line(db, letter).letter
        actions.name_person(db, found, ADVISER, by=world.viewer("secretariat", db), at=world.tick())
    assert told_now(world) == {"head": [(HEAD, "name_person", True)], "wambui": GIVEN}


def test_the_letters_of_another_delegation_concern_its_own_head(world: World) -> None:
    told_now(world)
    a_letter(world, COUNSELLOR, code="FRA")
    assert told_now(world) == {"otieno": GIVEN}


def test_what_the_head_does_with_members_the_secretariat_and_the_member_hear(world: World) -> None:
    told_now(world)
    naming = names(world)
    assert told_now(world) == {"otieno": GIVEN, "secretariat": [(SECRETARIAT, "name_member", True)]}
    member = naming.person.capacity_id
    on_capacity(world, actions.change_title, member, "Minister-Counsellor")
    assert told_now(world) == {
        "otieno": [(OWN, "change_title", True)], "secretariat": [(SECRETARIAT, "change_title", True)],
    }  # fmt: skip
    on_capacity(world, actions.end_membership, member, world.at.date() + timedelta(days=9))
    assert told_now(world) == {
        "otieno": [(OWN, "end_capacity", True)], "secretariat": [(SECRETARIAT, "end_membership", True)],
    }  # fmt: skip


def test_what_the_secretariat_does_with_members_the_head_hears(world: World) -> None:
    member = names(world).person.capacity_id
    told_now(world)
    on_capacity(world, actions.change_title, member, "Minister-Counsellor", by="secretariat")
    assert told_now(world) == {"head": [(HEAD, "change_title", True)], "otieno": [(OWN, "change_title", True)]}
    on_capacity(world, actions.end_membership, member, world.at.date() + timedelta(days=9), by="secretariat")
    assert told_now(world) == {"head": [(HEAD, "end_membership", True)], "otieno": [(OWN, "end_capacity", True)]}


def test_a_former_head_hears_no_more_and_the_next_one_does(world: World) -> None:
    with world.writing() as db:
        vatican, by = people.delegation_by_code(db, "VAT").id, world.viewer("admin", db)
        capacities = {}
        for who in ("before", "after"):
            at = world.tick()
            made = accounts.create_account(db, f"{who}@example.org", who, None, by=PUBLIC, at=at)
            for role in ("adviser", "head") if who == "before" else ("head",):
                capacities[who, role] = accounts.give_capacity(
                    db, made, role, by=PUBLIC, at=at, since=at, delegation_id=vatican
                )  # fmt: skip
        accounts.end_capacity(db, capacities["before", "head"], by=by, at=world.tick())
    told_now(world)
    a_letter(world, COUNSELLOR, code="VAT")
    assert told_now(world) == {"after": [(HEAD, "receive_credentials", True)], "otieno": GIVEN}


def test_the_page_of_the_notice_names_the_member_to_the_head_and_to_the_secretariat_each_with_its_own_page(
    site: World,
) -> None:
    named = names(site).person.capacity_id
    no_news(site)
    on_capacity(site, actions.change_title, named, "Minister-Counsellor", by="admin")
    (letter,) = letters_to(site, "head")
    assert "Otieno" not in words(letter)
    page = site.as_("head").get(page_of(letter))
    assert "The title of a member of a delegation was changed. Otieno Odhiambo" in words_of(page)
    assert re.search(r'href="[^"]*/delegation">The title of a member', page.text)
    (letter,) = letters_to(site, "secretariat", site.tick(60 * 24))
    page = site.as_("secretariat").get(page_of(letter))
    assert "Otieno Odhiambo (KEN)" in words_of(page)
    assert re.search(r'href="[^"]*/people/\d+">The title of a member', page.text)


def test_the_page_of_the_notice_names_a_letter_by_its_date(site: World) -> None:
    no_news(site)
    a_letter(site, COUNSELLOR)
    (letter,) = letters_to(site, "head")
    page = words_of(site.as_("head").get(page_of(letter)))
    assert "A letter of credentials was received. Letter of credentials of 28 May 2019" in page
