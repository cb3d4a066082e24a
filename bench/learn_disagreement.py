"""Learn the weights of `answer/differing.npz` from pairs of sentences, or say how well they do on other writers' pairs.

    python bench/learn_disagreement.py --by-writer
    python bench/learn_disagreement.py --write

Pairs are those of the tuning half of eval/suites/disagreements.jsonl (eval/suites/README.md), and the invented ones of
tests/answer/pairs.py. `--by-writer` leaves out one writer at a time and prints how many of that one's disagreements
score above all but a share of the look-alikes; the pairs of the starter library are always learned from.
`bench/disagreements.py` measures what is shown in the end, rules and all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.contrasts import OF_PAIR, contrasts, read_side
from answer.differing import LIMIT, OWN, Differing, Network
from answer.features import Numbers
from tests.answer.pairs import DISAGREE, LOOK_DIFFERENT

SUITE = Path(__file__).parent.parent / "eval" / "suites" / "disagreements.jsonl"
HIDDEN, DROPPED, EPOCHS, RATE, DECAY, BATCH = 24, 0.3, 40, 3e-3, 0.05, 32
NETWORKS = 6
LIBRARY, TESTS = "library", "tests"  # pairs that no writer of pairs made
OF_LIBRARY = 0.3  # what a pair of the library weighs
FALSE = 0.0025  # the share of look-alikes that may be shown, of writers left out: others' are shown many times as often
FALSE_IN_LIBRARY = 0.005  # and of the library's pairs, which nobody made to look different


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of sentences that both answer a question, by their numbers, and whether they exclude each other."""

    writer: str
    numbers: list[float]
    disagree: bool


def read_pairs(half: str = "tune") -> Iterator[Pair]:
    """The pairs that may be learned from."""
    for line in map(json.loads, SUITE.read_text(encoding="utf-8").splitlines()):
        if line["half"] == half:
            sides = (read_side(line[side], (), line[f"title_{side}"]) for side in "ab")
            yield Pair(line["writer"], contrasts(line["question"], *sides), line["disagree"])
    for disagree, pairs in ((True, DISAGREE), (False, LOOK_DIFFERENT)):
        for question, *texts in pairs:
            parts = [text.rpartition(" | ") for text in texts]
            sides = (read_side(text, (above,) if above else (), "") for above, _, text in parts)
            yield Pair(TESTS, contrasts(question, *sides), disagree)


class Learner(nn.Module):
    """The network that `answer.differing` computes, in the shapes that it expects."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.inner, self.out = nn.Linear(size, HIDDEN), nn.Linear(HIDDEN, 1)
        self.direct, self.drop = nn.Linear(size, 1), nn.Dropout(DROPPED)

    def forward(self, rows: Tensor) -> Tensor:
        rows = self.drop(rows)
        scores: Tensor = self.out(self.drop(torch.relu(self.inner(rows)))) + self.direct(rows)
        return scores[:, 0]

    def weights(self) -> dict[str, Numbers]:
        """The weights under the names that `answer.differing` knows."""
        named = {name: values.detach().numpy() for name, values in self.state_dict().items()}
        names = {name: name.removesuffix(".weight").replace(".bias", "_bias").replace("inner", "in") for name in named}
        return {names[name]: values for name, values in named.items()}


def learn(pairs: Sequence[Pair], seed: int) -> dict[str, Numbers]:
    """The weights of one network, the same each time on one machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    numbers = np.array([pair.numbers for pair in pairs], dtype=np.float32)
    own = np.array([pair.writer != LIBRARY for pair in pairs])
    mean, deviation = numbers[own].mean(axis=0), numbers[own].std(axis=0) + 1e-3
    rows = torch.tensor(np.clip((numbers - mean) / deviation, -LIMIT, LIMIT))
    gold = torch.tensor([float(pair.disagree) for pair in pairs])
    weights = torch.tensor(np.where(own, 1.0, OF_LIBRARY), dtype=torch.float32)
    network, order = Learner(len(OF_PAIR)), np.random.default_rng(seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS) + 1e-5
        for batch in np.array_split(order.permutation(len(pairs)), len(pairs) // BATCH + 1):
            loss = nn.functional.binary_cross_entropy_with_logits(network(rows[batch]), gold[batch], weights[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return network.weights() | {"mean": mean, "deviation": deviation}


def learn_all(pairs: Sequence[Pair], threshold: float = 0.0) -> tuple[Differing, list[dict[str, Numbers]]]:
    """Several networks from other beginnings, and their weights as they are kept."""
    weights = [learn(pairs, seed) for seed in range(NETWORKS)]
    return Differing([Network(each) for each in weights], threshold), weights


def score_others(pairs: Sequence[Pair]) -> dict[str, list[tuple[float, bool]]]:
    """The score of each pair by networks that did not learn from its writer (nor from its part of the library)."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for writer in sorted({pair.writer for pair in pairs} - {LIBRARY, TESTS}):
        model, _ = learn_all([pair for pair in pairs if pair.writer != writer])
        found[writer] = [(model.score(pair.numbers), pair.disagree) for pair in pairs if pair.writer == writer]
    of_library = [pair for pair in pairs if pair.writer == LIBRARY]
    halves = of_library[::2], of_library[1::2]
    found[LIBRARY] = []
    for asked, taught in (halves, halves[::-1]):
        model, _ = learn_all([*(pair for pair in pairs if pair.writer != LIBRARY), *taught])
        found[LIBRARY] += [(model.score(pair.numbers), False) for pair in asked]
    return found


def choose_threshold(scores: dict[str, list[tuple[float, bool]]]) -> float:
    """The lowest score above which few enough pairs stand that are no disagreement."""
    written = [score for writer in scores.keys() - {LIBRARY} for score, disagree in scores[writer] if not disagree]
    return max(_above(written, FALSE), _above([score for score, _ in scores[LIBRARY]], FALSE_IN_LIBRARY))


def _above(scores: Sequence[float], share: float) -> float:
    """The score above which this share of the scores lies."""
    return sorted(scores, reverse=True)[int(share * len(scores))]


def report(scores: dict[str, list[tuple[float, bool]]]) -> None:
    """Print, for each writer left out, the share of disagreements found at several shares of false ones."""
    writers = sorted(scores.keys() - {LIBRARY})
    for name, of in [(writer, scores[writer]) for writer in writers] + [
        ("all", [one for writer in writers for one in scores[writer]])
    ]:
        true, false = ([score for score, disagree in of if disagree is wanted] for wanted in (True, False))
        shares = (
            f"{share:.0%} {np.mean(np.array(true) > _above(false, share)):.3f}" for share in (0.01, 0.03, 0.05, 0.1)
        )
        print(f"{name:6} {_told_apart(true, false):.3f} told apart; found, with so many false: {'  '.join(shares)}")
    threshold = choose_threshold(scores)
    everything = [one for writer in writers for one in scores[writer]]
    for what, wanted in (("shown where there is one", True), ("shown where there is none", False)):
        print(f"{what}: {np.mean([score > threshold for score, disagree in everything if disagree is wanted]):.3f}")
    print(f"of the library's pairs: {np.mean([score > threshold for score, _ in scores[LIBRARY]]):.4f}")


def _told_apart(true: Sequence[float], false: Sequence[float]) -> float:
    ones: NDArray[np.float64] = np.array(true)[:, None]
    return float((ones > np.array(false)).mean() + (ones == np.array(false)).mean() / 2)


def main() -> None:
    """Measure or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by-writer", action="store_true", help="measure on each writer what the others teach")
    parser.add_argument("--write", action="store_true", help=f"write {OWN.name}")
    arguments = parser.parse_args()
    pairs = list(read_pairs())
    scores = score_others(pairs)
    report(scores)
    if arguments.write:
        threshold = choose_threshold(scores)
        _, weights = learn_all(pairs, threshold)
        arrays = {
            f"{number}/{name}": values.astype(np.float16)
            for number, each in enumerate(weights)
            for name, values in each.items()
        }
        np.savez_compressed(OWN, allow_pickle=False, threshold=np.float32(threshold), **arrays)
        print(f"{OWN.name}: learned from {len(pairs)} pairs, shown from {threshold:.2f}")


if __name__ == "__main__":
    main()
