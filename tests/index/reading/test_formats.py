"""Small files of every format, made here, read back to their labels."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import Document
from index.errors import EmptyDocument, UnreadableFile
from index.parsing import read_document


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "euc-jp", "iso2022_jp"])
def test_japanese_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    text = "第一条　この法律は、目的を定める。\n第二条　用語の意義を定める。\n第三条　責務を定める。\n"
    document = read_document(written(tmp_path, "law.txt", text.encode(encoding)))
    assert [(p.label, p.text) for p in document][:1] == [("第1条", "この法律は、目的を定める。")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_detected_without_a_mark_too(tmp_path: Path, encoding: str) -> None:
    text = "第一条　目的を定める。\n第二条　用語を定める。\n第三条　責務を定める。\n"
    assert labels(read_document(written(tmp_path, "law.txt", text.encode(encoding)))) == ["第1条", "第2条", "第3条"]


def test_a_few_damaged_bytes_do_not_make_another_encoding_and_are_named(tmp_path: Path) -> None:
    content = ("第一条　目的を定める。\n第二条　用語を定める。\n" + "第三条　責務を定める。" * 9).encode()
    document = read_document(written(tmp_path, "law.txt", content[:-40] + b"\xff" + content[-40:]))
    assert labels(document)[:2] == ["第1条", "第2条"]
    assert document.audit.findings[0].message.startswith("Damaged characters: ")


def test_a_page_in_utf_8_that_names_another_encoding_is_read_as_it_is(tmp_path: Path) -> None:
    page = "<meta charset=shift_jis><p>１．あ<p>２．い<p>３．う"
    assert read_document(written(tmp_path, "page.html", page)).text.split() == ["１．あ", "２．い", "３．う"]


def test_letters_that_a_mac_takes_apart_are_put_together(tmp_path: Path) -> None:
    import unicodedata

    text = "\n\n".join(f"제{n}조 (목적) 이 법은 목적을 정한다." for n in (1, 2, 3))
    document = read_document(written(tmp_path, "법.txt", unicodedata.normalize("NFD", text)))
    assert labels(document) == ["제1조", "제2조", "제3조"]
    assert document.text == text


def test_a_name_is_composed_and_errors_give_no_path(tmp_path: Path) -> None:
    import unicodedata

    name = unicodedata.normalize("NFD", "がいこう.txt")
    assert read_document(written(tmp_path, name, "1. a")).id == "がいこう.txt"
    for path in (
        tmp_path / "nowhere.md",
        written(tmp_path, "null.txt", b"a\x00b" * 9),
        written(tmp_path, "x.pdf", b"%PDF-"),
    ):
        with pytest.raises(UnreadableFile, match=f"^{path.name} ") as raised:
            read_document(path)
        assert str(tmp_path) not in str(raised.value)
        with pytest.raises(UnreadableFile, match=r"^letter\.txt "):
            read_document(path, id="letter.txt")


def test_accents_of_western_europe_and_other_line_breaks_are_read(tmp_path: Path) -> None:
    text = "1. Première règle : été.\n2. Deuxième règle.\n3. Troisième.\n"
    document = read_document(written(tmp_path, "lois.txt", text.encode("latin-1")))
    assert document["1"].text == "Première règle : été."
    assert labels(read_document(written(tmp_path, "breaks.txt", "1. a\u20282. b\r3. c\x0b4. d"))) == [
        "1",
        "2",
        "3",
        "4",
    ]


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


def test_a_list_that_overrides_its_levels_shows_its_own_numbers(tmp_path: Path) -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = next(n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == style)
    override, level = OxmlElement("w:lvlOverride"), OxmlElement("w:lvl")
    for element, name in ((override, "w:ilvl"), (level, "w:ilvl")):
        element.set(qn(name), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "[%1]")):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        level.append(child)
    override.append(level)
    abstract.append(override)
    for n in range(3):
        word.add_paragraph(f"Item {n}.", style="List Number")
    content = io.BytesIO()
    word.save(content)
    document = read_document(written(tmp_path, "override.docx", content.getvalue()))
    assert [(p.label, p.native) for p in document] == [("1", "[1]"), ("2", "[2]"), ("3", "[3]")]


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
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"1. a", UnreadableFile),
        ("rich.rtf", rb"{\rtf1 1. One.\par 2. Two.}", UnreadableFile),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", UnreadableFile),
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


def _shown(line: str, height: int) -> str:
    """A line; what stands before a tab in it is drawn after it, in the margin."""
    margin, _, words = line.rpartition("\t")
    drawn = f"1 0 0 1 72 {height} Tm ({words}) Tj "
    return f"{drawn}1 0 0 1 40 {height} Tm ({margin}) Tj " if margin else drawn


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with one line of Helvetica below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(_shown(line, 760 - 14 * n) for n, line in enumerate(lines) if line)
        stream = f"BT /F1 10 Tf {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        place = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
        objects.append(f"<< /Type /Page {place} /Resources << /Font << /F1 3 0 R >> >> >>")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{n} 0 obj\n{content}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}{table}{trailer}".encode("latin-1")


def test_pages_of_a_pdf_are_kept_and_its_running_headers_are_not(tmp_path: Path) -> None:
    words = ("apples", "pears", "plums", "figs")
    pages = [
        [
            "Resolution 1/23",
            "",
            f"{2 * n + 1}. Welcomes the {word};",
            f"{2 * n + 2}. Also the",
            f"best {word};",
            "",
            f"{n} of 4",
        ]
        for n, word in enumerate(words)
    ]
    document = read_document(written(tmp_path, "resolution.pdf", pdf(pages)))
    assert labels(document) == [str(n) for n in range(1, 9)]
    assert [p.page for p in document] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert document["4"].text.split() == ["Also", "the", "best", "pears;"]
    assert "Resolution" not in document.text


def test_numbers_in_the_margin_of_a_pdf_stand_before_their_lines(tmp_path: Path) -> None:
    lines = [f"{n}\tThe Court considers the {word}," for n, word in enumerate(("law", "facts", "costs", "end"), 1)]
    page = [part for line in lines for part in (line, "as it did before.", "")]
    document = read_document(written(tmp_path, "judgment.pdf", pdf([page])))
    assert labels(document) == ["1", "2", "3", "4"]
    assert document["2"].text.split("\n") == ["The Court considers the facts,", "as it did before."]


@pytest.mark.parametrize("number", ["Art. {}", "§ {}", "4.{}", "{}."])
def test_numbers_in_the_margin_with_what_they_count_stand_before_their_lines_too(tmp_path: Path, number: str) -> None:
    lines = [
        f"{number.format(n)}\tThe keeper considers the {word}," for n, word in enumerate(("law", "lamp", "oil"), 1)
    ]
    page = [part for line in lines for part in (line, "as it was before.", "and at noon.", "")]
    read = read_document(written(tmp_path, "rules.pdf", pdf([page])))
    assert [" ".join(line.split()) for line in read.text.splitlines() if "considers" in line] == [
        f"{number.format(n)} The keeper considers the {word}," for n, word in enumerate(("law", "lamp", "oil"), 1)
    ]


def test_a_running_title_beside_the_page_number_is_left_out(tmp_path: Path) -> None:
    words = ("Scope", "Terms", "Rules", "Costs", "End")
    pages = [
        [
            f"{n}. {word}    {n + 6}",
            "",
            f"{n}. {word}",
            "",
            *(f"{n}.{k} Text of {word.lower()} {k}." for k in (1, 2, 3)),
            "more",
        ]
        for n, word in enumerate(words, 1)
    ]
    document = read_document(written(tmp_path, "manual.pdf", pdf(pages)))
    assert labels(document)[:5] == ["1", "1.1", "1.2", "1.3", "2"]
    assert not any(str(n + 6) in document.text for n in range(2, 6))


def test_a_pdf_without_a_text_layer_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument, match="no text layer"):
        read_document(written(tmp_path, "scan.pdf", pdf([[], []])))


def test_a_truncated_pdf_is_a_clear_error_or_read_in_part(tmp_path: Path) -> None:
    whole = pdf([[f"{n}. Text {n}." for n in range(1, 6)]])
    for size in range(20, len(whole), 97):
        try:
            assert read_document(written(tmp_path, "cut.pdf", whole[:size])).text
        except UnreadableFile as error:
            assert "cut.pdf" in str(error)


def test_an_encrypted_pdf_asks_for_its_password(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["1. Secret."]])))
    writer.encrypt("password", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    with pytest.raises(UnreadableFile, match="encrypted"):
        read_document(written(tmp_path, "secret.pdf", content.getvalue()))


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to 60,000,000 bytes"):
        read_document(written(tmp_path, "bomb.docx", content.getvalue()))


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableFile, match="200,000,000 bytes; at most"):
        read_document(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from([".html", ".txt", ".md", ".pdf", ".docx"]), content=st.binary(max_size=300))
def test_no_bytes_break_a_reader(tmp_path: Path, kind: str, content: bytes) -> None:
    magic = {".pdf": b"%PDF-1.4\n", ".docx": b"PK\x03\x04"}.get(kind, b"")
    try:
        document = read_document(written(tmp_path, f"any{kind}", magic + content))
    except UnreadableFile:
        return
    assert all(document.text[p.start_char : p.end_char] == p.text for p in document)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ol>",
                "</ol>",
                "<li>",
                "<br>",
                "<table>",
                "<td>",
                "1.",
                "2.",
                "<h1>",
                "</h1>",
                "&amp;",
                "x",
            ]
        ),
        max_size=40,
    )
)
def test_no_page_loses_its_words(tmp_path: Path, words: list[str]) -> None:
    page = " ".join(words)
    try:
        text = read_document(written(tmp_path, "any.html", page)).text
    except EmptyDocument:
        text = ""
    assert text.count("x") == words.count("x")
