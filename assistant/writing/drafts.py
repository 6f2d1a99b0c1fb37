"""What a language model sends, read strictly as it comes: claims with the labels they name.

Nothing is repaired: a piece that is not a claim in the agreed form is a `MalformedDraft`,
whose message repeats nothing of what was sent, since it is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

NO_ANSWER: Final = "回答なし"
MOST_CLAIMS: Final = 12

_CLAIMS = re.compile(r'"claims"\s*:\s*\[')
_SAYS_NO = re.compile(r'"answerable"\s*:\s*false')
_REASONING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"\A```(?:json)?\s(.*)```\Z", re.DOTALL)
_MARKED = re.compile(r"^(?P<text>[^〔〕]*\w[^〔〕]*)(?P<marks>(?:〔[^〔〕]{1,80}〕\s*)+)$")
_MARK = re.compile(r"〔([^〔〕]+)〕")
_CONTRADICTION = "it says that there is no answer, and gives one"
_BETWEEN = re.compile(r"[\s,]*")


class MalformedDraft(ValueError):
    """The model sent something that is not in the agreed form."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One claim as the model sent it: unchecked, its labels perhaps invented."""

    text: str
    labels: tuple[str, ...]


class Draft(Protocol):
    """Reads the model's output piece by piece."""

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims that this piece completes."""

    def close(self) -> Iterator[Drafted]:
        """What the end completes; called once."""


@dataclass
class JsonDraft:
    """Structured output: claims are read one by one out of the unfinished JSON.

    Reasoning before it (<think>…</think>) and a code fence around it are passed over.
    """

    _text: str = ""
    _at: int = 0
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims that this piece completes.

        Raises:
            MalformedDraft: an element of "claims" is no claim, or there is said to be no answer.
        """
        self._text += piece
        if not self._at:
            self._open()
        while self._at:
            start = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            try:
                value, self._at = self._decoder.raw_decode(self._text, start)
            except json.JSONDecodeError:
                return
            except (ValueError, RecursionError) as error:
                raise MalformedDraft(f"JSON that cannot be read ({type(error).__name__})") from None
            if _SAYS_NO.search(self._text, 0, start):
                raise MalformedDraft(_CONTRADICTION)
            yield _drafted(value)

    def close(self) -> Iterator[Drafted]:
        """Nothing more: the claims are complete before the end.

        Raises:
            MalformedDraft: the JSON is not complete, or not of the agreed form.
        """
        text = _REASONING.sub("", self._text).strip()
        fenced = _FENCE.match(text)
        try:
            whole = json.loads(fenced[1] if fenced else text)
        except (ValueError, RecursionError):
            raise MalformedDraft("broken JSON") from None
        if not isinstance(whole, dict) or not isinstance(whole.get("claims"), list):
            raise MalformedDraft("JSON without a list of claims")
        if whole.get("answerable") is False and whole["claims"]:
            raise MalformedDraft(_CONTRADICTION)
        yield from ()

    def _open(self) -> None:
        """Look for the list of claims, behind the reasoning."""
        if self._text.lstrip().startswith("<think>"):
            self._text = _REASONING.sub("", self._text)
            if self._text.lstrip().startswith("<think>"):
                return
        opened = _CLAIMS.search(self._text)
        self._at = opened.end() if opened else 0


@dataclass
class MarkedDraft:
    """Plain lines that end in 〔label〕, for endpoints without structured output."""

    _rest: str = ""
    _reasons: bool = False

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims whose lines this piece completes.

        Raises:
            MalformedDraft: a line names no label.
        """
        *lines, self._rest = (self._rest + piece).split("\n")
        for line in lines:
            yield from self._line(line.strip())

    def close(self) -> Iterator[Drafted]:
        """The claim of a last line without a line end."""
        yield from self._line(self._rest.strip())

    def _line(self, line: str) -> Iterator[Drafted]:
        self._reasons = self._reasons or line.startswith("<think>")
        if self._reasons:
            self._reasons = "</think>" not in line
            return
        marked = _MARKED.match(line)
        if marked:
            yield Drafted(_one_line(marked["text"]), tuple(_MARK.findall(marked["marks"])))
        elif line and line != NO_ANSWER:
            raise MalformedDraft("a line that names no paragraph")


def schema(labels: tuple[str, ...], *, claims: int | None = None) -> dict[str, Any]:
    """The `response_format` that lets the model only select among the labels.

    Args:
        labels: Of the paragraphs that it is shown.
        claims: Exactly so many; None for at most `MOST_CLAIMS`.
    """
    claim = {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "paragraphs": {"type": "array", "items": {"type": "string", "enum": list(labels)}, "minItems": 1},
        },
        "required": ["text", "paragraphs"],
        "additionalProperties": False,
    }
    several = {"type": "array", "items": claim, "minItems": claims or 0, "maxItems": claims or MOST_CLAIMS}
    answer = {
        "type": "object",
        "properties": {"answerable": {"type": "boolean"}, "claims": several},
        "required": ["answerable", "claims"],
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": answer}}


def _drafted(value: object) -> Drafted:
    text, labels = (value.get("text"), value.get("paragraphs")) if isinstance(value, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(labels, list) or not any(map(str.isalnum, text)):
        raise MalformedDraft("a claim without words or without a list of paragraphs")
    return Drafted(_one_line(text), tuple(str(label) for label in labels))


def _one_line(text: str) -> str:
    return " ".join(text.split())
