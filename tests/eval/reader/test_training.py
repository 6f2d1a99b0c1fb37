"""A few steps of a tiny reader: it learns, goes on where it stopped, and the product's graph reads as it does."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.reader.exporting import export, shipped
from eval.reader.material.asked import Material
from eval.reader.material.places import DataMissing
from eval.reader.network import checkpoints
from eval.reader.network.batches import batch_of, lower_states, texts_of
from eval.reader.network.budget import Budget, rate_factor
from eval.reader.network.curve import read_lines
from eval.reader.network.examples import Examples
from eval.reader.network.losses import listwise_loss, loss_of, sentence_loss
from eval.reader.network.model import Reader, Sizes
from eval.reader.network.pieces import Pieces
from eval.reader.network.stretches import Stretches
from eval.reader.training import CURVE, LAST, Plan, Training, run
from index.model.onnx.reader_graph import save_reader
from index.model.onnx.trained import read_tensors
from index.model.onnx.weights import Floats

PLAN = Plan(rate=2e-3, head_rate=5e-3, batch_tokens=160, visit_questions=10)


@pytest.fixture
def training(sizes: Sizes, material: Material, pieces: Pieces, rarities: Floats) -> Training:
    return Training(Reader(sizes), material, pieces, rarities, PLAN)


def test_a_few_visits_lower_the_loss(training: Training) -> None:
    budget = Budget(questions=10_000)
    losses = [training.visit(budget)["loss"] or 0 for _ in range(30)]
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])


def test_training_writes_its_curve_and_stops_at_the_questions(training: Training, tmp_path: Path) -> None:
    run(training, Budget(questions=25), tmp_path, milestones=[10, 1_000])
    assert [line["asked"] for line in read_lines(tmp_path / CURVE)] == [10, 20, 30]
    assert (tmp_path / "asked-10.pt").is_file()
    assert not (tmp_path / "asked-1000.pt").exists()


def test_training_stops_when_its_minutes_are_over(training: Training, tmp_path: Path) -> None:
    run(training, Budget(minutes=1e-9), tmp_path)
    assert training.steps == 0


def test_resumed_it_goes_on_as_if_it_had_never_stopped(
    training: Training, sizes: Sizes, material: Material, pieces: Pieces, rarities: Floats, tmp_path: Path
) -> None:
    budget = Budget(questions=10_000)
    training.visit(budget)
    training.save(tmp_path / LAST)
    training.visit(budget)
    training.save(tmp_path / "through.pt")

    resumed = Training(Reader(sizes), material, pieces, rarities, PLAN)
    resumed._network.word.copy_(training._network.word)
    resumed._network.place.copy_(training._network.place)
    resumed._network.load_state_dict(training._network.state_dict())
    resumed.resume(tmp_path / LAST)
    assert resumed.asked == 10
    resumed.visit(budget)
    resumed.save(tmp_path / "resumed.pt")
    through, again = (checkpoints.load(tmp_path / name)[0] for name in ("through.pt", "resumed.pt"))
    assert all(torch.equal(through[name], again[name]) for name in through)


def test_weights_alone_can_be_begun_from(training: Training, tmp_path: Path) -> None:
    weights = {name: torch.full_like(own, 0.5) for name, own in training._network.trained()}
    checkpoints.save(tmp_path / "bare.pt", weights)
    training.resume(tmp_path / "bare.pt")
    assert (training.asked, training._network.best.detach().item()) == (0, 0.5)


def test_training_goes_on_from_weights_as_they_ship(training: Training, tmp_path: Path) -> None:
    training.save(tmp_path / LAST)
    export([tmp_path / LAST], tmp_path / "ships.safetensors")
    training.visit(Budget(questions=10_000))
    training.resume(tmp_path / "ships.safetensors")
    before, after = checkpoints.load(tmp_path / LAST)[0], dict(training._network.trained())
    assert after["best"].shape == before["best"].shape
    assert all(torch.allclose(after[name], before[name].float(), atol=0.02) for name in before)


def test_a_checkpoint_that_is_not_there_or_of_another_network_is_refused(training: Training, tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        training.resume(tmp_path / "none.pt")
    checkpoints.save(tmp_path / "other.pt", {"segment": torch.zeros(2, 3)})
    with pytest.raises(ValueError, match="segment"):
        training.resume(tmp_path / "other.pt")


def test_only_what_lies_above_the_cut_is_trained(sizes: Sizes) -> None:
    names = {name for name, _ in Reader(sizes).trained()}
    assert {name.split(".")[1] for name in names if name.startswith("layers.")} == {"1"}
    assert not any(name.startswith("eln") for name in names)


def test_the_rate_rises_and_falls() -> None:
    # half of the warm steps; in full; half of the last 40 %; never below a twentieth
    assert [rate_factor(50, 0), rate_factor(100, 0.5)] == [0.5, 1]
    assert [rate_factor(200, 0.8), rate_factor(200, 1)] == [pytest.approx(0.5), pytest.approx(0.05)]


def test_losses_are_minus_the_log_share_of_what_is_right(
    sizes: Sizes, material: Material, pieces: Pieces, rarities: Floats
) -> None:
    examples = Examples(Stretches(material.passages, pieces), pieces, random.Random(1), negatives=1, swaps=0)
    pairs = examples.of(replace(material.asked[0], maybe=(2,)))
    states = lower_states(Reader(sizes), texts_of(pairs), pad=pieces.pad)
    batch = batch_of(pairs, states, torch.from_numpy(rarities), pad=pieces.pad)
    # two passages alike: half; of three sentences alike one is left out: half
    assert float(listwise_loss(torch.zeros(2), batch)) == pytest.approx(np.log(2))
    assert float(sentence_loss(torch.zeros(2, 3), batch)) == pytest.approx(np.log(2))


def test_what_is_exported_reads_as_the_network_does(
    training: Training, sizes: Sizes, material: Material, pieces: Pieces, rarities: Floats, tmp_path: Path
) -> None:
    import onnxruntime

    training.visit(Budget(questions=10_000))
    training.save(tmp_path / LAST)
    assert export([tmp_path / LAST], tmp_path / "reader.safetensors") > 0
    tensors = read_tensors(tmp_path / "reader.safetensors")
    weights, _ = checkpoints.load(tmp_path / LAST)
    for name, own in weights.items():
        assert np.allclose(tensors[name], own.float(), atol=float(own.abs().max()) / 250), name

    network = training._network.eval()
    checkpoints.put(
        network, {name: torch.from_numpy(tensors[name]).reshape(own.shape) for name, own in weights.items()}
    )
    examples = Examples(Stretches(material.passages, pieces), pieces, random.Random(1), negatives=0, swaps=0)
    (pair,) = examples.of(material.asked[0])
    states = lower_states(network, texts_of([pair]), pad=pieces.pad)
    batch = batch_of([pair], states, torch.from_numpy(rarities), pad=pieces.pad)
    with torch.no_grad():
        read = network(batch.pairs)
    save_reader(tensors, rarities, tmp_path / "reader.onnx", heads=sizes.heads, epsilon=sizes.epsilon)
    session = onnxruntime.InferenceSession(tmp_path / "reader.onnx", providers=["CPUExecutionProvider"])
    of = np.array(pair.stretch.sentence_of)
    answers, sentences = session.run(
        ["answers", "sentence_scores"],
        {
            "question_ids": np.array(pair.question_ids),
            "passage_ids": np.array(pair.stretch.ids),
            "question": states[pair.question_ids].numpy(),
            "passage": states[pair.stretch.ids].numpy(),
            "sentences": np.stack([(of == place).astype(np.float32) for place in range(3)]),
        },
    )
    # the graph multiplies in 8 bits
    assert answers == pytest.approx(read.answers.numpy(), abs=0.1)
    assert sentences == pytest.approx(read.sentences[0].numpy(), abs=0.1)


def test_a_loss_of_nothing_marked_is_that_of_the_pairs_alone(
    sizes: Sizes, material: Material, pieces: Pieces, rarities: Floats
) -> None:
    network = Reader(sizes).eval()
    examples = Examples(Stretches(material.passages, pieces), pieces, random.Random(1), negatives=0, swaps=0)
    pairs = examples.of(replace(material.asked[0], answers=False, sentences=(), span=None))
    states = lower_states(network, texts_of(pairs), pad=pieces.pad)
    batch = batch_of(pairs, states, torch.from_numpy(rarities), pad=pieces.pad)
    loss = loss_of(network(batch.pairs), batch)
    assert loss.total.item() == loss.pair.item()


def test_what_ships_stands_beside_the_code_that_reads_it() -> None:
    from index.model.reader import WEIGHTS

    assert shipped() == WEIGHTS
