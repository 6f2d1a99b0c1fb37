"""The fixed sentences around quotes, in Japanese and English; other languages get English.

They state nothing about the world: no number, no name and no date stands in them but
what is passed in.
"""

from __future__ import annotations

from typing import Literal

from assistant.answer import Why

Phrase = Literal[
    Why, "closest", "other language", "stands times", "stands not in", "stands in all", "too many without", "today",
    "letter", "looked for", "read", "nearest", "unverified", "original", "left out", "resolved",
]  # fmt: skip

_PHRASES: dict[Phrase, dict[str, str]] = {
    "not stated": {
        "ja": "お尋ねの言葉では見つかりませんでした。",
        "en": "Not found in these words.",
    },
    "no such paragraph": {
        "ja": "{asked}はこの文書にありません。番号は{last}までです。",
        "en": "The document has no {asked}; its last number is {last}.",
    },
    "none mentions it": {
        "ja": "「{asked}」に触れた段落はありません。",
        "en": "No paragraph mentions “{asked}”.",
    },
    "no words": {
        "ja": "その番号の下に本文はありません。",
        "en": "The document has nothing under that number.",
    },
    "not a question": {
        "ja": "文書に書かれていることをお尋ねください。文書の言葉で、段落番号をつけて答えます。",
        "en": "Ask for something that the documents may say: the answer is in their own words, with paragraph numbers.",
    },
    "no such service": {
        "ja": "翻訳や書き換え、作文、意見はできません。書かれていることなら、文書の言葉で、段落番号をつけて答えます。",
        "en": "Translating, rewriting, composing and opinions are not offered. What the documents say is answered in "
        "their own words, with paragraph numbers.",
    },
    "no document": {
        "ja": "まだ文書がありません。文書を加えてから、書かれていることを尋ねてください。",
        "en": "There is no document yet. Add one, then ask for something it may say.",
    },
    "letter": {
        "ja": "{title}についての質問と答え",
        "en": "Questions and answers on {title}",
    },
    "looked for": {
        "ja": "探したこと：「{query}」",
        "en": "Looked for: “{query}”",
    },
    "read": {
        "ja": "確認した範囲：{total}段落中{checked}段落",
        "en": "Read: {checked} of {total} paragraphs",
    },
    "nearest": {
        "ja": "近い箇所（答えとは限りません）：{label}",
        "en": "Nearest place, not sure to answer: {label}",
    },
    "unverified": {
        "ja": "（未確認：{rule}）",
        "en": " (unverified: {rule})",
    },
    "original": {
        "ja": "　原文：「{quote}」",
        "en": "  Original: “{quote}”",
    },
    "left out": {
        "ja": "引用しなかった関連段落：{labels}",
        "en": "Relevant paragraphs not cited: {labels}",
    },
    "resolved": {
        "ja": "質問の解釈：{query}",
        "en": "Understood as: {query}",
    },
    "stands times": {
        "ja": "「{asked}」は{total}段落のうち{held}段落に、合わせて{times}回あります。",
        "en": "“{asked}” stands in {held} of {total} paragraphs; occurrences: {times}.",
    },
    "stands not in": {
        "ja": "「{asked}」が出てこないのは{total}段落のうち{held}段落です。",
        "en": "Paragraphs in which “{asked}” does not stand, {held} of {total}:",
    },
    "stands in all": {
        "ja": "「{asked}」はどの段落にも出てきます。",
        "en": "“{asked}” stands in every paragraph.",
    },
    "too many without": {
        "ja": "「{asked}」が出てこない段落は{held}あり、多すぎて挙げられません。文書を選んでお尋ねください。",
        "en": "“{asked}” does not stand in {held} paragraphs, too many to list. Choose a document.",
    },
    "today": {
        "ja": "今日を{day}として数えています。",
        "en": "Counted from today, {day}.",
    },
    "closest": {
        "ja": "答えかどうかは確かでありません。意味の近い箇所は次のとおりです。",
        "en": "Not sure that these answer; the places nearest in meaning are:",
    },
    "other language": {
        "ja": "文書の原文は次のとおりです。",
        "en": "In the document's own words:",
    },
}  # fmt: skip


def phrase(name: Phrase, language: str, **values: str) -> str:
    """A fixed sentence in a language, with its values filled in."""
    return _PHRASES[name].get(language, _PHRASES[name]["en"]).format(**values)


_RULES: dict[str, tuple[str, str]] = {
    "label": ("段落番号", "paragraph number"),
    "numbers": ("数・日付", "numbers"),
    "names": ("固有名", "names"),
    "party": ("述べた者", "who says it"),
    "negation": ("否定", "negation"),
    "strength": ("動詞の強さ", "strength of the verb"),
    "hedges": ("留保", "reservation"),
    "wording": ("置き換えた語", "exchanged words"),
    "coverage": ("原文にない内容", "not said there"),
    "words": ("原文の一文にない語", "words not in the sentence"),
    "modality": ("可能・義務・限定", "may, must, only"),
    "condition": ("条件", "condition"),
    "frame": ("主張・予定など", "claimed or planned"),
    "tense": ("時制", "tense"),
    "markup": ("記号", "markup"),
    "quotation": ("引用符の中", "words in quotation marks"),
    "language": ("言語が違い照合不能", "another language"),
    "meaning": ("文意", "meaning"),
    "entailment": ("含意モデル", "entailment model"),
}  # fmt: skip


def rule_name(rule: str, language: str) -> str:
    """What a rule of the check is called for readers; the rule itself where it has no such name."""
    japanese, english = _RULES.get(rule, (rule, rule))
    return japanese if language == "ja" else english
