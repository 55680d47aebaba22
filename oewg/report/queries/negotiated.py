"""What was proposed to the text, who brought its changes, and what was placed on record at its adoption? All of it public."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.database import Db
from oewg.negotiation import queries as negotiation
from oewg.negotiation.models import Amendment, Explanation, Sponsorship
from oewg.record import queries as record
from oewg.report.queries.compilations import compiled_document
from oewg.report.queries.passages import passages_of
from oewg.report.queries.proceedings import LANGUAGE
from oewg.report.rules.compendium import ExplanationFacts
from oewg.report.rules.earlier import earlier_blocks
from oewg.report.rules.marking import Step
from oewg.report.rules.proposals import Proposal
from oewg.report.rules.redline import Against, Brought
from oewg.report.rules.substantive import Passage
from oewg.texts import queries as texts
from oewg.texts.models import Edition, Provision, Revision
from oewg.texts.rules.comparing import compare


class Names:
    """How the report names delegations and groups on a day."""

    def __init__(self, db: Db, day: date) -> None:
        self._delegations = accounts.delegation_names(db, LANGUAGE, day)

    def of(self, row: Sponsorship | Explanation) -> str:
        """The name of who sponsored, or explained."""
        if row.delegation is not None:
            return self._delegations.get(row.delegation.id, row.delegation.code)
        return row.group.name if row.group is not None else ""

    def sponsors(self, amendment: Amendment) -> tuple[str, ...]:
        """The names of those who stand behind an amendment."""
        return tuple(self.of(one) for one in amendment.sponsors)

    def proposers(self, amendment: Amendment) -> tuple[str, ...]:
        """The same of one that was withdrawn, and before them whoever filed it: sponsors leave one after the other."""
        filed = self.of(amendment.sponsorships[0])
        return tuple(dict.fromkeys((filed, *self.sponsors(amendment))))


def proposals(db: Db, text_id: int, names: Names, *, adopted: bool) -> tuple[Proposal, ...]:
    """The amendments that found no consensus: the open ones; of an adopted text, those that were withdrawn before."""
    if adopted:
        gone = [each for each in negotiation.amendments_of(db, text_id) if each.end_reason == "withdrawn"]
        return tuple(_proposal(each, names, withdrawn=True) for each in gone)
    return tuple(
        _proposal(live.amendment, names, now=live.rebased.words or "")
        for examined in negotiation.weigh(db, text_id, PUBLIC)
        for live in examined.live
    )


def _proposal(amendment: Amendment, names: Names, *, now: str = "", withdrawn: bool = False) -> Proposal:
    return Proposal(
        number=amendment.number,
        provision_id=amendment.provision_id,
        kind=amendment.kind,
        by=names.proposers(amendment) if withdrawn else names.sponsors(amendment),
        words=amendment.words or "",
        now=now,
        after_id=amendment.after_id,
        withdrawn=withdrawn,
    )


def against(
    db: Db, old: Edition, new: Edition | None, passages: Iterable[Passage], names: Names, *, attributed: bool
) -> Against:
    """An edition as the earlier side of a redline; `passages` are the later one's (`new` is none for what now stands)."""
    before = texts.placed_in(old)
    after = texts.placed_in(new) if new is not None else texts.placed_now(db, old.text_id)
    retyped = {
        row.new.provision_id: row.old.provision_id
        for row in compare(before, after)
        if row.retyped and row.new is not None and row.old is not None
    }
    olds = passages_of(db, old)
    brought = _brought(db, old.text_id, olds, passages, names) if attributed else Brought()
    document = compiled_document(db, old.id)
    return Against(old.symbol, olds, retyped, brought, earlier_blocks(document) if document is not None else None)


def _brought(db: Db, text_id: int, olds: Iterable[Passage], news: Iterable[Passage], names: Names) -> Brought:
    amendments = {each.id: each for each in negotiation.amendments_of(db, text_id) if each.end_reason == "taken_up"}
    by_revision: dict[int, tuple[str, ...]] = {}
    inserted: dict[int, tuple[str, ...]] = {}
    deleted: dict[int, tuple[str, ...]] = {}
    moved: dict[int, tuple[str, ...]] = {}
    for said in record.said_after(db, -1, ["take_up_amendment"]):
        ids, made = said.facts["amendments"], said.facts["made"]
        taken = [amendments[each] for each in ids if each in amendments] if isinstance(ids, list) else []
        if not taken:
            continue
        by = tuple(dict.fromkeys(name for each in taken for name in names.sponsors(each)))
        if taken[0].kind == "delete":
            deleted[taken[0].provision_id] = by
        elif taken[0].kind == "move":
            moved[taken[0].provision_id] = by
        elif isinstance(made, int) and taken[0].kind == "insert":
            inserted[made] = by
        elif isinstance(made, int) and taken[0].kind == "replace":
            by_revision[made] = by
    return Brought(_steps(db, text_id, olds, news, by_revision), inserted, deleted, moved)


def _steps(
    db: Db, text_id: int, olds: Iterable[Passage], news: Iterable[Passage], by: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[Step, ...]]:
    """Provision -> its wordings after that of the earlier edition, up to that of the later one."""
    since = {one.provision_id: one.revision_id for one in olds}
    until = {one.provision_id: one.revision_id for one in news}
    rows = db.execute(
        select(Revision.provision_id, Revision.id, Revision.words)
        .join(Provision, Revision.provision_id == Provision.id)
        .where(Provision.text_id == text_id)
        .order_by(Revision.id)
    )
    found: dict[int, list[Step]] = defaultdict(list)
    for provision_id, revision_id, words in rows:
        if provision_id in since and since[provision_id] < revision_id <= until.get(provision_id, 0):
            found[provision_id].append(Step(words, by.get(revision_id, ())))
    return {provision_id: tuple(steps) for provision_id, steps in found.items()}


def explanations(db: Db, text_id: int, names: Names) -> tuple[ExplanationFacts, ...]:
    """What stands on record after the adoption, in the order in which it was placed there."""
    return tuple(
        ExplanationFacts(
            kind=row.kind,
            holder=names.of(row),
            words=row.words,
            language=row.language,
            provisions=tuple(each.provision_id for each in row.paragraphs),
        )
        for row in negotiation.explanations(db, text_id)
    )
