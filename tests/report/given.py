"""A group at work, for the tests of its report: the mandate, sessions as they befell, officers, an agenda, submissions."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from werkzeug.test import TestResponse

from oewg.accounts.models import Account, Delegation, Organization
from oewg.accounts.queries import delegations_by_code, working_group
from oewg.consultations.models import Bearing, Call, Consultation, ConsultationElement, ConsultationMeeting, Submission
from oewg.core.clock import local
from oewg.core.database import Db
from oewg.mandate.actions import import_resolution
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting, Session
from oewg.negotiation.models import Adoption
from oewg.report import actions, queries
from oewg.report.models import Compilation
from oewg.report.rules.kinds import Asked, Order
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from oewg.texts.models import DraftText, Provision
from tests.world import World, words_of

Result = TypeVar("Result")
ZONE = "America/New_York"
EXERCISE = "Exercise: nobody speaks here for a State"
RESOLUTION = """\
Security in the use of cables: a test

The General Assembly,

Noting that cables carry what people say,

1. Welcomes two rules on the conduct of States with regard to cables:

1.1. States should not cut cables.

1.2. States should mend the cables that they find cut;

5. Decides to establish in 2019 an open-ended working group, to develop the rules, norms and principles of paragraph 1; \
to look into existing and potential threats to cables; and capacity-building; and to submit its report to the General \
Assembly at its seventy-fifth session;

6. Also decides that the group shall meet in an organizational session in June 2019.
"""


def mandate(world: World) -> None:
    """The resolution was read in: three elements, two rules."""
    world.act(import_resolution, RESOLUTION, "A/C.1/73/L.99", by="secretariat")


def draft(world: World) -> DraftText:
    """The draft report was begun from the mandate."""
    mandate(world)
    return world.act(actions.begin_report, by="secretariat")


def exercise(world: World) -> None:
    """All of it is an exercise, and every page has to say so."""
    with world.writing() as db:
        group = working_group(db)
        assert group is not None
        group.exercise = EXERCISE


@dataclass
class Scene:
    """What happens in one transaction, by the chair or the secretariat, a minute after what happened before."""

    world: World
    db: Db

    def act(self, action: Callable[..., Result], *args: Any, by: str = "secretariat", **named: Any) -> Result:
        """One act."""
        at = named.pop("at", None) or self.world.tick()
        self.world.at = max(at, self.world.at)
        result = action(self.db, *args, by=self.world.viewer(by, self.db), at=at, **named)
        self.db.flush()
        return result

    def session(self, title: str, first: date, last: date, kind: str = "substantive") -> Session:
        """A session was planned."""
        return self.act(meetings.plan_session, kind, title, first, last, "New York", ZONE)

    def meeting(self, of: Session, at: datetime) -> Meeting:
        """A meeting of an open session was called and opened."""
        found = self.act(meetings.plan_meeting, of, "formal", "in_person", at)
        self.act(meetings.open_meeting, found, at=at, by="chair")
        return found

    def agenda(self) -> tuple[DraftText, list[Provision]]:
        """An agenda of three items, the second with a subitem, which comes last in the list."""
        text = self.act(texts.begin_text, "agenda", "Provisional agenda")
        items = [
            self.act(texts.add_provision, text, "paragraph", words)
            for words in ("Election of officers.", "Consideration of issues:", "Adoption of the report.")
        ]
        return text, [*items, self.act(texts.add_provision, text, "subparagraph", "Threats.", parent=items[1])]

    def adopted(self, text: DraftText, at_meeting: Meeting, symbol: str) -> None:
        """A text was adopted, whatever stood in its way: the report tells adoptions and does not judge them."""
        at = self.world.tick()
        edition = self.act(texts.issue_edition, text, symbol, text.title, at=at)
        decision = self.act(meetings.record_decision, at_meeting, "adoption", "It was adopted.", at=at)
        self.db.add(
            Adoption(text_id=text.id, edition_id=edition.id, decision_id=decision.id, meeting_id=at_meeting.id, at=at)
        )

    def submission(self, provision_id: int, title: str = "On threats", consent: str = "named") -> None:
        """An accredited organization answered a call; its answer was published and partly taken up."""
        at = self.world.tick()
        call = Call(title=title, opens_at=at, closes_at=local(2030, 1, 1, zone=ZONE), zone=ZONE)
        by = self.db.scalars(select(Account).where(Account.email == "stakeholder@example.org")).one()
        self.db.add(call)
        self.db.flush()
        found = Submission(
            call_id=call.id, organization_id=self.organization().id, version=1, title=title, words="Words",
            consent=consent, submitted_at=at, submitted_by=by.id, published_at=at, return_reason="",
            digest="",
        )  # fmt: skip
        self.db.add(found)
        self.db.flush()
        revision = texts_queries.current_revision(self.db, provision_id)
        self.db.add(
            Bearing(
                submission_id=found.id, provision_id=provision_id, revision_id=revision.id, disposition="partly",
                reason="Second sentence.", tied_at=at, end_reason="",
            )
        )  # fmt: skip
        self.db.flush()

    def consultation(self, at_meeting: Meeting, title: str = "Voices from outside") -> None:
        """A meeting was a consultation on the first element of the mandate."""
        found = Consultation(title=title)
        self.db.add(found)
        self.db.flush()
        self.db.add(ConsultationMeeting(consultation_id=found.id, meeting_id=at_meeting.id))
        element = self.db.scalars(select(Element).order_by(Element.place).limit(1)).one()
        self.db.add(ConsultationElement(consultation_id=found.id, element_id=element.id))

    def organization(self) -> Organization:
        """The accredited one of the cast."""
        return self.db.scalars(select(Organization).where(Organization.name == "Open Wires")).one()

    def delegations(self, *codes: str) -> Sequence[Delegation]:
        """Some delegations."""
        return delegations_by_code(self.db, codes)

    def report_paragraphs(self) -> list[int]:
        """The paragraphs (provisions) of the draft report."""
        text = queries.draft_or_not_found(self.db)
        return [line.provision_id for line in texts_queries.lines(self.db, text.id) if line.kind == "paragraph"]


def new_york(*when: int) -> datetime:
    """An instant on the clocks of New York."""
    return local(*when, zone=ZONE)


def group_at_work(world: World) -> None:
    """A whole path: two sessions held, one postponed and one cancelled, officers, agenda, decisions, a consultation."""
    exercise(world)
    draft(world)
    with world.writing() as db:
        scene = Scene(world, db)
        agenda, items = scene.agenda()
        _organizational_session(scene, agenda, items)
        _substantive_session(scene, items)
        world.at = new_york(2020, 3, 12, 10)
        later = scene.session("Second substantive session", date(2020, 7, 6), date(2020, 7, 10))
        scene.act(meetings.postpone_session, later, "The building is closed", date(2021, 3, 8), date(2021, 3, 12))
        never = scene.session("Informal intersessional meeting", date(2020, 3, 30), date(2020, 3, 31), "intersessional")
        scene.act(meetings.cancel_session, never, "The building is closed")
        scene.submission(scene.report_paragraphs()[1])


def _organizational_session(scene: Scene, agenda: DraftText, items: list[Provision]) -> None:
    session = scene.session("Organizational session", date(2019, 6, 3), date(2019, 6, 4), "organizational")
    scene.act(meetings.open_session, session, by="chair")
    opening = scene.meeting(session, new_york(2019, 6, 3, 11))
    somebody = scene.db.scalars(select(Account).where(Account.email == "delegate@example.org")).one()
    uruguay = scene.delegations("URY")[0]
    scene.act(meetings.elect_officer, opening, somebody, uruguay, "Uruguay", "rapporteur")
    scene.act(meetings.take_up, opening, items[0], by="chair")
    scene.act(meetings.record_attendance, opening, scene.delegations("FRA", "JPN", "VAT"), [])
    scene.adopted(agenda, opening, "A/AC.290/2019/1")
    scene.act(meetings.record_decision, opening, "organization", "The sessions are held in New York.")
    scene.act(meetings.adjourn_meeting, opening, by="chair")
    scene.act(meetings.close_session, session, by="chair")


def _substantive_session(scene: Scene, items: list[Provision]) -> None:
    session = scene.session("First substantive session", date(2019, 9, 9), date(2019, 9, 13))
    scene.act(meetings.open_session, session, by="chair")
    for day in (9, 10, 11):
        held = scene.meeting(session, new_york(2019, 9, day, 10))
        scene.act(meetings.take_up, held, items[3], by="chair")
        scene.act(meetings.adjourn_meeting, held, by="chair")
    scene.act(meetings.record_attendance, held, scene.delegations("FRA"), [scene.organization()])
    scene.consultation(held)


def order(symbol: str = "A/AC.290/2021/L.1", *, distribution: str = "", **asked: Any) -> Order:
    """An order to compile: the text as it stands, clean, if nothing else is asked."""
    return Order(symbol, Asked(**asked), distribution)


def compiled(
    world: World, symbol: str = "A/AC.290/2021/L.1", *, distribution: str = "", **asked: Any
) -> Compilation:  # fmt: skip
    """The report was compiled under a symbol."""
    with world.writing() as db:
        at = world.tick()
        text = queries.draft_or_not_found(db)
        written = actions.write_report(db, text, order(symbol, distribution=distribution, **asked), at=at)
        kept = actions.compile_report(db, text, written, by=world.viewer("secretariat", db), at=at)
        db.expire_on_commit = False
    return kept


def found(world: World, compilation_id: int, who: str = "public") -> Compilation:
    """A compilation as somebody finds it."""
    return world.read(queries.compilation, world.viewer(who), compilation_id)


def contents(world: World, compilation_id: int, format: str = "html", who: str = "public") -> bytes:
    """One of its files as somebody gets it."""
    with world.database.reading() as db:
        return queries.compiled_file(db, world.viewer(who), compilation_id, format).contents


def how_many(world: World, who: str = "secretariat") -> int:
    """How many compilations somebody may know of."""
    return world.read(queries.compilations, world.viewer(who)).total


def adopted(world: World, symbol: str = "A/AC.290/2021/CRP.2") -> int:
    """The report was adopted on 12 March 2021, at a meeting of its own session; the edition."""
    with world.writing() as db:
        scene = Scene(world, db)
        session = scene.session("Last session", date(2021, 3, 8), date(2021, 3, 12))
        scene.act(meetings.open_session, session, by="chair")
        last = scene.meeting(session, new_york(2021, 3, 12, 10))
        text = queries.draft_or_not_found(db)
        scene.adopted(text, last, symbol)
        scene.act(texts.close_text, text)
        edition = queries.adopted_edition(db, text)
        assert edition is not None
        return edition.id


def compiles(site: World, **fields: Any) -> TestResponse:
    """The secretariat compiles from the page, and is led to what was compiled."""
    browser = site.as_("secretariat")
    answer = browser.post("/report/compile", "/report/compile", form="compile", **fields)
    assert answer.status_code == 200, words_of(answer)
    return browser.get(where_it_ends(answer))


def where_it_ends(answer: TestResponse) -> str:
    """The address to which the page of a compilation leads by itself at its end."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.text)
    assert found, words_of(answer)
    return html.unescape(found[1])
