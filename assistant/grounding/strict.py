"""How close a written claim keeps to a sentence: every word of it stands there, and no turn is lost.

The check of `grounding.py` lets some words of a claim differ, as people's own wording
needs. A model that invents uses just that room, so its claims get none: what cannot be
said in a sentence's words is shown as that sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from assistant.grounding.case import Failure
from index.document import Paragraph
from index.text import fold
from index.text.languages.asking import gives_orders
from index.text.weighted_words import Word, words

_TURNS = {
    # What is allowed, ordered, left open or singled out.
    "modality": "でき[るたまず]|できな|なければ|ならな|べき|はず|かも|らし[いく]|まい[。、]|うる"
    r"|だけ|のみ|しか(?!し)|ばかり|さえ|すら|\b(?:will|would|shall|should|can|could|may|might|must|only)\b",
    # Under what condition it holds.
    "condition": r"場合|とき[はに、]|限り|[れけせべめえ]ば、|たら、|なら[ば、]|ただし|除き|除いて"
    r"|\b(?:if|unless|provided|except|subject to|until|where|when)\b",
    # What is said, ordered, wished or planned, and so not yet the case.
    "frame": "否定|主張|反対|拒否|要求|提案|検討|希望|期待|予定|計画|目指|意図|求め|疑"
    "|と(?:答え|言|述べ|考え|思|伝え|報じ|信じ|称し|回答|発言|説明|推[測定])"
    r"|\b(?:den(?:y|ies|ied)|claim|alleg|propos|request|reject|oppos|hop(?:e|ed|es)\b|expect|plan(?:s|ned)?\b|suggest"
    r"|answer|repl[yi]|say|said|state[sd]? that|think|thought|believ)",
}
_ENDS = ("こと", "の", "もの", "と", "が", "を")
_PATTERNS = {rule: re.compile(pattern) for rule, pattern in _TURNS.items()}
_FEWEST_WORDS = 2
_TIES = ("は", "が", "を", "も")
_NO_ENDING = re.compile("[一-鿿ァ-ヺー々]")
_ASKS = re.compile(r"(?:[?？]|(?:の|ます|です|した|う)か[。．]?)$")


def strays(text: str, paragraph: Paragraph) -> Failure | None:
    """Why one sentence of a claim is said by no sentence of a paragraph; None where one says it.

    Args:
        text: The sentence of the claim, in the paragraph's language.
        paragraph: Has at least one sentence.
    """
    found = [_stray(text, sentence.text) for sentence in paragraph.sentences]
    failures = [failure for failure in found if failure is not None]
    if len(failures) < len(found):
        return None
    return min(failures, key=lambda failure: (failure.rule == "words", len(failure.detail)))


def _stray(text: str, stated: str) -> Failure | None:
    if not _states(text) and fold(text) != fold(stated):
        return Failure("words", "it states nothing by itself")
    if gives_orders(stated) and fold(text) != fold(stated):
        return Failure("frame", "the sentence orders something instead of stating it")
    mine, theirs = words(text), words(stated)
    forms, squeezed = {word.form for word in theirs}, re.sub(r"\s", "", fold(stated))
    absent = [word for word in mine if word.counts and not _stands(word, text, forms, squeezed)]
    if absent:
        said = " ".join(text[word.start_char : word.end_char] for word in absent)
        return Failure("words", f"no sentence has all its words: {said}", absent[0].start_char, absent[0].end_char)
    for rule, pattern in _PATTERNS.items():
        turns, turned = (set(pattern.findall(fold(part))) for part in (text, stated))
        if turns != turned:
            return Failure(rule, "left out or put in: " + " ".join(sorted(turns ^ turned)))
    return _retold(mine, theirs)


def _states(text: str) -> bool:
    """Whether it is a sentence: no question, and no mere name, date or Japanese noun, of which nothing is said."""
    said = words(text)
    if _ASKS.search(text) or sum(word.counts for word in said) < _FEWEST_WORDS:
        return False
    ends_on_a_noun = said[-1].counts and _NO_ENDING.fullmatch(text[said[-1].end_char - 1])
    return not ends_on_a_noun or any(word.form in _TIES for word in said)


def _stands(word: Word, text: str, forms: Collection[str], stated: str) -> bool:
    """Whether a word is in the sentence, in any spelling; numbers have a rule of their own."""
    written = re.sub(r"\s", "", fold(text[word.start_char : word.end_char]))
    return word.quantity is not None or word.form in forms or (len(written) > 1 and written in stated)


def _retold(mine: Sequence[Word], theirs: Sequence[Word]) -> Failure | None:
    """Whether the claim's last word tells as past what the sentence tells as still to come, or the reverse."""
    last = max((at for at, word in enumerate(mine) if word.counts), default=0)
    same = [_past(theirs, at) for at, word in enumerate(theirs) if word.form == mine[last].form]
    if same and _past(mine, last) not in same:
        word = mine[last]
        return Failure("tense", "past or not, the sentence tells it otherwise", word.start_char, word.end_char)
    return None


def _past(text: Sequence[Word], at: int) -> bool:
    """Whether a Japanese word is told as past (開催された)."""
    behind = takewhile(lambda word: not word.counts and word.form not in _ENDS, text[at + 1 :])
    return any(word.form == "た" for word in behind)
