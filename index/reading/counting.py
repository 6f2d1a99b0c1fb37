"""Numbers that a format counts instead of holding them: written out as readers see them.

The names of the formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat), and those
of CSS where a web page counts otherwise (lower-alpha goes on with ab, Word's lowerLetter with bb).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.reading import alphabets

_MOST = 9_999
_TENS = 10

Format = Callable[[int], str]


def shown(count: int, style: str = "decimal") -> str:
    """A count in a style; in digits where the style cannot show it.

    A style may also be an example of zeros and a one, as Word writes it: "001, 002, 003".

    >>> shown(3, "upperRoman"), shown(28, "lowerLetter"), shown(21, "japaneseCounting"), shown(7, "0001, 0002")
    ('III', 'bb', '二十一', '0007')
    """
    if style[:1].isdigit():
        return str(count).zfill(len(style.split(",", maxsplit=1)[0].strip()))
    return (_FORMATS.get(style, str)(count) if 0 < count <= _MOST else "") or str(count)


def _letters(row: str) -> Format:
    """a to z, then aa, bb."""
    return lambda count: row[(count - 1) % len(row)] * (1 + (count - 1) // len(row))


def _alphabetic(row: str) -> Format:
    """a to z, then aa, ab."""

    def written(count: int) -> str:
        text = ""
        while count:
            count, place = divmod(count - 1, len(row))
            text = row[place] + text
        return text

    return written


def _cycle(row: str) -> Format:
    return lambda count: row[(count - 1) % len(row)]


def _while_there_are(row: str) -> Format:
    return lambda count: row[count - 1] if count <= len(row) else ""


def _digits(row: str) -> Format:
    """Digit by digit: 一〇三."""
    return lambda count: "".join(row[int(digit)] for digit in str(count))


def _counted(digits: str, units: str, one: bool, zero: str) -> Format:
    """In words: 百三, 一百零三; Chinese legal signs write the one before ten too (壹拾)."""
    legal = digits.startswith("零壹")

    def written(count: int) -> str:
        text, skipped = "", False
        for value, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
            digit, count = divmod(count, value)
            if not digit:
                skipped = bool(text)
                continue
            bare = digit == 1 and unit and (not one or (value == _TENS and not text and not legal))
            text += (zero if skipped else "") + ("" if bare else digits[digit]) + unit
            skipped = False
        return text

    return written


def _added(steps: Sequence[tuple[int, str]]) -> Format:
    """Signs whose values add up, biggest first: XIV, טו."""

    def written(count: int) -> str:
        text = ""
        for value, sign in steps:
            times, count = divmod(count, value)
            text += sign * times
        return text

    return written


def _korean(count: int) -> str:
    tens, ones = divmod(count, _TENS)
    return alphabets.KOREAN_TENS[tens] + alphabets.KOREAN_ONES[ones] if tens < _TENS else ""


def _vietnamese(count: int) -> str:
    tens, ones = divmod(count, _TENS)
    words = alphabets.VIETNAMESE
    if tens >= _TENS:
        return ""
    above = [] if not tens else [words[_TENS]] if tens == 1 else [words[tens], "mươi"]
    return " ".join([*above, *([words[ones]] if ones else [])])


def _english(count: int) -> str:
    """Below a thousand, as Word writes it: one hundred twenty-one."""
    hundreds, rest = divmod(count, 100)
    if hundreds >= _TENS:
        return ""
    tens, ones = divmod(rest, _TENS)
    spoken = alphabets.ENGLISH[rest] if rest < len(alphabets.ENGLISH) else alphabets.ENGLISH_TENS[tens]
    below = f"{spoken}-{alphabets.ENGLISH[ones]}" if rest >= len(alphabets.ENGLISH) and ones else spoken
    above = [f"{alphabets.ENGLISH[hundreds]} hundred"] if hundreds else []
    return " ".join([*above, *([below] if rest else [])])


def _english_place(count: int) -> str:
    words = _english(count)
    before, last = words[: -len(words.split("-")[-1].split()[-1])], words.split("-")[-1].split()[-1]
    known = alphabets.ENGLISH_PLACES.get(last)
    return before + (known or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"))


def _place(count: int) -> str:
    last = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % _TENS, "th")
    return f"{count}{last}"


def _capital(format: Format) -> Format:
    return lambda count: format(count)[:1].upper() + format(count)[1:]


def _from_100(format: Format, above: Format) -> Format:
    return lambda count: format(count) if count < 100 else above(count)


_roman = _added(alphabets.ROMAN)
_FORMATS: dict[str, Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "numberInDash": lambda count: f"- {count} -",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "hex": lambda count: f"{count:X}",
    "ordinal": _place,
    "cardinalText": _capital(_english),
    "ordinalText": _capital(_english_place),
    "lower-alpha": _alphabetic(alphabets.LETTERS["lowerLetter"]),
    "upper-alpha": _alphabetic(alphabets.LETTERS["upperLetter"]),
    "koreanLegal": _korean,
    "vietnameseCounting": _vietnamese,
    "hebrew1": _added(alphabets.HEBREW),
    "ideographZodiacTraditional": lambda count: (
        alphabets.CYCLES["ideographTraditional"][(count - 1) % 10]
        + alphabets.CYCLES["ideographZodiac"][(count - 1) % 12]
    ),
    **{name: _letters(row) for name, row in alphabets.LETTERS.items()},
    **{name: _cycle(row) for name, row in alphabets.CYCLES.items()},
    **{name: _while_there_are(row) for name, row in alphabets.ENCLOSED.items()},
    **{name: _digits(row) for name, row in alphabets.DIGITS.items()},
    **{name: _counted(*words) for name, words in alphabets.WORDS.items()},
}
_FORMATS |= {
    name: _from_100(_FORMATS[name], _digits(alphabets.WORDS[name][0])) for name in alphabets.POSITIONAL_FROM_100
}
