"""Words of direction that show none, and directions that are said in another way.

"Right away", "go back to work", "write it down", "left it unchanged": no side is asked of a source for these. A
particle keeps its direction where its verb may mean one: "press down", "draw the foot up". `answer.claims` reads
sentences through here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer.meanings import root

_NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in ("the", "your", "their", "his", "her", "on", "from", "to"))
_SPANS = "years?|weeks?|months?|days?|hours?|minutes?|while"
_NONE = re.compile(
    r"\bright(?= (?:on|after|afterwards|before|away|there|at|now|down|up|through|into|in|under|below|above|behind"
    r"|beside|beneath|across|along|around|between|inside|next|over|angles?)\b)"
    r"|(?<=the )right(?= (?:way|kind|sort|amount|time|dose|technique|thing|choice|track|moment|treatment|balance)\b)"
    r"|(?<=deep )down\b|\bfar(?= (?:end|inside|in|into|down|up|below|above|within|deep)\b)"
    r"|(?:(?<=is )|(?<=are )|(?<=be )|(?<=was )|(?<=were )|(?<=been )|(?<=being ))left\b(?! of\b)"
    rf"|\bleft(?= out\b)|\ball right\b|{_NOT_AFTER}\bleft"
    r"(?= (?:them|people|it|no|with|over|behind|unchanged|unaffected|untreated|open|free|the|an?|this|these|those|him"
    r"|her|you|some|many|most|only|to (?:heal|itself|themselves)"
    r"|(?:\w+ )?(?:adults|people|patients|clients|volunteers|participants|men|women|runners))\b)"
    r"|(?<=plan )ahead\b|(?<=planning )ahead\b|(?<=planned )ahead\b|(?<=go )ahead\b|(?<=think )ahead\b"
    r"|\bover(?= time\b|[,.;])|(?<=cross )over\b|(?<=crossed )over\b|(?<=crossing )over\b"
    r"|\bover(?= again\b| and above\b| the (?:course|years|weeks|months|days|phone|long run|short run)\b)"
    rf"|\bover(?= (?:some|several|many|an?)(?: few| couple of| number of)? (?:{_SPANS})\b)"
    r"|\bunder(?= (?:control|stress|strain|review|treatment|supervision|guidance|investigation|observation|way"
    r"|an(?:a)?esthe\w+|the (?:guidance|supervision|care|impression|influence|microscope))\b)"
    r"|(?:(?<=reason )|(?<=reasons )|(?<=idea )|(?<=thinking )|(?<=theory )|(?<=mechanism ))behind\b"
    r"|\babove(?= (?:all|average)\b)|(?<=over and )above\b|\bbelow(?= average\b)|\bon top of (?=(?:that|this)\b)"
    r"|\btop(?= (?:priority|tip|speed)\b)|\bmiddle(?= aged?\b)|(?<=the )middle(?= of the (?:night|day|week))"
    r"|\bfront(?= crawl\b)|(?<=looks )forward\b(?= to)|(?<=look )forward\b(?= to)|(?<=looking )forward\b(?= to)"
    r"|\bso far(?! (?:from|away)\b)|(?<=stay )off\b(?= work)|\bon the other hand\b"
    r"|\b(?:at|in) the back of (?:the|one's) mind\b"
    r"|(?<!the )(?<!your )(?<!their )(?<!low )(?<!lower )(?<!upper )\bback(?= (?:to|again|into|up)\b)"
)
"""Words of direction that show none: "right away", "go back to work"."""
_MUCH = re.compile(
    r"\bfar(?= (?:more|less|better|worse|fewer|too|greater|larger|bigger|smaller|longer|shorter|stronger|weaker|easier"
    r"|harder|quicker|faster|slower|sooner|commoner|rarer|milder|likelier)\b)|\bby far\b"
)
_WHO = r"(?:you|one|he|she|they|the (?:client|patient|person|runner))"
_GROUND = r"the (?:ground|floor)"
_LEG = r"(?P<{}>leg|foot|side|limb)"
_BEYOND = re.compile(r"\b(?:far|well) beyond\b(?! (?:\d|an?\b))")
_STANDING = re.compile(
    rf"\b(?:stance|supporting|weight bearing|planted) {_LEG.format('one')}\b"
    rf"|\b{_LEG.format('two')} (?:(?:that|which) )?{_WHO} (?:(?:are|is) standing|stands?) on\b"
    rf"|\b{_LEG.format('three')} on which {_WHO} (?:(?:are|is) standing|stands?)\b"
    rf"|\b{_LEG.format('four')} (?:that|which) (?:(?:bears|carries|takes) (?:the|your) (?:body )?weight"
    rf"|(?:is|stands|stays|remains) on {_GROUND}|you keep on {_GROUND}|touches {_GROUND})\b"
)
_LIFTED = re.compile(
    rf"\b(?:raised|swing|swinging|free|unsupported) {_LEG.format('one')}\b"
    rf"|\b{_LEG.format('two')} (?:(?:that|which) (?:is|has been) |being )"
    rf"(?:(?:lifted|raised)\b|(?:off {_GROUND}|(?:up )?in the air|not on {_GROUND}))"
    rf"|\b{_LEG.format('three')} (?:(?:that|which) )?{_WHO} (?:(?:are|is) lifting|lifts?|raises?|(?:are|is) raising)\b"
    rf"|\b{_LEG.format('four')} (?:(?:that|which) )?(?:(?:has|having|with) no contact with"
    rf"|(?:does not|doesn't) touch|not touching) {_GROUND}"
)
_HIGH = re.compile(
    r"\b(?P<how>high|low)(?: (?:up|down))? (?P<where>in|on|inside|within) (?P<whose>the|your|their|his|her) "
    r"(?!list|scale|agenda|score|range|ranking|sense|order)"
)
"""What lies high or low in something: in the upper or the lower part of it."""
_START_END = re.compile(
    r"\b(?:starting|beginning) (?:at|on|in|from) (?P<start>[^,;.:]+?),? and (?:ending|finishing) (?:up )?(?:at|on|in) "
)
_PERSON = re.compile(r"\b(?:you|clients?|patients?|persons?|people|he|she|who|therapists?|someone|anyone)\b")
_SITS = re.compile(
    r"\b(?:sits|(?<=[a-z]{2}s )sit) (?=(?:deep|deeper|just|directly|close|high|higher|low|lower|between|beneath|under"
    r"|underneath|over|above|below|behind|in front|alongside|beside|next to|against|within|near|on top)\b)"
)
"""What a part of the body does that lies somewhere: no posture."""
_TOP_TWO = re.compile(
    r"\b(?:the )?(?:(?:top|upper|uppermost|topmost|first|highest) (?:two|2)|(?:two|2) (?:top|upper|uppermost|highest))"
    r" (?:neck |cervical |spinal )?(?:vertebrae|neck bones)\b,? ?"
    r"(?:(?:\(|namely )?(?:the )?atlas and (?:the )?axis\)?)?"
)

_VERBS = {
    "up": "add back beef bottle break bruise build bulk catch cheer clean clear clot cramp dry ease end even fill"
    " finish firm flare free gear give grow harden heal heat hot keep knot light limber link loosen make mess"
    " mix own pair perk pick plump ramp read save scale scar seize set show sign slow soak soften speak speed"
    " split stiffen stir stock store strengthen sum swell take team tear tense thicken tidy tighten toughen"
    " use wake warm whip work wrap write",
    "down": "bog break calm close cool die jot lock mark narrow note quiet quieten settle shut simmer slow taper tone"
    " track trim warm water wear whittle write",
    "over": "carry get hand mull puzzle start take talk think tide",
    "away": "clear die do ease fade give go melt pass shrink waste wear wither",
    "back": "bounce cut date fight report scale",
    "apart": "tell",
}
"""Verbs by the particle that shows no direction after them."""
_IDLE = {particle: frozenset(map(root, verbs.split())) for particle, verbs in _VERBS.items()}
_LOOSE = frozenset(map(root, "keep make pick set take give back get hand show use clear go".split()))
"""Those of them that may move a thing: a part of the body, or what stands between them and the particle."""
_OPENS = frozenset(
    "it them you him her this that things yourself the your their its his an a any each our people clients patients"
    " someone".split()
)
_ONWARD = frozenset("into onto towards toward against along the your over".split())
_ENDS = frozenset("and or but then when while if as to so".split())
_LIMBS = frozenset(
    map(
        root,
        "leg arm head foot heel toe hand knee elbow shoulder chin chest hip pelvis trunk body back finger thumb wrist"
        " rib thigh ankle limb buttock".split(),
    )
)
_BETWEEN = 3
"""Words between a verb and its particle: "write the exercises down"."""


def put_directions(plain: str) -> str:
    """A text in lower case without words of direction that show none, and with directions said in one way.

    >>> " ".join(put_directions("go back to the leg you stand on").split())
    'go to the standing leg'
    """
    plain = _BEYOND.sub("far from", _MUCH.sub("much", _NONE.sub(" ", plain)))
    plain = _STANDING.sub(lambda found: f"standing {_named(found)}", plain)
    plain = _LIFTED.sub(lambda found: f"lifted {_named(found)}", plain)
    plain = plain if _PERSON.search(plain) else _SITS.sub("lies ", plain)
    plain = _HIGH.sub(_within, plain)
    plain = _START_END.sub(lambda found: f"from {found['start']} to ", plain)
    return _TOP_TWO.sub("atlas and axis", plain)


def idle_particles(tokens: Sequence[str]) -> Mapping[int, int]:
    """The places of particles that show no direction, each with the place of its verb.

    >>> idle_particles("break it up and press down".split())
    {2: 0}
    """
    found = {}
    for place, particle in enumerate(tokens):
        verbs = _IDLE.get(particle)
        if not verbs:
            continue
        after = tokens[place + 1 : place + 4]
        for verb in range(place - 1, max(place - 2 - _BETWEEN, -1), -1):
            if not tokens[verb][0].isalpha():
                break
            stem = root(tokens[verb])
            if stem in verbs and _is_idle(stem, tokens[verb + 1 : place], after):
                found[place] = verb
                break
    return found


def _is_idle(verb: str, between: Sequence[str], after: Sequence[str]) -> bool:
    if between:
        opens = between[0] in _OPENS or verb in _IDLE["apart"]
        ends = any(word in _ENDS or word in _IDLE for word in between)
        return verb not in _LOOSE and opens and not ends and not (after and after[0] in _ONWARD)
    return verb not in _LOOSE or not _LIMBS & {root(word) for word in after if word[0].isalpha()}


def _named(found: re.Match[str]) -> str:
    return next(word for word in found.groups() if word)


def _within(found: re.Match[str]) -> str:
    return f"{found['where']} {found['whose']} {'upper' if found['how'] == 'high' else 'lower'} "
