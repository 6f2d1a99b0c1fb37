"""What requests and responses look like, for the OpenAPI document; all of it about the sample statement."""

from __future__ import annotations

from typing import Any, Final

from assistant.answer import VERSION
from assistant.samples import SAMPLE

_QUESTION: Final = "エネルギー憲章会議はいつどこで開かれますか"
_WORDS: Final = (
    "各国外務大臣は、次回のエネルギー憲章会議が2017年11月28-29日にアシガバットにて"
    "トルクメニスタンの議長の下で開催されることを歓迎した。"
)
_PLACE: Final = {"document": SAMPLE.name, "label": "16"}
_START: Final = 230
_CITATION: Final = {**_PLACE, "quote": _WORDS, "start_char": _START, "end_char": _START + len(_WORDS)}
_ID: Final = "3f2b8a52c1d94f0f8a3f6a0f5d1c7e9b"

ASK: Final[dict[str, Any]] = {"question": _QUESTION, "documents": [], "conversation": ""}
ANSWER: Final[dict[str, Any]] = {
    "version": VERSION,
    "status": "answered",
    "state": "answered",
    "language": "ja",
    "question": _QUESTION,
    "query": _QUESTION,
    "reason": "",
    "message": "",
    "claims": [{"text": _WORDS, "support": "verbatim", "rule": "", "marked": [[20, 41]], "citations": [_CITATION]}],
    "scanned": {"checked": 43, "total": 43, "relevant": []},
    "nearest": None,
    "retrieved": [_PLACE],
    "left_out": [],
    "notes": [],
    "documents": [SAMPLE.name],
    "written": None,
}
EACH: Final[dict[str, Any]] = {"document": SAMPLE.name, "answer": ANSWER}
CHECK: Final[dict[str, Any]] = {"text": "会議は2018年にアシガバットで開かれる（第16段落）。", "document": SAMPLE.name}
REPORT: Final[dict[str, Any]] = {
    "passed": 0,
    "failed": 1,
    "unchecked": 0,
    "uncited": 0,
    "sentences": [
        {"text": CHECK["text"], "state": "drifted", "labels": ["16"], "rule": "dates", "suggested": []},
    ],
}
HIT: Final[dict[str, Any]] = {
    "rank": 1,
    "score": 3.21,
    **_PLACE,
    "section": "II",
    "text": _WORDS,
    "refers_to": [],
    "referred_by": [],
}
DOCUMENT: Final[dict[str, Any]] = {
    "id": SAMPLE.name,
    "title": "「中央アジア＋日本」対話・第6回外相会合 共同声明",
    "date": "2017-05-01",
    "language": "ja",
    "source": "",
    "numbering": "numbers",
    "sha256": "0" * 64,
    "size_bytes": 30_000,
    "chars": 10_000,
    "paragraphs": 43,
    "sections": 7,
}
OUTLINE: Final[dict[str, Any]] = {
    **DOCUMENT,
    "labels": ["前文", "1", "2", "3"],
    "section_list": [{"label": "I", "title": "総論", "level": 1, "labels": ["1", "2", "3"]}],
    "findings": [],
}
ADDED: Final[dict[str, Any]] = {"state": "added", "document": OUTLINE}
PARAGRAPH: Final[dict[str, Any]] = {**_PLACE, "native": "16", "section": "II", "page": None, "text": _WORDS}
LINE: Final[dict[str, Any]] = {"line": 120, "text": f"- 16 {_WORDS}"}
NEW: Final[dict[str, Any]] = {"title": ""}
CONVERSATION_ID: Final[dict[str, Any]] = {"id": _ID}
CONVERSATION: Final[dict[str, Any]] = {
    "id": _ID,
    "title": _QUESTION,
    "created_at": "2026-11-01T09:00:00Z",
    "updated_at": "2026-11-01T09:05:00Z",
    "turns": 1,
}
TURN: Final[dict[str, Any]] = {
    "question": _QUESTION,
    "query": _QUESTION,
    "documents": [],
    "beside": False,
    "answer": ANSWER,
}
HEALTH: Final[dict[str, Any]] = {"status": "ok", "documents": 1}
FAILURE: Final[dict[str, Any]] = {
    "error": f"{SAMPLE.name} has no paragraph 52; its last numbered one is 41",
    "hint": "See the labels with: danraku show --labels DOCUMENT",
    "retryable": False,
}
