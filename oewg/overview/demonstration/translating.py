"""In which languages can the exercise's texts be read? Some paragraphs are official, some in draft, one lags behind."""

from oewg.core.database import Database
from oewg.overview.demonstration import words_languages as languages
from oewg.overview.demonstration.bargaining import heading_of, provision_at
from oewg.overview.demonstration.stage import Stage, stage
from oewg.texts import actions
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision


def report_is_translated(database: Database) -> None:
    """April 2020: the beginning of the pre-draft in French; one of its paragraphs is reworded later, and lags behind."""
    with stage(database, 2020, 4, 27) as on:
        report = texts.texts_of_kind(on.db, "report")[-1]
        for language, versions in languages.REPORT.items():
            for section, index, wording in versions:
                provision = heading_of(on, section) if index is None else provision_at(on, section, index)
                _save(on, provision, language, wording)
            _make_official(on, report, language, languages.REPORT_TITLE[language])


def rules_are_translated(database: Database) -> None:
    """February 2021: the rules in French, Arabic and Chinese; what is left in draft is saved after the rest is official."""
    with stage(database, 2021, 2, 22) as on:
        rules = texts.texts_of_kind(on.db, "rules")[0]
        provisions = {line.number: line.provision_id for line in texts.lines(on.db, rules.id)}
        for language, versions in languages.RULES.items():
            in_draft = languages.LEFT_IN_DRAFT.get(language, ())
            official = [number for number in versions if number not in in_draft]
            for number in official:
                _save(on, texts.provision(on.db, provisions[number]), language, versions[number])
            _make_official(on, rules, language, languages.RULES_TITLE[language])
            for number in in_draft:
                _save(on, texts.provision(on.db, provisions[number]), language, versions[number])


def adopted_report_is_renamed(database: Database) -> None:
    """15 March 2021: what the adopted report is called in French; until then its title was that of the draft."""
    with stage(database, 2021, 3, 15, 10) as on:
        report = texts.texts_of_kind(on.db, "report")[-1]
        for language, title in languages.ADOPTED_TITLE.items():
            actions.translate_title(on.db, report, language, title, by=on.sample("secretariat"), at=on.at())


def _save(on: Stage, provision: Provision, language: str, wording: str) -> None:
    now = texts.current_revision(on.db, provision.id)
    actions.save_version(on.db, provision, language, wording, of=now.id, by=on.sample("secretariat"), at=on.at())


def _make_official(on: Stage, text: DraftText, language: str, title: str) -> None:
    secretariat = on.sample("secretariat")
    actions.translate_title(on.db, text, language, title, by=secretariat, at=on.at())
    actions.make_official(on.db, text, language, by=secretariat, at=on.at())
