"""What search works with beside a generation and its embedder: loaded once, whatever is published meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus.settings import SearchSettings
from index.glossary import NOTHING as NO_TERMS
from index.glossary import Glossary, load_glossary
from index.rerank import Reranker, load_reranker
from index.thesaurus import NOTHING, Thesaurus, load_thesaurus

GLOSSARY = Path(corpus.__file__).parent / "library" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Extras:
    """`thesaurus` lets words find what is said in other words; `reranker`, where there is one, orders the best anew.

    `glossary` is for those who read what was found.
    """

    thesaurus: Thesaurus = NOTHING
    glossary: Glossary = NO_TERMS
    reranker: Reranker | None = None


NONE = Extras()


def load_extras(settings: SearchSettings) -> Extras:
    """The glossary that comes with Palpate, and the reranker that the settings name.

    Raises ThesaurusError or RerankerError for one that cannot be used.
    """
    return Extras(load_thesaurus(GLOSSARY), load_glossary(GLOSSARY), load_reranker(settings.reranker))
