"""Amendments for programs."""

from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.core.forms import Form
from oewg.negotiation import actions, queries
from oewg.negotiation.api.shapes import AmendmentOut, ProvisionOut, amended_out, amendment_out, api, provision_out
from oewg.negotiation.forms import AmendmentForm, GavelForm, LeaveForm, ReceptionForm, SpeakerForm
from oewg.texts import queries as texts


class AmendmentsAsked(Form):
    """Which amendments: of a delegation or group, by its code; in one state."""

    by: str = Field("", max_length=16)
    state: str = Field("", pattern="^({})?$".format("|".join(queries.AMENDMENT_STATES)))


class ReceptionOut(Out):
    """Somebody has said that they can, or cannot, accept an amendment."""

    amendment: int
    holder: str
    verdict: str
    visibility: str


@operation(
    api, "/provisions/<int:provision_id>/amendments", act="read", answers=Listed[AmendmentOut],
    summary="The amendments to a provision",
)  # fmt: skip
def amendments(desk: Desk, provision_id: int) -> Listed[AmendmentOut]:
    """Every amendment, the live ones first."""
    texts.provision(desk.db, provision_id)
    live = {each.amendment.id: each.rebased for each in queries.rebased_amendments(desk.db, provision_id)}
    return Listed(items=[amendment_out(row, live.get(row.id)) for row in queries.amendments_to(desk.db, provision_id)])


@operation(
    api, "/provisions/<int:provision_id>/amendments", method="POST", act="file_amendment", takes=AmendmentForm,
    answers=AmendmentOut, summary="File an amendment",
)  # fmt: skip
def file_amendment(desk: Desk, sent: AmendmentForm, provision_id: int) -> AmendmentOut:
    """File an amendment."""
    after = provision_id if sent.under and sent.kind == "insert" else sent.after
    filed = actions.file_amendment(
        desk.db, texts.provision(desk.db, provision_id), sent.kind, sent.words or None, sent.reason, by=desk.viewer,
        at=desk.at, on=sent.on, after=texts.provision(desk.db, after) if after else None,
        for_group=sent.on_behalf_of == "group",
        in_place_of=queries.amendment(desk.db, sent.in_place_of) if sent.in_place_of else None,
    )  # fmt: skip
    return amended_out(desk, filed)


@operation(
    api, "/amendments/<int:amendment_id>/withdraw", method="POST", act="file_amendment", takes=LeaveForm,
    answers=AmendmentOut, summary="Withdraw an amendment, or leave its sponsors", status=200,
)  # fmt: skip
def withdraw_amendment(desk: Desk, sent: LeaveForm, amendment_id: int) -> AmendmentOut:
    """Withdraw an amendment, or leave its sponsors."""
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_amendment(desk.db, found, by=desk.viewer, at=desk.at, for_group=sent.for_group)
    return amended_out(desk, found)


@operation(
    api, "/texts/<int:text_id>/amendments", act="read", answers=Listed[AmendmentOut], query=AmendmentsAsked,
    summary="The amendments to a text, in its order",
)  # fmt: skip
def amendments_of_text(desk: Desk, asked: AmendmentsAsked, text_id: int) -> Listed[AmendmentOut]:
    """Amendments in the order of the text."""
    texts.text(desk.db, text_id)
    rows = queries.listed_amendments(desk.db, text_id, desk.viewer, by=asked.by, state=asked.state)
    return Listed(items=[amendment_out(row.amendment, row.rebased) for row in rows])


@operation(
    api, "/amendments/<int:amendment_id>/co-sponsors", method="POST", act="file_amendment", takes=SpeakerForm,
    answers=AmendmentOut, summary="Join the sponsors of an amendment",
)  # fmt: skip
def co_sponsor(desk: Desk, sent: SpeakerForm, amendment_id: int) -> AmendmentOut:
    """Co-sponsor."""
    found = queries.amendment(desk.db, amendment_id)
    actions.co_sponsor(desk.db, found, by=desk.viewer, at=desk.at, for_group=sent.on_behalf_of == "group")
    return amended_out(desk, found)


@operation(
    api, "/amendments/<int:amendment_id>/take-up", method="POST", act="revise_text", takes=GavelForm,
    answers=ProvisionOut, summary="Take an amendment up into the text",
)  # fmt: skip
def take_up_amendment(desk: Desk, sent: GavelForm, amendment_id: int) -> ProvisionOut:
    """Take up; of a provision that is deleted by it, what it was."""
    found = queries.amendment(desk.db, amendment_id)
    before = provision_out(queries.examine_one(desk.db, found.provision_id, desk.viewer))
    actions.take_up_amendment(desk.db, found, by=desk.viewer, at=desk.at, on=sent.on)
    if found.provision.removed_at is not None:
        return before
    return provision_out(queries.examine_one(desk.db, found.provision_id, desk.viewer))


@operation(
    api, "/amendments/<int:amendment_id>/receptions", act="read", answers=Listed[ReceptionOut],
    summary="Who could accept an amendment, as far as this reader may see",
)  # fmt: skip
def receptions(desk: Desk, amendment_id: int) -> Listed[ReceptionOut]:
    """Who could accept it."""
    queries.amendment(desk.db, amendment_id)
    rows = queries.receptions(desk.db, [amendment_id], desk.viewer).get(amendment_id, [])
    return Listed(
        items=[
            ReceptionOut(
                amendment=amendment_id,
                holder=queries.reception_holder(row),
                verdict=row.verdict,
                visibility=row.visibility,
            )
            for row in rows
        ]
    )


@operation(
    api, "/amendments/<int:amendment_id>/receptions", method="POST", act="state_position", takes=ReceptionForm,
    answers=ReceptionOut, summary="Say whether one could accept an amendment",
)  # fmt: skip
def receive_amendment(desk: Desk, sent: ReceptionForm, amendment_id: int) -> ReceptionOut:
    """Say whether it could be accepted."""
    made = actions.receive_amendment(
        desk.db, queries.amendment(desk.db, amendment_id), sent.verdict, by=desk.viewer, at=desk.at,
        visibility=sent.visibility, for_group=sent.on_behalf_of == "group",
    )  # fmt: skip
    return ReceptionOut(
        amendment=amendment_id, holder=queries.reception_holder(made), verdict=made.verdict, visibility=made.visibility
    )


@operation(
    api, "/amendments/<int:amendment_id>/receptions/withdraw", method="POST", act="state_position", takes=SpeakerForm,
    answers=AmendmentOut, summary="Take back whether one could accept an amendment", status=200,
)  # fmt: skip
def withdraw_reception(desk: Desk, sent: SpeakerForm, amendment_id: int) -> AmendmentOut:
    """Take back what one said of an amendment."""
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_reception(
        desk.db, found, by=desk.viewer, at=desk.at, for_group=sent.on_behalf_of == "group"
    )  # fmt: skip
    return amended_out(desk, found)
