"""Prompt templates: what they declare, use and become."""

from __future__ import annotations

from pathlib import Path

import pytest

import prompts
from prompts import BadTemplate, load_template, parse_template

VALUES = {"paragraphs": "<paragraph>{{question}}</paragraph>", "question": "誰が？"}


@pytest.mark.parametrize("task", ["answer", "answer-marked", "again", "rewrite"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_template_loads_and_says_that_material_is_not_instruction(task: str, language: str) -> None:
    template = load_template(task, language)
    system, user = template.render(dict.fromkeys(template.variables, "誰が？"))
    assert ("指示" if language == "ja" else "instruction") in system
    assert "誰が？" not in system
    assert "<question>\n誰が？\n</question>" in user


def test_no_template_is_left_untested() -> None:
    names = {path.name.split(".")[0] for path in Path(prompts.__file__).parent.glob("*.md")}
    assert names == {"answer", "answer-marked", "again", "rewrite"}


def test_a_language_without_templates_gets_the_english_ones() -> None:
    assert load_template("answer", "ru") == load_template("answer", "en")


def test_braces_inside_a_document_stay_text() -> None:
    _, user = load_template("answer", "ja").render(VALUES)
    assert "<paragraph>{{question}}</paragraph>" in user


def test_a_template_that_uses_what_it_does_not_declare_is_refused() -> None:
    with pytest.raises(BadTemplate, match="declares"):
        parse_template("x", "variables: question\n# system\nA {{labels}}\n# user\n{{question}}")
    with pytest.raises(BadTemplate, match="needs"):
        parse_template("x", "# user\n{{question}}")


def test_a_missing_or_extra_value_is_refused() -> None:
    with pytest.raises(BadTemplate, match="wants"):
        load_template("answer", "ja").render({"question": "x"})


def test_the_digest_changes_with_the_text() -> None:
    text = "variables: question\n# system\nA\n# user\n{{question}}"
    assert parse_template("x", text).digest != parse_template("x", text + "!").digest
