"""Public questions with their short answers as claims: true with the answer, false with another of the passage.

A question with its answer put in is what a person would say in words of their own; with the
answer of another question every word stands in the passage, and it is not so.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from eval.reader.material.asked import Asked, Material

QUESTIONED = ("jaquad", "jsquad", "squad2", "tydiqa", "cmrc2018", "drcd", "xquad")
ACROSS = "across"  # a source: claim and passage in two languages of one text

_LANGUAGES = 3  # in which a question of a text in several is told
_SENTENCES = 0.25  # of claims, a sentence of the passage itself, its answer exchanged or not
_ASKING = {
    "ja": "何という名前|なんという名前|なんという|何という|どのような|どこの国|どこ|だれ|誰|いつ|何年|何人|何月何日"
    "|どちら|何|なに|どんな|いくつ|いくら",
    "zh": "什么时候|什麼時候|哪一年|哪年|何时|何時|哪一个|哪一個|哪里|哪裡|哪儿|哪个|哪個|哪位"
    "|谁|誰|什么|什麼|多少|幾|几|何",
    "ko": "누구|언제|어디|무엇|몇 년|몇년|어느|어떤|얼마",
    "en": r"^(?:Who|What|Which [a-z]+|When|Where)"
    r"(?= (?!(?:is|are|was|were|did|do|does|has|have|had|can|could|would|will)\b))",
}
_TAIL = {
    "ja": re.compile(r"(?:は|でしょうか|ですか|ますか|ましたか|でしたか|か|のか|なのか)?[?？。]*$"),
    "zh": re.compile(r"[?？。]*$"),
    "ko": re.compile(r"[?？.]*$"),
    "en": re.compile(r"[?？.]*$"),
}


def stated(question: str, answer: str, lang: str) -> str:
    """A question with its answer, as a statement where the question's word can be told, else one behind the other.

    >>> stated("ストーリー漫画の第一人者は誰?", "手塚治虫", "ja")
    'ストーリー漫画の第一人者は手塚治虫'
    """
    asking = _ASKING.get(lang)
    if asking and (match := re.search(asking, question)):
        return _TAIL[lang].sub("", question[: match.start()] + answer + question[match.end() :], count=1)
    return f"{question.rstrip()} {answer}"


class Answers:
    """Claims of public questions.

    Args:
        material: The questions, with their passages.
        chance: Draws.
    """

    def __init__(self, material: Material, chance: random.Random) -> None:
        self._passages, self._chance = material.passages, chance
        self._asked = [one for one in material.asked if one.source in QUESTIONED and one.span and one.answers]
        self._others: dict[str, list[str]] = defaultdict(list)
        for one in self._asked:
            self._others[one.passage].append(self._answer(one))

    def claims(self, *, most: int) -> list[Asked]:
        """About half of them false; of every passage where a false one can be made."""
        asked = self._chance.sample(self._asked, min(most, len(self._asked)))
        return [claim for one in asked for claim in self._pair(one)]

    def across(self, texts: Iterable[Mapping[str, Asked]]) -> list[Asked]:
        """Claims in one language on the passage in another.

        Args:
            texts: One question in several languages, by language.
        """
        found: list[Asked] = []
        for text in texts:
            langs = [lang for lang, one in text.items() if one.span and one.answers]
            for lang in self._chance.sample(langs, min(len(langs), _LANGUAGES)):
                told = self._pair(text[lang])
                on = self._chance.choice(langs)
                if on != lang and told:
                    there = text[on]
                    found += [
                        replace(
                            claim,
                            source=ACROSS,
                            lang=on,
                            passage=there.passage,
                            sentences=there.sentences,
                            doc=there.passage,
                            negatives=there.negatives,
                        )
                        for claim in told
                    ]
        return found

    def _pair(self, one: Asked) -> list[Asked]:
        right = self._answer(one)
        wrong = self._rival(one, right)
        if wrong is None:
            return []
        return [self._told(one, right, right), self._told(one, right, wrong)]

    def _told(self, one: Asked, right: str, answer: str) -> Asked:
        assert one.span
        number, start, end = one.span
        if self._chance.random() < _SENTENCES:
            sentence = self._passages[one.passage].sentences[number]
            text = sentence[:start] + answer + sentence[end:]
        else:
            text = stated(one.question, answer, one.lang)
        return replace(
            one,
            question=text,
            answers=answer == right,
            sentences=(number,),
            maybe=(),
            span=None,
            kind="true-plain" if answer == right else "false-attach",
            doc=one.doc or one.passage,
        )

    def _answer(self, one: Asked) -> str:
        assert one.span
        number, start, end = one.span
        return self._passages[one.passage].sentences[number][start:end]

    def _rival(self, one: Asked, right: str) -> str | None:
        """Another answer of the passage that could be taken for it."""
        others = [other for other in self._others[one.passage] if alike(right, other)]
        return self._chance.choice(others) if others else None


def alike(one: str, other: str) -> bool:
    """Whether two answers are of a kind (both with digits or both without, about as long) and say different things."""
    a, b = one.strip().lower(), other.strip().lower()
    if not a or not b or a in b or b in a or set(a.split()) & set(b.split()):
        return False
    return bool(re.search(r"\d", a)) == bool(re.search(r"\d", b)) and 0.33 <= len(a) / len(b) <= 3
