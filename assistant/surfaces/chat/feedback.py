"""A reader's verdict becomes a draft of an evaluation item, for a person to complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from assistant.answer import Turn

Verdict = Literal["helpful", "wrong_paragraph", "not_supported", "missed_something"]


def draft_item(turns: Sequence[Turn], verdict: Verdict, *, conversation: str = "", words: str = "") -> dict[str, Any]:
    """An item of the evaluation format whose last turn is the one that was judged.

    A helpful answer's citations become its gold; otherwise gold is left empty and the
    note says what was answered and what was wrong with it.
    """
    last = turns[-1].answer
    helpful = verdict == "helpful"
    labels = list(dict.fromkeys(citation.label for citation in last.citations))
    documents = list(dict.fromkeys(citation.document_id for citation in last.citations))
    asked: list[dict[str, Any]] = [{"question": turn.question} for turn in turns]
    said = f"; {words.strip()}" if words.strip() else ""
    asked[-1] |= {
        "answerable": last.status == "answered",
        "gold": labels if helpful else [],
        "also_ok": [],
        "facts": [],
        "note": f"draft: {verdict}; answered with {', '.join(labels) or 'an abstention'}{said}",
    }
    about = [conversation, len(turns)] if conversation else [asked, verdict]
    name = sha256(json.dumps(about, ensure_ascii=False).encode()).hexdigest()[:8]
    return {
        "id": f"draft-{name}",
        "kind": "draft",
        "lang": last.language,
        **({"document": documents[0]} if documents else {}),
        "turns": asked,
    }


def keep_draft(file: Path, turns: Sequence[Turn], verdict: Verdict, *, conversation: str = "", words: str = "") -> None:
    """Keep the draft, one JSON object a line; a later verdict on a turn takes the place of an earlier one."""
    item = draft_item(turns, verdict, conversation=conversation, words=words)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    others = [line for line in lines if json.loads(line)["id"] != item["id"]]
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".part")
    unfinished.write_text("\n".join([*others, json.dumps(item, ensure_ascii=False)]) + "\n", encoding="utf-8")
    unfinished.replace(file)
