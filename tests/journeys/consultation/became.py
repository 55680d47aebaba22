"""What became of their words: tied, read by everybody, told to their authors, and found."""

from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from app import create_app
from config.settings import Settings
from tests.journeys.conftest import Served, done
from tests.journeys.consultation.input import links_of, nobody_learns_whose_it_is
from tests.journeys.consultation.people import FOCAL, PROTECT, REASON, People, is_accessible, row_of, send


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
