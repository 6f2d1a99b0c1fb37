"""What is done: the verbs of a question, and those by which the parties of a document speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.derived.parties import parties
from index.document import Document
from index.text.languages import wording
from index.text.languages.plain_words import representative
from index.text.tokens import Token, tokens

STRENGTH = {
    "決定": 5, "採択": 5, "義務": 5, "decid": 5, "adopt": 5, "resolv": 5,
    "合意": 4, "一致": 4, "約束": 4, "agre": 4, "undertak": 4, "commit": 4, "commitment": 4, "pledg": 4,
    "確認": 3, "再確認": 3, "confirm": 3, "reaffirm": 3, "affirm": 3, "reiterat": 3, "endors": 3,
    "強調": 2, "指摘": 2, "表明": 2, "歓迎": 2, "評価": 2, "支持": 2,
    "express": 2, "welcom": 2, "stress": 2, "emphasiz": 2, "underlin": 2, "underscor": 2, "highlight": 2,
    "note": 2, "recogniz": 2, "acknowledg": 2, "support": 2, "encourag": 2, "recall": 2, "urg": 2,
    "検討": 1, "議論": 1, "協議": 1, "consider": 1, "discuss": 1, "explor": 1,
}  # fmt: skip
SAYING = frozenset(STRENGTH)
_NO_VERB = re.compile(r"に(?:つい|対し|関し|よっ|おい|とっ|つき)て?")
_ENDING = re.compile(r"し|する|さ|せ|れる?|られる?|て|た|だ|いる?|おり|つつ|ます?|まし|です")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as written and in the form of its group; the noun of 歓迎した is its verb."""

    surface: str
    form: str
    passive: bool = False

    @property
    def light(self) -> bool:
        """Whether it says nothing of what is done: 行う."""
        return self.surface.startswith("行")


def verbs(text: str) -> Iterator[Verb]:
    """The verbs of a Japanese text in order; every word of a text in Latin letters, where endings tell nothing.

    What is expressed counts as done: 支持を表明した has the verbs 支持 and 表明.
    """
    found = [*tokens(_NO_VERB.sub("に", text)), None, None]
    for token, after, later in zip(found, found[1:], found[2:], strict=False):
        if token is None:
            return
        done = token.kind == "noun" and after is not None and after.form == "為る"
        if done or token.surface.isascii() or token.kind == "verb" or _is_expressed(token, after, later):
            yield Verb(
                token.surface, representative(token.form), passive=bool(done and after and after.surface == "さ")
            )


def _is_expressed(token: Token, after: Token | None, verb: Token | None) -> bool:
    if token.kind != "noun" or after is None or after.surface != "を" or verb is None:
        return False
    return representative(verb.form) in stating()


@cache
def stating() -> frozenset[str]:
    """Verbs of saying that tell nothing of how it is meant (述べる, 表明), in the forms of `terms.forms`."""
    return frozenset(map(representative, wording.stating_words()))


def acts_of(documents: Sequence[Document]) -> frozenset[str]:
    """What parties do in statements, and in these documents: 歓迎, 評価, welcome; in the forms of `terms.forms`."""
    done = (predicate for document in documents for predicate in parties(document).predicates)
    return frozenset(map(representative, (*SAYING, *done)))


def uninflected(words: str) -> str:
    """Words without the ending of a verb that closes them: 高く評価した also finds 高く評価し and 高く評価する.

    >>> uninflected("高く評価した"), uninflected("支持を与えた"), uninflected("対話")
    ('高く評価', '支持を与え', '対話')
    """
    found = list(tokens(words))
    while len(found) > 1 and found[-1].kind == "other" and _ENDING.fullmatch(found[-1].surface):
        words = words.removesuffix(found.pop().surface)
    return words
