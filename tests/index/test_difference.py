"""Two documents aligned, with the changed words marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.difference import Change, changed_spans, counted, difference
from tests.index.library_parts import document

ONE = "各国外務大臣は、対話の枠内における協力を歓迎した。"
TWO = "この計画は5年以内に見直す。結果は公表する。"
THREE = "麻薬対策官の訓練に関する日本の支援を高く評価した。"
FOUR = "次回の会合は2017年11月にアシガバットで開催される。"


def shown(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(c.kind, c.old.label if c.old else "", c.new.label if c.new else "") for c in changes]


def test_paragraphs_are_kept_changed_dropped_or_new() -> None:
    changes = difference(document(ONE, TWO, THREE), document(ONE, FOUR, TWO.replace("5年", "3年")))
    assert shown(changes) == [("kept", "1", "1"), ("new", "", "2"), ("changed", "2", "3"), ("dropped", "3", "")]
    assert counted(changes) == {"kept": 1, "changed": 1, "dropped": 1, "new": 1}


def test_only_the_changed_words_are_marked() -> None:
    change = difference(document(TWO), document(TWO.replace("5年", "3年")))[0]
    assert change.old and change.new
    assert [change.old.text[a:b] for a, b in change.old_spans] == ["5"]
    assert [change.new.text[a:b] for a, b in change.new_spans] == ["3"]


def test_a_moved_paragraph_is_kept_and_width_and_line_breaks_do_not_count() -> None:
    changes = difference(document(ONE, TWO), document(TWO.replace("5", "５"), ONE.replace("、", "、\n")))
    assert shown(changes) == [("kept", "2", "1"), ("kept", "1", "2")]


def test_a_rewritten_paragraph_under_its_old_label_is_changed_rather_than_dropped() -> None:
    rewritten = "この計画は毎年見直すものとし、その都度結果を議会に報告する。"
    assert shown(difference(document(TWO), document(rewritten))) == [("changed", "1", "1")]


def test_a_dropped_paragraph_stands_where_it_was() -> None:
    changes = difference(document(THREE, ONE, FOUR, TWO), document(ONE, TWO))
    assert shown(changes) == [("dropped", "1", ""), ("kept", "2", "1"), ("dropped", "3", ""), ("kept", "4", "2")]


@given(st.lists(st.sampled_from([ONE, TWO, THREE, FOUR]), max_size=6), st.lists(st.sampled_from([ONE, TWO, FOUR])))
def test_every_paragraph_of_both_documents_appears_once(old: list[str], new: list[str]) -> None:
    before, after = document(*old), document(*new)
    changes = difference(before, after)
    assert [c.new for c in changes if c.new] == list(after)
    assert sorted(c.old.position for c in changes if c.old) == list(range(len(before)))


@given(st.text(alphabet="協力を5年 \n。ab", max_size=30), st.text(alphabet="協力を3年 \n。ab", max_size=30))
def test_what_is_not_marked_is_the_same_in_both(old: str, new: str) -> None:
    def unmarked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
        return "".join(c for at, c in enumerate(text) if not any(a <= at < b for a, b in spans) and not c.isspace())

    old_spans, new_spans = changed_spans(old, new)
    assert unmarked(old, old_spans) == unmarked(new, new_spans)
