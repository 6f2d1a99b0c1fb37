"""What a numbered unit is called: the number as a reader would write it in a footnote."""

from __future__ import annotations

import re
import unicodedata

from index.numbering.marks import Marker, worded_label
from index.text.label_numerals import roman, to_roman

_SUFFIXES = ("", "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_SECTION = re.compile(r"第\d+(?:の\d+)*")
_LETTERED = re.compile(r"\d+([A-Z])\.")
_KANA_SCHEMES = {"イ", "ア", "(イ)", "(ア)", "가."}


def label_of(marker: Marker) -> str:
    """The label of a unit that stands by itself: 16, 9bis, 4.2.1, 第9条の2, Article 5, Статья 67.1."""
    if marker.scheme in {"第N条", "제N조"}:
        return _article(marker)
    if marker.scheme == "第N":
        return f"第{marker.value[0]}"
    if marker.scheme.startswith("word:"):
        return worded_label(marker.scheme.removeprefix("word:"), marker.native)
    if marker.scheme in {"A.1", "[0001]", "[0001]$"}:
        return unicodedata.normalize("NFKC", marker.native).strip("[]【】 .")
    if marker.scheme == "§":
        return f"§ {_plain(marker.native.strip('§ .'))}"
    if marker.scheme == "1.1":
        return ".".join(map(str, marker.value))
    if marker.scheme == "1-1":
        return "-".join(map(str, marker.value))
    return f"({number_label(marker)})" if marker.scheme in {"(a)", "(i)"} else number_label(marker)


def number_label(marker: Marker) -> str:
    """The number alone, in Arabic digits, with its Latin suffix; letters as letters."""
    letters = {"a.", "A.", "(a)", "a)", "(i)", "i)", "i."} | _KANA_SCHEMES
    if marker.scheme in letters:
        return unicodedata.normalize("NFKC", marker.native).strip("().） ")
    if marker.scheme.startswith("list"):
        return unicodedata.normalize("NFKC", marker.native).strip("()[]. 、") or str(marker.value[0])
    if marker.scheme == "I.":
        return to_roman(marker.value[0])
    number, *bis = marker.value
    letter = _LETTERED.fullmatch(marker.native)
    if letter:
        return f"{number}{letter.group(1)}"
    return f"{number}{_SUFFIXES[bis[0]] if bis and bis[0] < len(_SUFFIXES) else ''}"


def inner_label(parent: str, marker: Marker) -> str:
    """The label of a unit inside another: 9(1), I.A.1, 3①, 第1の2(3)ア, 五イ1(1)."""
    number = number_label(marker)
    if _SECTION.fullmatch(parent) and marker.scheme in {"1.", "1", "1)", "一", "一、"}:
        return f"{parent}の{number}"
    if marker.scheme in {"(1)", "(a)", "(i)", "(一)", "1)", "a)", "i)", "(イ)", "(ア)"}:
        return f"{parent}({number})"
    if marker.scheme == "①":
        return f"{parent}{marker.native}"
    last = parent[0] if parent.endswith(")") else parent[-1]
    joined = marker.scheme in {"ア", "イ"} or "\u3040" <= last <= "\u9fff"
    return f"{parent}{number}" if joined else f"{parent}.{number}"


def top_label(marker: Marker) -> str:
    """The label of a unit that holds others: 五 stays as it is written, where 五イ1 is what its units are called."""
    return marker.native.strip("（()）、．. ") if marker.scheme in {"一", "一、", "(一)"} else label_of(marker)


def _article(marker: Marker) -> str:
    ordinal, unit, branch = ("第", "条", "の") if marker.scheme == "第N条" else ("제", "조", "의")
    chinese = "之" in marker.native or ("條" in marker.native and "-" in marker.native)
    branch = "之" if chinese else branch
    number, *more = marker.value
    return f"{ordinal}{number}{unit}" + "".join(f"{branch}{part}" for part in more)


def _plain(number: str) -> str:
    folded = unicodedata.normalize("NFKC", number).strip(" .:").replace(" ", "")
    return folded.upper() if roman(folded) else folded
