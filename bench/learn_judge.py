"""Learn the weights of `answer/judge.npz` from questions with known answers, or say how well they do on others.

    python bench/learn_judge.py --library starter=DATA --library seeds=DATA --by-library
    python bench/learn_judge.py --library starter=DATA --library seeds=DATA --write
    python bench/learn_judge.py --library starter=DATA --library upper=DATA --ablate upper

Each DATA was ingested before: `starter` from corpus/library, `upper` and `lower` from eval/pages/, `pages` from
tests/pages, `seeds` and `textbook` from folders that do not come with the project (eval/suites/README.md). Questions
are those of eval/suites/tuning.jsonl and the tuning halves of the suites of answers; lines of libraries that are not
named are left out.

A library may be given again with DATA that holds a part of its documents only: rare words weigh less in a small
library, and the judge has to know small ones too. The weights that come along were learned with parts of three to five
documents.

Whether a question has an answer can often be guessed from its words ("how much does it cost"), which would teach the
judge to look at nothing else. So every question is learned from twice: one that is answered also without the sentences
that answer it, and one that is not also with a sentence that would.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.answerer import with_neighbours
from answer.candidates import find_candidates
from answer.features import OF_SENTENCE, OF_TERM, Features, Numbers, find_features
from answer.judge import CLOSENESS, LIMIT, OWN, Asked, Judge, Jury, confidence, read_words
from answer.question import Question, read_question
from answer.wording import Wording
from corpus.settings import AnswerSettings, SearchSettings
from corpus.types import Passage, Role, Sentence
from eval.text import holds
from index.embedder import Embedder, PassageInput, Vector, load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Hit, Searcher

SUITES = Path(__file__).parent.parent / "eval" / "suites"
OF_SUITES = {"starter.jsonl": "starter", "library.jsonl": "starter", "seeds.jsonl": "seeds"}
EPOCHS, RATE, DECAY, DROPPED, DROPPED_STATES = 4, 2e-3, 3e-3, 0.15, 0.3
STATE, TERM, AGREEMENT, HIDDEN = 12, 32, 16, 48  # sizes of layers
BATCH = 8  # questions
JUDGES = 3  # of each kind
KEPT = 30  # of a question's sentences, those that answer and so many that come near
EACH = 0.1  # what the single sentences weigh beside the question as a whole
OPPOSITE = 0.3  # what an opposite weighs beside the question that it was made of
IN_PART, OF_OTHERS, OF_NONE = 2, 10, 6  # a part of a library is asked every second question that it holds, and so on
PLACE = 3  # a sentence that would answer is put into one of so many best passages
# What `--ablate` leaves out one at a time.
TERMS, STATES, VECTORS = "term numbers", "word states", "agreement of vectors"
OFFERS, HEADINGS, OPPOSITES = "offers", "headings and titles", "opposites"
OF_OFFERS = ("own_offers", "offers", "narrow_without", "precise_without", "home", "narrow", "no_ask")
OF_HEADINGS = ("heading", "title")

Line = Mapping[str, Any]
"""A line of a suite (eval/suites/README.md), with its `library`."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A question with its candidates. `sentences`, `terms`: `answer.features`; `answers` says which of them answer."""

    id: str
    sentences: Numbers
    terms: Numbers
    vector: Numbers
    states: Numbers
    vectors: Numbers
    answers: Numbers
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a question is to be answered from: hits, and for each the vectors of its sentences and which answer."""

    hits: list[Hit]
    vectors: list[Numbers]
    answers: list[list[bool]]


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A question as one library reads it, and how many hits its search gave."""

    question: Question
    asked: Asked
    searched: int


def read_lines(halves: Iterable[str] = ("tune",)) -> Iterator[Line]:
    """The lines of all suites of answers that may be learned from, each with its library."""
    yield from map(json.loads, (SUITES / "tuning.jsonl").read_text(encoding="utf-8").splitlines())
    for name, library in OF_SUITES.items():
        for line in map(json.loads, (SUITES / name).read_text(encoding="utf-8").splitlines()):
            if line["half"] in halves and line["status"] != "declined" and not line["history"]:
                yield line | {"library": library}


class Library:
    """One ingested library that questions are asked of."""

    def __init__(self, data: Path, embedder: Embedder) -> None:
        generation = open_current(data)
        if generation is None:
            sys.exit(f"{data} holds nothing: run `palpate ingest FOLDER --data {data}` first")
        self.embedder = embedder
        self.searcher = Searcher(generation, embedder, extras=load_extras(SearchSettings()))
        self._wording = Wording(self.searcher, self.searcher.thesaurus)
        self._documents = {Path(one.key).name: identity for identity, one in generation.store.sources().items()}

    def examples(self, line: Line) -> Iterator[Example]:
        """The example of a line, and its opposite: without what answers it, or with what would."""
        searched = self._wording.explain(self._wording.mend(line["question"]))
        question = read_question(searched, self.searcher, self.searcher.thesaurus)
        asked = self._read(question)
        hits = self.searcher.search(question.text, AnswerSettings().passages, vector=asked.vector)
        posed = Posed(question, asked, len(hits))
        found = self._material(line, with_neighbours(self.searcher, hits, question.text, asked.vector))
        yield self._example(line["id"], posed, found)
        if any(map(any, found.answers)):
            yield self._example(f"{line['id']}/without", posed, without_answers(found))
        elif "would_answer" in line:
            yield self._example(f"{line['id']}/with", posed, self._with_answer(line, found, asked.vector))

    def suits(self, line: Line) -> bool:
        """Whether a part of a library is asked this: some of what it, what other parts and what none of them holds."""
        held = any(one["document"] in self._documents for one in line["gold"])
        every = IN_PART if held else OF_OTHERS if line["gold"] else OF_NONE
        return crc32(line["id"].encode()) % every == 0

    def _read(self, question: Question) -> Asked:
        vector, words = self.searcher.embed_words(question.text)
        if words is None:
            raise TypeError(f"{self.embedder.name} tells nothing of single words: learn with the default embedder")
        return read_words(question, vector, words)

    def _material(self, line: Line, hits: list[Hit]) -> Material:
        ends = np.cumsum([len(hit.sentence_scores) for hit in hits])
        gold = [(self._documents.get(one["document"]), one["quote"]) for one in line["gold"]]
        answers = [[_is_gold(hit.passage, one.text, gold) for one in hit.passage.sentences] for hit in hits]
        return Material(hits, np.split(self.searcher.sentence_vectors(hits), ends[:-1]), answers)

    def _with_answer(self, line: Line, found: Material, vector: Vector) -> Material:
        """The material where one of the best hits holds one more sentence, with which it is embedded anew."""
        hits, vectors = list(found.hits), list(found.vectors)
        place = sum(map(ord, line["id"])) % min(PLACE, len(hits))
        passage = _add_sentence(hits[place].passage, line["would_answer"])
        spans = tuple((one.start - passage.start, one.end - passage.start) for one in passage.sentences)
        (made,) = self.embedder.embed_passages([PassageInput(passage.heading, passage.text, spans)])
        scores = tuple((made.sentences @ vector).tolist())
        why = replace(hits[place].why, dense=float(made.vector @ vector))
        hits[place] = replace(hits[place], passage=passage, sentence_scores=scores, why=why)
        vectors[place] = made.sentences
        answers = [[False] * len(hit.sentence_scores) for hit in hits]
        answers[place][-1] = True
        return Material(hits, vectors, answers)

    def _example(self, name: str, posed: Posed, found: Material) -> Example:
        candidates = find_candidates(posed.question, found.hits, posed.searched)
        features = find_features(posed.question, candidates, self.searcher.weight(""))
        return Example(
            id=name,
            sentences=features.sentences,
            terms=features.terms,
            vector=posed.asked.vector,
            states=posed.asked.states,
            vectors=np.concatenate(found.vectors).astype(np.float32),
            answers=np.array([flag for of_hit in found.answers for flag in of_hit], dtype=np.float32),
            texts=tuple(one.sentence.text for one in candidates),
        )


def _is_gold(passage: Passage, text: str, gold: Sequence[tuple[str | None, str]]) -> bool:
    return any(passage.document_id == where and (holds(text, quote) or holds(quote, text)) for where, quote in gold)


def _add_sentence(passage: Passage, text: str) -> Passage:
    """The passage with one sentence more at its end."""
    start, end = passage.end + 1, passage.end + 1 + len(text)
    added = Sentence(start, end, text, Role.SENTENCE, passage.sentences[-1].section)
    return replace(passage, text=f"{passage.text} {text}", end=end, sentences=(*passage.sentences, added))


def without_answers(found: Material) -> Material:
    """The material without the sentences that answer; a hit that holds nothing else goes."""
    hits, vectors = [], []
    for hit, rows, flags in zip(found.hits, found.vectors, found.answers, strict=True):
        places = [place for place, flag in enumerate(flags) if not flag]
        if places:
            sentences = tuple(hit.passage.sentences[place] for place in places)
            scores = tuple(hit.sentence_scores[place] for place in places)
            hits.append(replace(hit, passage=replace(hit.passage, sentences=sentences), sentence_scores=scores))
            vectors.append(rows[places])
    return Material(hits, vectors, [[False] * len(hit.sentence_scores) for hit in hits])


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
        about = self._terms(terms, states)
        agreement = torch.zeros(len(rows), AGREEMENT)
        if not self.plain:
            agreement = CLOSENESS * self.question(self.drop_states(vector)) * self.sentence(self.drop_states(vectors))
        inner = torch.relu(self.inner(torch.cat([self.drop(rows), *about, agreement], -1)))
        scores: Tensor = self.out(self.drop(inner)) + self.direct(rows)
        return scores.squeeze(-1)

    def _terms(self, terms: Tensor, states: Tensor) -> list[Tensor]:
        count, size = terms.shape[:2]
        state, telling = torch.zeros(size, STATE), torch.zeros(size)
        if not self.plain:
            state, telling = self.state(self.drop_states(states)), self.telling(states).squeeze(-1)
        joined = torch.cat([terms, state.expand(count, -1, -1)], -1)
        hidden = torch.relu(self.term_out(torch.relu(self.term_in(joined))))
        shares = torch.softmax(telling, 0)
        return [hidden.mean(1), hidden.amax(1), (hidden * shares[None, :, None]).sum(1)]

    def weights(self) -> dict[str, Numbers]:
        """The weights under the names that `answer.judge` knows."""
        named = {name: values.detach().numpy() for name, values in self.state_dict().items()}
        names = {name: name.removesuffix(".weight").replace(".bias", "_bias").replace("inner", "in") for name in named}
        return {names[name]: values for name, values in named.items()}


def learn(
    examples: Sequence[Example], *, plain: bool = False, seed: int = 0, epochs: int = EPOCHS
) -> dict[str, Numbers]:
    """The weights after learning from these examples, the same each time on one machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the matrices are small: a second thread makes it slower by far
    rows = np.concatenate([one.sentences for one in examples])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    network = Network(len(examples[0].vector), plain=plain)
    inputs = [(_weight(one), _tensors(one, mean, deviation)) for one in examples if one.terms.shape[1]]
    _train(network, inputs, epochs, np.random.default_rng(seed))
    return network.weights() | {"mean": mean, "deviation": deviation}


def _train(
    network: Network, inputs: Sequence[tuple[float, tuple[Tensor, ...]]], epochs: int, order: np.random.Generator
) -> None:
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / epochs) + 1e-5
        shuffled = order.permutation(len(inputs))
        for start in range(0, len(shuffled), BATCH):
            batch = [inputs[place] for place in shuffled[start : start + BATCH]]
            losses = torch.stack([weight * _loss(network(*one[:-1]), one[-1]) for weight, one in batch])
            loss = losses.sum() / sum(weight for weight, _ in batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    network.eval()


def _weight(one: Example) -> float:
    return OPPOSITE if "/" in one.id else 1.0


def _tensors(one: Example, mean: Numbers, deviation: Numbers) -> tuple[Tensor, ...]:
    near = one.sentences[:, [OF_SENTENCE.index("cosine"), OF_SENTENCE.index("found")]].sum(axis=1)
    kept = np.union1d(np.argsort(-near)[:KEPT], np.flatnonzero(one.answers))
    rows = np.clip((one.sentences[kept] - mean) / deviation, -LIMIT, LIMIT)
    arrays = (rows, one.terms[kept], one.vector, one.states, one.vectors[kept], one.answers[kept])
    return tuple(torch.tensor(array) for array in arrays)


def _loss(scores: Tensor, answers: Tensor) -> Tensor:
    """How surprising it is which sentence answers, "none" being one more with a score of 0; and each for itself."""
    everything = torch.logsumexp(torch.cat([torch.zeros(1), scores]), 0)
    right = answers > 0
    whole = everything - torch.logsumexp(scores[right], 0) if right.any() else everything
    return whole + EACH * nn.functional.binary_cross_entropy_with_logits(scores, answers, reduction="sum")


def learn_jury(examples: Sequence[Example], *, plain: bool = False, epochs: int = EPOCHS) -> list[dict[str, Numbers]]:
    """The weights of several judges, each from another beginning."""
    return [learn(examples, plain=plain, seed=seed, epochs=epochs) for seed in range(JUDGES)]


def measure(judges: Sequence[Mapping[str, Numbers]], examples: Sequence[Example]) -> dict[str, float]:
    """How well judges with these weights do together on examples, each figure a share.

    How often an answering sentence comes first, or among the first three; and how often an answered question has more
    confidence than one that is not (the area under the ROC curve).
    """
    jury = Jury([Judge(weights) for weights in judges])
    scores = [_scores(jury, one) for one in examples]
    sure = np.array([confidence(each) for each in scores])
    covered = np.array([bool(one.answers.any()) for one in examples])
    ranks = [_rank(one, each) for one, each in zip(examples, scores, strict=True) if one.answers.any()]
    return {
        "first": float(np.mean(np.array(ranks) < 1)),
        "first three": float(np.mean(np.array(ranks) < 3)),
        "told apart": _told_apart(sure[covered], sure[~covered]),
    }


def _scores(jury: Jury, one: Example) -> Numbers:
    return jury.scores(Features(one.sentences, one.terms), Asked(one.vector, one.states), one.vectors)


def _rank(one: Example, scores: Numbers) -> int:
    """How many sentences come before the first that answers."""
    return int((scores > scores[one.answers > 0].max()).sum())


def _told_apart(held: Numbers, missing: Numbers) -> float:
    above = held[:, None] > missing[None, :]
    return float(above.mean() + (held[:, None] == missing).mean() / 2)


def write(examples: Sequence[Example], path: Path = OWN, *, epochs: int = EPOCHS) -> None:
    """Learn from all and write the weights: in full, and for embedders whose vectors mean something else."""
    arrays = {
        f"{kind}/{seed}/{name}": values.astype(np.float16)
        for kind, plain in (("full", False), ("plain", True))
        for seed, weights in enumerate(learn_jury(examples, plain=plain, epochs=epochs))
        for name, values in weights.items()
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)
    print(f"{path.name}: learned from {len(examples)} examples")


def measure_each(examples: Mapping[str, Sequence[Example]]) -> None:
    """Print how well the judges do on each library that learned from all others."""
    for name, ones in examples.items():
        judges = learn_jury([one for other in examples if other != name for one in examples[other]])
        asked = [one for one in ones if "/" not in one.id]
        for what, some in (("questions", asked), ("with their opposites", ones)):
            figures = "  ".join(f"{figure} {value:.3f}" for figure, value in measure(judges, some).items())
            print(f"{name:10} {len(some):5} {what:22} {figures}", flush=True)


def find_examples(folders: Sequence[tuple[str, Path]]) -> dict[str, list[Example]]:
    """The examples of each library; a name that comes again is a part of the one before, whose examples are added."""
    embedder = load_embedder("", folders[0][1] / "models")
    examples: dict[str, list[Example]] = {}
    for name, folder in folders:
        part, library = name in examples, Library(folder, embedder)
        found = examples.setdefault(name, [])
        for line in read_lines():
            if line["library"] == name and (not part or library.suits(line)):
                found.extend(library.examples(line))
    return examples


def without(group: str, examples: Iterable[Example]) -> list[Example]:
    """The examples with one group of numbers 0; where it is the opposites, without those."""
    numbers = {OFFERS: OF_OFFERS, HEADINGS: OF_HEADINGS}.get(group, ())
    of_sentence = [OF_SENTENCE.index(name) for name in numbers]
    of_term = [place for place, name in enumerate(OF_TERM) if name in numbers or group == TERMS]
    found = []
    for one in examples:
        if group == OPPOSITES and "/" in one.id:
            continue
        sentences, terms = one.sentences.copy(), one.terms.copy()
        sentences[:, of_sentence], terms[:, :, of_term] = 0, 0
        states = np.zeros_like(one.states) if group == STATES else one.states
        vectors = np.zeros_like(one.vectors) if group == VECTORS else one.vectors
        found.append(replace(one, sentences=sentences, terms=terms, states=states, vectors=vectors))
    return found


def ablate(examples: Mapping[str, Sequence[Example]], left_out: Sequence[str]) -> None:
    """Print how well a judge without one group does on the libraries left out, having learned from the others."""
    learned = [one for name in examples if name not in left_out for one in examples[name]]
    asked = [one for name in left_out for one in examples[name]]
    for group in ("nothing", TERMS, STATES, VECTORS, OFFERS, HEADINGS, OPPOSITES):
        shown = asked if group == OPPOSITES else without(group, asked)
        questions = [one for one in shown if "/" not in one.id]
        judges = [learn(without(group, learned))]
        found = measure(judges, questions) | {"with opposites": measure(judges, shown)["told apart"]}
        figures = "  ".join(f"{name} {value:.3f}" for name, value in found.items())
        print(f"without {group:22} {figures}", flush=True)


def main() -> None:
    """Learn from the libraries that the command line names, and measure or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", action="append", required=True, metavar="NAME=DATA")
    parser.add_argument("--by-library", action="store_true", help="measure on each library what the others teach")
    parser.add_argument("--write", action="store_true", help=f"write {OWN.name}")
    parser.add_argument("--ablate", nargs="+", default=[], metavar="NAME", help="libraries to measure without a group")
    arguments = parser.parse_args()
    named = (each.split("=", 1) for each in arguments.library)
    examples = find_examples([(name, Path(folder)) for name, folder in named])
    if arguments.by_library:
        measure_each(examples)
    if arguments.ablate:
        ablate(examples, arguments.ablate)
    if arguments.write:
        write([one for ones in examples.values() for one in ones])


if __name__ == "__main__":
    main()
