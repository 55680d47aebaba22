"""What do the acts on a text do to its rows?"""

from typing import Any

from oewg.negotiation.rules.replay.world import Step, World


def _begin_text(world: World, said: Any) -> None:
    facts = {name: said.facts[name] for name in ("kind", "title", "symbol")}
    facts["original_language"] = said.facts.get("original_language", "en")  # entries from before it was said
    world.add("text", id=said.subject_id, begun_at=said.at, closed_at=None, frozen_at=None, **facts)


def _close_text(world: World, said: Any) -> None:
    world.row("text", said.subject_id)["closed_at"] = said.at


def _add_provision(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "provision", id=said.subject_id, text_id=facts["text"], parent_id=facts["parent"], kind=facts["kind"],
        mark=facts["mark"], label=facts["label"], alternative_of=facts["alternative_of"], removed_at=None,
    )  # fmt: skip
    world.add(
        "revision", id=facts["revision"], provision_id=said.subject_id, number=1, step=1, words=facts["words"],
        nature="substantive", made_at=said.at, made_by=said.actor,
    )  # fmt: skip
    _place(world, said.subject_id, facts["after"], at_first=facts["at_first"])


def _place(world: World, provision_id: int, after: int | None, *, at_first: bool) -> None:
    """Right after another, or else the first or the last under the same."""
    here = world.row("provision", provision_id)
    siblings = world.children[here["text_id"], here["parent_id"]]
    place = siblings.index(after) + 1 if after is not None else 0 if at_first else len(siblings)
    siblings.insert(place, provision_id)


def _revise(world: World, said: Any) -> None:
    facts = {name: said.facts[name] for name in ("number", "step", "nature", "words")}
    world.add(
        "revision",
        id=said.facts["revision"],
        provision_id=said.subject_id,
        made_at=said.at,
        made_by=said.actor,
        **facts,
    )


def _move(world: World, said: Any) -> None:
    after = said.facts["after"]
    for provision_id in said.facts.get("together", [said.subject_id]):
        here = world.row("provision", provision_id)
        world.children[here["text_id"], here["parent_id"]].remove(provision_id)
        here["parent_id"] = said.facts["parent"]
        _place(world, provision_id, after, at_first=True)
        after = provision_id


def _remove(world: World, said: Any) -> None:
    world.row("provision", said.subject_id)["removed_at"] = said.at


def _issue(world: World, said: Any) -> None:
    facts = said.facts
    lines = tuple((each["revision"], each["number"], each["level"]) for each in facts["lines"])
    world.add(
        "edition", id=said.subject_id, text_id=facts["text"], symbol=facts["symbol"], title=facts["title"],
        issued_at=said.at, lines=lines,
    )  # fmt: skip


def _contest(world: World, said: Any) -> None:
    facts = said.facts
    world.add("contest", revision_id=said.subject_id, holder=facts["holder"], reason=facts["reason"], at=said.at)


STEPS: dict[str, Step] = {
    "begin_text": _begin_text,
    "close_text": _close_text,
    "add_provision": _add_provision,
    "revise": _revise,
    "move_provision": _move,
    "remove_provision": _remove,
    "issue_edition": _issue,
    "contest_editorial": _contest,
}
"""Act -> what it does to the world."""
