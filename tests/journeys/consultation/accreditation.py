"""June 2019: an organization registers, is checked and repaired, put before all States, and decided on."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import done
from tests.journeys.consultation.people import (
    BASIS,
    FOCAL,
    NAME,
    REFUSED,
    SECOND,
    People,
    does_not_see,
    is_accessible,
    link_in_the_letter,
    row_of,
    send,
)
from tests.world import PASSWORD


def an_organization_finds_its_way_to_the_form(page: Page) -> None:
    """Nobody told it where: from the first page to the consultations, and to the form."""
    page.goto("/")
    page.get_by_role("link", name="Consultations", exact=True).first.click()
    page.get_by_role("link", name="Register an organization").click()
    expect(page.get_by_text("A letter goes to your e-mail address, with a link.")).to_be_visible()


def it_registers_with_a_letter(page: Page, folder: Path) -> None:
    """It fills the form, attaches its letter, and opens the link that was sent to its address."""
    form = page.locator("#organization")
    form.get_by_label("Name of the organization").fill(NAME)
    form.get_by_label("Sector").select_option(label=option_with(form, "non-governmental"))
    form.get_by_label("Established in").select_option(label="Finland")
    form.get_by_label("What it does, and why it wishes to be heard").fill("Ships.")
    form.locator("input[type=file]").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"We ask to be accredited."}
    )
    form.get_by_label("Your name").fill("Aino Laine")
    form.get_by_label("Your e-mail address").fill(FOCAL)
    form.get_by_role("button", name="Register and apply").click()
    expect(page.get_by_role("heading", name="A letter is on its way")).to_be_visible()
    is_accessible(page)
    it_opens_the_link(page, link_in_the_letter(folder, FOCAL), "You register an organization")


def option_with(form: Locator, words: str) -> str:
    """The whole label of the option in which these words stand."""
    return form.locator("option").filter(has_text=words).first.inner_text()


def it_opens_the_link(page: Page, link: str, words: str) -> None:
    """What the link is for is said before it is used; whoever has no account yet chooses a password, and is in."""
    page.goto(link)
    expect(page.get_by_text(words)).to_be_visible()
    is_accessible(page)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()


def stands(page: Page, words: str) -> None:
    """The organization's own page says where its application stands."""
    page.goto("/organization")
    expect(page.locator("#application")).to_contain_text(words, ignore_case=True)


def the_link_opens_once(page: Page, link: str) -> None:
    """Whoever finds the letter later opens nothing with it."""
    page.goto(link)
    expect(page.get_by_role("heading", name="This link confirms nothing")).to_be_visible()
    is_accessible(page)


def it_is_sent_back_and_repaired(people: People) -> None:
    """The secretariat says what the form lacks; the organization reads it, repairs it, and the form is in order."""
    secretariat, organization = people.secretariat, people.organization
    secretariat.goto("/accreditation")
    secretariat.get_by_role("link", name=NAME).click()
    send(secretariat, "return", reasons="Please say why you wish to be heard.")
    done(secretariat, "An application was sent back for repair.")
    organization.goto("/organization")
    expect(organization.locator("#to-repair")).to_contain_text("Please say why you wish to be heard.")
    is_accessible(organization)
    send(organization, "repair", purpose="Warns ships of cables, and wishes that States hear of those that were cut.")
    done(organization, "An application was repaired.")
    for name in (NAME, REFUSED):
        secretariat.goto("/accreditation")
        secretariat.get_by_role("link", name=name).click()
        if name == NAME:
            expect(secretariat.get_by_text("Warns ships of cables")).to_be_visible()
            expect(secretariat.get_by_role("link", name="letter.txt")).to_be_visible()
        secretariat.get_by_role("button", name="The form is in order").click()
        done(secretariat, "The form of an application was found in order.")


def names_go_before_all_states(people: People) -> str:
    """The Chair issues the list, until an exact instant; the organization sees its name on it. Returns its address."""
    chair = people.chair
    chair.goto("/accreditation/lists")
    send(chair, "list", deadline="2019-06-14T18:00")
    done(chair, "A list of organizations was put before all States for non-objection.")
    address = chair.url.split("?")[0]
    people.organization.goto("/organization")
    step = people.organization.locator("#application li").filter(has_text="put before all States")
    expect(step).to_contain_text("14 June 2019")
    expect(step).to_contain_text("18:00")
    for page in (people.public, people.france):
        page.goto(address)
        for name in (NAME, REFUSED):
            expect(row_of(page, name)).to_be_visible()
    expect(people.public.get_by_text("Object", exact=True)).to_have_count(0)
    return address


def one_objects(people: People, a_list: str) -> None:
    """France objects to one of the names; until the deadline nobody but the Chair learns that there is an objection."""
    france, chair = people.france, people.chair
    france.goto(a_list)
    row = row_of(france, REFUSED)
    row.locator("summary").click()
    row.get_by_label("Basis").fill(BASIS)
    row.get_by_role("button", name="Object to this name").click()
    done(france, "A State objected to a name")
    expect(row_of(france, REFUSED)).to_contain_text("Our delegation objects")
    for page in (people.japan, people.public, people.organization, people.other):
        does_not_see(page, a_list, BASIS, "objected to, waits", "FRA,")
    chair.goto(a_list)
    expect(row_of(chair, REFUSED)).to_contain_text("FRA")


def another_asks_for_the_basis(people: People, a_list: str) -> None:
    """The deadline has passed: nobody can object any more. Japan asks why, and the Chair sees that it asked."""
    japan, chair = people.japan, people.chair
    does_not_see(japan, a_list, BASIS, "FRA,")
    japan.goto(a_list)
    expect(japan.get_by_text("The deadline has passed; the group decides at a meeting")).to_be_visible()
    expect(japan.get_by_role("button", name="Object to this name")).to_have_count(0)
    row_of(japan, REFUSED).get_by_role("button", name="Ask for the basis").click()
    expect(row_of(japan, REFUSED)).to_contain_text(BASIS)
    expect(row_of(japan, REFUSED)).not_to_contain_text("FRA")
    for page in (people.public, people.organization, people.other):
        does_not_see(page, a_list, BASIS, "FRA,")
    chair.goto(a_list)
    expect(row_of(chair, REFUSED)).to_contain_text("Asked for the basis: JPN")


def the_group_decides(people: People, a_list: str, meeting: str) -> None:
    """At its meeting the group accredits one of them, and refuses the other; the final list says so, and why to nobody."""
    chair = people.chair
    chair.goto(meeting)
    chair.get_by_role("button", name="Open the meeting").click()
    done(chair, "A meeting was opened.")
    chair.goto(a_list)
    chair.get_by_role("link", name="Record the group’s decision").click()
    is_accessible(chair)
    objected = chair.get_by_role("group").filter(has_text=REFUSED)
    objected.locator("input[value=refuse]").check(force=True)
    chair.get_by_role("button", name="Record the decision").click()
    done(chair, "The group took the final decision on a list of organizations.")
    final = chair.url.split("?")[0]
    people.public.goto(final)
    expect(row_of(people.public, NAME)).to_contain_text("accredited for the whole")
    expect(row_of(people.public, REFUSED)).to_contain_text("objected to")
    does_not_see(people.public, final, BASIS, "France")
    stands(people.organization, "accredited")
    people.public.goto("/organizations")
    expect(people.public.get_by_role("link", name=NAME)).to_be_visible()
    expect(people.public.get_by_role("link", name=REFUSED)).to_have_count(0)
    chair.goto(meeting)
    send(chair, "adjourn")
    done(chair, "A meeting was adjourned.")


def a_second_representative_accepts(people: People, folder: Path) -> None:
    """Whoever manages the representatives invites another, who accepts on a telephone, and manages nobody."""
    page = people.organization
    page.goto("/organization")
    page.get_by_role("link", name="Our representatives").click()
    send(page, "invite", name="Paulo Reis", email=SECOND)
    done(page, "A person was invited to act for an organization.")
    expect(page.get_by_text("Invited, no answer yet")).to_be_visible()
    link = link_in_the_letter(folder, SECOND)
    it_opens_the_link(people.second, link, "You are invited to act for an organization.")
    the_link_opens_once(people.public, link)
    people.second.goto("/organization/representatives")
    expect(row_of(people.second, "Aino Laine")).to_contain_text("focal point")
    expect(people.second.get_by_text("Only the focal point invites representatives and ends them.")).to_be_visible()
