"""Turns of speech for change, load and position, put so that the words say it: "takes load off" is "reduces load on".

`answer.meanings` has words and phrases that stand for one another as they are; here a phrase has other words in its
middle, or says by its form what another says by a word.
"""

from __future__ import annotations

import re

from answer.numerals import NUMBER


def turn(text: str) -> str:
    """The text in lower case with its turns of speech put simply.

    >>> turn("a wedge takes some pressure off the nerve")
    'a wedge reduces some pressure on the nerve'
    """
    for pattern, simple in _TURNS:
        text = pattern.sub(simple, text)
    return text


_LOAD = r"(load|weight|pressure|strain|stress|tension)"
_WHO = (
    "to|he|she|it|clients?|patients?|persons?|someone|who|you|people|they|child|man|woman|therapist|runner|one|that|which"
    "|when|while|if|whoever|everyone|practitioner|helper|partner|baby|and|or|as"
)
_PLACE = (
    "just|right|directly|deep|at|in|on|under|beneath|behind|between|above|below|over|near|next|inside|within|along|against"
    "|close|beside|underneath|immediately|partly"
)
_TURNS = tuple(
    (re.compile(pattern), simple)
    for pattern, simple in (
        (r"\bonly (?=(?:very )?(?:rarely|seldom|occasionally|sometimes)\b)", ""),
        (r"\b(?:unusual|uncommon)\b(?=[^.;]* (?:for|that|to)\b)", "rare"),
        (rf"\b({NUMBER}(?: out of {NUMBER})?) or (?:below|under|lower|fewer)\b", r"no more than \1"),
        (r"\bin (?:its|their|his|her|your) own right\b", ""),
        (r"\ba good (?=(?:deal|many|number)\b)", "a great "),
        (r"\bsound or light\b", "noise or light"),
        (r"\blight or sound\b", "light or noise"),
        (r"\b(?:come|go) back\b", "return"),
        (r"\b(?:comes|goes) back\b", "returns"),
        (r"\bcame back\b", "returned"),
        (r"\b(?<=may |can |ght |uld )be (?:an? )?(?:[a-z]+ )?signs? of\b", "indicate"),
        (r"\b(?:is|are) (?:an? )?(?:[a-z]+ )?signs? of\b", "indicates"),
        (r"\b(?<=may |can |ght |uld )point (?:to|towards)\b", "indicate"),
        (r"\bpoints to (?=an?\b|some\b)", "indicates "),
        (r"\bkeep(s|ing)? up\b", r"keep\1"),
        (
            r"\b(?:breathe in|inhale)\b([^.;:]*?),? (?:and|then|and then) (?:(?:breathe )?out|exhale)\b",
            r"inhale\1, exhale",
        ),
        (r"\bre(assess|evaluat|examin|measur|test|check|tear|injur|ruptur)(e[sd]?|es|s|ed|ing)?\b", r"\1\2 again"),
        (
            (
                r"\b(?:people|those|patients) (?:with|who have) ((?:\w+ ){1,4}?)are more likely to (?:get|have"
                r"|develop|suffer)\b"
            ),
            r"\1raises the risk of",
        ),
        (
            (
                r"\b(?:people|those|patients) (?:with|who have) ((?:\w+ ){1,4}?)are less likely to (?:get|have"
                r"|develop|suffer)\b"
            ),
            r"\1lowers the risk of",
        ),
        (rf"\b(?:tak(?:es?|en|ing)|took) ((?:[\w.]+ ){{0,6}}?){_LOAD} off\b", r"reduces \1\2 on"),
        (
            (
                rf"\b(?:relieve[sd]?|relieving|frees?|freed) ((?:\w+ ){{0,4}}?)of (?=(?:[\w.]+ ){{0,5}}?{_LOAD}"
                rf"|about\b|around\b|\d)"
            ),
            r"reduces \1of ",
        ),
        (r"\bma(?:kes?|de|king) it less likely\b", "lowers the risk"),
        (r"\bma(?:kes?|de|king) it more likely\b", "raises the risk"),
        (r"\bma(?:kes?|de|king) ((?:\w+ ){1,6}?)less likely\b", r"lowers the risk of \1"),
        (r"\bma(?:kes?|de|king) ((?:\w+ ){1,6}?)more likely\b", r"raises the risk of \1"),
        (r"\brarer\b", "fewer"),
        (
            (
                r"\b(?:the )?strength((?: (?:of|on|in) \w+(?: \w+){0,3}?)?) (is|was) ((?:(?!not )\S+ ){0,3}?)"
                r"(?:lower|less|reduced)\b"
            ),
            r"the muscle\1 \2 \3weaker",
        ),
        (
            (
                r"\b(?:the )?strength((?: (?:of|on|in) \w+(?: \w+){0,3}?)?) (is|was) ((?:(?!not )\S+ ){0,3}?)"
                r"(?:higher|more|greater)\b"
            ),
            r"the muscle\1 \2 \3stronger",
        ),
        (
            (
                r"\b(?:lower|reduce|cut|decrease)(?:s|d|ed)? (?:the )?((?!(?:heart|pulse|breathing)\b)\w+) (?:rates?"
                r"|incidence|frequency)\b"
            ),
            r"make \1 fewer",
        ),
        (
            (
                r"\b(?:lengthen|extend|prolong|increase|raise)(?:s|ed|d|ing)? ((?:\w+ ){1,4}?)by (?=(?:(?:about"
                r"|at most|only) )?"
                rf"(?:an? |\d|{NUMBER}))"
            ),
            r"add to \1",
        ),
        (r"\bgr(?:ow|ew|own)(s|ing)? (?=\w+er\b|weak|strong|less|more|stiff|tired|numb|old)", "become "),
        (rf"(?:^|(?<=[.;:] ))((?:(?!(?:{_WHO})\b)[\w-]+ ){{1,7}})sits (?={_PLACE})", r"\1lies "),
        (
            (
                r"\b(?:felt|feel|feels|found|assessed|examined) ((?:\w+ly )?)(?:by (?:hand|touch|feel)|with"
                r" (?:the|your|his|her) (?:hands?"
                r"|fingers?|fingertips?))(?! (?:of|and|or)\b)"
            ),
            r"palpated \1",
        ),
        (r"\b(palpate[sd]?|felt|feel) ((?:\w+ ){1,4}?)by hand\b(?! (?:and|or)\b)", r"\1 \2"),
        (
            (
                r"\btak(?:e|es|ing|en) ((?:(?:about|at most|up to) )?[\d.,]+ ?(?:percent|kg|%|minutes?|seconds?))"
                r" off (?=the\b|your\b)"
            ),
            r"reduce by \1 ",
        ),
        (r"\bpast (?=(?:the )?(?:week|month|day|\d+(?:st|nd|rd|th))\b)", "after "),
    )
)
