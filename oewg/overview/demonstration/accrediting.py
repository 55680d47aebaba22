"""Who asks to be heard in the exercise, to whom does a State object, and what does the group decide? Everybody is invented."""

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.accounts.rules.passwords import hashed
from oewg.consultations import actions, queries
from oewg.consultations.models import Accreditation, ListedName, NonObjectionList
from oewg.consultations.rules.accreditation import Described
from oewg.core.clock import local
from oewg.core.database import Database
from oewg.meetings import queries as meeting_queries
from oewg.meetings.models import Session
from oewg.overview.demonstration import words
from oewg.overview.demonstration.cast import PASSWORD, SAMPLES, ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.record.actions import settle
from oewg.texts.documents.uploads import examined

SECTORS = ("business", "non_governmental", "academia")
COUNTRIES = ("KEN", "IND", "BRA", "DEU", "POL", "CAN", "EGY", "FJI", "CHL", "NLD", "GEO")
"""In turn for those that only attend, so that the pictures of balance have something to show."""
GENDERS = ("woman", "man", "woman", "", "man")
REFUSED, FOR_A_SESSION = "Grey Exchange Signal Brokers", "Night Ferry Research Desk"
LATE, INCOMPLETE = "Latecomers’ League", "Copper Kettle Institute"
BASIS = "It trades in the faults of products that the group wishes to see reported to those who can mend them."
LIST = "Organizations proposed for accreditation to the work of the Working Group"


def organizations_register(database: Database) -> None:
    """Organizations register and are checked; the chair puts the names of most before all States, and two are objected to."""
    with stage(database, 2019, 6, 17) as on:
        kept = hashed(PASSWORD)
        for body in words.ORGANIZATIONS:
            sample = body is words.ORGANIZATIONS[0]
            email = SAMPLES["stakeholder"].email if sample else address(body.representative)
            about = Described(body.name, body.sector, body.country, body.consultative_status, body.purpose)
            _registers(on, about, body.representative, email, kept)
        for place, name in enumerate(words.PARTICIPANTS, start=1):
            country = COUNTRIES[place % len(COUNTRIES)]
            about = Described(name, SECTORS[place % 3], country, False, "Invented for the exercise.")
            _registers(on, about, f"Participant {place}", address(f"Participant {place}"), kept, GENDERS[place % 5])
        brokers = Described(
            REFUSED, "business", "NLD", False, "Brings those who find faults and those who pay together."
        )
        _registers(on, brokers, "Participant 111", address("Participant 111"), kept)
        desk = Described(
            FOR_A_SESSION, "academia", "GEO", False, "Reads what others publish, and says what is missing."
        )
        _registers(on, desk, "Participant 112", address("Participant 112"), kept)
        on.go_to(2019, 6, 24)
        secretariat = on.sample("secretariat")
        for line in queries.applications(on.db, size=500).items:
            informs = line.accreditation.organization.consultative_status
            check = actions.note_status if informs else actions.check_application
            check(on.db, line.accreditation, by=secretariat, at=on.at())
        on.go_to(2019, 7, 1)
        waiting = [line.accreditation for line in queries.for_the_next_list(on.db)]
        deadline = local(2019, 8, 2, 18, zone=ZONE)
        actions.issue_list(on.db, LIST, waiting, deadline, ZONE, by=on.sample("chair"), at=on.at())
        on.go_to(2019, 7, 5)
        late = Described(LATE, "academia", "KEN", False, "Applied late, and waits for an answer.")
        _registers(on, late, "Representative 99", SAMPLES["pending"].email, kept)
        incomplete = Described(INCOMPLETE, "academia", "CHL", False, "Teaches.")
        _registers(on, incomplete, "Participant 113", address("Participant 113"), kept)
        on.go_to(2019, 7, 12)
        returned = _application(on, INCOMPLETE)
        reasons = "The letter is missing, and the purpose does not say why the organization wishes to be heard."
        actions.send_back_application(on.db, returned, reasons, by=secretariat, at=on.at())
        on.go_to(2019, 7, 15)
        actions.object_to_name(on.db, _listed(on, REFUSED), BASIS, by=on.sample("delegate"), at=on.at())
        actions.object_to_name(on.db, _listed(on, FOR_A_SESSION), by=on.delegate_of("URY"), at=on.at())
        on.now = deadline
        settle(on.db, on.at())
        on.go_to(2019, 8, 5)
        actions.ask_basis(on.db, _listed(on, REFUSED), by=on.sample("head"), at=on.at())


def address(name: str) -> str:
    """The e-mail address of somebody who acts for an organization, made of the name."""
    return f"{name.lower().replace(' ', '-')}@exercise.example"


def _registers(
    on: Stage, about: Described, representative: str, email: str, password_hash: str, gender: str = ""
) -> None:
    letter = examined(f"{about.name} asks to be accredited.\n{about.purpose}\n".encode(), "letter.txt")
    sent = letter if about.name != INCOMPLETE else None
    asked = actions.begin_registration(on.db, about, representative, email, "en", sent, by=PUBLIC, at=on.after(30))
    actions.confirm_registration(on.db, asked, password_hash, at=on.after(30))
    if gender:
        actions.state_gender(on.db, gender, by=on.viewer(email), at=on.now)


def _application(on: Stage, name: str) -> Accreditation:
    organization = on.db.scalars(select(Organization.id).where(Organization.name == name)).one()
    found = queries.latest_application(on.db, organization)
    assert found is not None
    return found


def _listed(on: Stage, name: str) -> ListedName:
    application = _application(on, name)
    return on.db.scalars(select(ListedName).where(ListedName.accreditation_id == application.id)).one()


def group_decides_on_organizations(database: Database) -> None:
    """September 2019: at its first substantive session the group accredits all but one, and one for the consultation alone."""
    with stage(database, 2019, 9, 9, 12, 40) as on:
        meeting = meeting_queries.unfinished_meeting(on.db)
        assert meeting is not None
        consultation = on.db.scalars(select(Session).where(Session.kind == "intersessional")).one()
        found, chair = on.db.scalars(select(NonObjectionList)).one(), on.sample("chair")
        outcomes = {
            line.accreditation.id: {REFUSED: "refuse", FOR_A_SESSION: "session"}.get(line.organization.name, "whole")
            for line in queries.every_name(on.db, found, chair)
        }
        that_session = meeting_queries.session(on.db, consultation.id)
        actions.decide_list(
            on.db, found, meeting, words.ACCREDITATION, outcomes, that_session, by=chair, at=on.at()
        )  # fmt: skip
