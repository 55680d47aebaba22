"""What do the letters of some words tell of their language?"""

import pytest

from oewg.texts.documents.languages import annex_label, annex_words, may_be_in, told_by_script


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("We understand it so.", ""),
        ("Nous l’entendons ainsi.", ""),
        ("نفهم الفقرة 12 (ICTs) على هذا النحو.", "ar"),
        ("Мы понимаем это так.", "ru"),
        ("我们这样理解第12段。", "zh"),
        ("The word 安全 stands here.", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_a_script_that_it_has_to_itself(words: str, language: str) -> None:
    assert told_by_script(words) == language


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("We understand it so.", "en es fr"),
        ("نفهم الفقرة 12 (ICTs) على هذا النحو.", "ar"),
        ("我们这样理解第12段。", "zh"),
        ("The word 安全 stands here.", "en es fr zh"),
        ("12 - 13.", "ar en es fr ru zh"),
    ],
)
def test_words_can_be_in_the_languages_of_their_letters_only(words: str, languages: str) -> None:
    assert " ".join(each for each in ("ar", "en", "es", "fr", "ru", "zh") if may_be_in(each, words)) == languages


@pytest.mark.parametrize(
    ("language", "place", "label"),
    [
        ("en", 2, "Annex II"),
        ("fr", 3, "Annexe III"),
        ("ru", 1, "Приложение I"),
        ("zh", 2, "附件二"),
        ("ar", 2, "المرفق الثاني"),
        ("ar", 11, "المرفق XI"),
    ],
)
def test_annexes_are_counted_as_the_language_counts_them(language: str, place: int, label: str) -> None:
    assert annex_label(language, place, 12) == label
    assert annex_words(label)
    assert not annex_words(f"{label} and more")
