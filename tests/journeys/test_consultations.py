"""Can an organization go the whole way, from its first visit to what became of its words, through pages alone?

It is told in the order in which it happens, each person at a browser of their own: accreditation in June 2019, the meeting in
December, input in writing, and what became of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from app import create_app
from config.settings import Settings
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.record.verification import faults
from oewg.texts import actions as texts
from tests.journeys.conftest import PHONE, ClockOfTheHouse, Served, done, sign_in
from tests.meetings.given import a_meeting, a_session, on_session
from tests.world import PASSWORD, World

NAME = "Harbour Signals"
FOCAL = "aino@harbour.example"
SECOND = "paulo@harbour.example"
OTHER = "Open Wires"
"""Of the cast: accredited already."""
REFUSED = "Not Yet Heard"
"""Of the cast: its application waits."""
BASIS = "Its founders are sought by our courts."
ASKED = "What should States do about the cables under the sea?"
PROTECT = "States should protect submarine cables, on which hospitals and ports depend."
ANSWER = "Protect the submarine cables. Hospitals and ports depend on them. Name one office in each State that is called at night."
UNNAMED = "A cable was cut, and nobody was told for a week."
PATIENCE = 30_000
"""Milliseconds that a page may take: eight browsers share the machine, with other work."""
REASON = "Paragraph 1 says that States should protect submarine cables."


@dataclass
class People:
    """Everybody, each at a browser of their own."""

    organization: Page
    """Whoever manages the representatives of the organization that registers."""
    second: Page
    """Its second representative, on a telephone."""
    other: Page
    """The representative of another organization, which is accredited already."""
    secretariat: Page
    chair: Page
    france: Page
    japan: Page
    public: Page


# --- How it is told -------------------------------------------------------------------------------------------------


def link_in_the_letter(folder: Path, to: str) -> str:
    """The address that the last letter to somebody asks to open, on the house that is served here."""
    letters = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in folder.iterdir()]
    words = [str(each.get_content()) for each in letters if each["To"] == to]
    assert len(words) == 1, f"one letter to {to}"
    found = re.search(r"^http\S+", words[0], re.M)
    assert found, words[0]
    return urlsplit(found[0]).path


def send(page: Page, form: str, **typed: str) -> None:
    """Fill a form's fields by their names, and press its button."""
    found = page.locator(f"#{form}")
    for name, words in typed.items():
        found.locator(f"[name='{name}']").fill(words)
    found.locator(".form-end button").click()


def is_accessible(page: Page) -> None:
    """axe finds nothing on a page that the walk of all pages may not come by."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{page.url}: {fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in found] == []


def row_of(page: Page, words: str) -> Locator:
    """The row of a table in which these words stand."""
    return page.get_by_role("row").filter(has_text=words)


def does_not_see(page: Page, address: str, *words: str) -> None:
    """None of these words stands in what is answered, not even where it is not shown."""
    answered = page.request.get(address).text()
    for each in words:
        assert each not in answered, f"{each!r} at {address}"


def weeks_pass(people: People) -> None:
    """A sign-in lasts less than a day: everybody comes back with their password."""
    for who in ("organization", "other", "secretariat", "chair", "france", "japan"):
        page = getattr(people, who)
        page.context.clear_cookies()
        email = {
            "organization": FOCAL, "other": "stakeholder@example.org", "france": "delegate@example.org",
            "japan": "second@example.org",
        }.get(who, f"{who}@example.org")  # fmt: skip
        sign_in(page, email, PASSWORD)


# --- Accreditation --------------------------------------------------------------------------------------------------


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


# --- The meeting ----------------------------------------------------------------------------------------------------


def a_consultation_is_planned(secretariat: Page) -> str:
    """An informal meeting is called, and made a consultation on an element of the mandate; returns its address."""
    secretariat.goto("/sessions")
    plan = secretariat.locator("#session")
    plan.get_by_label("Kind").select_option("Intersessional")
    plan.get_by_label("Title").fill("Consultative meeting")
    plan.get_by_label("First day").fill("2019-12-02")
    plan.get_by_label("Last day").fill("2019-12-04")
    plan.get_by_role("button", name="Plan the session").click()
    done(secretariat, "A session was planned.")
    call = secretariat.locator("#meeting")
    call.locator("[name=starts_at]").fill("2019-12-02T10:00")
    call.get_by_label("Formal or informal").select_option("informal")
    call.get_by_role("button", name="Call the meeting").click()
    done(secretariat, "A meeting was called.")
    secretariat.goto("/consultations")
    form = secretariat.locator("#consultation")
    form.get_by_label("Title").fill("Voices of December")
    form.get_by_label("Threats").check()
    form.get_by_role("button", name="Plan the consultation").click()
    done(secretariat, "A consultation was planned.")
    return secretariat.url.split("?")[0]


def it_is_paid_for(people: People, consultation: str) -> None:
    """What is only pledged pays for nothing; what is received and free covers the budget, and the consultation is confirmed."""
    secretariat = people.secretariat
    budget = f"{consultation}/budget"
    secretariat.goto("/fund")
    secretariat.get_by_role("link", name="Record a pledge").click()
    is_accessible(secretariat)
    secretariat.locator("#pledge").get_by_label("Delegation").select_option(label="Japan")
    send(
        secretariat, "pledge", shown_as="Japan", amount="40,000", reference="Note verbale 12/2019", dated="2019-06-17"
    )  # fmt: skip
    done(secretariat, "A voluntary contribution was pledged.")
    contribution = secretariat.url.split("?")[0]
    secretariat.goto(budget)
    send(secretariat, "line", amount="38,500.50", words="Six booths")
    done(secretariat, "A line of a consultation’s budget was set.")
    expect(secretariat.get_by_text("are missing. The meeting is confirmed")).to_be_visible()
    expect(secretariat.get_by_role("button", name="Confirm the consultation")).to_have_count(0)
    secretariat.goto(contribution)
    secretariat.get_by_text("Record what has come in").click()
    send(secretariat, "receipt", reference="Advice of payment 7", dated="2019-06-17")
    done(secretariat, "A voluntary contribution was received.")
    secretariat.goto(budget)
    secretariat.get_by_role("button", name="Confirm the consultation").click()
    done(secretariat, "A consultation was confirmed")
    people.public.goto("/fund")
    expect(row_of(people.public, "Voices of December")).to_contain_text("confirmed", ignore_case=True)
    expect(row_of(people.public, "Japan")).to_contain_text("40,000")
    does_not_see(people.public, budget, "Note verbale 12/2019", "Advice of payment 7")
    people.japan.goto("/fund")
    people.japan.get_by_role("link", name="Our contributions").click()
    expect(people.japan.get_by_text("40,000").first).to_be_visible()


def it_registers_its_persons(people: People, consultation: str) -> None:
    """Registration is announced with one place; of two persons the second waits, and the public reads the name that may be read."""
    secretariat, page = people.secretariat, people.organization
    secretariat.goto(consultation)
    secretariat.get_by_role("link", name="Announce the registration").click()
    send(secretariat, "period", closes_at="2019-11-22T18:00", in_person="1")
    done(secretariat, "Registration for a consultation was announced.")
    page.goto("/consultations")
    page.get_by_role("link", name="registration is open").click()
    page.get_by_label("The person agrees to stand on the public list").check()
    send(page, "register", name="Aino Laine", function="Director")
    done(page, "A person was registered for a consultation.")
    expect(page.locator("#own")).to_contain_text("has a place")
    people.second.goto(f"{consultation}/registration")
    send(people.second, "register", name="Paulo Reis")
    expect(people.second.locator("#own")).to_contain_text("waits, number 1")
    people.public.goto(f"{consultation}/participants")
    expect(row_of(people.public, NAME)).to_contain_text("Aino Laine, Director")
    does_not_see(people.public, f"{consultation}/participants", "Paulo Reis", SECOND, FOCAL)
    does_not_see(people.public, f"{consultation}/registration", "Aino", "Paulo")


def it_speaks(people: People, consultation: str, session: str, meeting: str) -> None:
    """In December the meeting is opened; the organization asks to speak on the theme, and is given the floor."""
    secretariat, chair, page = people.secretariat, people.chair, people.organization
    secretariat.goto(session)
    secretariat.locator("#befall").get_by_text("Opened").click()
    secretariat.locator("#befall").get_by_role("button").click()
    chair.goto(meeting)
    chair.get_by_role("button", name="Open the meeting").click()
    done(chair, "A meeting was opened.")
    page.goto(f"{consultation}/speakers")
    expect(page.get_by_text("One asks to speak while the list is open.")).to_be_visible()
    chair.get_by_role("button", name="Open a list for this meeting, without an item").click()
    done(chair, "A speakers’ list was opened.")
    page.goto(f"{consultation}/speakers")
    page.locator("#ask").get_by_role("button", name="Ask to speak").click()
    done(page, "An organization asked to speak on a theme of a consultation.")
    people.other.goto(f"{consultation}/speakers")
    expect(people.other.locator("#ask")).to_contain_text("your organization needs a person registered who has a place")
    chair.goto(f"{consultation}/speakers")
    chair.get_by_role("listitem").filter(has_text=NAME).get_by_role("button", name="Give the floor").click()
    people.public.goto(meeting)
    expect(people.public.locator("main")).to_contain_text(NAME)
    chair.goto(f"{meeting}/console")
    chair.get_by_role("button", name=re.compile("Start the clock")).click()
    chair.get_by_role("button", name=re.compile("^End")).click()
    secretariat.goto(consultation)
    secretariat.get_by_text("Record who was there").click()
    secretariat.locator("#organizations").get_by_label(NAME).check()
    send(secretariat, "organizations")
    chair.goto(meeting)
    send(chair, "adjourn")
    done(chair, "A meeting was adjourned.")
    people.public.goto(consultation)
    expect(people.public.get_by_text("1 organization").first).to_be_visible()
    people.public.goto(f"{consultation}/summary")
    expect(people.public.locator("#said")).to_contain_text(NAME)


# --- Input in writing -----------------------------------------------------------------------------------------------


def input_is_called_for(people: People) -> str:
    """The secretariat opens a call with one question, until an exact instant; returns its address."""
    secretariat = people.secretariat
    secretariat.goto("/calls")
    send(
        secretariat, "call", title="Call on cables", questions=f"{ASKED} [threats]", opens_at="2019-12-02T09:00",
        closes_at="2019-12-02T18:00", most_words="100",
    )  # fmt: skip
    done(secretariat, "A call for input was opened.")
    call = secretariat.url.split("?")[0]
    people.public.goto(call)
    expect(people.public.locator("main")).to_contain_text("18:00")
    expect(people.public.get_by_role("link", name="Draft our input")).to_have_count(0)
    return call


def a_draft_is_saved_as_one_types(people: People, call: str) -> None:
    """What one representative types is there for the other, and for nobody else, without a button."""
    page, second = people.organization, people.second
    page.goto("/organization")
    page.get_by_role("link", name="our draft").click()
    page.get_by_label("Title").fill("On cables")
    page.get_by_label(ASKED).click()
    with page.expect_response(lambda answer: "called+at+night" in (answer.request.post_data or "")):
        page.keyboard.type(ANSWER)
    expect(page.locator("[data-saved]")).to_contain_text("by Aino Laine", timeout=20_000)
    second.goto(f"{call}/draft")
    expect(second.get_by_label(ASKED)).to_have_value(ANSWER)
    for page in (people.public, people.other, people.secretariat):
        does_not_see(page, f"{call}/draft", ANSWER)


def it_is_previewed_and_submitted(page: Page, consent: str) -> str:
    """From the draft to its preview, and from there, exactly as it was read, to the receipt; returns the submission's address."""
    page.get_by_label("Language").select_option(label="English")
    page.get_by_label(consent).check()
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_text("Preview: nothing has been sent. Exactly this will be read.")).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    is_accessible(page)
    assert re.fullmatch(r"[0-9a-f]{64}", page.locator(".digest code").inner_text())
    page.get_by_role("link", name="Open the submission").click()
    return page.url.split("?")[0]


def another_co_signs(people: People, submission: str) -> None:
    """The organization invites another, which reads the words that nobody else reads yet, and signs them."""
    page, other = people.organization, people.other
    assert people.public.request.get(submission).status == 404
    page.goto(submission)
    page.locator("#invitation").get_by_label("Organization").select_option(label=OTHER)
    send(page, "invitation")
    done(page, "An organization was invited to co-sign a submission.")
    other.goto("/organization")
    other.get_by_role("link", name="On cables").first.click()
    expect(other.get_by_text("Hospitals and ports depend on them.")).to_be_visible()
    other.get_by_role("button", name="Co-sign it").click()
    done(other, "A submission was co-signed.")


def the_other_sends_its_own_without_its_name(people: People, call: str) -> str:
    """It answers the same call, and wishes not to be named; returns the submission's address."""
    people.other.goto(f"{call}/draft")
    people.other.get_by_label("Title").fill("What happened in our harbour")
    people.other.get_by_label("General contribution").fill(UNNAMED)
    return it_is_previewed_and_submitted(people.other, "Publish it without our name")


def both_are_published(people: People, submission: str, unnamed: str) -> None:
    """The secretariat looks at the form alone; readers see who wrote the one, who signed it, and not who wrote the other."""
    secretariat, public = people.secretariat, people.public
    for each in (submission, unnamed):
        secretariat.goto("/submissions?standing=received")
        secretariat.locator(f"main a[href='{urlsplit(each).path}']").first.click()
        secretariat.get_by_role("button", name="Publish", exact=True).click()
        done(secretariat, "A submission was published.")
    public.goto(submission)
    expect(public.get_by_text(f"{NAME} · {OTHER}")).to_be_visible()
    public.goto(unnamed)
    expect(public.get_by_text("An organization that wished not to be named").first).to_be_visible()
    expect(public.get_by_text(UNNAMED)).to_be_visible()
    nobody_learns_whose_it_is(people, unnamed)


def nobody_learns_whose_it_is(people: People, unnamed: str) -> None:
    """Neither its own pages nor the lists in which it stands lead the public, or the organization beside it, to its author."""
    path = urlsplit(unnamed).path
    for page in (people.public, people.organization, people.france):
        for address in (unnamed, f"{unnamed}/what-became-of-it", f"/api/v1{path}"):
            does_not_see(page, address, OTHER, "stakeholder@example.org")
        page.goto("/organizations")
        page.get_by_role("link", name=OTHER).click()
        expect(page.get_by_role("link", name="On cables")).to_be_visible()
        assert path not in [urlsplit(each).path for each in links_of(page)], page.url


def links_of(page: Page) -> list[str]:
    """Where the links of the page's main part lead."""
    found: list[str] = page.locator("main a").evaluate_all("all => all.map(one => one.href)")
    return found


# --- What became of it ----------------------------------------------------------------------------------------------


def a_passage_is_tied_from_a_suggestion(people: People, submission: str) -> None:
    """The secretariat marks sentences, and is shown a paragraph that speaks of the same thing; it says what became of them."""
    secretariat = people.secretariat
    secretariat.goto("/dispositions/waiting")
    secretariat.get_by_role("link", name="On cables").click()
    marks = secretariat.locator("#mark")
    for sentence in ("Protect the submarine cables.", "Hospitals and ports depend on them."):
        marks.get_by_label(sentence).check()
    send(secretariat, "mark")
    done(secretariat, "A passage of a submission was marked.")
    secretariat.get_by_role("link", name="See which provisions may speak of the same thing").click()
    is_accessible(secretariat)
    offered = secretariat.locator("article.bearing").filter(has_text=PROTECT).first
    offered.get_by_text("It speaks of this").click()
    offered.locator("select").select_option("taken_up")
    offered.locator("[name=reason]").fill(REASON)
    offered.get_by_role("button", name="Record it").click()
    done(secretariat, "A submission was tied to what it bears on.")


def the_rest_is_answered(people: People, submission: str, unnamed: str) -> None:
    """The whole of each is answered as well, and nothing waits any more."""
    secretariat = people.secretariat
    for each, reason in ((submission, "The night office is for each State to name."), (unnamed, "The group heard it.")):
        secretariat.goto(f"{each}/what-became-of-it")
        form = secretariat.locator("#bearing")
        form.get_by_label("On which element of the mandate").select_option(label="Threats")
        form.get_by_label("What became of it").select_option("noted")
        form.locator("[name=reason]").fill(reason)
        form.get_by_role("button", name="Record it").click()
        done(secretariat, "A submission was tied to what it bears on.")
    secretariat.goto("/dispositions/waiting")
    expect(secretariat.get_by_text("Everything that stands is answered")).to_be_visible()


def everybody_reads_what_became_of_it(people: People, submission: str, unnamed: str) -> None:
    """Its authors come to the page from their own; the public reads the same."""
    page = people.organization
    page.goto("/organization")
    page.get_by_role("link", name="On cables", exact=True).click()
    page.get_by_role("link", name="Beside the provisions, as they stand and as they were").click()
    for reader in (page, people.public, people.other, people.second):
        reader.goto(f"{submission}/what-became-of-it")
        part = reader.locator("section.part").filter(has_text="Hospitals and ports depend on them.")
        expect(part).to_contain_text("taken up", ignore_case=True)
        expect(part).to_contain_text(PROTECT)
        expect(part).to_contain_text(REASON)
        expect(reader.get_by_role("button", name="Record it")).to_have_count(0)
    is_accessible(people.second)
    people.public.goto("/dispositions")
    expect(row_of(people.public, "What happened in our harbour")).to_contain_text("wished not to be named")
    nobody_learns_whose_it_is(people, unnamed)


def its_authors_are_told(served: Served, folder: Path, submission: str) -> None:
    """`oewg notices send` writes the letters into their folder: whoever manages the organization is led to the page."""
    settings = Settings(
        served.database.url, "a key for tests only", var=folder, address=served.address, notices_folder=folder / "mail"
    )
    app = create_app(settings)
    ran = app.test_cli_runner().invoke(args=["notices", "send"])
    app.extensions["oewg_database"].engine.dispose()
    assert ran.exit_code == 0, ran.output
    letters = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in (folder / "mail").iterdir()]
    words = "\n".join(str(each.get_content()) for each in letters if each["To"] == FOCAL)
    assert "A submission was tied to what it bears on." in words
    assert submission in words


def it_is_found(people: People, submission: str, unnamed: str) -> None:
    """The search finds both by their words, and the one that is not to be named not by its author's name."""
    public = people.public
    public.goto("/")
    public.keyboard.press("/")
    public.keyboard.type("hospitals ports")
    public.keyboard.press("Enter")
    public.wait_for_url("**/search?q=*")
    found = public.locator(".found-one").filter(has=public.locator(f"a[href='{urlsplit(submission).path}']"))
    assert {each.lower() for each in found.locator("mark").all_inner_texts()} == {"hospitals", "ports"}
    public.goto("/search?q=harbour&kind=submission")
    expect(public.locator(f".found-one a[href='{urlsplit(unnamed).path}']")).to_be_visible()
    public.goto("/search?q=%22Open+Wires%22")
    assert urlsplit(unnamed).path not in [urlsplit(each).path for each in links_of(public)]


@pytest.fixture
def prepared(empty_house: Served, passwords: None, clock_of_the_house: ClockOfTheHouse) -> World:
    """The morning of 3 June 2019: a mandate, an open session with a meeting in June, and a draft of the report."""
    clock_of_the_house.strikes(10, 15)
    world = World(empty_house.database)
    with world.writing() as db:
        db.add(Element(key="threats", title="Threats", source="paragraph 5", quote="existing threats", place=1))
    session = a_session(world)
    on_session(world, meetings.open_session, session)
    a_meeting(world, session)
    report = world.act(texts.begin_text, "report", "Draft report", by="secretariat")
    for words in (PROTECT, "The group meets in New York."):
        world.act(texts.add_provision, report, "paragraph", words, by="secretariat")
    return world


def test_an_organization_goes_the_whole_way(
    prepared: World,
    empty_house: Served,
    opened: Callable[..., Page],
    clock_of_the_house: ClockOfTheHouse,
    tmp_path: Path,
) -> None:
    people = People(**{
        each.name: opened(empty_house, **(PHONE if each.name == "second" else {})) for each in fields(People)
    })  # fmt: skip
    for each in fields(people):
        getattr(people, each.name).set_default_timeout(PATIENCE)
    for who, account in (("other", "stakeholder"), ("secretariat", "secretariat"), ("chair", "chair"),
                         ("france", "delegate"), ("japan", "second")):  # fmt: skip
        sign_in(getattr(people, who), f"{account}@example.org", PASSWORD)
    letters = tmp_path / "notices"

    an_organization_finds_its_way_to_the_form(people.organization)
    it_registers_with_a_letter(people.organization, letters)
    stands(people.organization, "Waits for the secretariat’s check.")
    it_is_sent_back_and_repaired(people)
    a_list = names_go_before_all_states(people)
    one_objects(people, a_list)

    clock_of_the_house.strikes(10, 0, day=17)
    weeks_pass(people)
    another_asks_for_the_basis(people, a_list)
    the_group_decides(people, a_list, f"{empty_house.address}/meetings/1")
    a_second_representative_accepts(people, letters)
    consultation = a_consultation_is_planned(people.secretariat)
    it_is_paid_for(people, consultation)
    it_registers_its_persons(people, consultation)

    clock_of_the_house.strikes(10, 0, day=2, month=12)
    weeks_pass(people)
    sign_in(people.second, SECOND, PASSWORD)
    it_speaks(people, consultation, f"{empty_house.address}/sessions/2", f"{empty_house.address}/meetings/2")
    call = input_is_called_for(people)
    a_draft_is_saved_as_one_types(people, call)
    submission = it_is_previewed_and_submitted(people.organization, "Publish it under our name")
    another_co_signs(people, submission)
    unnamed = the_other_sends_its_own_without_its_name(people, call)
    both_are_published(people, submission, unnamed)
    a_passage_is_tied_from_a_suggestion(people, submission)
    the_rest_is_answered(people, submission, unnamed)
    everybody_reads_what_became_of_it(people, submission, unnamed)
    it_is_found(people, submission, unnamed)
    its_authors_are_told(empty_house, tmp_path, submission)
    with empty_house.database.reading() as db:
        assert list(faults(db)) == []
