"""What a language model is shown: paragraphs fenced as data, as many as its context holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.writing.llm import TokenCounter, answer_tokens
from index.document import Paragraph
from prompts import Template

_TEMPLATE_TOKENS = 32
_MOST_CHARS_A_TOKEN = 8

Fits = Callable[[Sequence[Paragraph]], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt and the paragraphs in it, by the label that the model may name."""

    system: str
    user: str
    shown: Mapping[str, Paragraph]


@dataclass(frozen=True)
class Budget:
    """How much one request may hold.

    Attributes:
        context_tokens: Prompt and reply together.
        count: Counts the tokens of a text.
        prompt_tokens: The prompt alone, at most; 0 for what the context leaves.
    """

    context_tokens: int = 8192
    count: TokenCounter = field(default_factory=TokenCounter)
    prompt_tokens: int = 0

    @property
    def answer_tokens(self) -> int:
        """What is kept for the reply."""
        return answer_tokens(self.context_tokens)

    async def prompt(
        self, template: Template, values: Mapping[str, str], found: Sequence[Paragraph], whole: Sequence[Paragraph]
    ) -> Prompt:
        """The template filled with the whole where it fits, else with the likeliest that do.

        Args:
            template: Has the variable `paragraphs` beside those of `values`.
            values: Plain texts; they are fenced here.
            found: The likeliest first; at least one is shown, whatever it takes.
            whole: Everything that could be shown.
        """
        most = self.context_tokens - self.answer_tokens - _TEMPLATE_TOKENS
        if self.prompt_tokens:
            most = min(most, self.prompt_tokens)

        async def fits(paragraphs: Sequence[Paragraph]) -> bool:
            if sum(len(paragraph.text) for paragraph in paragraphs) > most * _MOST_CHARS_A_TOKEN:
                return False
            prompt = _render(template, values, paragraphs)
            return await self.count(f"{prompt.system}\n{prompt.user}") <= most

        return _render(template, values, whole if await fits(whole) else await _most(found, fits))


def fenced(text: str) -> str:
    """Text that cannot open or close an element, nor write a model's control tokens (`<|im_end|>`)."""
    return text.replace("<", "＜")


async def _most(found: Sequence[Paragraph], fits: Fits) -> Sequence[Paragraph]:
    """As many of the first as fit, at least one."""
    low, high = 1, len(found)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if await fits(found[:middle]) else (low, middle - 1)
    return found[:low]


def _render(template: Template, values: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> Prompt:
    ordered = sorted(paragraphs, key=lambda p: (p.document_id, p.position))
    several = len({p.document_id for p in ordered}) > 1
    shown = {_attribute(f"{p.document_id} {p.label}" if several else p.label): p for p in ordered}
    elements = (f'<paragraph label="{label}">\n{fenced(p.text)}\n</paragraph>' for label, p in shown.items())
    filled = {name: fenced(value) for name, value in values.items()}
    return Prompt(*template.render({**filled, "paragraphs": "\n".join(elements)}), shown)


def _attribute(text: str) -> str:
    return fenced(text).replace('"', "”")
