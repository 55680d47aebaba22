"""Are speaking times shown as a picture, as a table and as a file that no spreadsheet runs?"""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.meetings import actions, queries
from tests.meetings.given_speaking import (
    LIST,
    a_full_list,
    a_list,
    admits_organizations,
    do,
    inscribe,
    on_clock,
    rises,
    speaker,
    speaks,
)
from tests.world import World, words_of


def test_speaking_times_are_a_picture_and_a_table(site: World) -> None:
    meeting, _, rows = a_full_list(site)
    session = site.read(queries.meeting, meeting).session_id
    with site.database.reading() as db:
        found = queries.floor(db, meeting)
    assert found
    on_clock(site, actions.end_intervention, found.holder.id, site.at + timedelta(seconds=61))
    speaks(site, meeting, rows["JPN"], 30)
    on_clock(site, actions.end_intervention, rises(site, meeting, "JPN"), site.at + timedelta(seconds=5))
    words = words_of(site.as_("public").get(f"/sessions/{session}/speaking-times"))
    assert "On behalf of groups European Union 1 intervention, over by 0:20 5:20" in words
    assert "African States 1 intervention 1:01" in words
    assert "Kenya 1 intervention 1:01" in words
    assert "Japan 1 intervention, 1 point of order 0:30" in words
    assert "By organization" not in words
    answer = site.as_("public").get(f"/sessions/{session}/speaking-times.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [r["points_of_order"] for r in table] == ["0", "1", "0", "0", "1"]
    assert [(r["by"], r["code"], r["name"], r["seconds"], r["seconds_over_limit"]) for r in table] == [
        ("delegation", "KEN", "Kenya", "61.0", "0.0"),
        ("delegation", "JPN", "Japan", "30.0", "0.0"),
        ("group", "EU", "European Union", "320.0", "20.0"),
        ("region", "AFRICA", "African States", "61.0", "0.0"),
        ("region", "APG", "Asia-Pacific States", "30.0", "0.0"),
    ]


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "|calc", " =1+1"])
def test_a_name_is_no_formula_to_a_spreadsheet_and_without_speakers_the_page_says_so(site: World, name: str) -> None:
    meeting, list_id = a_list(site)
    session = site.read(queries.meeting, meeting).session_id
    assert "Nobody has spoken at this session yet" in words_of(
        site.as_("public").get(f"/sessions/{session}/speaking-times")
    )
    with site.writing() as db:
        db.scalars(select(Organization).where(Organization.name == "Open Wires")).one().name = name
    admits_organizations(site, list_id)
    stakeholder = site.viewer("stakeholder")
    row = do(site, actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    speaks(site, meeting, row)
    speaks(site, meeting, inscribe(site, list_id, "VAT"))
    text = site.as_("public").get(f"/sessions/{session}/speaking-times.csv").text
    assert f',"\'{name}",' in text
    assert '"region","","No regional group"' in text
