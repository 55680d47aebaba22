"""Does whoever said something hear what came of it, and nobody else?"""

from oewg.meetings.models import Decision, Statement
from tests.accounts.given import told_now, who_hears
from tests.meetings.given_statements import delivers, files
from tests.report import given
from tests.report.test_trace import paragraphs, the_last_decision, tie
from tests.world import World


def test_whose_statement_it_is_hears_that_a_paragraph_rests_on_it(world: World) -> None:
    given.group_at_work(world)
    provision, meeting = paragraphs(world)[0], the_last_decision(world).meeting_id
    published, embargoed = files(world, meeting, consent=True), files(world, meeting, by="stakeholder")
    delivers(world, published)
    told_now(world)
    tie(world, provision, Statement, published)
    tie(world, provision, Statement, embargoed)
    tie(world, provision, Decision, the_last_decision(world).id)
    assert who_hears(world, "came_of") == {"delegate": [("tie_source", False)], "stakeholder": [("tie_source", True)]}
