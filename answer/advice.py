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
    "add apply ask avoid begin bend breathe bring call check choose consult continue do don't eat find follow get give"
    " glide go hold increase keep lean leave let lie lower make move never perform press put raise reduce see seek sit"
    " stand stay step stop strengthen swap take tell train treat wait warm wear"
).split()
_NOUNS = (
    "cool cut draw drink exercise heat ice lift limit massage place pull push reach release repeat rest return roll rub"
    " set sleep slide squeeze start stretch try turn use walk watch work"
).split()
_OBJECT = "the|your|a|an|it|them|each|both|this|that|gently|slowly|lightly|firmly|on|down|up|out|for|at|with"
_TELLING = re.compile(
    r"^\W*(?:(?:then|next|now|first|always|please|gently|slowly|to [\w ]+,|if [\w ',-]+,|when [\w ',-]+,) )?"
    rf"(?:(?:{'|'.join(_TELLS)})\b|(?:{'|'.join(_NOUNS)}) (?:{_OBJECT})\b)"
)
"""The beginning of a sentence that tells somebody to do something; words that are nouns as well need an object."""
_COUNSEL = re.compile(
    r"\b(?:should|must|need(?:s|ed)?|ha(?:ve|s) to|ought|recommend\w*|advis\w+|suggest\w*|avoid\w*|never|do not|don't"
    r"|contra-?indicated|see a|call an?|ask|best|important|first choice|guidelines?|helps?|useful)\b"
)
_AND_THEN = re.compile(
    r"^[\w ]+\band (?:the|your|a|it|you)\b"
)  # "lean forwards and the muscle lets you down": no advice


_SUBJECT = re.compile(
    r"^\W*(?:(?:the|an?|this|these|those|its?|they|in|on|for|with|most|some|many|both|all|one|as|because|there|after|before"
    r"|while|people|clients|patients|trigger|evidence|pain|muscles?|according|among|when)\b"
    r"|[\w-]+(?: [\w-]+){0,2} (?:is|are|was|were|may|can|could|has|have|had|also|usually|often|probably)\b)"
)
"""The beginning of a sentence that states something of somebody."""


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
    if (
        told is None
        or not _states(given)
        or _is_procedure(told[0], given)
        or (told.start() == 0 and _AND_THEN.search(said))
    ):
        return ""
    return told[0].strip()


def _is_procedure(told: str, quote: str) -> bool:
    """Whether a text tells to do what its source says is done: "hold each position", as "each position is held"."""
    verb = re.findall(r"\w+", told)[0]
    return not _HAPPENS.search(quote) and any(_DONE[found] == _DONE.get(verb) for found in _IS_DONE.findall(quote))


_DONE = {
    word: words.split()[0]
    for words in (
        "hold held kept keep stay remain maintained",
        "avoid avoided",
        "repeat repeated",
        "treat treated",
        "start started begin begun",
        "raise raised increase increased",
        "put place placed",
        "press pressed",
    )
    for word in words.split()
}
"""Acts of a procedure by what they are done or told as; what is used or given for something is none."""
_HAPPENS = re.compile(r"\bby (?:the|an?|its|swelling)\b|\b(?:when|if|because|often|too|in (?:most|many|some))\b")
"""What shows that something happens, or is done by a muscle."""
_IS_DONE = re.compile(
    rf"\b(?:is|are) (?:then |first |always |slowly |gently )?({'|'.join(_DONE)})\b(?! (?:by|from|in the)\b)"
)


def tells(text: str) -> bool:
    """Whether a text begins as what tells somebody to do something."""
    return bool(_TELLING.search(fold(text)))


def _states(quote: str) -> bool:
    """Whether a quote is a whole sentence that states something: no item of a list, no counsel of any kind."""
    whole = quote.rstrip().endswith((".", "!", "?"))
    told = any(_TELLING.search(part) for part in re.split(r"[:;.]\s+|, (?:and |then |or )?|\band (?:then )?", quote))
    return whole and bool(_SUBJECT.search(quote)) and not told and not _COUNSEL.search(quote)
