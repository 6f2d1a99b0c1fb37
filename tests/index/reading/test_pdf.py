"""PDFs: lines in reading order, without what is no text of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.errors import UnreadableFile
from index.reading import Source
from index.reading.pdf import read_pdf
from index.reading.shown.nonsense import is_nonsense
from tests.index.reading.pdf_files import Drawn, line_by_line, pdf_file

PROSE = [
    "The council of the town shall keep the bridge in repair and",
    "shall see to it that the lamps on it are lit every evening at",
    "dusk, and that nobody crosses it with more than one cart.",
]


def lines(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def named(source: Source) -> str:
    return "; ".join(finding.message for finding in source.findings)


def read(*pages: list[Drawn], title: str = "", boxes: str = "") -> Source:
    return read_pdf(pdf_file(*pages, title=title, boxes=boxes), name="made.pdf")


@pytest.mark.parametrize("pitch", [13, 20, 26, 31])
def test_lines_of_one_sentence_stand_together_however_wide_they_are_set(pitch: float) -> None:
    text = [*PROSE, "", *PROSE] if pitch < 20 else [*PROSE, *PROSE]
    source = read(line_by_line(text, pitch=pitch))
    assert source.text.split("\n\n")[0].split("\n")[:3] == PROSE
    assert len(source.text.split("\n\n")) == (2 if pitch < 20 else 1)


def test_paragraphs_set_apart_are_told_apart_in_wide_lines_too() -> None:
    second = line_by_line(PROSE, down=72 + 3 * 24 + 20, pitch=24)
    assert read([*line_by_line(PROSE, pitch=24), *second]).text.split("\n\n")[1].split("\n") == PROSE


def test_sizes_that_stand_in_the_matrix_are_sizes_too() -> None:
    drawn = [replace(part, scaled=True) for part in line_by_line([*PROSE, "", *PROSE], pitch=13)]
    assert read(drawn).text.split("\n\n") == ["\n".join(PROSE)] * 2


@pytest.mark.parametrize("word", ["Article {}", "Section {}", "§ {}", "Art. {}"])
def test_an_article_whose_number_is_the_pages_is_no_page_number(word: str) -> None:
    pages = [line_by_line([word.format(n), "", f"Matter {n} shall be settled by the council."]) for n in range(1, 8)]
    assert [line for line in lines(read(*pages)) if "Matter" not in line] == [word.format(n) for n in range(1, 8)]


def test_page_numbers_beside_such_articles_are_left_out() -> None:
    pages = [line_by_line([f"- {n} -", "", f"Article {n}", "", f"Matter {n} shall be settled."]) for n in range(1, 8)]
    assert lines(read(*pages))[:4] == [
        "Article 1",
        "Matter 1 shall be settled.",
        "Article 2",
        "Matter 2 shall be settled.",
    ]


def test_a_line_that_stands_inside_pages_too_is_no_header() -> None:
    rule = [
        "{n}. The council shall review rule {n} of the",
        "harbour book and shall report on it every year, and",
        "shall keep a copy.",
    ]
    pages = [
        line_by_line([line.format(n=n) for n in (3 * p + 1, 3 * p + 2, 3 * p + 3) for line in rule]) for p in range(5)
    ]
    assert len(lines(read(*pages))) == 45


def test_a_last_line_that_ends_the_text_above_it_is_no_footer() -> None:
    pages = [
        line_by_line(
            [
                f"Order {n} of the council, which shall be posted at the gate",
                "and shall be read aloud to all who pass through it.",
            ]
        )
        for n in range(1, 6)
    ]
    assert len(lines(read(*pages))) == 10


def test_headers_on_either_side_and_at_one_height_are_left_out() -> None:
    pages = [
        [
            Drawn(f"Rules of the Bridge {n}" if n % 2 else f"{n} Rules of the Bridge", down=40),
            *line_by_line([f"{n}. Rule {chr(96 + n)}.", *PROSE, f"End of {chr(96 + n)}"]),
        ]
        for n in range(1, 7)
    ]
    source = read(*pages)
    assert not any("Rules of" in line for line in lines(source))
    assert "6 lines" in named(source)


def test_a_header_of_two_lines_is_left_out_though_one_goes_on_into_the_other() -> None:
    header = ["Declaration of the meeting of the whole Assembly", "on the fight against the drying of the lakes"]
    pages = [
        [
            *line_by_line(header, down=40),
            *line_by_line(
                [f"{n}. We shall act on matter {chr(96 + n)}.", *PROSE, *PROSE, *PROSE, f"End of {chr(96 + n)}."],
                down=90,
            ),
        ]
        for n in range(1, 7)
    ]
    source = read(*pages)
    assert not any(line in header for line in lines(source))
    assert "12 lines" in named(source)


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_in_the_margin_are_left_out_and_named(step: int) -> None:
    texts = [*PROSE, *PROSE, *PROSE, *PROSE, *PROSE, *PROSE, *PROSE, *PROSE, *PROSE]
    page = [
        *line_by_line(texts, pitch=22),
        *(Drawn(str(n), 40, 72 + 22 * (n - 1)) for n in range(1, len(texts) + 1) if n % step == 0),
    ]
    source = read(page, page)
    assert lines(source) == [*texts, *texts]
    assert "Numbers of lines" in named(source)


def test_numbers_that_count_lines_and_the_blanks_between_them_are_no_text() -> None:
    down = [72 + 20 * n + 20 * (n // 3) for n in range(27)]
    texts = [PROSE[n % 3] for n in range(27)]
    page = [Drawn(text, 72, place) for text, place in zip(texts, down, strict=True)]
    page += [Drawn(str(n), 40, 72 + 20 * (n - 1)) for n in range(5, 40, 5) if 72 + 20 * (n - 1) < down[-1]]
    assert lines(read(page, page)) == [*texts, *texts]


def test_numbers_of_paragraphs_in_the_margin_stand_before_their_words() -> None:
    page = [*line_by_line([*PROSE, "", *PROSE]), Drawn("1", 40, 72), Drawn("2", 40, 72 + 4 * 14)]
    assert [line.split()[0] for line in lines(read(page))] == ["1", "shall", "dusk,", "2", "shall", "dusk,"]


@pytest.mark.parametrize(
    "unseen", [Drawn("Ninety crowns.", 72, 300, mode=3), Drawn("Ninety crowns.", 72, 300, grey=1.0)]
)
def test_text_that_cannot_be_seen_is_left_out_and_named(unseen: Drawn) -> None:
    source = read([*line_by_line(["1. Six crowns.", "2. No dogs.", "3. No cats."]), unseen])
    assert "Ninety" not in source.text
    assert "not drawn, or in the paper's colour, left out: 1 place" in named(source)


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    bar = f"0 g 60 {842 - 310} 300 20 re f "
    source = read(
        [*line_by_line(["1. Six crowns.", "2. No dogs."]), Drawn("Ninety crowns.", 72, 302, grey=1.0)], boxes=bar
    )
    assert "Ninety crowns." in source.text


def test_a_page_of_invisible_words_only_is_a_recognised_scan() -> None:
    page = [Drawn(line.text, line.left, line.down, mode=3) for line in line_by_line(PROSE)]
    assert lines(read(page)) == PROSE


def test_a_watermark_across_the_page_is_left_out_and_named() -> None:
    pages = [[*line_by_line(PROSE), Drawn("DRAFT", 200, 110, size=60, turned=45, grey=0.8)] for _ in range(2)]
    source = read(*pages)
    assert lines(source) == [*PROSE, *PROSE]
    assert "Watermarks across the page, left out: 2 places" in named(source)


def test_the_raised_mark_of_a_note_is_set_apart() -> None:
    page = [
        Drawn("In 2019", 72, 72),
        Drawn("2", 106.8, 68, size=6),
        Drawn("the river rose.", 113, 72),
        *line_by_line(PROSE, down=86),
    ]
    source = read(page)
    assert lines(source)[0] == "In 2019 [2] the river rose."
    assert "Raised marks" in named(source)


@pytest.mark.parametrize(("lift", "struck"), [(3, True), (-2, False), (9, False)])
def test_words_with_a_line_through_them_are_left_out_and_those_underlined_are_not(lift: float, struck: bool) -> None:
    stroke = f"{842 - 86 + lift} m 200 {842 - 86 + lift} l S "
    source = read(
        [*line_by_line(["1. Six crowns.", "Ninety crowns.", "2. No dogs at all."])], boxes=f"0.5 w 70 {stroke}"
    )
    assert ("Ninety crowns." not in source.text) is struck
    assert ("Struck-out text, left out: 1 place" in named(source)) is struck


def test_big_letters_behind_the_text_of_page_after_page_are_a_watermark() -> None:
    pages = [
        [*line_by_line([f"{name} and the {line}" for line in PROSE]), Drawn("CONFIDENTIAL", 150, 93, size=40, grey=0.7)]
        for name in ("Ann", "Bea", "Cyd")
    ]
    source = read(*pages)
    assert "CONFIDENTIAL" not in source.text
    assert "Watermarks across the page, left out: 3 places" in named(source)


def test_the_number_of_a_page_and_of_all_is_no_text_in_two_pages_either() -> None:
    pages = [line_by_line([f"{n}/2  18-18418", "", *PROSE]) for n in (1, 2)]
    assert lines(read(*pages)) == [*PROSE, *PROSE]


def test_three_columns_are_read_one_after_the_other() -> None:
    texts = [[f"{name}{n} the keeper shall" for n in range(8)] for name in "LMR"]
    drawn = [Drawn(texts[c][n], 60 + 175 * c, 100 + 14 * n) for n in range(8) for c in range(3)]
    assert [line.split()[0] for line in lines(read(drawn))] == [f"{name}{n}" for name in "LMR" for n in range(8)]


COLUMN = [
    f"the {word} of the harbour shall be"
    for word in ["keeper", "warden", "clerk", "owner", "pilot", "master", "mate", "cook"]
]


@pytest.mark.parametrize("by_row", [True, False])
def test_two_columns_are_read_one_after_the_other(by_row: bool) -> None:
    left = line_by_line([f"L{n} {line}" for n, line in enumerate(COLUMN)], down=120)
    right = line_by_line([f"R{n} {line}" for n, line in enumerate(COLUMN)], left=320, down=120)
    drawn = [part for pair in zip(left, right, strict=True) for part in pair] if by_row else [*left, *right]
    title = Drawn("Regulations of the harbour of the town of Mere and of its two piers and bridge", 72, 80)
    source = read([title, *drawn])
    assert [line.split()[0] for line in lines(source)] == [
        "Regulations",
        *(f"L{n}" for n in range(8)),
        *(f"R{n}" for n in range(8)),
    ]


def test_headings_in_larger_letters_stay_in_their_column() -> None:
    left = line_by_line([f"L{n} {line}" for n, line in enumerate(COLUMN)], down=120)
    right = line_by_line([f"R{n} {line}" for n, line in enumerate(COLUMN)], left=320, down=120)
    columns = [
        [*column[:4], Drawn(f"{column[0].text[0]}4 HEADING", column[0].left, 178, 16), *column[5:]]
        for column in (left, right)
    ]
    order = [line.split()[0] for line in lines(read([*columns[0], *columns[1]]))]
    assert order == [*(f"L{n}" for n in range(8)), *(f"R{n}" for n in range(8))]


def test_columns_of_a_table_are_no_columns_of_text() -> None:
    rows = [
        part
        for n, boat in enumerate(["Barge", "Punt", "Skiff", "Cutter", "Yawl", "Ketch", "Brig"])
        for part in (Drawn(boat, 72, 100 + 14 * n), Drawn(f"{n} crowns", 320, 100 + 14 * n))
    ]
    assert lines(read([*line_by_line(PROSE, down=50), *rows]))[3].split() == ["Barge", "0", "crowns"]


def test_a_title_is_taken_from_the_file_only_if_the_document_says_it() -> None:
    page = [
        Drawn("Rules of the Old Bridge", 72, 60, size=16),
        *line_by_line(["1. One.", "2. Two.", "3. Three."], down=100),
    ]
    assert read(page, title="Microsoft Word - draft7").title == "Rules of the Old Bridge"
    assert read(page, title="RULES of the old bridge").title == "RULES of the old bridge"
    assert read(line_by_line(["1. One.", "2. Two."]), title="Untitled").title == ""


def shifted(text: str) -> str:
    """What a font without its table makes of a text: each letter three further on."""
    return "".join(chr(ord(c) - 29) if c.isalpha() else c for c in text)


def test_a_text_layer_that_spells_nothing_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"made\.pdf has a text layer that decodes to no text"):
        read(line_by_line([shifted(line) for line in PROSE * 3]))


def test_one_page_that_spells_nothing_is_left_out_and_named() -> None:
    source = read(line_by_line(PROSE * 3), line_by_line([shifted(line) for line in PROSE * 3]), line_by_line(PROSE * 3))
    assert lines(source) == [*PROSE * 6]
    assert "cannot be decoded, left out: 1 place" in named(source)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(PROSE),
        "Vsak človek ima pravico do svobode mišljenja, vesti in veroizpovedi; ta pravica vključuje svobodo spreminjanja prepričanja ali vere in javno ali zasebno izražanje. " * 2,
        "Každý má právo na svobodu myšlení, svědomí a náboženství; v tom je obsažena i volnost změnit své náboženství nebo víru, jakož i svoboda projevovat je sám. " * 2,
        "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью. " * 3,
        "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。ODA 5,680億円。" * 5,
        "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. " * 6,
        "12 345,00 | 67 890,10 | A B C | " * 20,
        f"第一条　（目的） {'.' * 50} 2 " * 20,
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. " * 4,
    ],
)  # fmt: skip
def test_texts_of_many_languages_are_no_nonsense(text: str) -> None:
    assert not is_nonsense(text)


@pytest.mark.parametrize("text", ["\ufffd\ue001x " * 80, "!\"#$%& '()*+ " * 40, "ሀ་ꀀאАaあ가" * 40])
def test_signs_without_meaning_are_nonsense(text: str) -> None:
    assert is_nonsense(text)
