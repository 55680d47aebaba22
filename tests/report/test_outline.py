"""Does the outline of the draft follow the mandate?"""

from oewg.report.rules.outline import Asked, Section, outline

THREATS = Asked("threats", "Threats", "operative paragraph 5", "existing and potential threats;")
LAW = Asked("international-law", "International law", "operative paragraph 5", "how international law applies")


def test_each_element_has_a_section_in_its_order_between_remarks_and_conclusions() -> None:
    found = outline("A/RES/1", [THREATS, LAW], 75)
    assert [(section.heading, section.element) for section in found] == [
        ("Introductory remarks", ""),
        ("Threats", "threats"),
        ("International law", "international-law"),
        ("Conclusions and recommendations", ""),
    ]


def test_the_first_words_name_the_source_and_quote_it_without_its_last_sign() -> None:
    assert outline("A/RES/1", [THREATS], 75)[1] == Section(
        "Threats",
        "The Working Group considered the following element of its mandate (A/RES/1, operative paragraph 5): “existing "
        "and potential threats”.",
        "threats",
    )


def test_the_conclusion_names_the_session_that_asked_for_the_report() -> None:
    assert "at its seventy-fifth session for" in outline("A/RES/1", [], 75)[-1].words
    assert "Assembly for its consideration" in outline("A/RES/1", [], None)[-1].words
