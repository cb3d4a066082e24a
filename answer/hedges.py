"""How far a sentence holds: whether one says more surely, or of more cases, than its source.

Words of degree are ranked. A sentence may say less than its source, and never more; and where both name a degree, they
must be about the same one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from answer.claims import UNKNOWN, Claim, read_claim, twins
from answer.numerals import NUMBER
from index.analysis import fold

COVERED = 0.6
"""The share of a clause's words that the text has where it says what the clause says."""
RARE, SOME, OFTEN, MOST, PLAIN, ALL = range(1, 7)
_SURENESS = "certainty|evidence|proof"
_DEEMED = (
    "(?:is|are|was|were|been|be)(?: all| both)? (?:considered|deemed|(?:regarded|seen|viewed|looked on|classed"
    "|rated|taken)"
    "(?= as| to be))|counts? as|counted as|passes for"
    "|(?:regard|consider|view|rate|judge)s? (?:\\w+ ){1,5}?(?:as|to be)"
)
"""What says how something is judged, by whom is left open."""
_DEEMED_WORD = "(?!.*considered).*(?:deemed|regarded|seen|viewed|looked on|classed|rated|taken|count.*|passes for)"
_NOT_APART = "(?! (?:[\\w-]+ ){0,5}(?:apart|from)\\b)"
_POOR = "little|low|limited|weak|poor"
_COUNTED = "(?! (?:seconds|minutes|hours|days|weeks|months|years|times|rounds|repetitions)\\b)"
_DEGREES: tuple[tuple[int, str], ...] = (
    (
        RARE,
        "|".join(
            (
                "barely|rarely|seldom|(?:is|are|was|were) unusual|hardly ever|very few|very little|hardly|scarcely",
                "rare|uncommon|infrequent(?:ly)?",
                "(?<!a )(?<!last )(?<!past )(?<!next )few",
            )
        ),
    ),
    (
        SOME,
        "|".join(
            (
                "(?:is|are) an option|proposes?|attributed to|ascribed to|reportedly|supposedly|reputedly",
                "allegedly|suggestive|free to|allowed to|at liberty to|entitled to|welcome to|may|might|could",
                (
                    "can(?! (?:bear|tolerate|stand|take|say|feel|be (?:felt|seen|heard|palpated|touched)|tell(?!"
                    " (?:the|your|a|whoever) "
                    "(?:therapist|doctor|client|patient|person|practitioner|physiotherapist))))"
                ),
                "(?:is|are) able to|possibl[ey]|perhaps|maybe",
                "sometimes|occasionally|at times|once in a while|every so often|from time to time|on occasion",
                f"some{_COUNTED}(?! (?:time|point|stage)\\b)",
                "now and then|certain people|apparently|unlikely|named for|named as|tends? to",
                (
                    "(?:is|are|was|were|been)(?: all| both)? (?:said|thought|believed|held(?= (?:to|that)\\b)"
                    "|reported|claimed)"
                ),
                _DEEMED,
                (
                    "(?:is|are|was|were|been) suspected|suspects?|suspicion|speaks? for|treated as|treats?"
                    " (?:\\w+ ){1,4}?as"
                    "(?! (?:early|soon|long|far|much|often|well|if|for|you|a rule|before|described|above|needed"
                    "|usual)\\b)"
                ),
                "potential(?:ly)?|conceivabl[ey]|in theory|a minority|in some cases|every now and then",
                "(?:is|are|was|were|been) (?:supposed|described)",
                "seems?|appears? to|suggests?|it is said|contested|disputed|debated|controversial|questioned",
                "uncertain|not certain|unclear|by some|by many",
                f"(?:several|a few|a couple of){_COUNTED}",
                f"(?:{_POOR})(?: to moderate)? (?:{_SURENESS})",
                f"(?:{_SURENESS}) (?:is|was) (?:very )?(?:{_POOR}|thin)",
                "sources differ|sources (?:do not|don.t) agree|sources disagree|some sources",
                f"(?:has|have)(?: all| both)? been (?:linked|tied)|(?:hard to|cannot) tell{_NOT_APART}",
                "anyone's guess|unknown|cannot be told(?! apart)|nobody (?:knows|can tell)",
            )
        ),
    ),
    (
        OFTEN,
        (
            "often|(?<!more )(?<!most )(?<!less )frequent(?:ly)?|many|a lot of|lots of|plenty of|regularly"
            "|(?<!most )(?<!more )(?<!less )common(?:ly)?(?! (?:fibular|peroneal|carotid|iliac|tendon|flexor"
            "|extensor|origin))"
        ),
    ),
    (
        MOST,
        "|".join(
            (
                "(?<!at )(?<!at the )(?<!the )most(?! of all)|mostly|usual(?:ly)?|main(?:ly)?|chiefly",
                "generally|typically|majority|by and large|on the whole|more often than not|for the most part",
                "(?<!more )(?<!less )likely",
                "largely|as a rule|probabl[ey]|normally|nearly all|almost all|nearly always|almost always",
                "predominantly|in general",
            )
        ),
    ),
    (
        ALL,
        "|".join(
            (
                (
                    "(?<!have )(?<!are )(?<!were )(?<!they )(?<!these )(?<!them )(?<!in )(?<!at )"
                    "(?<!after )(?<!above )(?<!of )all(?! right| fours| in all| the way| the while| of a sudden)"
                ),
                r"every(?! \w+ day| \d| time)|always",
                "never",
                (
                    "only(?! to )"
                    "(?! (?:a |an |for a )?(?:small|short|slight|little|few|half|50 percent|modest|weak|brief|minor"
                    "|limited|mild))"
                ),
                "solely|must|entirely|completely|exclusively|definitely|certainly|reliably|proven|proves",
                "guarantees?|without exception|sure to|undoubtedly|clearly|invariably|nobody|none|everyone",
                "everybody|cures?|fully",
                "nothing but|alone|inevitably|in every case|best|ideal|perfect",
            )
        ),
    ),
)
_NO_CAN = re.compile(
    r"\b(no|none|neither|nobody|nothing|not one)((?: (?!and\b|but\b|which\b|that\b|who\b)[\w'-]+){0,6}?) can(?= )"
)
"""What none of something can do is as sure as what "cannot be"."""
_NOT_PROVEN = re.compile(
    r"(\bnot|\bcannot|\bnever|n't)((?: yet| be| been| being| by itself)*) (?:proven|proved|proves)\b"
)
NOT_ALL = re.compile(r"\bnot (?:all|always|every\w*|(?:\w+ )?\w+ (?:for|in|by|with|from|of) (?:all|every\w*))\b")
_NOT_OFTEN = re.compile(r"(?:\bnot|n't) (?:usual(?:ly)?|often|common(?:ly)?|frequent(?:ly)?)\b(?! enough)")
_EACH_OF = re.compile(
    r"\ball(?= (?:lead|cause|contribute|provoke|trigger|bring)\b)|\b(?:can|may|might|could) all(?= [a-z]+)"
    r"|\ball(?= (?:night|day|of (?:it|its|this)|the \w+ (?:it|he|she|you|they|that))\b)"
    r"|\b(and (?:\w+ ){1,6})all(?= (?:hurt|have|are|were|can|may|help|play|come|arise|originate|attach|insert|start"
    r"|begin|end|run|go|lie|cause|make|lead|get|take|need|use|work|add|bring|contribute|bend|count|belong|share)\b)"
)
"""What is all of one thing, or of the things just named: no claim about every case."""
_AMOUNT = re.compile(
    r"\bsome(?= (?:rest|slack|air|water|room|space|practice|movement|pressure|heat|warmth|ice|weight)\b)"
    r"|(?<=at )some(?= (?:time|point|stage|moment)\b)"
    r"|(?:(?<=with )|(?<=after )|(?<=by )|(?<=do )|(?<=does )|(?<=need )|(?<=needs )|(?<=take )|(?<=get )|(?<=try ))"
    r"some(?= \w+ing\b)"
)
"""The "some" that says how much of one thing, and nothing of how many cases."""
_PATTERNS = tuple((rank, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for rank, words in _DEGREES)


def degrees(text: str) -> dict[int, list[str]]:
    """The words of degree in a text, by rank.

    >>> degrees("it may always hurt")
    {2: ['may'], 6: ['always']}
    """
    plain = UNKNOWN.sub("unclear", fold(text).replace("’", "'"))
    plain = _EACH_OF.sub(lambda found: found[1] or found[0].removesuffix("all"), _AMOUNT.sub(" ", plain))
    plain = _NOT_OFTEN.sub("rarely", NOT_ALL.sub("some", plain))
    plain = _NOT_PROVEN.sub(r"\1\2 prove", _NO_CAN.sub(r"\1\2 cannot", plain))
    found: dict[int, list[str]] = {}
    for rank, pattern in _PATTERNS:
        words = pattern.findall(plain)
        if words:
            found[rank] = words
    return found


def overstates(said: Claim, given: Claim, lent: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """The fault where the text says more than its source, or names another degree, with the word; or None."""
    ours, theirs = degrees(_with_permission(said.text)), degrees(given.text)
    spoken = degrees(_spoken_of(given, said))
    own, hedge = _weakest(ours), _weakest(spoken)
    universal = [
        word
        for word in ours.get(ALL, [])
        if not (
            _is_whole(word, given)
            or (word in ("never", "must") and "not" in lent)
            or (word == "must" and _commands(given, said))
            or (word == "all" and _all_counted(said, given))
            or (word == "only" and _ONLY_ONCE.search(said.text) and given.negations and _UNTIL.search(given.text))
        )
    ]
    if universal and ALL not in theirs:
        return "relation", universal[0]
    if hedge < own and (own == PLAIN or hedge not in ours):
        return "relation", spoken[hedge][0]
    if own == SOME == hedge and re.fullmatch(_DEEMED_WORD, ours[SOME][0]) and not _is_deemed(spoken):
        return "relation", ours[SOME][0]
    if own == RARE and RARE not in theirs and not _LITTLE.search(fold(given.text)):
        return "relation", ours[RARE][0]
    if _hedged(given, said) > sum(len(words) for rank, words in ours.items() if rank < PLAIN):
        return "relation", "a hedge is left out"
    return _part_overstated(said, given)


def _with_permission(text: str) -> str:
    """The text with the "may" that is left out where it is denied: "doctors may do it, but therapists are not"."""
    found = _PERMITTED.search(text)
    return text[: found.end()] + _LEFT_SHORT.sub("may", text[found.end() :]) if found else text


_PERMITTED = re.compile(r"\b(?:may|allowed to|permitted to|free to|at liberty to|entitled to)\b")
_LEFT_SHORT = re.compile(r"\b(?:is|are|do|does|can)(?: ?not|n['’]t)?(?=[.;,]|$)")


def _all_counted(said: Claim, given: Claim) -> bool:
    """Whether "all" says only how many there are: "all nine trials" for "the nine trials"."""
    plain = fold(given.text)
    counted = all(_COUNT.match(found[1]) for found in re.finditer(r"\ball\b ?(\S*)", fold(said.text)))
    return counted and not degrees(given.text) and not _OF_THEM.search(plain)


_COUNT = re.compile(rf"(?:(?:of )?(?:the |these |those )?)?{NUMBER}\b")
_OF_THEM = re.compile(rf"\b(?:{NUMBER}|both|some|one|each|either|half|none|any) of\b|\bexcept\b|\bbut (?:one|two)\b")


def _is_deemed(found: Mapping[int, list[str]]) -> bool:
    """Whether all words of doubt only say how something is judged."""
    return all(_JUDGED.search(word) for word in found[SOME])


_JUDGED = re.compile(r"consider|deem|regard|seen|view|look|class|rated|taken|count|passes|treat|thought|believed|held")


def _commands(given: Claim, said: Claim) -> bool:
    """Whether the source tells somebody to do what the text says must be done: "send her to hospital at once".

    What it tells to consider or to try is no order, and what is ordered under a condition is not ordered without it.
    """
    ways = [part for part in _ORDERS.split(said.text) if _MUST.search(fold(part))]
    for part in _ORDERS.split(given.text):
        order = fold(part)
        if not _COMMAND.match(order) or degrees(part).keys() & {RARE, SOME, OFTEN, MOST}:
            continue
        claim = read_claim(part)
        bound = bool(_CONDITION.search(order))
        for way in ways:
            verb = _MUST_DO.search(fold(way))
            if verb and verb[1] not in _GENERAL and not any(twins(word, claim) for word in read_claim(verb[1]).words):
                continue
            main = _CONDITION.split(way)[0] if not _CONDITION.match(way) else way
            telling = [word for word in read_claim(main).words if not (word.light or word.text == "must")]
            told = sum(1 for word in telling if twins(word, claim))
            if telling and told >= COVERED * len(telling) and (not bound or _CONDITION.search(fold(said.text))):
                return True
    return False


_ORDERS = re.compile(r"(?<=[;.:])\s+|, (?:and|but|while|whereas|which|who|since|because|as|so|then) ")
_MUST = re.compile(r"\bmust\b")
_MUST_DO = re.compile(r"\bmust (?:always |never |not )?(?:be )?(?:\w+ly )?(\w+)")
_GENERAL = frozenset(
    "go given done made taken kept keep stay remain happen come get have receive take make no be".split()
)
_COMMAND = re.compile(
    r"\W*(?:then |next |first |always |please |at once |immediately )?(?:[\w ]+: )?(?:never|do not|don.t|"
    r"send|ask(?! whether| if| about| how| what)|refer|call|stop|see|seek|get|go|take|bring|arrange|ring|phone"
    r"|contact|keep|hold|use|give|leave|put|place|press|do"
    r"|begin|start|make|move|work|treat|check|avoid|remove|rest|lie|sit|stand|wear|apply|increase|reduce|raise|lower|end|break"
    r"|protect|warn|tell|inform|explain|obtain|wait|wash|clean|breathe|measure|test|examine|rule|support|turn|bend|lift|pull"
    r"|push|repeat|limit|document|note|transfer|have|let|ensure|stay|load|carry|rotate|stretch|strengthen|massage|roll|squeeze|add|follow|maintain|insert|abandon|interrupt|discontinue)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|until|after|before|(?<!at )once|in case|should)\b", re.IGNORECASE
)


def _part_overstated(said: Claim, given: Claim) -> tuple[str, str] | None:
    """A statement of several that is said more surely than the one of the source with its words, or None.

    Asked only where each statement of the one has its own in the other.
    """
    ours, theirs = _PARTS.split(said.text), _PARTS.split(given.text)
    if not 1 < len(ours) == len(theirs):
        return None
    claims = [read_claim(part) for part in theirs]
    places: list[int] = []
    ranks: list[int] = []
    rank = PLAIN
    for part in ours:
        part = _LEFT_SHORT.sub("may", part) if ranks and rank == SOME else part
        found = min(degrees(part), default=PLAIN)
        rank = rank if found == PLAIN and not _OWN.search(part) else found  # "may come and go"
        ranks.append(rank)
        telling = [word for word in read_claim(part).words if not (word.empty or degrees(word.text))]
        told = [sum(1 for word in telling if twins(word, claim)) for claim in claims]
        places.append(max(range(len(told)), key=lambda place: (told[place], -place)) if any(told) else -1)
    if sorted(places) != list(range(len(theirs))):
        return None
    for place, rank in zip(places, ranks, strict=True):
        hedges = degrees(theirs[place])
        least = min(hedges, default=PLAIN)
        if least < min(rank, PLAIN):
            return "relation", hedges[least][0]
    return None


_PARTS = re.compile(r"(?<=[;.])\s+|,? (?:and|but|while|whereas) ")
_OWN = re.compile(r"^(?:it|they|he|she|you|this|the|a|an)\b|^(?:\w+ ){0,2}\w+[^su\W]s\b", re.IGNORECASE)
"""How a statement opens that has a subject or a finite verb of its own."""


def _spoken_of(given: Claim, said: Claim) -> str:
    """The source without those of its statements that the text leaves out; what is known of the rest stays."""
    kept = []
    parts = _STATEMENTS.split(given.text)
    ours = [word for word in said.words if not word.light]
    for part in parts if len(parts) > 1 and len(ours) >= FEWEST else ():
        claim = read_claim(part)
        if all(twins(word, claim) for word in ours):
            return "; ".join([part, *(other for other in parts if other != part and _KNOWN.search(fold(other)))])
    for part in parts:
        claim = given if len(parts) == 1 else read_claim(part)
        telling = [word for word in claim.words if not word.light]
        told = sum(1 for word in telling if twins(word, said))
        if len(telling) < FEWEST or told >= TOLD * len(telling) or _KNOWN.search(fold(part)):
            kept.append(part)
    return "; ".join(kept)


TOLD, FEWEST = 0.34, 2
"""The share of a statement's telling words from which on the text speaks of it, and how many it needs of them."""
_STATEMENTS = re.compile(r"(?<=[;.])\s+|, (?:and|but|while|whereas|which|who) ")
_KNOWN = re.compile(
    rf"\b(?:{_SURENESS}|stud(?:y|ies)|trials?|reviews?|research|results?|effects?|benefits?|known?|claims?)\b"
)


def _is_whole(word: str, given: Claim) -> bool:
    """Whether the source says in a way of its own that something holds without exception."""
    if word in ("never", "nobody", "none"):
        return bool(given.negations)
    pattern = _WHOLE.get(word)
    return bool(pattern and pattern.search(fold(given.text)))


_ONLY_ONCE = re.compile(r"\bonly (?:once|after|when|if)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|before|unless|without)\b", re.IGNORECASE)
_LITTLE = re.compile(r"\b(?:little|few|not|no)\b")
_WHOLE = {
    word: re.compile(rf"\b(?:{others})\b")
    for words, others in (
        ("always", "whenever|every time|each time|every|each|regularly without fail"),
        (
            "all every",
            "each|any|anyone|both|whole|entire|full|throughout|whatever|whichever|wherever|no \\w+ (?:is|are|has)",
        ),
        (
            "only solely alone exclusively",
            (
                "just|merely|single|itself|no other|nothing else|no more|at most|sole|one|except"
                "|nothing (?:more|\\w+er)\\b"
            ),
        ),
        ("entirely completely fully", "whole|entire|complete|full|total"),
        (
            "must",
            (
                "need|needs|has to|have to|had to|required?|requires|necessary|essential|do not|don.t|avoid"
                "|contra-?indicated|forbidden|prohibited|not (?:permitted|allowed)"
            ),
        ),
        ("clearly", "plain|plainly|marked|markedly|obvious|obviously|clear"),
    )
    for word in words.split()
}
"""Other words for a word of the highest degree."""


def _weakest(found: Mapping[int, list[str]]) -> int:
    return min((rank for rank in found if rank < PLAIN), default=PLAIN)


def _hedged(given: Claim, said: Claim) -> int:
    """How many clauses of the source are hedged whose words the text has, most of them."""
    count = 0
    for clause in {word.clause for word in given.words}:
        words = [word for word in given.words if word.clause == clause]
        telling = [word for word in words if not word.light]
        if min(degrees(" ".join(word.text for word in words)), default=PLAIN) < PLAIN and telling:
            count += sum(1 for word in telling if twins(word, said)) >= COVERED * len(telling)
    return count
