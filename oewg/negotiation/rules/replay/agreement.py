"""What do gavels, packages, silence, adoption and explanations do to their rows?"""

from datetime import datetime
from typing import Any

from oewg.negotiation.rules.replay.amendments import end_amendment
from oewg.negotiation.rules.replay.world import Step, World


def _lapse_silence(world: World, said: Any) -> None:
    as_of = datetime.fromisoformat(said.facts["as_of"])
    _end_silence(world, said, as_of, "lapsed")
    superseded = {amendment_id for amendment_id, _ in said.facts["superseded"]}
    for key, provision in world.tables["provision"].items():
        if provision["text_id"] != said.facts["text"]:
            continue
        for held in world.positions(key[0]).values():
            # Doubts about earlier words, and acceptance on a condition, end with the silence of their holders.
            if held.doubts or held.amendment_id in superseded:
                world.row("position", held.id).update(ended_at=as_of, end_reason="silence")
    for amendment_id in sorted(superseded):
        end_amendment(world, amendment_id, "superseded", as_of)
    for provision_id, revision_id in said.facts["agreed"]:
        _agree(world, provision_id, revision_id, as_of, silence=said.subject_id)


def _agree(
    world: World, provision_id: int, revision_id: int, at: datetime, *, meeting: int | None = None, silence: int | None = None
) -> None:  # fmt: skip
    world.live["gavel", provision_id] = world.add(
        "gavel", provision_id=provision_id, revision_id=revision_id, meeting_id=meeting, silence_id=silence, fell_at=at,
        reopened_at=None, reopened_by=None, reopening_reason="",
    )  # fmt: skip


def _gavel(world: World, said: Any) -> None:
    _agree(world, said.subject_id, said.facts["revision"], said.at, meeting=said.facts["meeting"])


def _reopen(world: World, said: Any) -> None:
    row = world.live.pop(("gavel", said.subject_id))
    row |= {"reopened_at": said.at, "reopened_by": said.facts["holder"], "reopening_reason": said.facts["reason"]}


def _form_package(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "package", id=said.subject_id, text_id=facts["text"], title=facts["title"], formed_at=said.at,
        dissolved_at=None, members=tuple(facts["provisions"]),
    )  # fmt: skip


def _dissolve_package(world: World, said: Any) -> None:
    world.row("package", said.subject_id)["dissolved_at"] = said.at


def _open_silence(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "silence", id=said.subject_id, text_id=facts["text"], edition_id=facts["edition"], opened_at=said.at,
        deadline=datetime.fromisoformat(facts["deadline"]), zone=facts["zone"], ended_at=None, end_reason=None,
        broken_by=None, end_words="",
    )  # fmt: skip
    world.row("text", facts["text"])["frozen_at"] = said.at


def _extend_silence(world: World, said: Any) -> None:
    world.row("silence", said.subject_id)["deadline"] = datetime.fromisoformat(said.facts["deadline"])


def _end_silence(world: World, said: Any, at: datetime, reason: str, words: str = "", by: str | None = None) -> None:
    row = world.row("silence", said.subject_id)
    row |= {"ended_at": at, "end_reason": reason, "end_words": words, "broken_by": by}
    world.row("text", row["text_id"])["frozen_at"] = None


def _break_silence(world: World, said: Any) -> None:
    _end_silence(world, said, said.at, "broken", said.facts["words"], said.facts["holder"])


def _withdraw_silence(world: World, said: Any) -> None:
    _end_silence(world, said, said.at, "withdrawn", said.facts["reason"])


def _prepare_adoption(world: World, said: Any) -> None:
    world.tables["adoption_in_hand"].pop((said.subject_id,), None)
    world.add(
        "adoption_in_hand", text_id=said.subject_id, symbol=said.facts["symbol"], wording=said.facts["wording"],
        prepared_by=said.actor, prepared_at=said.at,
    )  # fmt: skip


def _adopt(world: World, said: Any) -> None:
    world.tables["adoption_in_hand"].pop((said.subject_id,), None)
    facts = said.facts
    if "title" in facts:  # entries from before it was said left the text its title
        world.row("text", said.subject_id)["title"] = facts["title"]
    world.add(
        "adoption", text_id=said.subject_id, edition_id=facts["edition"], decision_id=facts["decision"],
        meeting_id=facts["meeting"], at=said.at,
    )  # fmt: skip


def _explain(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "explanation", id=said.subject_id, text_id=facts["text"], holder=facts["holder"], kind=facts["kind"],
        # What was placed on record before the language was asked for says nothing of it.
        language=facts.get("language"), words=facts["words"], at=said.at, withdrawn_at=None,
        paragraphs=tuple(facts["paragraphs"]),
    )  # fmt: skip


def _withdraw_explanation(world: World, said: Any) -> None:
    world.row("explanation", said.subject_id)["withdrawn_at"] = said.at


STEPS: dict[str, Step] = {
    "gavel": _gavel,
    "reopen": _reopen,
    "form_package": _form_package,
    "dissolve_package": _dissolve_package,
    "open_silence": _open_silence,
    "extend_silence": _extend_silence,
    "break_silence": _break_silence,
    "withdraw_silence": _withdraw_silence,
    "lapse_silence": _lapse_silence,
    "prepare_adoption": _prepare_adoption,
    "adopt": _adopt,
    "explain_position": _explain,
    "withdraw_explanation": _withdraw_explanation,
}
"""Act -> what it does to the world."""
