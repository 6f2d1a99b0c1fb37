"""What unnumbered parts are called in the document's own language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text import Language, language_of

_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
_HAN = re.compile(r"[一-鿿]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Labels of the parts that carry no number."""

    language: Language
    preamble: str
    signatures: str
    chapeau: str


_WORDINGS = {
    "ja": Wording("ja", "前文", "署名", "冒頭"),
    "en": Wording("en", "preamble", "signatures", "chapeau"),
    "ru": Wording("ru", "Преамбула", "Подписи", "вводная часть"),
    "ko": Wording("ko", "전문", "서명", "머리글"),
    "zh": Wording("zh", "序言", "签署", "引言"),
}


def wording_for(text: str) -> Wording:
    """The wording in the language that most of a text is written in.

    A few kana (a name, a quotation) do not make a text Japanese.
    """
    sample = text[:20_000]
    kana, letters = len(_KANA.findall(sample)), len(_LETTERS.findall(sample))
    if kana < 0.05 * letters:
        han = kana == 0 and _HAN.search(sample)
        return _WORDINGS[language_of(_KANA.sub("", sample), default="zh" if han else "en")]
    return _WORDINGS["ja"]
