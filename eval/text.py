"""Text as the bench compares it: letters and digits only, so that wording counts and typography does not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Words in lower case, without accents and punctuation, with one space between.

    >>> normalise("Gluteus-minimus: 2–3 x/week, “gently”.")
    'gluteus minimus 2 3 x week gently'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    unaccented = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(WORD.findall(unaccented))


def holds(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text as one run of whole words. Both are normalised here.

    >>> holds("Hold each stretch for 30 seconds.", "30 seconds"), holds("130 seconds", "30 seconds")
    (True, False)
    """
    wanted = normalise(phrase)
    return bool(wanted) and f" {wanted} " in f" {normalise(text)} "
