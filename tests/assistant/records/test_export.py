from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from assistant.answer import Answer, Claim, Turn
from assistant.errors import UnreadableExport
from assistant.records import changed_documents, export_bytes, export_name, read_export, verify, write_export
from assistant.records.blocks import escape_markdown
from assistant.records.export import UnknownFormat
from assistant.records.restoring import Documents
from index.document import Document
from index.errors import StorageFailed

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SUFFIXES = [".md", ".docx", ".json"]


def turns(*answers: Answer) -> list[Turn]:
    return [Turn(answer.question, answer.query, answer) for answer in answers]


def states(path: Path, shelf: Documents) -> list[str]:
    return [verdict.state for verdict in verify(read_export(path), shelf.document)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_was_exported_stands_until_the_document_changes(
    suffix: str,
    tmp_path: Path,
    shelf: Documents,
    on_shelf: list[Document],
    changed_memo: Document,
    answered: Answer,
    abstained: Answer,
) -> None:
    path = tmp_path / f"answers{suffix}"
    write_export(path, turns(answered, abstained))
    assert states(path, shelf) == ["stands", "stands"]
    on_shelf[:] = [changed_memo]
    assert states(path, shelf) == ["stands", "not its words"]
    on_shelf.clear()
    assert states(path, shelf) == ["no such document", "no such document"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_quote_of_a_former_version_stands_where_that_version_is_kept(
    suffix: str,
    tmp_path: Path,
    shelf: Documents,
    on_shelf: list[Document],
    memo: Document,
    changed_memo: Document,
    answered: Answer,
) -> None:
    path = tmp_path / f"answers{suffix}"
    write_export(path, turns(answered))
    on_shelf[:] = [changed_memo]
    former = replace(memo, until="2026-12-01")

    def version(name: str, sha256: str) -> Document | None:
        return former if (name, sha256) == (memo.id, memo.sha256) else None

    verdicts = verify(read_export(path), shelf.document, version)
    assert [(v.state, v.until) for v in verdicts] == [("stands", ""), ("stands in a former version", "2026-12-01")]
    assert [v.state for v in verify(read_export(path), shelf.document)] == ["stands", "not its words"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_another_file_of_that_name_is_noticed_although_the_quotes_stand(
    suffix: str, tmp_path: Path, shelf: Documents, on_shelf: list[Document], answered: Answer
) -> None:
    path = tmp_path / f"answers{suffix}"
    write_export(path, turns(answered))
    assert changed_documents(read_export(path), shelf.document) == []
    on_shelf[:] = [replace(on_shelf[0], sha256="cd" * 32)]
    assert changed_documents(read_export(path), shelf.document) == ["memo.md"]
    assert states(path, shelf) == ["stands", "stands"]


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_figure_changed_in_the_record_is_found_wherever_it_stands(
    part: int, tmp_path: Path, shelf: Documents, answered: Answer
) -> None:
    path = tmp_path / "answers.json"
    write_export(path, turns(answered))
    pieces = path.read_text(encoding="utf-8").split("5億円")  # in the claim's words, then in its quote's
    changed = [("7億円", "5億円"), ("5億円", "7億円"), ("7億円", "7億円")][part]
    path.write_text("5億円".join(pieces[:-2]) + changed[0] + pieces[-2] + changed[1] + pieces[-1], encoding="utf-8")
    assert set(states(path, shelf)) - {"stands"}


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_a_letter_changed_by_hand_is_found(suffix: str, tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    path = tmp_path / f"answers{suffix}"
    write_export(path, turns(answered))
    if suffix == ".md":
        path.write_text(path.read_text(encoding="utf-8").replace("5億円", "7億円"), encoding="utf-8")
    else:
        opened = docx.Document(io.BytesIO(path.read_bytes()))
        for run in (run for paragraph in opened.paragraphs for run in paragraph.runs):
            run.text = run.text.replace("5億円", "7億円") if "5億円" in run.text else run.text
        opened.save(str(path))
    assert states(path, shelf).count("claim differs") == 2


def test_a_letter_reads_like_one_and_names_no_digest(answered: Answer, abstained: Answer) -> None:
    text = export_bytes(turns(answered, abstained), ".md", language="ja", now=lambda: NOW).decode()
    title, head, *_ = text.split("\n\n")
    assert title == "# 覚書についての質問と答え"
    assert head.startswith("2026年11月30日")
    assert "[^1]: 覚書" in text
    assert "、第1段落。" in text
    assert "SHA" not in text
    assert "memo.md" not in text
    assert text.count(answered.claims[0].text) == 1


def test_one_answer_has_its_question_for_a_title_and_a_file_name(answered: Answer) -> None:
    text = export_bytes(turns(answered), ".md", language="en", now=lambda: NOW).decode()
    assert text.startswith(f"# {escape_markdown(answered.question)}\n\n30 November 2026")
    assert export_name(turns(replace(answered, question="「A/B」とは何ですか？"))) == "A B とは何ですか？"


def test_words_that_are_not_the_document_s_have_them_in_the_footnote(answered: Answer) -> None:
    claim = replace(answered.claims[0], text="別の言い方。", support="supported")
    text = export_bytes(turns(replace(answered, claims=(claim,))), ".md", language="ja").decode()
    assert f"「{claim.citations[0].quote.text}」" in text.split("[^1]: ")[1]


def test_markdown_without_its_record_cannot_be_checked(tmp_path: Path, answered: Answer) -> None:
    path = tmp_path / "answers.md"
    write_export(path, turns(answered))
    path.with_suffix(".json").unlink()
    with pytest.raises(UnreadableExport, match=r"answers\.json"):
        read_export(path)


def test_words_that_moved_are_found_where_they_are_now(
    tmp_path: Path, shelf: Documents, on_shelf: list[Document], memo: Document, answered: Answer
) -> None:
    path = tmp_path / "answers.md"
    write_export(path, turns(answered))
    first, second = memo.paragraphs
    on_shelf[:] = [replace(memo, paragraphs=(replace(first, label="2"), replace(second, label="3")))]
    assert [(v.label, v.elsewhere) for v in verify(read_export(path), shelf.document)] == [("1", "2"), ("2", "3")]


def test_a_supported_claim_without_a_quote_does_not_pass(tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    path = tmp_path / "answers.json"
    write_export(path, turns(replace(answered, claims=(Claim("雨が降った。", (), "supported"),))))
    assert states(path, shelf) == ["without quote"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{}"),
        ("a.json", b"not json"),
        ("a.md", b"# A memo\n\n- of mine"),
        ("a.docx", b"not a zip"),
    ],
)
def test_a_file_that_is_no_export_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableExport, match=name):
        read_export(tmp_path / name)


def test_another_format_or_folder_is_refused(tmp_path: Path, answered: Answer) -> None:
    with pytest.raises(UnknownFormat, match=r"\.pdf"):
        write_export(tmp_path / "answers.pdf", turns(answered))
    with pytest.raises(StorageFailed, match="absent"):
        write_export(tmp_path / "absent" / "answers.md", turns(answered))


def test_what_is_said_before_the_claims_is_exported_too(tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    path = tmp_path / "answers.md"
    write_export(path, turns(replace(answered, message="前提が文書と合いません。")))
    assert "\n\n前提が文書と合いません。\n\n- 「会議は" in path.read_text(encoding="utf-8")
    assert states(path, shelf) == ["stands", "stands"]


def test_a_letter_leaves_greetings_and_thanks_out_and_is_called_by_the_question(answered: Answer) -> None:
    thanks = Answer("abstained", language="ja", question="ありがとう", query="ありがとう", reason="not a question")
    sent = export_bytes(turns(answered, thanks), ".md", now=lambda: NOW).decode()
    assert sent == export_bytes(turns(answered), ".md", now=lambda: NOW).decode()
    assert export_name(turns(answered, thanks)) == export_name(turns(answered))
    assert "ありがとう" in export_bytes(turns(thanks), ".md", now=lambda: NOW).decode()
