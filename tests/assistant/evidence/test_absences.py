"""Questions about what a document never has are told from those about what it has under another name."""

from __future__ import annotations

import pytest

from assistant.evidence import names_nothing_here
from assistant.evidence.absences import tells_of_another_country
from assistant.evidence.ordinals import numbered_otherwise
from assistant.question import understand
from index.document import Document
from index.parsing import parse

JAPANESE = parse(
    "2020年4月1日の声明\n\n- 1 第3回港湾会議で、ドイツのブラント大臣と田中一郎教授が報告した。\n"
    "- 2 第4回港湾会議はハンブルクで開く。\n- 3 費用は両国が負担する。",
    id="ja.md",
)
ENGLISH = parse(
    "# Report\n\n1. The Eleventh Assembly met in Malta; Fiji pledged 5 million euros.\n"
    "2. President Ada Quill thanked line 3 and the US team.\n3. The Twelfth Assembly will follow.\n",
    id="en.md",
)
PLEDGES = parse(
    "# Harbours of Tonga\n\n1. Malta sent divers to Tonga.\n2. Fiji pledged 5 million euros.\n"
    "3. Repairs cost 2 million euros.\n4. The work ends soon.\n",
    id="pledges.md",
)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("第5回港湾会議の開催地は？", JAPANESE),
        ("第5回会議はいつ？", JAPANESE),
        ("第5回の会議はいつ？", JAPANESE),
        ("フランスの大臣の名前は？", JAPANESE),
        ("佐藤教授は何を報告したか", JAPANESE),
        ("シュミット大臣の報告は？", JAPANESE),
        ("What did Australia pledge?", ENGLISH),
        ("What did President Bramble say?", ENGLISH),
        ("Where will the fourteenth assembly meet?", ENGLISH),
        ("Who drives line 7?", ENGLISH),
    ],
)
def test_what_the_document_never_has_is_not_answered_by_something_else(question: str, document: Document) -> None:
    assert names_nothing_here(understand(question, [document]), document)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("第4回会議はどこで開きますか", JAPANESE),
        ("フランス以外にどの国が負担しますか", JAPANESE),
        ("フランスの大臣が報告したんですよね？", JAPANESE),  # to be contradicted
        ("ブラント外務大臣は何をしたか", JAPANESE),
        ("ブランド大臣の報告は？", JAPANESE),  # another spelling
        ("田中教授の報告は？", JAPANESE),
        ("田中一郎さんは何をしましたか", JAPANESE),
        ("ものの見方は？", JAPANESE),
        ("What did states other than Australia pledge?", ENGLISH),
        ("Who pledged money besides Tonga and Japan?", ENGLISH),
        ("What did the Fijian team pledge?", ENGLISH),
        ("What is said of turkey meat?", ENGLISH),
        ("When did the first assembly meet?", ENGLISH),
        ("Who is President Quill?", ENGLISH),
    ],
)
def test_what_it_has_in_other_words_may_be_answered(question: str, document: Document) -> None:
    assert not names_nothing_here(understand(question, [document]), document)


def test_two_numbers_of_one_thing_may_be_asked_of_together() -> None:
    assert not numbered_otherwise("第4回会議から第5回会議まで", JAPANESE)


def test_a_number_asked_of_one_country_is_not_that_of_another() -> None:
    malta = understand("How much did Malta pledge?", [PLEDGES])
    fiji = understand("How much did Fiji pledge?", [PLEDGES])
    assert tells_of_another_country(malta, PLEDGES["2"], PLEDGES)
    assert not tells_of_another_country(fiji, PLEDGES["2"], PLEDGES)


def test_a_country_of_the_title_is_meant_everywhere() -> None:
    tonga = understand("How much did Tonga spend?", [PLEDGES])
    assert not tells_of_another_country(tonga, PLEDGES["3"], PLEDGES)
