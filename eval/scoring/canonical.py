"""The evaluator's own normal form: one writing for each number, date, width and dash.

Kept apart from `index.text.folding` on purpose: a mistake there must not hide itself here.
Facts, answers and paragraphs all pass through it before they are compared.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")
_CIRCLED = dict.fromkeys(map(ord, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), " ")
_SILENT = dict.fromkeys(map(ord, "「」『』“”‘’\"'*_`"), "")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONG_VOWEL_AS_DASH = re.compile(r"(?<=\d)ー(?=\d)")

_DIGITS = {"〇": 0, "零": 0, **{char: n for n, char in enumerate("一二三四五六七八九", 1)}}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
_SMALL = r"(?:\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千])+"
_RUN = re.compile(rf"{_SMALL}(?:[万億兆]{_SMALL})*[万億兆]?")
_COUNTER = re.compile(
    r"年|月|日(?!本)|回(?!復|帰|転)|つ|個|件|か|カ|ヶ|箇|歳|円|ドル|倍|割|位|章|条|項|号|段落|周年|番目"
    r"|人(?![間権材口])|名|分の"
)
_IDIOM = re.compile(r"[〇零]+(?![年月日])|一つ(?!目)|十分(?!の)|一[人名]?ひとり|一人一人|一つひとつ|三三五五|二人三脚")

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,2}})\s*年")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALED = re.compile(rf"(\d+(?:\.\d+)?)[ -]?({'|'.join(_SCALES)})\b")
_KA = re.compile(r"(?<=\d)[カヵヶケ箇](?=[国年月所])")
_HANGUL_DATE = re.compile(r"(?<=\d)\s?([년월일])")
_CURRENCIES = (
    (re.compile(r"(?:us|米)?\$ ?(\d+(?:\.\d+)?)"), r" \1ドル"),
    (re.compile(r"¥ ?(\d+(?:\.\d+)?)"), r" \1円"),
    (re.compile(r"(?<=\d) ?(?:米ドル|us dollars?|dollars?|usd|доллар\w*|美元|달러)"), "ドル"),
    (re.compile(r"(?<=\d) ?(?:japanese yen|yen|иен\w*|日元|엔)"), "円"),
    (re.compile(r"(?<=\d) ?(?:パーセント|percent|per cent|процент\w*)"), "%"),
)
_BLANKS = re.compile(r"(?<=[0-9a-zа-яё])\s+(?=[0-9a-zа-яё])|\s+")


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """One writing for everything that may be written in several ways.

    Width, letter case, dashes, kanji numerals, 万億兆, thousands separators, eras and
    currency words are made one; quotation marks and circled numbers go, and so do blanks, except between
    Latin letters or digits.

    >>> canonical("平成二十九年、５,６８０億円")
    '2017年、568000000000円'
    """
    text = unicodedata.normalize("NFKC", text.translate(_DASHES).translate(_CIRCLED)).translate(_DASHES)
    text = _LONG_VOWEL_AS_DASH.sub("-", text.casefold().translate(_SILENT))
    text = _BLANKS.sub(lambda m: " " if m.start() and _is_word(m) else "", _THOUSANDS.sub("", text))
    text = _RUN.sub(_as_digits, text)
    text = _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
    text = _SCALED.sub(lambda m: _plain(Decimal(m[1]) * _SCALES[m[2]]), text)
    for pattern, unit in _CURRENCIES:
        text = pattern.sub(unit, text)
    return _HANGUL_DATE.sub(lambda m: {"년": "年", "월": "月", "일": "日"}[m[1]], _KA.sub("か", text)).strip()


def contains(text: str, form: str) -> bool:
    """Whether canonical `text` holds canonical `form` as words of its own.

    A form that begins or ends in a digit must not stand inside a longer number, one
    that begins with a Latin letter not inside a longer word ("ODA" is not in "today").
    """
    at = text.find(form)
    while form and at >= 0:
        end = at + len(form)
        if not (_joins(text[at - 1 : at], form[0]) or (form[-1].isdigit() and _is_digit(text[end : end + 1]))):
            return True
        at = text.find(form, at + 1)
    return False


def _joins(before: str, first: str) -> bool:
    if first.isdigit():
        return _is_digit(before) or before == "."
    return first.isascii() and first.isalpha() and before.isascii() and before.isalpha()


def _is_digit(char: str) -> bool:
    return bool(char) and char.isdigit()


def _is_word(blank: re.Match[str]) -> bool:
    around = blank.string[blank.start() - 1] + blank.string[blank.end() : blank.end() + 1]
    return len(around) == 2 and all(re.match(r"[0-9a-zа-яё]", char) for char in around)


def _as_digits(run: re.Match[str]) -> str:
    words, rest = run[0], run.string[run.end() :]
    if words.replace(".", "").isascii() or _IDIOM.match(run.string, run.start()):
        return words
    alone = len(words) == 1 or (words[0] in _TENS and len(set(words)) == 1)
    if alone and not _COUNTER.match(rest) and run.string[run.start() - 1 : run.start()] != "第":
        return words
    return _plain(_value(words))


def _value(words: str) -> Decimal:
    parts = re.findall(r"([^万億兆]*)([万億兆]?)", words)
    return sum((_small(part) * _MYRIADS.get(scale, 1) for part, scale in parts if part), Decimal(0))


def _small(words: str) -> Decimal:
    if not any(char in _TENS for char in words):
        return Decimal("".join(str(_DIGITS.get(char, char)) for char in words))
    total, digits = Decimal(0), ""
    for char in words:
        if char in _TENS:
            total += Decimal(digits or 1) * _TENS[char]
            digits = ""
        else:
            digits += str(_DIGITS.get(char, char))
    return total + Decimal(digits or 0)


def _plain(number: Decimal) -> str:
    return format(number.normalize() if number % 1 else number.to_integral_value(), "f")
