"""The question as searched: what is mended and explained, and what must stay as it was typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from answer import english
from answer.answerer import Answerer
from answer.english import load_english, load_terms
from answer.errors import WordingError
from answer.respond import Inquiry, respond
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import Answer, Level, Notice, Status
from answer.wording import MOST, Wording, full_names
from index.extras import GLOSSARY
from index.search import Searcher
from index.thesaurus import NOTHING, Thesaurus, load_thesaurus

QUESTION = "Which nerve supplies the gluteus minimus?"
SHORT = Thesaurus.of([("iliotibial tract", "iliotibial band", "ITB"), ("gluteus minimus", "glute min"), ("met", "MET")])

# Names that a slip or two make of one another. Whoever types the one means it.
TWINS = """
    ilium ileum ileus peroneal perineal peroneus perineum vagus valgus varus palmaris plantaris palmar plantar
    longus longissimus brevis abduction adduction abductor adductor hypertension hypotension hypertonic hypotonic
    metatarsal metacarpal tarsal carpal teres tares tibialis tibial fibularis fibular transversus transverse
    retinaculum retinacula humerus humerous scalenes scalenus coccyx cochlea hyoid thyroid deltoid trapezius trapezoid
    trapezium pectineus pectinate gemellus gemelli sacrum sternum serratus stratum gracilis iliacus iliac psoas
    piriformis puriform infraspinatus supraspinatus osteopetrosis osteoporosis ischium ischaemia mental dental
    radial radical flexor flexion tensor tendon tenon intercostal infrascapular sartorius soleus solar
""".split()


@pytest.fixture(scope="module")
def wording(starter: Searcher) -> Wording:
    return Wording(starter, load_thesaurus(GLOSSARY))


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("which nerv suplies the gluteus minmus", "which nerve supplies the gluteus minimus"),
        ("sternoclidomastoyd: strech it?", "sternocleidomastoid: stretch it?"),
        ("Pirifomis  insertoin ??", "Piriformis  insertion ??"),
        ("SIATICA AND WALKING", "SCIATICA AND WALKING"),
        ("trendelenberg's sign", "trendelenberg's sign"),
        ("quadratis lumborom", "quadratus lumborum"),
        ("wich exersise", "which exercise"),
    ],
)
def test_a_misspelt_word_is_mended_and_all_else_stays(wording: Wording, typed: str, mended: str) -> None:
    assert wording.mend(typed) == mended


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Où est le  nerf?\tÇa fait mal… 50% — «ici»",
        "Is Apert syndrome painful? Ask Dr Stuge.",  # names
        "Are SNPs, CYLD and iNKT cells in muscle?",  # short for something
        "How does myotonic dystrophy differ from missense?",
        "qqxzv zzkrw bbnmt",
        "",
    ],
)
def test_a_question_without_need_stays_to_the_byte(wording: Wording, question: str) -> None:
    assert wording.explain(wording.mend(question)) == question


@pytest.mark.parametrize("name", TWINS)
def test_one_known_name_is_never_changed_into_another(wording: Wording, name: str) -> None:
    assert wording.mend(f"where is the {name}") == f"where is the {name}"
    assert wording.mend(name) == name


def test_no_word_of_the_lists_is_changed(wording: Wording) -> None:
    words = [*sorted(load_terms())[::7], *list(load_english())[::401]]
    assert [word for word in words if wording.mend(word) != word] == []


def test_what_the_library_has_decides_what_was_meant(starter: Searcher, five_notes: Searcher) -> None:
    question = "what does the multifidous do"
    assert not five_notes.knows("multifidus")
    assert Wording(starter, NOTHING).mend(question) == "what does the multifidus do"
    assert Wording(five_notes, NOTHING).mend(question) == question


def test_the_same_question_is_mended_the_same_way(starter: Searcher) -> None:
    question = "how meny secconds do u hold in activ isolatd streching"
    first, second = (Wording(starter, load_thesaurus(GLOSSARY)).mend(question) for _ in range(2))
    assert first == second != question


def test_of_a_long_question_only_so_many_words_are_looked_at(wording: Wording) -> None:
    mended = wording.mend(" ".join(["siatica"] * (MOST + 10))).split()
    assert mended.count("sciatica") == MOST


@pytest.mark.parametrize(
    ("asked", "explained"),
    [
        ("Does the ITB stretch?", "Does the iliotibial band (ITB) stretch?"),
        ("itb pain", "iliotibial band (ITB) pain"),
        ("glute min origin", "gluteus minimus (glute min) origin"),
        ("Itb: where does it end?", "Iliotibial band (ITB): where does it end?"),
        ("Is the iliotibial band (ITB) a muscle?", "Is the iliotibial band (ITB) a muscle?"),
        ("ITBS", "ITBS"),
        ("we met", "we met"),
    ],
)
def test_a_short_name_gets_its_full_one(starter: Searcher, asked: str, explained: str) -> None:
    assert Wording(starter, SHORT).explain(asked) == explained


def test_a_short_name_that_is_a_word_is_explained_in_capitals_only(wording: Wording) -> None:
    assert wording.explain("how is MET done") == "how is muscle energy technique (MET) done"
    assert wording.explain("we met once") == "we met once"


@pytest.mark.parametrize(
    ("group", "full"),
    [
        (("sacroiliac joint", "SI joint", "SIJ"), {"si joint": "sacroiliac joint", "sij": "sacroiliac joint"}),
        (("vasti", "vastus lateralis", "VMO"), {}),
        (("massage", "rub", "rub-down"), {}),
        (("physiotherapist", "physio"), {"physio": "physiotherapist"}),
    ],
)
def test_a_name_is_short_for_what_has_its_letters(group: Sequence[str], full: dict[str, str]) -> None:
    assert {short: name for short, (name, _) in full_names([group]).items()} == full


def test_the_answer_names_the_question_as_searched(starter: Searcher) -> None:
    answer = Answerer(starter).answer("Which nerv suplies the gluteus minmus?")
    assert answer.interpreted_question == QUESTION
    assert dataclasses.asdict(answer) == dataclasses.asdict(Answerer(starter).answer(QUESTION))


def test_the_gate_reads_the_question_as_mended_too(starter: Searcher) -> None:
    gate = load_gate()
    answerer = MendsTo(starter, "I can't feel my saddle area and I can't pee")
    notice, answer = respond(Inquiry("a question"), gate, lambda: nullcontext(answerer))
    assert isinstance(notice, Notice)
    assert isinstance(answer, Answer)
    assert notice.level is Level.EMERGENCY
    assert (answer.status, answer.urgent, answer.sentences) == (Status.DECLINED, notice, ())


def test_what_the_gate_sees_in_the_question_as_typed_stands(starter: Searcher) -> None:
    typed = "My left calf is swollen, hot and tender."
    *_, answer = respond(Inquiry(typed), load_gate(), lambda: nullcontext(MendsTo(starter, QUESTION)))
    assert isinstance(answer, Answer)
    assert answer.urgent is not None
    assert answer.urgent.level is Level.URGENT


@pytest.mark.parametrize(
    "wordings", [("How many ibuprofen can I take?", QUESTION), (QUESTION, "How many ibuprofen can I take?")]
)
def test_the_scope_reads_both_wordings(starter: Searcher, wordings: tuple[str, str]) -> None:
    typed, mended = wordings
    answerer = Answerer(starter, scope=load_scope())
    answerer._wording = MendsTo(starter, mended)._wording
    assert answerer.answer(typed).status is Status.DECLINED


def test_a_missing_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "PACKAGE", "no_such_package")
    with pytest.raises(WordingError, match="pip install no_such_package"):
        english.load_english.__wrapped__()


def test_a_list_that_its_package_lacks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "without_list").mkdir()
    (tmp_path / "without_list" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(english, "PACKAGE", "without_list")
    with pytest.raises(WordingError, match="pip install without_list"):
        english.load_english.__wrapped__()


class _Mends(Wording):
    def __init__(self, searcher: Searcher, mended: str) -> None:
        super().__init__(searcher, NOTHING)
        self._mended = mended

    def mend(self, question: str) -> str:  # noqa: ARG002 - whatever is asked
        return self._mended


class MendsTo(Answerer):
    """An answerer that takes every question for this one."""

    def __init__(self, searcher: Searcher, mended: str) -> None:
        super().__init__(searcher)
        self._wording = _Mends(searcher, mended)


@pytest.mark.parametrize(
    ("question", "gibberish"),
    [
        ("mupocigos pajoletas", True),
        ("wf uj rdp", True),
        ("what is pizza?", False),
        ("xkcdq soleus", False),
        ("?!", False),
    ],
)
def test_gibberish_has_no_word_of_any_kind(as_shipped: Answerer, question: str, gibberish: bool) -> None:
    assert as_shipped._wording.is_gibberish(question) is gibberish
