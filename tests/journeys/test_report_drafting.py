"""Does a drafter find the way: told of a section, drafting it, answering what was asked, mending what is found, handing it in?"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from oewg.overview import demonstration
from tests.journeys.conftest import Served, done, sign_in

PASSAGE = "few nations test their points of contact"
SELECT = """words => {
  const box = document.querySelector("[data-marks]");
  const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, from = box.textContent.indexOf(words), node;
  while ((node = nodes.nextNode())) {
    const end = at + node.length;
    if (from >= at && from < end) range.setStart(node, from - at);
    if (from + words.length > at && from + words.length <= end) { range.setEnd(node, from + words.length - at); break; }
    at = end;
  }
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


def test_a_drafter_brings_a_section_from_assignment_to_hand_in(
    demonstrated: Served, opened: Callable[..., Page]
) -> None:
    secretariat, drafter = opened(demonstrated), opened(demonstrated)
    sign_in(secretariat, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)
    sign_in(drafter, demonstration.SAMPLES["bureau"].email, demonstration.PASSWORD)

    # The secretariat puts one more section into the Rapporteur's hands.
    secretariat.goto("/report")
    secretariat.get_by_role("link", name="Drafting", exact=True).click()
    secretariat.get_by_role("link", name="Regular institutional dialogue").first.click()
    secretariat.locator("#assign-drafter").select_option(label="Rapporteur (Rapporteur)")
    secretariat.locator("#assign-due").fill("2090-03-01T17:00")
    secretariat.locator("#assign-most_words").fill("600")
    secretariat.get_by_role("button", name="Assign the section").click()
    done(secretariat, "was put into somebody’s hands")

    # The drafter finds it, and the other one, among their own.
    drafter.goto("/report/workspace")
    own = drafter.locator("#my-sections")
    expect(own.get_by_role("link", name="Regular institutional dialogue")).to_be_visible()
    own.get_by_role("link", name="Conclusions and recommendations").click()
    drafter.get_by_role("link", name="2 remarks").first.click()
    expect(drafter.locator("#findings")).to_contain_text("Views attributed in the report’s own voice")

    # A passage is selected, and something is said of it.
    drafter.evaluate(SELECT, PASSAGE)
    expect(drafter.locator("[data-selected]")).to_be_visible()
    drafter.locator("#say-words").fill("I shall say this without a name.")
    drafter.get_by_role("button", name="Say it").click()
    done(drafter, "Something was said of a passage")

    # What was asked is answered; the Chair's words are taken.
    remark = drafter.locator("article", has_text="Do we know how many")
    remark.get_by_text("Resolve", exact=True).click()
    remark.get_by_label("In a sentence, how").fill("It is an impression, and the sentence goes.")
    remark.get_by_role("button", name="It is resolved").click()
    done(drafter, "was resolved")
    own_remark = drafter.locator("article", has_text="without a name")
    own_remark.get_by_text("Resolve", exact=True).click()
    own_remark.get_by_label("In a sentence, how").fill("Done below.")
    own_remark.get_by_role("button", name="It is resolved").click()
    done(drafter, "was resolved")
    suggestion = drafter.locator("article", has_text="The lesson is for States to draw.")
    suggestion.get_by_text("Take these words").click()
    suggestion.get_by_text("Editorial", exact=True).click()
    suggestion.get_by_role("button", name="Take them").click()
    done(drafter, "were taken into the draft report")
    expect(drafter.locator(".marked-words")).to_contain_text("says what may follow from it")

    # What the checks found is mended.
    drafter.locator("#revise-words").fill("It was said at the consultations that points of contact are seldom tested.")
    drafter.locator("#revise").get_by_text("Substantive", exact=True).click()
    drafter.get_by_role("button", name="Record the wording").first.click()
    done(drafter, "was given a new wording")
    expect(drafter.locator("#findings")).not_to_contain_text("Views attributed")

    # What may stay as it is, is accepted with a reason.
    drafter.get_by_role("link", name="All findings").click()
    row = drafter.locator("article", has_text="Paragraphs that nothing is tied to").last
    row.get_by_text("Accept it as it is").click()
    row.get_by_label("Why").fill("A conclusion rests on what stands before it.")
    row.get_by_role("button", name="It stays as it is").click()
    done(drafter, "was accepted as it is")

    # And the section is handed in, which the secretariat sees.
    drafter.goto("/report/workspace")
    drafter.locator("#my-sections").get_by_role("link", name="Conclusions and recommendations").click()
    drafter.locator("#hand-in-words").fill("Ready for the next edition.")
    drafter.get_by_role("button", name="Hand it in").click()
    done(drafter, "was handed in")
    secretariat.goto("/report/workspace")
    expect(secretariat.locator("tr", has_text="Conclusions and recommendations").last).to_contain_text("handed in")
