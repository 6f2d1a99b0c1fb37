"""Answers written another way that say the same: the scorer must not mind.

Each takes the claims of a gold answer and gives the answer anew, or None where there
is nothing to rewrite.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from eval.items import CitedLabel, RunTurn
from eval.scoring.gold import answer
from eval.selfcheck.mutations import Claims, Gold

Rewrite = Callable[[Gold], RunTurn | None]

_FULL = {n: n + 0xFEE0 for n in range(0x21, 0x7F)}
_KANJI = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
_ERAS = ((2019, 2018, "令和"), (1989, 1988, "平成"), (1926, 1925, "昭和"))
_POLITE = {
    "した。": "しました。",
    "している。": "しています。",
    "である。": "です。",
    "する。": "します。",
    "った。": "りました。",
}


def full_width(gold: Gold) -> RunTurn | None:
    """Digits and letters in full width."""
    return _words(gold, lambda words: words.translate(_FULL))


def half_width(gold: Gold) -> RunTurn | None:
    """Digits, letters and brackets in half width."""
    return _words(gold, lambda words: unicodedata.normalize("NFKC", words))


def kanji_years(gold: Gold) -> RunTurn | None:
    """Years, months and days digit by digit in kanji, 二〇一七年一一月."""
    return _numbers(gold, r"\d+(?=[年月日])", lambda digits: "".join(_KANJI[d] for d in digits))


def kanji_numbers(gold: Gold) -> RunTurn | None:
    """Months, days and counts in kanji with 十, 二十八日."""
    return _numbers(gold, r"(?<![\d.,])\d{1,2}(?=[月日回])", _with_tens)


def eras(gold: Gold) -> RunTurn | None:
    """Years of the common era as 平成29年."""
    return _numbers(gold, r"(?<!\d)(?:19|20)\d\d(?=年)", _era)


def blanks(gold: Gold) -> RunTurn | None:
    """Blanks between numbers, words and stops."""
    return _words(gold, lambda words: re.sub(r"(\d+)([年月日回])", r"\1 \2 ", words).replace("、", "、 "))


def dashes(gold: Gold) -> RunTurn | None:
    """Another dash in every range."""
    return _words(gold, lambda words: re.sub(r"(?<=\d)[-－—–](?=\d)", "〜", words))


def separators(gold: Gold) -> RunTurn | None:
    """Numbers without thousands separators."""
    return _words(gold, lambda words: re.sub(r"(?<=\d),(?=\d{3})", "", words))


def polite(gold: Gold) -> RunTurn | None:
    """です and ます for である and する."""
    return _words(gold, _politely)


def other_order(gold: Gold) -> RunTurn | None:
    """The claims in reverse."""
    return answer(gold.item, gold.number, gold.claims[::-1]) if len(gold.claims) > 1 else None


def other_citation_order(gold: Gold) -> RunTurn | None:
    """The citations listed in reverse, the text as it was."""
    made = answer(gold.item, gold.number, gold.claims)
    return made.model_copy(update={"citations": made.citations[::-1]}) if len(gold.claims) > 1 else None


def plain_markers(gold: Gold) -> RunTurn | None:
    """[16] for 〔16〕."""
    made = answer(gold.item, gold.number, gold.claims)
    return made.model_copy(update={"text": re.sub(r"〔(\w+)〕", r"[\1]", made.text)})


def named_documents(gold: Gold) -> RunTurn | None:
    """〔name.md 16〕 for 〔16〕."""
    made = answer(gold.item, gold.number, gold.claims)
    cited = tuple(CitedLabel(document=gold.source.id, label=c.label, quote=c.quote) for c in made.citations)
    text = re.sub(r"〔(\w+)〕", rf"〔{gold.source.id} \1〕", made.text)
    return made.model_copy(update={"text": text, "citations": cited})


REWRITES: dict[str, Rewrite] = {
    "full width": full_width,
    "half width": half_width,
    "kanji years": kanji_years,
    "kanji numbers": kanji_numbers,
    "eras": eras,
    "blanks": blanks,
    "dashes": dashes,
    "no separators": separators,
    "polite": polite,
    "order of sentences": other_order,
    "order of citations": other_citation_order,
    "plain markers": plain_markers,
    "named documents": named_documents,
}


def _words(gold: Gold, change: Callable[[str], str]) -> RunTurn | None:
    claims: Claims = [(change(words), label) for words, label in gold.claims]
    return answer(gold.item, gold.number, claims) if claims != gold.claims else None


def _numbers(gold: Gold, pattern: str, change: Callable[[str], str]) -> RunTurn | None:
    return _words(gold, lambda words: re.sub(pattern, lambda m: change(m[0]), words))


def _with_tens(digits: str) -> str:
    tens, ones = divmod(int(digits), 10)
    return (_KANJI[str(tens)] if tens > 1 else "") + ("十" if tens else "") + (_KANJI[str(ones)] if ones else "")


def _era(year: str) -> str:
    for first, before, name in _ERAS:
        if int(year) >= first:
            return f"{name}{int(year) - before}"
    return year


def _politely(words: str) -> str:
    for plain, polite_form in _POLITE.items():
        if words.endswith(plain):
            return words.removesuffix(plain) + polite_form
    return words
