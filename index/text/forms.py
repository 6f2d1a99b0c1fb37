"""One form for every spelling of a word: endings, spelling habits and synonyms taken away."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_ENDING = re.compile(r"(?<=\w{3})(?:ing|edly|ed|es|e|(?<!s)s|ly|'s|’s)$")
_DOUBLED = re.compile(r"(?<=[aeiou])([bdgmnprt])\1$")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_LOOKS_LIKE = str.maketrans("力口二八工夕卜一", "カロニハエタトー")
_KANA_STEM = re.compile(r"(?P<kanji>[一-鿿々])[ぁ-ゖ]+$")


def stem(word: str) -> str:
    """An English word without its ending, in one of its spellings; other words as they are.

    >>> stem("committed"), stem("countries"), stem("recognises"), stem("recognize")
    ('commit', 'country', 'recogniz', 'recogniz')
    """
    if not word.isascii():
        return word
    bare = _ENDING.sub("", word)
    bare = _DOUBLED.sub(r"\1", bare)
    if bare == "not" != word:
        return "note"
    if len(bare) > 3 and bare.endswith("i"):
        return bare[:-1] + "y"
    return re.sub(r"is(?=ation$|$)", "iz", bare) if len(bare) > 4 else bare


def canonical(form: str) -> str:
    """The first word of a form's group of synonyms; the form itself where it has none.

    >>> canonical("訪れる")
    '訪問'
    """
    return _groups().get(form, form)


def akin(one: str, other: str) -> bool:
    """Whether two Japanese words are one in other dress: 訪れる, 訪問; テロ, テロリズム; 協カ (in katakana), 協力.

    >>> akin("訪れる", "訪問"), akin("利く", "不利"), akin("協カ", "協力")
    (True, False, True)
    """
    short, long = sorted((one, other), key=len)
    if one.translate(_LOOKS_LIKE) == other.translate(_LOOKS_LIKE):
        return True
    if _KATAKANA.fullmatch(short) and long.startswith(short):
        return True
    return any(_own_word(native, compound) for native, compound in ((one, other), (other, one)))


def _own_word(native: str, compound: str) -> bool:
    match = _KANA_STEM.fullmatch(native)
    return match is not None and len(compound) == 2 and match["kanji"] in compound and compound[0] not in "不非無未否"


@cache
def _groups() -> dict[str, str]:
    tables = tomllib.loads((Path(__file__).parent / "languages" / "synonyms.toml").read_text("utf-8"))
    forms: dict[str, str] = {}
    for group in (line.split() for line in tables["ja"]):
        forms |= dict.fromkeys(group, group[0])
    for group in ([stem(word) for word in line.split()] for line in tables["en"]):
        forms |= dict.fromkeys(group, group[0])
    return forms
