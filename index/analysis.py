"""From text to stems: what counts as the same word in the lexical index, and in a question."""

from __future__ import annotations

import re
import threading
import unicodedata

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")

STOP_WORDS = frozenset(
    """
    a an the this that these those there here
    i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself
    it its itself they them their theirs themselves one ones
    am is are was were be been being do does did doing done have has had having
    can could may might must shall should will would let lets get gets got
    and or but nor so if then than as because while although though whether
    of in on at to from by for with without about into onto upon over under between among through during
    before after above below up down out off again
    not no nor only own same such too very just also any some each all both more most other few much many
    what which who whom whose when where why how
    please tell explain know
    im ive id ill youre youve theyre weve were dont doesnt didnt isnt arent wasnt werent cant couldnt wont
    wouldnt shouldnt hasnt havent hadnt
    """.split()
)


class _PerThread(threading.local):
    """Snowball's stemmer keeps state while it stems, so each thread has its own."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("english")


_per_thread = _PerThread()


def stems(text: str) -> list[str]:
    """The stems of a text's words in their order: lower case, without accents, hyphens split, stop words out.

    >>> stems("The patient's long-standing pains are in the Ménière region")
    ['patient', 'long', 'stand', 'pain', 'menier', 'region']
    """
    words = (_plain(word) for word in WORD.findall(fold(text)))
    return list(_per_thread.stemmer.stemWords([word for word in words if word not in STOP_WORDS]))


def stem(word: str) -> str:
    """The stem of one word in lower case, a stop word too."""
    return str(_per_thread.stemmer.stemWord(word))


def fold(text: str) -> str:
    """Lower case, without accents and without lone surrogates; other alphabets stay as they are."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode("utf-8"))
    apart = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).replace("'", "").replace("’", "")
