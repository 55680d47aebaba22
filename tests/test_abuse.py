"""Does the house stand what somebody did to it? Each case was found by trying, and answered before it was mended."""

import gzip
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Capacity
from oewg.core.database import Database
from oewg.core.errors import Invalid, Refusal
from oewg.core.migrations import migrate
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Position
from oewg.record.backup import BackupRefused, restore_backup, write_backup
from oewg.record.verification import faults
from oewg.report.actions import write_report
from oewg.report.rules.kinds import Asked, Order
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, an_open_meeting, current, says
from tests.report.given import draft
from tests.world import World, words_of


def another_capacity(world: World, who: str, delegation: str) -> None:
    with world.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        state, at = people.delegation_by_code(db, delegation), world.tick()
        by = world.viewer("admin", db)
        accounts.give_capacity(db, account, "adviser", by=by, at=at, since=at, delegation_id=state.id)


def end_first_capacity(world: World, who: str) -> None:
    with world.writing() as db:
        held = db.get_one(Capacity, world.viewer(who, db).acting_as.id)  # type: ignore[union-attr]
        accounts.end_capacity(db, held, by=world.viewer("admin", db), at=world.tick())


def test_a_form_is_refused_when_the_capacity_is_another_than_on_its_page(site: World) -> None:
    """Two delegations, two tabs: what was written for one is not said by the other, and is given back."""
    _, (first, *_) = a_report(site)
    another_capacity(site, "delegate", "KEN")
    browser = site.as_("delegate")
    before = str(site.viewer("delegate").acting_as.id)  # type: ignore[union-attr]
    other = str(site.viewer("delegate").others[0].id)
    written = {"form": "position", "stance": "reserve", "reason": "For France.", "on": str(current(site, first))}
    browser.does("/account/capacity", capacity=other)
    refused = browser.post(f"/provisions/{first}/position", acting=before, **written)
    assert refused.status_code == 409
    assert "you acted in another capacity" in words_of(refused)
    assert "For France." in refused.text
    assert browser.post(f"/provisions/{first}/position", acting=other, **written).status_code == 303


def test_a_token_ends_with_its_capacity(site: World) -> None:
    another_capacity(site, "delegate", "KEN")
    program = site.program("delegate")
    assert program("GET", "/texts").status_code == 200
    end_first_capacity(site, "delegate")
    assert program("GET", "/texts").status_code == 401


def test_a_page_with_a_form_is_not_called_unchanged_in_another_session(site: World) -> None:
    """After a restart a browser has its stored pages, and no cookie: their forms' tokens are worth nothing then."""
    first = site.as_("public").get("/sign-in")
    later = site.as_("public").get("/sign-in", headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    same = site.as_("public")
    tag = same.get("/sign-in").headers["ETag"]
    assert same.get("/sign-in", headers={"If-None-Match": tag}).status_code == 304


def test_nobody_gives_themselves_a_capacity(world: World) -> None:
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        own, other = (people.account_by_email(db, f"{who}@example.org") for who in ("secretariat", "second"))
        assert own is not None
        assert other is not None
        state = people.delegation_by_code(db, "USA")
        with pytest.raises(Refusal, match="to themselves"):
            accounts.give_capacity(db, own, "head", by=by, at=world.at, since=world.at, delegation_id=state.id)
        with pytest.raises(Refusal, match="Only an administrator"):
            accounts.give_capacity(db, other, "administrator", by=by, at=world.at, since=world.at)


def test_the_secretariat_ends_no_administrator_and_no_elected_office(site: World) -> None:
    browser = site.as_("secretariat")
    for who, why in (("admin", "Only an administrator"), ("chair", "when the group elects another")):
        held = site.viewer(who).acting_as
        assert held is not None
        refused = browser.post(f"/capacities/{held.id}/end")
        assert (refused.status_code, why in words_of(refused)) == (409, True)


def on(world: World, action: object, provision_id: int, *args: object, by: str, **more: object) -> None:
    with world.writing() as db:
        found = text_queries.provision(db, provision_id)
        action(db, found, *args, by=world.viewer(by, db), at=world.tick(), **more)  # type: ignore[operator]


def test_what_is_agreed_is_neither_removed_nor_given_another_footnote(world: World) -> None:
    text_id, (first, *_) = a_report(world)
    an_open_meeting(world)
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        paragraph = text_queries.provision(db, first)
        note = texts.add_provision(
            db, paragraph.text, "footnote", "A source.", parent=paragraph, mark="1", by=by, at=world.tick()
        ).id
    on(world, actions.gavel, first, by="chair", on=current(world, first))
    with pytest.raises(Refusal, match="agreed ad referendum"):
        on(world, actions.remove_provision, first, by="secretariat")
    with pytest.raises(Refusal, match="agreed ad referendum"):
        on(world, actions.revise, note, "Another.", "substantive", based_on=current(world, note), by="secretariat")
    on(world, actions.revise, note, "A source!", "editorial", based_on=current(world, note), by="secretariat")
    assert world.read(queries.examine_one, first, None).state == "agreed_ad_referendum"
    assert text_id


def test_nothing_is_added_beside_what_is_not_there(site: World) -> None:
    text_id, (first, second, third) = a_report(site)
    on(site, actions.remove_provision, first, by="secretariat")
    other = site.act(texts.begin_text, "working_paper", "Another", by="secretariat")
    stranger = site.act(texts.add_provision, other, "paragraph", "Elsewhere.", by="secretariat").id
    browser = site.as_("secretariat")
    sent = {"form": "provision", "kind": "paragraph"}
    for more, why in (
        ({"words": "New.", "after": str(first)}, "has been removed"),
        ({"words": "New.", "after": str(stranger)}, "stands in another text"),
        ({"words": "New.[^nosuch]"}, "footnote that does not exist"),
    ):
        answer = browser.post(f"/texts/{text_id}/provisions", **sent, **more)
        assert (answer.status_code // 100, why in words_of(answer)) == (4, True), why
    with site.writing() as db:
        provision, gone = text_queries.provision(db, second), text_queries.provision(db, first)
        with pytest.raises(Refusal, match="has been removed"):
            actions.file_amendment(
                db, provision, "move", None, "", by=site.viewer("delegate", db), at=site.tick(), after=gone
            )
    assert third


def test_rows_altered_behind_the_record_do_not_verify(world: World) -> None:
    _, (first, second, _) = a_report(world)
    says(world, "delegate", first, "object")
    says(world, "second", second, "support", visibility="chair")
    with world.database.reading() as db:
        assert list(faults(db)) == []
    with world.database.engine.begin() as raw:
        raw.execute(text("UPDATE position SET stance = 'support' WHERE stance = 'object'"))
    with world.database.reading() as db:
        found = list(faults(db))
    assert len(found) == 1
    assert found[0].startswith("Position ")
    assert found[0].endswith(" is not what the record says: stance.")


def altered(path: Path, change: object) -> None:
    """Change each line of a backup, and make its closing digest right again, as a forger would."""
    digest, lines = hashlib.sha256(), []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        kept = file.readlines()[:-1]
    for line in kept:
        new = json.dumps(change(json.loads(line)), ensure_ascii=False) + "\n"  # type: ignore[operator]
        digest.update(new.encode())
        lines.append(new)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines([*lines, json.dumps({"digest": digest.hexdigest()}) + "\n"])


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    migrate(database)
    return database


def test_a_forged_backup_is_refused_as_a_whole(world: World, empty: Database, tmp_path: Path) -> None:
    _, (first, *_) = a_report(world)
    says(world, "delegate", first, "object")
    write_backup(world.database, tmp_path / "b")

    def forge(piece: dict[str, object]) -> dict[str, object]:
        row = piece.get("row")
        if piece.get("table") == "position" and isinstance(row, dict):
            row |= {"stance": "support", "reason": "We welcome it."}
        return piece

    altered(tmp_path / "b", forge)
    with pytest.raises(BackupRefused, match=r"Position \d+ is not what the record says: reason, stance"):
        restore_backup(empty, tmp_path / "b")
    with empty.reading() as db:
        assert db.scalars(select(Position)).all() == []


@pytest.mark.parametrize("wrong", [{"row": []}, {"row": None}, {"table": []}, {"row": {"id": {}}}], ids=repr)
def test_a_backup_of_another_shape_is_refused_in_a_sentence(
    world: World, empty: Database, tmp_path: Path, wrong: dict[str, object]
) -> None:
    write_backup(world.database, tmp_path / "b")
    altered(tmp_path / "b", lambda piece: piece | wrong if "table" in piece else piece)
    with pytest.raises(BackupRefused):
        restore_backup(empty, tmp_path / "b")


def test_a_backup_nested_without_end_is_refused(empty: Database, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "b", "wt") as file:
        file.write('{"a":' + "[" * 100_000 + "\n")
    with pytest.raises(BackupRefused):
        restore_backup(empty, tmp_path / "b")


@pytest.mark.parametrize(
    "name",
    [
        "OPEN WIRES", "Open  Wires", "Open\u00a0Wires", "Ｏpen Wires", "Open\u00ad Wires", "Op\u200den Wires\u3164",
        "Open\ufe0f Wires",
    ],
)  # fmt: skip
def test_two_organizations_do_not_look_alike(site: World, name: str) -> None:
    sent = {
        "form": "organization", "name": name, "sector": "academia", "country": "FIN", "purpose": "P",
        "representative": "R", "email": "r@x.example",
    }  # fmt: skip
    refused = site.as_("public").post("/organizations/register", **sent)
    assert (refused.status_code, "has registered already" in words_of(refused)) == (422, True)
    hidden = site.as_("public").post("/organizations/register", **sent | {"name": "Open Wires\u200b"})
    assert "invisible character" in words_of(hidden)


@pytest.mark.parametrize("name", ["Locked: https://wires.example/in", "Go to WWW.wires.example"])
def test_no_link_of_a_stranger_goes_out_in_a_letter_of_ours(site: World, name: str) -> None:
    sent = {
        "form": "organization", "name": name, "sector": "academia", "country": "FIN", "purpose": "P",
        "representative": "R", "email": "r@x.example",
    }  # fmt: skip
    refused = site.as_("public").post("/organizations/register", **sent)
    assert (refused.status_code, "not an address on the web" in words_of(refused)) == (422, True)


def test_a_form_with_very_many_fields_is_not_answered_back(site: World) -> None:
    sent = "&".join(f"f{number}=1" for number in range(5000))
    answer = site.as_("public").client.post(
        "/sign-in", data=sent, content_type="application/x-www-form-urlencoded"
    )  # fmt: skip
    assert answer.status_code == 413
    assert len(answer.data) < 20_000


def test_json_nested_without_end_is_bad_input(site: World) -> None:
    assert site.app
    a_report(site)
    headers = {"Authorization": f"Bearer {token_of(site, 'delegate')}"}
    for sent in ('{"a":' + "[" * 100_000, '{"a":' * 3000 + "1" + "}" * 3000):
        answer = site.app.test_client().post(
            "/api/v1/provisions/1/positions", data=sent, content_type="application/json", headers=headers
        )
        assert answer.status_code == 422


def token_of(site: World, who: str) -> str:
    with site.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        return accounts.create_token(
            db, account, timedelta(days=3650), by=site.viewer("admin", db), at=site.tick()
        )  # fmt: skip


def test_odd_headers_are_refused_and_never_taken_for_nothing(site: World) -> None:
    assert site.app
    _, (first, *_) = a_report(site)
    client = site.app.test_client()
    assert client.get("/api/v1/texts", headers={"Authorization": b"Bearer \xff\xfe"}).status_code == 401
    assert client.get("/api/v1/texts", headers={"Authorization": ""}).status_code == 401
    headers = {"Authorization": f"Bearer {token_of(site, 'delegate')}", "Idempotency-Key": "schlüssel"}
    sent = {"stance": "support", "on": current(site, first)}
    answer = client.post(f"/api/v1/provisions/{first}/positions", json=sent, headers=headers)
    assert (answer.status_code, "ASCII" in answer.get_json()["detail"]) == (422, True)


def test_an_item_that_is_not_on_the_agenda_is_not_printed_as_another(site: World) -> None:
    text_ = draft(site)
    with site.database.reading() as db, pytest.raises(Invalid, match="no such item"):
        write_report(db, text_, Order("A/AC.290/2021/L.9", Asked(agenda_item=999)), at=site.at)
