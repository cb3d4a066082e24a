"""Whether a written sentence tells its reader what to do where its source only states something; and what steers.

`answer.scope` keeps questions out; here sentences are kept out that a model, or a document that speaks to the model,
would have said to the reader.
"""

from __future__ import annotations

import re

from index.analysis import fold

_STEERING = re.compile(
    "|".join(
        (
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines|previous)\b",
            r"\bas an? (?:\w+ )?(?:ai|assistant|chatbot|language model)\b",
            r"\b(?:system|hidden|secret) (?:prompt|message|instruction)s?\b",
            r"\b(?:language model|jailbreak|developer mode)\b",
            r"https?://|\bwww\.|<[a-z/!]|```|\w@\w+\.\w|\$\{|\bjavascript:",
            r"\bi(?:'m| am| can(?:not|'t)?|'ll| will| was| have|'ve)\b",
            r"\b(?:click|subscribe|buy now|order now|promo|discount)\b",
        )
    )
)
_WHO = "you|one|people|clients?|patients?|therapists?|everyone|anyone"
_ADVICE = re.compile(
    "|".join(
        (
            rf"\b(?:{_WHO}) (?:should|must|needs? to|ha(?:ve|s) to|ought to)\b",
            r"\bshould\b|\bmust\b|\bought to\b|\bmake sure\b|\bbe sure to\b|\b(?:i|we) recommend\b",
            r"\bit is (?:best|important|essential|vital|advisable) to\b",
            r"\b(?:is|are) (?:recommended|advised|advisable|a must)\b",
        )
    )
)
_TELLS = (
    "add apply ask avoid begin bend breathe bring call check choose consult continue cool cut do don't draw drink eat"
    " exercise find follow get give glide go heat hold ice increase keep lean leave let lie lift limit lower make"
    " massage move never perform place press pull push put raise reach reduce release repeat rest return roll rub see"
    " seek set sit sleep slide squeeze stand start stay step stop strengthen stretch swap take tell train treat try turn use"
    " wait walk warm watch wear work"
).split()
_TELLING = re.compile(
    r"^\W*(?:(?:then|next|now|first|always|please|gently|slowly|to [\w ]+,|if [\w ',-]+,|when [\w ',-]+,) )?"
    rf"(?:{'|'.join(_TELLS)})\b"
)
_COUNSEL = re.compile(
    r"\b(?:should|must|need(?:s|ed)?|ha(?:ve|s) to|ought|recommend\w*|advis\w+|suggest\w*|avoid\w*|never|do not|don't"
    r"|contra-?indicated|see a|call an?|ask|best|important|first choice|guidelines?|helps?|useful)\b"
)
_AND_THEN = re.compile(
    r"^[\w ]+\band (?:the|your|a|it|you)\b"
)  # "lean forwards and the muscle lets you down": no advice


def steers(text: str) -> str:
    """The words of a sentence that speak of its writer, of instructions or of other places; "" where there are none."""
    found = _STEERING.search(fold(text).replace("’", "'"))
    return found[0] if found else ""


def advises(text: str, quote: str) -> str:
    """The words by which a text advises where the quote, a whole sentence, does not; "" where there are none.

    >>> advises("You should rest the hip.", "The hip rested after the run.")
    'you should'
    """
    said, given = fold(text).replace("’", "'"), fold(quote).replace("’", "'")
    told = _ADVICE.search(said) or _TELLING.search(said)
    if told is None or not _states(given) or (told.start() == 0 and _AND_THEN.search(said)):
        return ""
    return told[0].strip()


def _states(quote: str) -> bool:
    """Whether a quote is a whole sentence that states something: no item of a list, no counsel of any kind."""
    whole = quote.rstrip().endswith((".", "!", "?"))
    tells = any(_TELLING.search(part) for part in re.split(r"[:;.]\s+|, (?:and |then |or )?|\band (?:then )?", quote))
    return whole and not tells and not _COUNSEL.search(quote)
