"""Prompt templates as files, one per task and language, checked when they are loaded.

A template begins with a line that declares its variables, then has a `# system` and a
`# user` part:

    variables: question, paragraphs
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PARTS = re.compile(
    r"\Avariables: (?P<variables>[a-z_, ]+)\n+# system\n(?P<system>.+?)\n# user\n(?P<user>.+)\Z", re.DOTALL
)
_USED = re.compile(r"\{\{(\w+)\}\}")
LANGUAGES = ("ja", "en")


class BadTemplate(ValueError):
    """A template file does not declare what it uses, or lacks a part."""


@dataclass(frozen=True, slots=True)
class Template:
    """One prompt; `digest` is of the file, for the answer and the eval run to state."""

    name: str
    system: str
    user: str
    variables: frozenset[str]
    digest: str

    def render(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The system and the user message.

        Values are filled in once, so that braces inside a document stay text.

        Raises:
            BadTemplate: a declared variable is missing, or another one is given.
        """
        if set(values) != self.variables:
            raise BadTemplate(f"{self.name} wants {sorted(self.variables)}, was given {sorted(values)}")

        def fill(part: str) -> str:
            return _USED.sub(lambda match: values[match[1]], part)

        return fill(self.system), fill(self.user)


@cache
def load_template(task: str, language: str) -> Template:
    """The template of a task in a language; English where there is none in that language.

    Raises:
        BadTemplate: the file lacks a part, or uses other variables than it declares.
    """
    name = f"{task}.{language if language in LANGUAGES else 'en'}.md"
    return parse_template(name, resources.files(__name__).joinpath(name).read_text("utf-8"))


def parse_template(name: str, text: str) -> Template:
    """A template from its text."""
    parts = _PARTS.match(text)
    if parts is None:
        raise BadTemplate(f"{name} needs a line 'variables: ...' and the parts '# system' and '# user'")
    declared = frozenset(variable.strip() for variable in parts["variables"].split(","))
    used = frozenset(_USED.findall(parts["system"] + parts["user"]))
    if declared != used:
        raise BadTemplate(f"{name} declares {sorted(declared)} and uses {sorted(used)}")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Template(name, parts["system"].strip(), parts["user"].strip(), declared, digest)
