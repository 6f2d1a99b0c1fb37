"""The words of a claim or paragraph with what each is worth to the check, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.text.folding import fold_with_offsets
from index.text.forms import canonical, stem
from index.text.quantities import Quantity, quantities
from index.text.sudachi import units

Role = Literal["content", "name", "quantity", "negation", "function"]

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "代名詞", "連体詞"}
_LIGHT_WORDS = (
    "為る 居る 有る 成る 出来る 言う 事 こと 物 もの 為 ため 所 際 の よう 様 どう 如何 何 なに"
    " 此の 其の 彼の 何の 或る 斯かる 所謂 我が 本 当 こんな そんな 頃 程 位 程度 何故"
    " 当たる 当たり 関する 対する 因る 依る 拠る 係る 係わる 際する 伴う 側 此れ 其れ 示す 記す 述べる 記録"
)
_NEGATION_WORDS = "ない 無い ず ぬ not no never neither nor without cannot не ни нет"
_FUNCTION_WORDS = (
    "a an the of in on at to for by with from as and or that which who whom whose this these those it its they their "
    "is are was were be been being has have had do does did will would shall should can could may might must we our "
    "than more into between within during through under over upon about also such so if then there per via among "
    "и в на с по к о об от до за для из что как это"
)
_LIGHT, _NEGATIONS, _FUNCTION = (
    frozenset(listed.split()) for listed in (_LIGHT_WORDS, _NEGATION_WORDS, _FUNCTION_WORDS)
)
_NOT_ONLY = re.compile(
    r"欠かせな[いく]|(?:だけで|のみで|ばかりで)(?:は|も)?なく|のみならず|ばかりか|not only", re.IGNORECASE
)
_EAST_ASIAN = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆]")
_SPACED = re.compile(r"[^\W\d_]+\d*(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_ENUMERATOR = re.compile(
    r"\s*(?:[(（]?[0-9０-９]{1,3}[)）.．]\s+|[(（][a-zivx]{1,4}[)）]\s*|\*{0,2}[①-⑳]\*{0,2}\s*"
    r"|○[0-9０-９]{1,2}\s+|[０-９]{1,2}\s+(?=[ぁ-鿿]))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `form` is the same for every spelling of it, `quantity` set for numbers and dates."""

    form: str
    role: Role
    start_char: int
    end_char: int
    quantity: Quantity | None = None

    @property
    def counts(self) -> bool:
        """Whether it says something by itself."""
        return self.role in ("content", "name", "quantity")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, without marks and blanks; a number or date is one word.

    The number of a list item or of a part (2., (a), ○２) is none of them.
    """
    values = quantities(text)
    spans = [(q.start_char, q.end_char) for q in values]
    plain = _japanese(text) if _EAST_ASIAN.search(text) else _spaced(text)
    found = [word for word in plain if not any(a < word.end_char and word.start_char < b for a, b in spans)]
    found += [Word(str(q.key), "quantity", q.start_char, q.end_char, q) for q in values]
    opening = _ENUMERATOR.match(text)
    start = opening.end() if opening else 0
    return tuple(sorted((word for word in found if word.start_char >= start), key=lambda word: word.start_char))


def _japanese(text: str) -> Iterator[Word]:
    folded = fold_with_offsets(text)
    not_only = [m.span() for m in _NOT_ONLY.finditer(folded.text)]
    for morpheme, begin, end_of in units(folded.text):
        kind = morpheme.part_of_speech()
        if kind[0] in ("補助記号", "空白"):
            continue
        start, end = folded.source_span(begin, end_of)
        form = morpheme.normalized_form()
        inside = any(a <= begin < b for a, b in not_only)
        role = _role(form, kind, text[start:end], inside)
        yield Word(morpheme.surface() if role == "function" else canonical(form), role, start, end)


def _role(form: str, kind: tuple[str, ...], surface: str, not_only: bool) -> Role:
    if form in _NEGATIONS:
        return "function" if not_only else "negation"
    if kind[0] not in _CONTENT or form in _LIGHT or kind[1] == "非自立可能":
        return "function"
    latin = surface[:1].isascii() and surface[:1].isalpha() and any(char.isupper() for char in surface)
    return "name" if kind[1] == "固有名詞" or latin else "content"


def _spaced(text: str) -> Iterator[Word]:
    for match in _SPACED.finditer(text):
        lower = match[0].casefold()
        if lower in _NEGATIONS or lower.endswith("n't"):
            role: Role = "negation"
        elif lower in _FUNCTION:
            role = "function"
        else:
            role = "name" if match[0][0].isupper() and not _opens(text, match.start()) else "content"
        yield Word(canonical(stem(lower)), role, *match.span())


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a sentence, where a capital says nothing."""
    before = text[:at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:;\n"
