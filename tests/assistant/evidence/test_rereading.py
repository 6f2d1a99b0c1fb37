"""The best sentences of a question in other words, read again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.evidence.rereading import reread
from index.document import Document, Paragraph
from index.search import Hit

TEXTS = [f"第{number}の文。" for number in range(12)]


def evidence() -> list[Evidence]:
    paragraphs = [Paragraph("memo.md", str(at), text, at * 10, at) for at, text in enumerate(TEXTS)]
    Document("memo.md", "覚書", "".join(TEXTS), tuple(paragraphs), sha256="ab" * 32)
    return [
        Evidence(Hit(p, at + 1, 0.0, (0.0,), {}), p.sentences[0], 2.0 - at / 10, {"sentence": 0.0})
        for at, p in enumerate(paragraphs)
    ]


def test_the_sentence_that_comes_nearest_is_first() -> None:
    read = reread(evidence(), lambda sentences: [float(text == TEXTS[9]) for text in sentences])
    assert [e.sentence.text for e in read[:2]] == [TEXTS[9], TEXTS[0]]


def test_only_ten_sentences_are_read_and_the_others_stay_behind_them() -> None:
    seen: list[str] = []

    def compare(sentences: Sequence[str]) -> list[float]:
        seen.extend(sentences)
        return [float(at) for at in range(len(sentences))]

    read = reread(evidence(), compare)
    assert seen == TEXTS[:10]
    assert [e.sentence.text for e in read[10:]] == TEXTS[10:]
    assert [e.score for e in read] == sorted((e.score for e in read), reverse=True)


def test_sentences_that_are_all_as_near_keep_their_order() -> None:
    read = reread(evidence(), lambda sentences: [0.7] * len(sentences))
    assert [e.sentence.text for e in read] == TEXTS


def test_evidence_stays_as_it_is_where_the_model_cannot_tell() -> None:
    assert reread(evidence(), lambda sentences: ()) == evidence()
