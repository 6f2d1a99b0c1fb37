"""Which language a text is in."""

from __future__ import annotations

import pytest

from index.parsing import parse
from index.text import language_of, phrased_in, written_in

ARTICLE = {
    "en": "The contract begins on the first day of the month and ends when it is terminated by one of the parties.",
    "de": "Der Vertrag beginnt am ersten Tag des Monats und endet, wenn er von einer der Parteien gekündigt wird.",
    "fr": "Le contrat prend effet le premier jour du mois et prend fin lorsqu'il est résilié par une des parties.",
    "es": "El contrato entra en vigor el primer día del mes y termina cuando lo resuelve una de las partes.",
    "it": "Il contratto ha inizio il primo giorno del mese e termina quando una delle parti lo risolve con preavviso.",
    "nl": "De overeenkomst begint op de eerste dag van de maand en eindigt wanneer een van de partijen haar opzegt.",
    "pt": "O contrato começa no primeiro dia do mês e termina quando uma das partes o rescinde com aviso prévio.",
}


@pytest.mark.parametrize("language", ARTICLE)
def test_a_document_in_latin_letters_is_told_by_its_commonest_words(language: str) -> None:
    assert parse(f"# 2024\n\n- 1 {ARTICLE[language]}\n- 2 {ARTICLE[language]}").language == language


def test_a_language_that_is_not_known_is_taken_for_english() -> None:
    turkish = "Sözleşme ayın ilk günü başlar ve taraflardan biri tarafından feshedildiğinde sona erer."
    assert written_in(turkish, script="en") == "en"
    assert written_in("", script="en") == "en"


def test_scripts_decide_where_they_can() -> None:
    assert written_in("契約は、月の初日に始まる。", script="ja") == "ja"
    assert language_of("契約は、月の初日に始まる。") == "ja"
    assert language_of("Der Vertrag beginnt am ersten Tag.") == "en"


def test_phrases_are_english_where_a_language_has_none() -> None:
    assert (phrased_in("ja"), phrased_in("de")) == ("ja", "en")
