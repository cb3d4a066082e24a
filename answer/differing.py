"""How likely two answers to one question exclude each other: a small learned model over `answer.contrasts`.

`answer.disagreement` has rules that name the difference and are sure of it; this one finds what is said in words that
no rule lists. Its weights come from `bench/learn_disagreement.py`; `docs/answers.md` says from which pairs. Arithmetic
only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from answer.contrasts import OF_PAIR
from answer.features import Numbers

OWN = Path(__file__).with_name("differing.npz")
LIMIT = 4.0  # a number further from its mean than so many deviations counts as so many


class Network:
    """The weights of one network, by name: see `bench/learn_disagreement.py` for their shapes."""

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        if len(self._weights["mean"]) != len(OF_PAIR):
            raise ValueError("the weights are for other numbers than answer.contrasts gives: learn them again")

    def score(self, numbers: Numbers) -> float:
        """Above 0 it is more likely than not that two sentences with these numbers exclude each other."""
        w = self._weights
        row = np.clip((numbers - w["mean"]) / w["deviation"], -LIMIT, LIMIT)
        hidden = np.maximum(w["in"] @ row + w["in_bias"], 0.0)
        return float((w["out"] @ hidden + w["out_bias"] + w["direct"] @ row + w["direct_bias"])[0])


@dataclass(frozen=True, slots=True)
class Differing:
    """Several networks that learned the same from other beginnings, and the score from which on a pair is shown."""

    networks: Sequence[Network]
    threshold: float

    def score(self, numbers: Sequence[float]) -> float:
        """The mean of the networks' scores."""
        row = np.asarray(numbers, dtype=np.float32)
        return sum(network.score(row) for network in self.networks) / len(self.networks)


@cache
def load_differing() -> Differing:
    """The networks that come with Palpate. In the file a weight is named by its network and what it is: `0/mean`.

    As in `answer.judge`, BLAS keeps to one core from then on.
    """
    threadpool_limits(limits=1, user_api="blas")
    networks: dict[str, dict[str, NDArray[np.floating]]] = {}
    with np.load(OWN, allow_pickle=False) as file:
        threshold = float(file["threshold"])
        for path in file.files:
            which, _, name = path.partition("/")
            if name:
                networks.setdefault(which, {})[name] = file[path]
    return Differing([Network(weights) for weights in networks.values()], threshold)
