"""An entailment model is asked last: a real, tiny CrossEncoder made here, whose answer its bias decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.building import build_checker
from assistant.cite_check import check_memo, tally
from assistant.doctor import examine
from assistant.grounding import Checker
from assistant.samples import SAMPLE
from assistant.settings import Settings
from index.document import Document
from index.errors import ModelUnavailable
from index.model import entailment_model
from index.parsing import read_document
from tests.shared_reader import share_models

TRUE = "パリ協定は2016年に発効した。"
ENGLISH = "The Paris Agreement entered into force in 2016."
LABELS = ("contradiction", "entailment", "neutral")


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


def made(folder: Path, sure_of: str, labels: tuple[str, ...] = LABELS) -> str:
    """A CrossEncoder of one thin layer that gives every pair the same label."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"]), encoding="utf-8")
    names = dict(enumerate(labels))
    config = BertConfig(
        vocab_size=6, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8, id2label=names,
        label2id={name: n for n, name in names.items()},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([5.0 if name == sure_of else -5.0 for name in labels]))
    model.save_pretrained(folder)
    BertTokenizer(str(vocabulary)).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def believing(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(tmp_path_factory.mktemp("models") / "believing", "entailment")


@pytest.fixture(scope="module")
def doubting(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(tmp_path_factory.mktemp("models") / "doubting", "neutral")


def checker(model: str) -> Checker:
    return build_checker(Settings(entailment_model=model))


def test_a_model_that_doubts_stops_what_the_rules_pass(statement: Document, doubting: str) -> None:
    verdict = checker(doubting).check(TRUE, [statement["26"]], statement)
    assert (verdict.state, verdict.rule) == ("failed", "entailment")


def test_a_model_that_believes_passes_nothing_that_a_rule_stops(statement: Document, believing: str) -> None:
    check = checker(believing)
    assert check.check(TRUE, [statement["26"]], statement).rule == "entailment"
    assert check.check(TRUE.replace("2016", "2018"), [statement["26"]], statement).rule == "numbers"
    assert check.check(ENGLISH.replace("2016", "2018"), [statement["26"]], statement).rule == "numbers"


def test_a_claim_in_another_language_is_judged_by_the_model_alone_where_one_is_set(
    statement: Document, believing: str
) -> None:
    memo = f"{ENGLISH[:-1]} (para. 26).\n"
    assert tally(check_memo(memo, statement)).unchecked == 1
    assert tally(check_memo(memo, statement, checker(believing))).passed == 1


def test_a_model_of_one_score_needs_no_labels(tmp_path: Path) -> None:
    assert 0 < entailment_model(made(tmp_path / "one", "yes", ("yes",)))("a", "a") <= 1


def test_a_model_that_cannot_judge_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="none of them entailment"):
        entailment_model(made(tmp_path / "topics", "sport", ("sport", "politics")))("a", "a")


def test_the_doctor_asks_the_model(tmp_path: Path, believing: str, doubting: str) -> None:
    share_models(tmp_path)

    def found(model: str = "") -> tuple[str, str]:
        checks = examine(Settings(data=tmp_path, entailment_model=model))
        check = next(check for check in checks if check.name == "entailment model")
        return check.state, check.cure

    assert found() == ("well", "")
    assert found(believing) == ("well", "")
    assert found(doubting)[0] == "notice"
    assert found(str(tmp_path / "gone"))[0] == "broken"
