"""Numbers that a format counts instead of holding them: written out as readers see them."""

from __future__ import annotations

from collections.abc import Callable

from index.numbering.numerals import to_kanji, to_roman

_LETTERS = 26


def _letters(count: int) -> str:
    return chr(97 + (count - 1) % _LETTERS) * (1 + (count - 1) // _LETTERS)


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lower-letter": _letters,
    "upper-letter": lambda count: _letters(count).upper(),
    "lower-roman": lambda count: to_roman(count).lower(),
    "upper-roman": to_roman,
    "kanji": to_kanji,
    "circled": _circled,
    "iroha": lambda count: (
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"[
            (count - 1) % 47
        ]
    ),
    "kana": lambda count: (
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"[(count - 1) % 46]
    ),
    "padded": lambda count: f"{count:02}",
    "full-width": lambda count: str(count).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
}


def shown(count: int, style: str = "decimal") -> str:
    """A count in a style; in digits where the style cannot show it.

    >>> shown(3, "upper-roman"), shown(28, "lower-letter"), shown(21, "kanji")
    ('III', 'bb', '二十一')
    """
    return (_FORMATS.get(style, str)(count) if count > 0 else "") or str(count)
