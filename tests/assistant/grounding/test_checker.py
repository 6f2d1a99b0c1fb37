"""The check: what it lets pass, what it stops, and which rule it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index
from assistant.grounding import Checker
from assistant.grounding.alignment import align
from index.derived import parties
from index.derived.parties import party_of
from index.document import Document
from index.parsing import parse, read_document
from index.text.weighted_words import words

SAMPLE = Path(index.__file__).parent / "samples" / "statement-2017-ashgabat.md"


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def test_every_sentence_of_the_statement_is_borne_out_by_its_own_paragraph(
    statement: Document, checker: Checker
) -> None:
    verdicts = [checker.check(s.text, [p], statement) for p in statement for s in p.sentences]
    assert {v.rule for v in verdicts} == {"verbatim"}


def test_almost_no_sentence_is_borne_out_by_another_paragraph(statement: Document, checker: Checker) -> None:
    others = [
        checker.check(p.sentences[0].text, [q], statement).state
        for n, p in enumerate(statement)
        for q in statement.paragraphs[n + 1 : n + 8]
        if p.label not in ("前文", "署名")
    ]
    assert others.count("supported") / len(others) < 0.01


@pytest.mark.parametrize(
    ("label", "claim"),
    [
        ("9", "各国外務大臣は、2016年2月24-25日に開催されたNPS中央アジア地域セミナーの結果を高く評価した。"),
        ("9", "NPSセミナーは平成28年2月に日本とカザフスタンの共催で開かれた。"),
        ("3", "日本のODAは総額５６８０億円以上にのぼる。"),
        ("33", "日本国外務大臣は、全ての中央アジア諸国に対する査証緩和措置の決定を表明した。"),
        ("2", "日本の外務大臣は、地域の安定と発展の更なる強化への確信を表明した。"),
        ("37", "各国外務大臣は、北朝鮮の核実験は容認できないと断固として表明した。"),
        ("36", "2016年は中央アジア非核兵器地帯条約署名から10年であった。"),
        ("41", "タジキスタンは2018年に第7回外相会合を開催する意図を有している。"),
        ("26", "パリ協定は2016年に発効した。"),
        ("3", "中央アジア側は、総額5,680億円以上のODAに謝意を表明し、JICAの活動を高く評価した。"),
        ("10", "日本は麻薬対策官の訓練協力を継続することが妥当だと強調した。"),
        ("37", "各外相は、拉致問題を含む人道問題の解決が重要だと強調している。"),
        ("9", "セミナーは2016年2月24-25日に開催された。"),
        ("7", "各国はあらゆる形態のテロを断固として非難した。"),
        ("21", "各国外務大臣は、運輸・物流分野地域協力ロードマップを採択した。"),
        ("39", "日本は2016年から、カザフスタンは2017年から安保理非常任理事国である。"),
        ("4", "中央アジア諸国が、受け入れ可能な場合、日本の支援を得て地域共通の課題を解決するという理念が強調された。"),
    ],
)
def test_what_the_paragraph_says_in_fewer_or_other_words_is_supported(
    statement: Document, checker: Checker, label: str, claim: str
) -> None:
    assert checker.check(claim, [statement[label]], statement).state == "supported"


@pytest.mark.parametrize(
    ("label", "claim", "rule"),
    [
        ("9", "NPSセミナーは2016年3月に開かれた。", "numbers"),
        ("3", "ODAの総額は5,690億円である。", "numbers"),
        ("36", "2015年は中央アジア非核兵器地帯条約署名から10年であった。", "numbers"),
        ("28", "各国外務大臣は、トルクメニスタンの招待を歓迎した。", "names"),
        ("9", "中央アジア諸国の外務大臣は、NPS中央アジア地域セミナーの開催を高く評価した。", "party"),
        ("10", "中央アジア諸国の外務大臣は、訓練の協力の継続が妥当であると強調した。", "party"),
        ("33", "日本国外務大臣は、査証緩和措置の決定を歓迎した。", "party"),
        ("26", "日本国外務大臣は、パリ協定の発効を歓迎した。", "party"),
        ("37", "各国外務大臣は、北朝鮮の核実験は容認できると表明した。", "negation"),
        ("2", "日本の外務大臣は、地域の安定と発展の更なる強化を決定した。", "strength"),
        ("41", "タジキスタンは2018年に第7回外相会合を開催する。", "hedges"),
        ("4", "各国外務大臣は、日本の支援を得て地域共通の課題を解決するという「対話」の理念を強調した。", "hedges"),
        ("21", "各国外務大臣は、共同声明に附属する農業分野地域協力ロードマップを採択した。", "wording"),
        ("16", "各国外務大臣は、宇宙開発と半導体産業の育成を歓迎した。", "coverage"),
        ("15", "日本側は、質の高いインフラに関する中央アジアのイニシアティブを高く評価した。", "party"),
        ("38", "トルクメニスタンも日本の常任理事国入りへの支持を表明した。", "party"),
        ("39", "日本は2017年から、カザフスタンは2016年から安保理非常任理事国である。", "numbers"),
        ("38", "各国外務大臣は、国連安保理の早急な改革を決定した。", "strength"),
        ("17", "中央アジア諸国は、産学官連携の強化を通じた技術分野での協力の発展に合意した。", "strength"),
    ],
)
def test_what_the_paragraph_does_not_say_fails_under_the_rule_that_saw_it(
    statement: Document, checker: Checker, label: str, claim: str, rule: str
) -> None:
    verdict = checker.check(claim, [statement[label]], statement)
    assert (verdict.state, verdict.rule) == ("failed", rule)
    assert verdict.detail


def test_a_failure_marks_the_words_of_the_claim_and_says_what_stands_instead(
    statement: Document, checker: Checker
) -> None:
    claim = "対話は続く。ODAの総額は5,690億円である。"
    failure = checker.check(claim, [statement["3"]], statement).failures[-1]
    assert claim[failure.start_char : failure.end_char] == "5,690億円"
    assert failure.stated == "5,680億円"


def test_one_sentence_that_is_not_said_fails_the_whole_claim(statement: Document, checker: Checker) -> None:
    said = statement["21"].sentences[0].text
    assert checker.check(said + "半導体産業の育成も決定した。", [statement["21"]], statement).state == "failed"


def test_a_claim_in_another_language_is_unchecked_and_its_numbers_are_not(
    statement: Document, checker: Checker
) -> None:
    true = "The next conference will be held on 28-29 November 2017."
    assert checker.check(true, [statement["16"]], statement).state == "unchecked"
    wrong = checker.check(true.replace("2017", "2018"), [statement["16"]], statement)
    assert (wrong.state, wrong.rule) == ("failed", "numbers")


def test_a_claim_without_a_paragraph_fails_and_an_empty_one_is_unchecked(statement: Document, checker: Checker) -> None:
    assert checker.check("何か。", [], statement).rule == "label"
    assert checker.check("。", [statement["1"]], statement).state == "unchecked"


def test_an_entailment_model_has_the_last_word(statement: Document) -> None:
    claim = "パリ協定は2016年に発効した。"
    doubting = Checker(entailment=lambda passage, claim: 0.2)
    verdict = doubting.check(claim, [statement["26"]], statement)
    assert (verdict.state, verdict.rule) == ("failed", "entailment")
    assert (
        Checker(entailment=lambda passage, claim: 0.9).check(claim, [statement["26"]], statement).state == "supported"
    )


def test_parties_are_the_subjects_that_recur(statement: Document) -> None:
    found = parties(statement)
    assert {"各国外務大臣", "中央アジア諸国の外務大臣", "日本国外務大臣"} <= found.names
    assert "歓迎" in found.predicates
    assert party_of("日本の外務大臣", found.names) == "日本国外務大臣"
    assert party_of("セミナー", found.names) == ""


MINUTES = """1. The Committee met in Geneva on 4 May 2019.
2. The motion was carried with 141 votes for, 5 against and 35 abstentions.
3. The secretariat shall notify the members within 72 hours. The chair may extend that period where necessary. The secretariat shall report to the chair. The chair shall open each session.
4. We welcome the report of the World Bank Group (WBG) and note that the WBG will publish it by 2023.
5. Commit to considering, as appropriate, how the fund could be used by 30 million people.
6. The use of nuclear weapons is inadmissible. The members will not recognise any change of borders.
7. Most parties strongly condemned the attack.
8. A reply shall be given within one month of receipt. That period may be extended by two further months.
9. Japan and Kazakhstan offered to host the next session.
10. The treaty enters into force on 1 July unless a party objects.
"""


@pytest.mark.parametrize(
    ("label", "claim", "rule"),
    [
        ("1", "The Committee met in Geneva on 4 May 2019.", ""),
        ("1", "The Committee met in Vienna on 4 May 2019.", "names"),
        ("2", "The motion was carried with 141 votes for and 5 against.", ""),
        ("2", "The motion was carried with 141 votes for and 35 against.", "wording"),
        ("3", "The secretariat has to notify the members within 72 hours.", ""),
        ("3", "The secretariat may notify the members within 72 hours.", "strength"),
        ("3", "The chair shall notify the members within 72 hours.", "party"),
        ("4", "The World Bank Group will publish the report by 2023.", ""),
        ("4", "We decided on the report of the World Bank Group.", "strength"),
        ("5", "Member countries commit to considering how the fund could be used.", "hedges"),
        ("2", "35 votes were cast against.", "numbers"),
        ("5", "The fund could be used by 40 million people.", "numbers"),
        ("6", "The use of nuclear weapons is not inadmissible.", "negation"),
        ("6", "The members will recognize any change of borders.", "negation"),
        ("6", "Members banned crypto-assets.", "coverage"),
        ("3", "The members may be notified by the secretariat within 72 hours.", "strength"),
        ("7", "Most of the parties condemned the attack.", ""),
        ("2", "Sixty votes were cast against the motion.", "numbers"),
        ("7", "All parties condemned the attack.", "numbers"),
        ("8", "A reply is due within one month of receipt.", ""),
        ("8", "A reply is due within two months of receipt.", "numbers"),
        ("10", "The treaty enters into force on 1 July.", "hedges"),
        ("9", "The two countries offered to host the session.", ""),
        ("9", "The three countries offered to host the session.", "numbers"),
    ],
)
def test_claims_about_english_texts_are_held_to_the_same_rules(
    checker: Checker, label: str, claim: str, rule: str
) -> None:
    document = parse(MINUTES, id="minutes.md")
    verdict = checker.check(claim, [document[label]], document)
    assert (verdict.state, verdict.rule if rule else "") == (("failed", rule) if rule else ("supported", ""))


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ("衆議院議員の任期は4年である。", "supported"),
        ("衆議院議員の任期は6年である。", "failed"),
        ("内閣は、その召集を決定しなければならない。", "supported"),
        ("内閣は、その召集を決定することができる。", "failed"),
        ("長官の全員が議員の中から選ばれる。", "failed"),
        ("長官の過半数は議員の中から選ばれる。", "supported"),
    ],
)
def test_duties_and_powers_are_kept_apart(checker: Checker, claim: str, state: str) -> None:
    law = parse(
        "第一条\n　内閣は、要求があれば、その召集を決定しなければならない。衆議院議員の任期は、四年とする。長官の過半数は、議員の中から選ばれる。\n",
        id="a.txt",
    )
    assert checker.check(claim, law.paragraphs, law).state == state


def test_english_subjects_and_denials_are_checked_too(checker: Checker) -> None:
    document = parse(
        "1. The Ministers welcomed the report of the Committee.\n"
        "2. The Committee did not approve the budget for 2019.\n"
        "3. The Ministers noted the budget. The Committee welcomed the advice.\n",
        id="minutes.md",
    )
    assert checker.check("The Ministers welcomed the report.", [document["1"]], document).state == "supported"
    assert checker.check("The Committee welcomed the report.", [document["1"]], document).rule == "party"
    assert checker.check("The Committee approved the budget for 2019.", [document["2"]], document).rule == "negation"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="各国外務大臣はが、。2016年を歓迎した決定ないABab 「」", max_size=60))
def test_any_text_gets_a_verdict_that_names_its_rule(claim: str) -> None:
    document = parse("1. 各国外務大臣は、2016年の決定を歓迎した。", id="x.md")
    verdict = Checker().check(claim, document.paragraphs, document)
    assert verdict.rule
    assert all(0 <= f.start_char <= f.end_char <= len(claim) for f in verdict.failures)


def test_words_align_in_the_order_of_both() -> None:
    alignment = align(words("会議は東京で開かれた"), words("会議は昨年、大阪で開かれた"))
    assert [word.form for gap in alignment.gaps for word in gap.claimed] == ["東京"]
    assert alignment.gaps[0].place == "middle"
