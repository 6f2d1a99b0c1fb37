"""Sentences end where they end: not at abbreviations, initials, ordinals and numbers of lists."""

from __future__ import annotations

import pytest

from index.text import sentence_spans

# "|" marks where a sentence ends.
TEXTS = [
    # English
    "It shall be planted between St. Olaf and Ft. Maria.| The council pays.",
    "The toll is set under Res. 44 of 3 Feb. 1998 and Doc. 17 of the Assembly.| It is nine crowns a ton.",
    "Lt. Col. Amos Hale (Ret.) shall be warden, and Capt. Ruth Lind his deputy.",
    "They wait at Lock No. 4 until 6 a.m.| On Sundays they wait until noon.",
    "Under Art. 12 and Sec. 4 of the Act, Dr. Smith and Mr. J. P. Brown agreed.| They left.",
    "The U.S. Government signed.| The U.K. did not.",
    "Prices rose by 3.5 per cent.| In 2019 they fell.",
    'The term "boat" means any vessel (e.g. a barge, a punt, etc.).| It excludes rafts.',
    "It stands in section 95(1)(a).| He also relied on Article 12.| The court did not.",
    "R. v. Brown [2019] 2 W.L.R. 300 is followed.| It binds.",
    "The order says: 1. Ships pay.| 2. Boats do not.",
    "“Will it be paid?”| Nobody knew!| It was not.",
    # Russian
    "Плата составляет 40 руб. 50 коп. за взрослого пассажира.| Дети до 6 лет не платят.",
    "См. п. 5 ст. 12 Закона.| Он действует.",
    "Паром назван в честь капитана им. В. И. Седова и стоит у причала № 2.| Он новый.",
    "Ул. Ленина, д. 5, кв. 12.",
    "Сумма составляет 5 тыс. руб. и выплачивается до 1 янв. каждого года.| Затем она растёт.",
    # German
    "Nach Art. 12 Abs. 3 Nr. 2 gem. § 5 i. V. m. § 7 gilt dies.| Das Gesetz tritt in Kraft.",
    "Am 3. Mai 2019 wurde es beschlossen.| Der 2. Senat entschied.",
    "Dr. Müller und Prof. Dr. Schmidt kamen z. B. am Montag.| Sie gingen.",
    "Gem. Satz 2 ist das untersagt, vgl. BGBl. I S. 300.| Ausnahmen gibt es nicht.",
    # French, Spanish, Italian, Dutch, Polish, Swedish, Greek
    "Conformément à l'art. 5, al. 2, M. Dupont et Mme. Durand paient.| Ils partent.",
    "El Sr. Pérez y la Sra. Díaz pagan según el art. 5 de la Ley núm. 12.| Se van.",
    "L'art. 5, co. 2, del D.Lgs. n. 12 e il sig. Rossi valgono.| Il dott. Verdi paga.",
    "Op grond van art. 5 lid 2 jo. art. 7 betaalt dhr. Jansen ca. 5 euro.| Mevr. De Vries niet.",
    "Zgodnie z art. 5 ust. 2 pkt 3 ustawy z dn. 5 maja 2019 r. Rada Ministrów ustala plan.| Min. Nowak płaci.",
    "Enligt 3 kap. 5 § st. 2 gäller detta.| Det är nytt.",
    "Το άρθρ. 5 παρ. 2 ισχύει.| Είναι νέο.",
    # Kazakh
    "Бұл заң 2019 ж. 5 мамырда күшіне енеді.| Тараптар келісті.",
    # without capitals, or in two scripts
    "日本は ODA 2.5 億円を供与する。| Ａ国は no. 5 を選ぶ。",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_end_where_they_end(text: str) -> None:
    plain = text.replace("|", "")
    assert [plain[a:b] for a, b in sentence_spans(plain)] == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize("text", TEXTS)
def test_every_letter_belongs_to_one_sentence(text: str) -> None:
    plain = text.replace("|", "🕊 ")
    spans = sentence_spans(plain)
    assert "".join(plain[a:b] for a, b in spans).replace(" ", "") == plain.replace(" ", "")
    assert all(a < b for a, b in spans)
