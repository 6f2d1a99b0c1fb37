"""Claims to learn from: our own, those of parallel documents, and corrupted ones of an encyclopaedia."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from eval.reader.material.asked import FORMAL, Asked, Material, Passage
from eval.reader.material.corpus import Corpus, sentence_now, sentences_of
from eval.reader.material.places import present
from eval.reader.material.questions import Claim, held
from index.text import language_of

PARALLEL, ENCYCLOPAEDIA = "parallel", "encyclopaedia"

_NEGATIVES = 4
_FAMILIES = ("udhr", "un-charter")  # one text in several languages, with the same labels
_OF_AN_ARTICLE = 2  # claims drawn of each article of a parallel text, a language


def written(
    claims: Iterable[Claim], corpus: Corpus, wanted: Callable[[str], bool] = lambda name: not held(name)
) -> Material:
    """Claims on the documents wanted: those that are not held out, unless it is said otherwise."""
    passages: dict[str, Passage] = {}
    asked: list[Asked] = []
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if wanted(claim.document):
            by_document[claim.document].append(claim)
    for document, own in by_document.items():
        paragraphs = {label: cut for label, cut in corpus.paragraphs(document).items() if cut}
        read = {
            label: Passage(f"{document}|{label}", FORMAL, corpus.title(document), cut)
            for label, cut in paragraphs.items()
        }
        passages |= {passage.id: passage for passage in read.values()}
        chance = random.Random(document)
        for claim in own:
            cited = cited_now(claim, paragraphs.get(claim.label, ()))
            if not cited:
                continue
            others = [passage.id for label, passage in read.items() if label != claim.label]
            negatives = tuple(chance.sample(others, min(_NEGATIVES, len(others))))
            asked.append(
                Asked(
                    FORMAL,
                    corpus.language(document),
                    claim.kind,
                    document,
                    claim.claim,
                    read[claim.label].id,
                    claim.kind.startswith("true"),
                    cited,
                    negatives=negatives,
                )
            )
    return Material(passages, tuple(asked))


def cited_now(claim: Claim, sentences: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers, in today's cut, of the sentences that a claim rests on; empty where one is not found."""
    found = [sentence_now(sentences, opens, number) for number, opens in zip(claim.sentences, claim.opens, strict=True)]
    return () if None in found else tuple(sorted({number for number in found if number is not None}))


def parallel(corpus: Corpus, names: Iterable[str], chance: random.Random) -> Material:
    """Of texts in several languages: an article's sentences in one as claims about it in another.

    True of the article in its place, false of another one.
    """
    passages: dict[str, Passage] = {}
    texts: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in names:
        family = next((family for family in _FAMILIES if name.startswith(family + "-")), None)
        if family:
            texts[family, len(corpus.paragraphs(name))].append(name)
    asked: list[Asked] = []
    for own in texts.values():
        for name in own:
            cuts = corpus.paragraphs(name)
            articles = [Passage(f"{name}|{label}", PARALLEL, corpus.title(name), cut) for label, cut in cuts.items()]
            passages |= {article.id: article for article in articles if article.sentences}
            others = [other for other in own if corpus.language(other) != corpus.language(name)]
            for at, article in enumerate(articles):
                away = [other.id for other in articles if other is not article and other.sentences]
                for other in chance.sample(others, min(len(others), _OF_AN_ARTICLE)):
                    told = list(corpus.paragraphs(other).values())[at]
                    if not told or len(told) != len(article.sentences):
                        continue
                    number = chance.randrange(len(told))
                    negatives = tuple(chance.sample(away, _NEGATIVES))
                    asked.append(
                        Asked(
                            PARALLEL,
                            corpus.language(name),
                            "true-cross",
                            name,
                            told[number],
                            article.id,
                            True,
                            (number,),
                            negatives=negatives,
                        )
                    )
    return Material(passages, tuple(asked))


def encyclopaedia(file: Path, *, held_out: bool = False) -> Material:
    """Corrupted and true claims on paragraphs of an encyclopaedia; one paragraph in four is held out."""
    passages: dict[str, Passage] = {}
    asked: list[Asked] = []
    for row in map(json.loads, present(file).read_text(encoding="utf-8").splitlines()):
        key = hashlib.sha256(row["evidence"].encode()).hexdigest()
        cut = sentences_of(row["evidence"])
        if (int(key, 16) % 4 == 0) != held_out or not cut:
            continue
        passage = passages.setdefault(key[:16], Passage(key[:16], ENCYCLOPAEDIA, row["title"], cut))
        kind = "true-close" if row["label"] else f"false-{row['mutation']}"
        asked.append(
            Asked(
                ENCYCLOPAEDIA,
                "ja",
                kind,
                row["title"],
                row["claim"],
                passage.id,
                bool(row["label"]),
                tuple(range(len(cut)))[:3],
            )
        )
    return Material(passages, tuple(asked))


def foreign(asked: Asked) -> bool:
    """Whether a claim is in another language than what it rests on."""
    return language_of(asked.question) != asked.lang
