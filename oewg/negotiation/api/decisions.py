"""Gavels, packages, silence, adoption and explanations for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.core.forms import on_the_clock
from oewg.negotiation import actions, queries
from oewg.negotiation.api.shapes import ProvisionOut, TextOut, api, provision_out
from oewg.negotiation.forms import (
    AdoptionForm,
    ExplanationForm,
    ExtensionForm,
    GavelForm,
    PackageForm,
    PackageGavelForm,
    PreparationForm,
    ReasonForm,
    SilenceForm,
)
from oewg.negotiation.models import Explanation, Package, Silence
from oewg.texts import queries as texts


class PackageOut(Out):
    """Provisions that are agreed only together."""

    id: int
    text: int
    title: str
    provisions: list[int]
    dissolved_at: datetime | None


class SilenceOut(Out):
    """A silence procedure; `ended` is "broken", "withdrawn" or "lapsed": agreed as of the deadline."""

    id: int
    text: int
    edition: int
    opened_at: datetime
    deadline: datetime
    zone: str
    ended: str | None
    ended_at: datetime | None
    broken_by: str | None
    words: str


class PreparationOut(Out):
    """A text has been put before the group for adoption."""

    text: int
    symbol: str
    wording: str


class ExplanationOut(Out):
    """What was placed on record after an adoption."""

    id: int
    text: int
    holder: str
    kind: str
    language: str | None
    words: str
    paragraphs: list[int]
    at: datetime


@operation(
    api, "/provisions/<int:provision_id>/gavel", method="POST", act="gavel", takes=GavelForm, answers=ProvisionOut,
    summary="Declare a provision agreed ad referendum",
)  # fmt: skip
def gavel(desk: Desk, sent: GavelForm, provision_id: int) -> ProvisionOut:
    """The gavel falls."""
    actions.gavel(desk.db, texts.provision(desk.db, provision_id), on=sent.on, by=desk.viewer, at=desk.at)
    return provision_out(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/reopen", method="POST", act="reopen", takes=ReasonForm, answers=ProvisionOut,
    summary="Ask to reopen what was agreed ad referendum",
)  # fmt: skip
def reopen(desk: Desk, sent: ReasonForm, provision_id: int) -> ProvisionOut:
    """Reopen."""
    actions.reopen(desk.db, texts.provision(desk.db, provision_id), sent.reason, by=desk.viewer, at=desk.at)
    return provision_out(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api,
    "/texts/<int:text_id>/adoption",
    method="POST",
    act="adopt",
    takes=AdoptionForm,
    answers=TextOut,
    summary="Adopt a whole text, without a vote: the Chair's act, after the secretariat's",
)
def adopt(desk: Desk, sent: AdoptionForm, text_id: int) -> TextOut:
    """Adopt a text."""
    found = texts.text(desk.db, text_id)
    actions.adopt(desk.db, found, by=desk.viewer, at=desk.at, on=sent.on)
    return TextOut.model_validate(found)


@operation(
    api, "/texts/<int:text_id>/adoption-in-hand", method="POST", act="prepare_adoption", takes=PreparationForm,
    answers=PreparationOut, summary="Put a text before the group for adoption: the secretariat's act",
)  # fmt: skip
def prepare_adoption(desk: Desk, sent: PreparationForm, text_id: int) -> PreparationOut:
    """Prepare an adoption."""
    found = actions.prepare_adoption(
        desk.db, texts.text(desk.db, text_id), sent.symbol, by=desk.viewer, at=desk.at, on=sent.on
    )  # fmt: skip
    return PreparationOut(text=text_id, symbol=found.symbol, wording=found.wording)


@operation(
    api, "/texts/<int:text_id>/packages", act="read", answers=Listed[PackageOut], summary="The packages of a text"
)
def packages(desk: Desk, text_id: int) -> Listed[PackageOut]:
    """Packages that stand."""
    texts.text(desk.db, text_id)
    return Listed(items=[_package(row) for row in queries.packages(desk.db, text_id)])


@operation(
    api, "/texts/<int:text_id>/packages", method="POST", act="form_package", takes=PackageForm, answers=PackageOut,
    summary="Put provisions together, to be agreed only together",
)  # fmt: skip
def form_package(desk: Desk, sent: PackageForm, text_id: int) -> PackageOut:
    """Form a package."""
    chosen = [texts.provision(desk.db, each) for each in sent.provisions]
    found = texts.text(desk.db, text_id)
    return _package(actions.form_package(desk.db, found, sent.title, chosen, by=desk.viewer, at=desk.at))


@operation(
    api, "/packages/<int:package_id>/gavel", method="POST", act="gavel", takes=PackageGavelForm, answers=PackageOut,
    summary="Declare a whole package agreed ad referendum",
)  # fmt: skip
def gavel_package(desk: Desk, sent: PackageGavelForm, package_id: int) -> PackageOut:
    """Gavel a package."""
    found = queries.package(desk.db, package_id)
    actions.gavel_package(desk.db, found, on=sent.on, by=desk.viewer, at=desk.at)
    return _package(found)


@operation(
    api, "/packages/<int:package_id>/dissolve", method="POST", act="form_package", answers=PackageOut,
    summary="Dissolve a package", status=200,
)  # fmt: skip
def dissolve_package(desk: Desk, _sent: Nothing, package_id: int) -> PackageOut:
    """Dissolve a package."""
    found = queries.package(desk.db, package_id)
    actions.dissolve_package(desk.db, found, by=desk.viewer, at=desk.at)
    return _package(found)


@operation(
    api, "/texts/<int:text_id>/silences", act="read", answers=Listed[SilenceOut],
    summary="The silence procedures on a text, the latest first",
)  # fmt: skip
def silences(desk: Desk, text_id: int) -> Listed[SilenceOut]:
    """Silence procedures."""
    texts.text(desk.db, text_id)
    return Listed(items=[_silence(row) for row in queries.silences(desk.db, text_id)])


@operation(
    api, "/texts/<int:text_id>/silences", method="POST", act="conduct_silence", takes=SilenceForm, answers=SilenceOut,
    summary="Put a text under silence until an exact instant",
)  # fmt: skip
def open_silence(desk: Desk, sent: SilenceForm, text_id: int) -> SilenceOut:
    """Open a silence procedure."""
    return _silence(
        actions.open_silence(
            desk.db, texts.text(desk.db, text_id), sent.symbol, on_the_clock(sent.deadline, sent.zone), sent.zone,
            by=desk.viewer, at=desk.at, wording=sent.wording,
        )
    )  # fmt: skip


@operation(
    api, "/silences/<int:silence_id>/extend", method="POST", act="conduct_silence", takes=ExtensionForm,
    answers=SilenceOut, summary="Move the deadline of a silence procedure to a later instant",
)  # fmt: skip
def extend_silence(desk: Desk, sent: ExtensionForm, silence_id: int) -> SilenceOut:
    """Extend."""
    found = queries.silence(desk.db, silence_id)
    actions.extend_silence(desk.db, found, on_the_clock(sent.deadline, sent.zone), by=desk.viewer, at=desk.at)
    return _silence(found)


@operation(
    api, "/silences/<int:silence_id>/break", method="POST", act="break_silence", takes=ReasonForm, answers=SilenceOut,
    summary="Break the silence, in writing and in time",
)  # fmt: skip
def break_silence(desk: Desk, sent: ReasonForm, silence_id: int) -> SilenceOut:
    """Break the silence."""
    found = queries.silence(desk.db, silence_id)
    actions.break_silence(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _silence(found)


@operation(
    api, "/silences/<int:silence_id>/withdraw", method="POST", act="conduct_silence", takes=ReasonForm,
    answers=SilenceOut, summary="End a silence procedure without a result",
)  # fmt: skip
def withdraw_silence(desk: Desk, sent: ReasonForm, silence_id: int) -> SilenceOut:
    """Withdraw."""
    found = queries.silence(desk.db, silence_id)
    actions.withdraw_silence(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _silence(found)


@operation(
    api, "/texts/<int:text_id>/explanations", act="read", answers=Listed[ExplanationOut],
    summary="The compendium of explanations of position on a text",
)  # fmt: skip
def explanations(desk: Desk, text_id: int) -> Listed[ExplanationOut]:
    """The compendium."""
    texts.text(desk.db, text_id)
    return Listed(items=[_explanation(row) for row in queries.explanations(desk.db, text_id)])


@operation(
    api, "/texts/<int:text_id>/explanations", method="POST", act="explain_position", takes=ExplanationForm,
    answers=ExplanationOut, summary="Place an explanation, a reservation or a disassociation on record",
)  # fmt: skip
def explain_position(desk: Desk, sent: ExplanationForm, text_id: int) -> ExplanationOut:
    """Explain a position."""
    made = actions.explain_position(
        desk.db, texts.text(desk.db, text_id), sent.kind, sent.words,
        [texts.provision(desk.db, each) for each in sent.paragraphs], by=desk.viewer, at=desk.at,
        for_group=sent.on_behalf_of == "group", language=sent.language,
    )  # fmt: skip
    return _explanation(made)


@operation(
    api, "/explanations/<int:explanation_id>/withdraw", method="POST", act="explain_position", answers=Nothing,
    summary="Take an explanation out of the compendium", status=200,
)  # fmt: skip
def withdraw_explanation(desk: Desk, _sent: Nothing, explanation_id: int) -> Nothing:
    """Withdraw an explanation."""
    found = queries.explanation(desk.db, explanation_id)
    actions.withdraw_explanation(desk.db, found, by=desk.viewer, at=desk.at)
    return Nothing()


def _package(row: Package) -> PackageOut:
    return PackageOut(
        id=row.id, text=row.text_id, title=row.title, provisions=[member.provision_id for member in row.members],
        dissolved_at=row.dissolved_at,
    )  # fmt: skip


def _silence(row: Silence) -> SilenceOut:
    return SilenceOut(
        id=row.id, text=row.text_id, edition=row.edition_id, opened_at=row.opened_at, deadline=row.deadline,
        zone=row.zone, ended=row.end_reason, ended_at=row.ended_at,
        broken_by=row.breaker.code if row.breaker else None, words=row.end_words,
    )  # fmt: skip


def _explanation(row: Explanation) -> ExplanationOut:
    holder = f"delegation:{row.delegation.code}" if row.delegation else f"group:{row.group.code}" if row.group else ""
    return ExplanationOut(
        id=row.id, text=row.text_id, holder=holder, kind=row.kind, language=row.language, words=row.words,
        paragraphs=[each.provision_id for each in row.paragraphs], at=row.at,
    )  # fmt: skip
