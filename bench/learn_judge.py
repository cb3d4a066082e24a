"""Learn the weights of `answer/judge.npz` from questions with known answers, or say how well they do on what was left out.

    python bench/learn_judge.py --library starter=DATA --library seeds=DATA --by-library
    python bench/learn_judge.py --library starter=DATA --library seeds=DATA --write

Each DATA was ingested before: `starter` from corpus/library, `upper` and `lower` from eval/pages/, `pages` from tests/pages,
`seeds` and `textbook` from folders that do not come with the project (eval/suites/README.md). Questions are those of
eval/suites/tuning.jsonl and the tuning halves of the suites of answers; lines of libraries that are not named are left out.

Whether a question has an answer can often be guessed from its words ("how much does it cost"), which would teach the judge
to look at nothing else. So every question is learned from twice: one that is answered also without the sentences that
answer it, and one that is not also with a sentence that would.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from answer.answerer import Answerer
from answer.candidates import find_candidates
from answer.features import OF_SENTENCE, OF_TERM, Features, Numbers, find_features
from answer.judge import Asked, CLOSENESS, LIMIT, OWN, Judge, confidence, read_words
from answer.question import read_question
from corpus.settings import SearchSettings
from corpus.types import Role, Sentence
from eval.text import holds
from index.embedder import Embedder, PassageInput, load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Hit, Searcher

SUITES = Path(__file__).parent.parent / "eval" / "suites"
OF_SUITES = {"starter.jsonl": "starter", "library.jsonl": "starter", "seeds.jsonl": "seeds"}
EPOCHS, RATE, DECAY, DROPPED, DROPPED_STATES = 5, 2e-3, 3e-3, 0.15, 0.3
STATE, TERM, AGREEMENT, HIDDEN = 12, 32, 16, 48  # sizes of layers
KEPT = 30  # of a question's sentences, those that answer and so many that come near
EACH = 0.1  # what the single sentences weigh beside the question as a whole
OPPOSITE = 0.3  # what an opposite weighs beside the question that it was made of
PLACE = 3  # a sentence that would answer is put into one of so many best passages


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A question with its candidates. `sentences`, `terms`: `answer.features`; `answers` says which of them answer."""

    id: str
    library: str
    sentences: Numbers
    terms: Numbers
    vector: Numbers
    states: Numbers
    vectors: Numbers
    answers: Numbers
    texts: tuple[str, ...]


def read_lines(halves: Iterable[str] = ("tune",)) -> Iterator[dict[str, Any]]:
    """The lines of all suites of answers that may be learned from, each with its library."""
    yield from map(json.loads, (SUITES / "tuning.jsonl").read_text(encoding="utf-8").splitlines())
    for name, library in OF_SUITES.items():
        for line in map(json.loads, (SUITES / name).read_text(encoding="utf-8").splitlines()):
            if line["half"] in halves and line["status"] != "declined" and not line["history"]:
                yield line | {"library": library}


class Library:
    """One ingested library that questions are asked of."""

    def __init__(self, name: str, data: Path, embedder: Embedder) -> None:
        generation = open_current(data)
        if generation is None:
            sys.exit(f"{data} holds nothing: run `palpate ingest FOLDER --data {data}` first")
        self.name, self.embedder = name, embedder
        self.searcher = Searcher(generation, embedder, extras=load_extras(SearchSettings()))
        self._answerer = Answerer(self.searcher)
        self._documents = {Path(one.key).name: identity for identity, one in generation.store.sources().items()}

    def examples(self, line: Mapping[str, Any]) -> Iterator[Example]:
        """The example of a line, and its opposite: without what answers it, or with what would."""
        vector, words = self.searcher.embed_words(line["question"])
        assert words is not None
        hits = self.searcher.search(line["question"], 20, vector=vector)
        around = self._answerer._with_neighbours(hits, line["question"], vector)
        vectors = list(np.split(self.searcher.sentence_vectors(around), np.cumsum([len(hit.sentence_scores) for hit in around])[:-1]))
        gold = [(self._documents.get(one["document"]), one["quote"]) for one in line["gold"]]
        answers = [[_is_gold(hit.passage.document_id, one.text, gold) for one in hit.passage.sentences] for hit in around]
        make = lambda kind, found, rows, flags: self._example(line["id"] + kind, line["question"], found, len(hits), rows, flags, vector, words)  # noqa: E731
        yield make("", around, vectors, answers)
        if any(map(any, answers)):
            yield make("/without", *_without(around, vectors, answers))
        elif "would_answer" in line:
            yield make("/with", *self._with(line, around, vectors, vector))

    def _with(self, line: Mapping[str, Any], hits: list[Hit], vectors: list[Numbers], vector: Numbers) -> tuple[list[Hit], list[Numbers], list[list[bool]]]:
        """The hits where one of the best holds one more sentence, with which it is embedded anew."""
        place = sum(map(ord, line["id"])) % min(PLACE, len(hits))
        hit, text = hits[place], line["would_answer"]
        passage = hit.passage
        whole = f"{passage.text} {text}"
        spans = [(one.start - passage.start, one.end - passage.start) for one in passage.sentences]
        spans.append((len(passage.text) + 1, len(whole)))
        (made,) = self.embedder.embed_passages([PassageInput(passage.heading, whole, tuple(spans))])
        added = Sentence(passage.end + 1, passage.end + 1 + len(text), text, Role.SENTENCE, passage.sentences[-1].section)
        passage = replace(passage, text=whole, end=passage.end + 1 + len(text), sentences=(*passage.sentences, added))
        scores = tuple((made.sentences @ vector).tolist())
        why = replace(hit.why, dense=float(made.vector @ vector))
        hits, vectors = list(hits), list(vectors)
        hits[place], vectors[place] = replace(hit, passage=passage, sentence_scores=scores, why=why), made.sentences
        flags = [[False] * len(one.sentence_scores) for one in hits]
        flags[place][-1] = True
        return hits, vectors, flags

    def _example(self, name: str, text: str, hits: Sequence[Hit], searched: int, vectors: Sequence[Numbers], flags: Sequence[Sequence[bool]], vector: Numbers, words: Any) -> Example:
        question = read_question(text, self.searcher, self.searcher.thesaurus)
        candidates = find_candidates(question, hits, searched)
        features = find_features(question, candidates, self.searcher.weight(""))
        asked = read_words(question, vector, words)
        return Example(
            name, self.name, features.sentences, features.terms, asked.vector, asked.states, np.concatenate(vectors).astype(np.float32),
            np.array([flag for of_hit in flags for flag in of_hit], dtype=np.float32),
            tuple(one.sentence.text for one in candidates),
        )


def _is_gold(document: str, text: str, gold: Sequence[tuple[str | None, str]]) -> bool:
    return any(document == where and (holds(text, quote) or holds(quote, text)) for where, quote in gold)


def _without(hits: Sequence[Hit], vectors: Sequence[Numbers], answers: Sequence[Sequence[bool]]) -> tuple[list[Hit], list[Numbers], list[list[bool]]]:
    """The hits without the sentences that answer; a hit that holds nothing else goes."""
    kept, rows = [], []
    for hit, of_hit, flags in zip(hits, vectors, answers, strict=True):
        places = [place for place, flag in enumerate(flags) if not flag]
        if places:
            sentences = tuple(hit.passage.sentences[place] for place in places)
            scores = tuple(hit.sentence_scores[place] for place in places)
            kept.append(replace(hit, passage=replace(hit.passage, sentences=sentences), sentence_scores=scores))
            rows.append(of_hit[places])
    return kept, rows, [[False] * len(one.sentence_scores) for one in kept]


class Network(nn.Module):
    """The network that `answer.judge` computes, in the shapes that it expects."""

    def __init__(self, dimension: int, *, plain: bool) -> None:
        super().__init__()
        self.plain = plain
        self.state = nn.Linear(dimension, STATE, bias=False)
        self.telling = nn.Linear(dimension, 1, bias=False)
        self.term_in = nn.Linear(len(OF_TERM) + STATE, TERM)
        self.term_out = nn.Linear(TERM, TERM)
        self.question = nn.Linear(dimension, AGREEMENT, bias=False)
        self.sentence = nn.Linear(dimension, AGREEMENT, bias=False)
        self.inner = nn.Linear(len(OF_SENTENCE) + 3 * TERM + AGREEMENT, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.direct = nn.Linear(len(OF_SENTENCE), 1)
        self.drop, self.drop_states = nn.Dropout(DROPPED), nn.Dropout(DROPPED_STATES)

    def forward(self, rows: Tensor, terms: Tensor, vector: Tensor, states: Tensor, vectors: Tensor) -> Tensor:
        count, size = terms.shape[:2]
        state, telling = torch.zeros(size, STATE), torch.zeros(size)
        agreement = torch.zeros(count, AGREEMENT)
        if not self.plain:
            state, telling = self.state(self.drop_states(states)), self.telling(states).squeeze(-1)
            agreement = CLOSENESS * self.question(self.drop_states(vector)) * self.sentence(self.drop_states(vectors))
        joined = torch.cat([terms, state.expand(count, -1, -1)], -1)
        hidden = torch.relu(self.term_out(torch.relu(self.term_in(joined))))
        shares = torch.softmax(telling, 0)
        about = [hidden.mean(1), hidden.amax(1), (hidden * shares[None, :, None]).sum(1)]
        inner = torch.relu(self.inner(torch.cat([self.drop(rows), *about, agreement], -1)))
        return (self.out(self.drop(inner)) + self.direct(rows)).squeeze(-1)

    def weights(self) -> dict[str, Numbers]:
        """The weights under the names that `answer.judge` knows."""
        named = {name: values.detach().numpy() for name, values in self.state_dict().items()}
        names = {name: name.removesuffix(".weight").replace(".bias", "_bias").replace("inner", "in") for name in named}
        return {names[name]: values for name, values in named.items()}


def learn(examples: Sequence[Example], *, plain: bool = False, seed: int = 0, epochs: int = EPOCHS) -> dict[str, Numbers]:
    """The weights after learning from these examples, the same each time on one machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the matrices are small: a second thread makes it slower by far
    order = np.random.default_rng(seed)
    rows = np.concatenate([one.sentences for one in examples])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    network = Network(len(examples[0].vector), plain=plain)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    inputs = [(_weight(one), _tensors(one, mean, deviation)) for one in examples if one.terms.shape[1]]
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / epochs) + 1e-5
        shuffled = order.permutation(len(inputs))
        for start in range(0, len(shuffled), 8):
            batch = [inputs[place] for place in shuffled[start : start + 8]]
            losses = torch.stack([weight * _loss(network(*one[:-1]), one[-1]) for weight, one in batch])
            loss = losses.sum() / sum(weight for weight, _ in batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    network.eval()
    return network.weights() | {"mean": mean, "deviation": deviation}


def _weight(one: Example) -> float:
    return OPPOSITE if "/" in one.id else 1.0


def _tensors(one: Example, mean: Numbers, deviation: Numbers) -> tuple[Tensor, ...]:
    near = np.argsort(-(one.sentences[:, [OF_SENTENCE.index("cosine"), OF_SENTENCE.index("found")]].sum(axis=1)))[:KEPT]
    kept = np.union1d(near, np.flatnonzero(one.answers))
    rows = np.clip((one.sentences[kept] - mean) / deviation, -LIMIT, LIMIT)
    arrays = (rows, one.terms[kept], one.vector, one.states, one.vectors[kept], one.answers[kept])
    return tuple(torch.tensor(array) for array in arrays)


def _loss(scores: Tensor, answers: Tensor) -> Tensor:
    """How surprising it is which sentence answers, "none" being one more with a score of 0; and each for itself."""
    everything = torch.logsumexp(torch.cat([torch.zeros(1), scores]), 0)
    right = answers > 0
    whole = everything - torch.logsumexp(scores[right], 0) if right.any() else everything
    return whole + EACH * nn.functional.binary_cross_entropy_with_logits(scores, answers, reduction="sum")


def measure(weights: Mapping[str, Numbers], examples: Sequence[Example]) -> dict[str, float]:
    """How well a judge does on examples: how often an answering sentence comes first, or among the first three, and how
    often an answered question has more confidence than one that is not (the area under the ROC curve).
    """
    judge = Judge(weights)
    scores = [judge.scores(Features(one.sentences, one.terms), Asked(one.vector, one.states), one.vectors) for one in examples]
    sure = np.array([confidence(each) for each in scores])
    covered = np.array([bool(one.answers.any()) for one in examples])
    ranks = [
        int((each > each[one.answers > 0].max()).sum()) for one, each in zip(examples, scores, strict=True) if one.answers.any()
    ]
    above = (sure[covered][:, None] > sure[~covered][None, :]).mean() + (sure[covered][:, None] == sure[~covered]).mean() / 2
    return {"first": float(np.mean(np.array(ranks) < 1)), "first three": float(np.mean(np.array(ranks) < 3)), "told apart": float(above)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", action="append", required=True, metavar="NAME=DATA")
    parser.add_argument("--by-library", action="store_true", help="measure on each library what the others teach")
    parser.add_argument("--write", action="store_true", help=f"write {OWN.name}")
    arguments = parser.parse_args()
    folders = dict(each.split("=", 1) for each in arguments.library)
    embedder = load_embedder("", Path(next(iter(folders.values()))) / "models")
    libraries = {name: Library(name, Path(folder), embedder) for name, folder in folders.items()}
    examples: dict[str, list[Example]] = {name: [] for name in libraries}
    for line in read_lines():
        if line["library"] in libraries:
            examples[line["library"]].extend(libraries[line["library"]].examples(line))
    for name in libraries if arguments.by_library else ():
        weights = learn([one for other in libraries if other != name for one in examples[other]])
        asked = [one for one in examples[name] if "/" not in one.id]
        for what, ones in (("questions", asked), ("with their opposites", examples[name])):
            figures = "  ".join(f"{figure} {value:.3f}" for figure, value in measure(weights, ones).items())
            print(f"{name:10} {len(ones):5} {what:22} {figures}", flush=True)
    if arguments.write:
        write([one for name in libraries for one in examples[name]])


def write(examples: Sequence[Example]) -> None:
    """Learn from all and write the weights: in full, and for embedders whose vectors mean something else."""
    sets = {"full": learn(examples), "plain": learn(examples, plain=True)}
    arrays = {f"{kind}/{name}": values.astype(np.float16) for kind, weights in sets.items() for name, values in weights.items()}
    np.savez_compressed(OWN, **arrays)
    print(f"{OWN.name}: learned from {len(examples)} examples")


if __name__ == "__main__":
    main()
