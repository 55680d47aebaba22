"""Positions, alignment and clearance for programs."""

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.core.errors import NotFound
from oewg.negotiation import actions, queries
from oewg.negotiation.api.shapes import PositionOut, api, position_out, stated_out
from oewg.negotiation.forms import AlignmentForm, GavelForm, PositionForm, PositionsForm
from oewg.texts import queries as texts


class AlignmentOut(Out):
    """A State is aligned with what a group says on a text."""

    text: int
    delegation: str
    group: str


@operation(
    api, "/provisions/<int:provision_id>/positions", act="read", answers=Listed[PositionOut],
    summary="The live positions on a provision that this reader may see",
)  # fmt: skip
def positions(desk: Desk, provision_id: int) -> Listed[PositionOut]:
    """Live positions."""
    examined = queries.examine_one(desk.db, provision_id, desk.viewer)
    text_id = examined.line.text_id
    speaks_for = queries.speaking_for(desk.db, examined, text_id, desk.viewer, desk.at.date())
    codes = accounts.codes_of(desk.db, [each for some in speaks_for.values() for each in some])
    return Listed(
        items=[
            position_out(line, sorted(codes[each] for each in speaks_for.get(line.position.group_id or 0, ())))
            for line in examined.positions
        ]
    )


@operation(
    api, "/provisions/<int:provision_id>/positions", method="POST", act="state_position", takes=PositionForm,
    answers=PositionOut, summary="State a position on the wording that stands",
)  # fmt: skip
def state_position(desk: Desk, sent: PositionForm, provision_id: int) -> PositionOut:
    """State a position."""
    stated = actions.state_position(
        desk.db, texts.provision(desk.db, provision_id), sent.stance, by=desk.viewer, at=desk.at, reason=sent.reason,
        amendment_id=sent.amendment, visibility=sent.visibility, on=sent.on, for_group=sent.on_behalf_of == "group",
    )  # fmt: skip
    return stated_out(desk, stated)


@operation(
    api, "/positions/<int:position_id>/withdraw", method="POST", act="state_position", answers=Nothing,
    summary="Withdraw a position", status=200,
)  # fmt: skip
def withdraw_position(desk: Desk, _sent: Nothing, position_id: int) -> Nothing:
    """Withdraw a position."""
    actions.withdraw_position(desk.db, queries.position(desk.db, position_id, desk.viewer), by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/positions/<int:position_id>/reaffirm", method="POST", act="state_position", takes=GavelForm,
    answers=PositionOut, summary="State a position once more on the wording that now stands",
)  # fmt: skip
def reaffirm(desk: Desk, sent: GavelForm, position_id: int) -> PositionOut:
    """Reaffirm a position."""
    found = queries.position(desk.db, position_id, desk.viewer)
    stated = actions.reaffirm(desk.db, found, on=sent.on, by=desk.viewer, at=desk.at)
    return stated_out(desk, stated)


@operation(
    api, "/texts/<int:text_id>/positions", method="POST", act="state_position", takes=PositionsForm,
    answers=Listed[PositionOut], summary="State one position on many provisions at once: all of them, or none",
)  # fmt: skip
def state_positions(desk: Desk, sent: PositionsForm, text_id: int) -> Listed[PositionOut]:
    """State one position on many provisions."""
    found = queries.provisions_by_id(desk.db, [provision_id for provision_id, _ in sent.pairs()])
    chosen = [(found[provision_id], on) for provision_id, on in sent.pairs() if provision_id in found]
    if len(chosen) != len(sent.pairs()) or any(each.text_id != text_id for each, _ in chosen):
        raise NotFound
    stated = actions.state_positions(
        desk.db, chosen, sent.stance, by=desk.viewer, at=desk.at, reason=sent.reason, visibility=sent.visibility,
        for_group=sent.on_behalf_of == "group",
    )  # fmt: skip
    return Listed(items=[stated_out(desk, each) for each in stated])


@operation(
    api, "/texts/<int:text_id>/alignments", act="read", answers=Listed[AlignmentOut],
    summary="Which States are aligned with which groups on a text",
)  # fmt: skip
def alignments(desk: Desk, text_id: int) -> Listed[AlignmentOut]:
    """Alignments."""
    texts.text(desk.db, text_id)
    rows = queries.alignments(desk.db, text_id)
    return Listed(
        items=[AlignmentOut(text=text_id, delegation=row.delegation.code, group=row.group.code) for row in rows]
    )  # fmt: skip


@operation(
    api, "/texts/<int:text_id>/alignments", method="POST", act="align", takes=AlignmentForm, answers=AlignmentOut,
    summary="Align one's delegation with a group on a text",
)  # fmt: skip
def align(desk: Desk, sent: AlignmentForm, text_id: int) -> AlignmentOut:
    """Align."""
    group = accounts.group_by_code(desk.db, sent.group)
    made = actions.align(desk.db, texts.text(desk.db, text_id), group, by=desk.viewer, at=desk.at)
    return AlignmentOut(text=text_id, delegation=made.delegation.code, group=group.code)


@operation(
    api, "/texts/<int:text_id>/alignments/end", method="POST", act="align", takes=AlignmentForm, answers=Nothing,
    summary="End one's delegation's alignment with a group", status=200,
)  # fmt: skip
def end_alignment(desk: Desk, sent: AlignmentForm, text_id: int) -> Nothing:
    """End an alignment."""
    group = accounts.group_by_code(desk.db, sent.group)
    actions.end_alignment(desk.db, texts.text(desk.db, text_id), group, by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/clearance", method="POST", act="clear_positions", answers=Nothing,
    summary="Let the delegation's positions wait for its head's clearance", status=200,
)  # fmt: skip
def require_clearance(desk: Desk, _sent: Nothing) -> Nothing:
    """Require clearance."""
    actions.require_clearance(desk.db, by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/clearance/lift", method="POST", act="clear_positions", answers=Nothing,
    summary="Let the delegation's positions stand at once again", status=200,
)  # fmt: skip
def lift_clearance(desk: Desk, _sent: Nothing) -> Nothing:
    """Lift clearance."""
    actions.lift_clearance(desk.db, by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/waiting-positions", act="read_own_positions", answers=Listed[PositionOut],
    summary="The positions of one's own delegation that wait for clearance",
)  # fmt: skip
def waiting_positions(desk: Desk) -> Listed[PositionOut]:
    """What waits."""
    return Listed(items=[stated_out(desk, row) for row in queries.waiting(desk.db, desk.viewer)])


@operation(
    api, "/waiting-positions/<int:waiting_id>/clear", method="POST", act="clear_positions", answers=PositionOut,
    summary="Clear a position: it stands from now on",
)  # fmt: skip
def clear_position(desk: Desk, _sent: Nothing, waiting_id: int) -> PositionOut:
    """Clear a position."""
    found = queries.waiting_position(desk.db, waiting_id, desk.viewer)
    return stated_out(desk, actions.clear_position(desk.db, found, by=desk.viewer, at=desk.at))


@operation(
    api, "/waiting-positions/<int:waiting_id>/return", method="POST", act="clear_positions", answers=Nothing,
    summary="Return a position to those who prepared it", status=200,
)  # fmt: skip
def return_position(desk: Desk, _sent: Nothing, waiting_id: int) -> Nothing:
    """Return a position."""
    found = queries.waiting_position(desk.db, waiting_id, desk.viewer)
    actions.return_position(desk.db, found, by=desk.viewer, at=desk.at)
    return Nothing()
