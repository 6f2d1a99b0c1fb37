"""Small files of every format, made here, read back to their labels."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from index.document import Document
from index.errors import EmptyDocument, UnreadableFile
from index.reading import read_document


def labels(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document]


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_shift_jis_is_detected(tmp_path: Path) -> None:
    text = "第一条　この法律は、目的を定める。\n第二条　用語の意義を定める。\n第三条　責務を定める。\n"
    document = read_document(written(tmp_path, "law.txt", text.encode("cp932")))
    assert labels(document) == ["第1条", "第2条", "第3条"]
    assert document["第2条"].native == "第二条"


def test_a_page_that_names_shift_jis_is_read_so(tmp_path: Path) -> None:
    page = "<html><head><meta charset=shift_jis></head><body><p>１．～①あ<p>２．い<p>３．う</body></html>"
    document = read_document(written(tmp_path, "page.html", page.encode("cp932")))
    assert labels(document) == ["1", "2", "3"]


def test_scripts_and_menus_of_a_page_are_left_out_and_reported(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}">Menu {n}</a></li>' for n in range(5))
    body = "".join(f"<p>{n}. Paragraph {n}.</p>" for n in range(1, 5))
    page = f"<body><script>alert('1. no')</script><ul>{menu}</ul><h1>Title</h1>{body}</body>"
    document = read_document(written(tmp_path, "page.html", page))
    assert labels(document) == ["1", "2", "3", "4"]
    assert "alert" not in document.text
    assert [finding.kind for finding in document.audit.findings] == ["leftover"]


def test_numbers_that_a_page_only_counts_are_labels_too(tmp_path: Path) -> None:
    items = "".join(f"<li>Item {n}.</li>" for n in range(1, 6))
    document = read_document(written(tmp_path, "list.html", f"<ol>{items}</ol>"))
    assert labels(document) == ["1", "2", "3", "4", "5"]
    assert document["3"].text == "Item 3."


def test_word_numbers_are_resolved(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Judgment", level=1)
    for n in range(1, 5):
        paragraph = word.add_paragraph(f"Paragraph {n}.", style="List Number")
        assert paragraph.text == f"Paragraph {n}."
    content = io.BytesIO()
    word.save(content)
    document = read_document(written(tmp_path, "judgment.docx", content.getvalue()))
    assert labels(document) == ["1", "2", "3", "4"]
    assert document["2"].text == "Paragraph 2."
    assert document.title == "Judgment"


def test_text_in_tables_insertions_and_links_is_kept_and_deleted_text_is_not(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_table(1, 1).cell(0, 0).text = "In a table."
    paragraph = word.add_paragraph("Kept ")
    for tag, text_tag, text in (("w:ins", "w:t", "inserted."), ("w:del", "w:delText", "deleted.")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert paragraph._p.find(qn("w:ins")) is not None
    content = io.BytesIO()
    word.save(content)
    text = read_document(written(tmp_path, "changes.docx", content.getvalue())).text
    assert "In a table." in text
    assert "Kept inserted." in text
    assert "deleted" not in text


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", EmptyDocument),
        ("blank.md", b" \n\n ", EmptyDocument),
        ("empty.html", b"<html><script>1</script></html>", EmptyDocument),
        ("null.txt", b"a\x00b" * 10, UnreadableFile),
        ("broken.pdf", b"%PDF-1.7\nnothing else", UnreadableFile),
        ("broken.docx", b"PK\x03\x04 nothing else", UnreadableFile),
    ],
)
def test_what_cannot_be_read_is_a_clear_error(
    tmp_path: Path, name: str, content: bytes, error: type[UnreadableFile]
) -> None:
    with pytest.raises(error, match=name.replace(".", r"\.")):
        read_document(written(tmp_path, name, content))


def test_missing_files_and_directories_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a directory"):
        read_document(tmp_path)
    with pytest.raises(UnreadableFile, match="nowhere"):
        read_document(tmp_path / "nowhere.md")


def test_any_name_will_do(tmp_path: Path) -> None:
    name = "共同 声明 🕊 (最終).md"
    document = read_document(written(tmp_path, name, "1. a\n2. b\n3. c\n"))
    assert document.id == name


def test_running_headers_of_a_paged_text_are_left_out_and_pages_kept(tmp_path: Path) -> None:
    animals = ("cats", "dogs", "owls", "bees")
    pages = [f"The Title  [Page {n}]\n\n{n}. Of {name}\n   and more {name}.\n" for n, name in enumerate(animals, 1)]
    document = read_document(written(tmp_path, "paged.txt", "\f".join(pages)))
    assert labels(document) == ["1", "2", "3", "4"]
    assert [p.page for p in document] == [1, 2, 3, 4]
    assert "Page" not in document.text
