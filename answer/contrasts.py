"""What the learned judge of disagreements is told of two sentences: numbers, the same whichever comes first.

`answer.disagreement` has rules that find a difference by name. Here nothing is decided: each number says how far two
answers to one question meet or part in one way, and `answer.differing` weighs them. The same numbers are made when it
learns (`bench/learn_disagreement.py`).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf, log
from pathlib import Path

from answer.amounts import put_plainly
from answer.claims import Claim, Word, alike, read_claim
from answer.figures import Figure, read_figures
from answer.meanings import load_meanings, poles, root
from answer.quantities import read_quantities
from answer.statements import Statement, read_statement, topic_stems
from index.analysis import STOP_WORDS, fold

REMEMBERED = 5_000
FILE = Path(__file__).with_name("contrasts.toml")
BEGIN = 7  # words of a sentence in which it says of what it speaks
_KINDS: Mapping[str, re.Pattern[str]] = {
    "yes or no": re.compile(r"^(?:is|are|do|does|did|can|could|should|may|must|will|would|has|have|am|was)\b"),
    "or": re.compile(r"\bor\b"),
    "which": re.compile(r"\b(?:which|whose|what (?:kind|type|sort|shape|nerve|muscle|age|roots?))\b"),
    "what": re.compile(r"\bwhat\b"),
    "where": re.compile(r"\bwhere\b"),
    "when": re.compile(r"\bwhen\b|\bhow soon\b"),
    "who": re.compile(r"\bwho\b"),
    "why": re.compile(r"\bwhy\b|\bcauses?\b"),
    "how": re.compile(r"\bhow (?:do|does|should|can|to|is|are)\b"),
    "how much": re.compile(r"\bhow (?:long|often|many|much|far|hard|deep|heavy|big|common|soon|strong|old|firm)\b"),
}
# The units of which figures are asked, by the words of the question.
_UNITS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\bhow (?:long|soon)\b|\bwhen\b|\bage\b|\bhow old\b"), frozenset({"time", "age"})),
    (re.compile(r"\bhow often\b|\bhow many times\b|\bfrequen"), frozenset({"rate", "times"})),
    (re.compile(r"\bhow many\b"), frozenset({"", "times", "sets"})),
    (
        re.compile(r"\bhow (?:much|heavy|hard|strong|firm|common|likely)\b"),
        frozenset({"weight", "share", "pounds", "force", "of 10", "length", "angle"}),
    ),
    (re.compile(r"\bhow (?:far|deep|big|thick|wide)\b"), frozenset({"angle", "length", "share"})),
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|without|nobody|hardly|cannot|[a-z]+n['’]t|no longer)\b[^,;:.]{0,22}$"
)
_NOT_ALONE = re.compile(r"\b(?:not only|not just|no more|no less|no fewer|no longer than|no later)\b")
EARLY = 4
_LEAD = re.compile(
    r"^\W*(?:(?:only|also|even|at least|while|right|straight|just|but|and|then) )?"
    r"(?:in|at|on|from|during|before|after|for|with|when|if|under|above|beyond|below|until|once|by|while|as long as"
    r"|as soon as|between|within|where|to begin|first|later|early|late|through)\b"
    r"[^,;:.]*?(?=,|;|:| (?:is|are|the|you|it|there|we|they|your|this|no|do|does|should|may|can|massage|avoid|put|take"
    r"|press|hold|use)\b|$)"
)
"""The stage, case or part with which a sentence begins."""
_PARTS = re.compile(
    r"\b([a-z]+)[ -](?:heads?|parts?|fib(?:re|er)s?|portions?|bell(?:y|ies)|bundles?|slips?|layers?|half|third|oblique"
    r"|pterygoid|scalene|knee|elbow|shoulder|hip|ankle|side|stage|phase|strain|tear|sprain|tennis|golfer\w*|week|weeks"
    r"|month|months|day|days|trimester|stretch\w*|splint\w*|headache|migraine|major|minor|medius|maximus|minimus|longus"
    r"|brevis|anterior|posterior|lateralis|medialis|exercises?|training)\b"
)
"""What tells one part, stage or kind from its twin."""
_YES = re.compile(r"^\W*(?:yes|certainly|of course|sure|definitely|absolutely)\b")
_NO = re.compile(r"^\W*(?:no\b|not\b|never|nobody|nothing|none|neither|do not|don['’]t|avoid|hands off)")
_DAY = 86_400.0
_RATES = (
    (
        re.compile(r"\bevery (?:single )?(?:day|morning|evening|night)\b|\bdaily\b|\bseven days a week\b|\beach day\b"),
        1.0,
    ),
    (re.compile(r"\bevery (?:other|second) day\b"), 0.5),
    (re.compile(r"\bevery third day\b"), 1 / 3),
    (re.compile(r"\bweekly\b|\bonce a week\b"), 1 / 7),
)
_SPOKEN = (
    (re.compile(r"\bhalf an hour\b|\bhalf-hour\b"), "30 minutes"),
    (re.compile(r"\ban hour and a half\b"), "90 minutes"),
    (re.compile(r"\ba month and a half\b"), "6 weeks"),
    (re.compile(r"\bhalf a year\b"), "6 months"),
    (re.compile(r"\b(?:a )?couple of\b"), "2"),
    (re.compile(r"\ba fortnight\b"), "2 weeks"),
    (re.compile(r"\bhalf a minute\b"), "30 seconds"),
    (re.compile(r"\b(?:month|week|day|year) (\w+)\b"), r"\1 \g<0>"),
    (re.compile(r"\ba (?:fifth|fifth of)\b|\bone fifth\b"), "20 percent"),
    (re.compile(r"\ba quarter of\b"), "25 percent of"),
    (re.compile(r"\bhalf (?:of )?(?:the|your|his|her)\b"), "50 percent of the"),
    (
        re.compile(
            r"\bfull (?:strength|force|effort)\b|\ball[- ]out\b|\bwith everything\b"
            r"|\bmaxim(?:al|um) (?:strength|force|effort)\b"
        ),
        "100 percent",
    ),
)
_STANCES = ("effect", "advice", "felt", "pain", "need", "frequency", "activity")
_CUES = ("doctor", "study", "final", "soft", "adding", "bounded", "no", "compare", "contrary")
OF_PAIR = (
    *(
        "topic few",
        "topic many",
        "loose few",
        "loose many",
        "loose body few",
        "loose body many",
        "asked few",
        "asked many",
    ),
    *("same", "like", "denied", "turned", "asked denied", "denials few", "denials many", "denials apart", "copy"),
    *("muscles apart", "muscle one", "begin apart", "begin one", "twins", "early twins"),
    *("early axis", "lead apart", "lead same", "lead one", "parts apart", "part one"),
    *("told few", "told many", "around apart", "narrower"),
    *("axis", "axis asked", "axis met", "axis met asked", "side", "relation", "other axis", "axis loose", "axis rest"),
    *("length", "lengths apart"),
    *(f"{cue} {how}" for cue in _CUES for how in ("both", "one")),
    *(f"asks {kind}" for kind in _KINDS),
    *(f"{stance} {how}" for stance in _STANCES for how in ("against", "alike", "apart")),
    *("stances against", "stances alike", "says yes and no", "against asked"),
    *(
        "figures clash",
        "figures meet",
        "figures other",
        "figure one",
        "gap",
        "asked clash",
        "asked meet",
        "asked gap",
        "asked none",
    ),
    *("roots clash", "roots meet", "names apart", "names same", "names wider"),
    *("scope apart", "scope one", "scope same", "condition one", "conditions apart"),
    *("values clash", "values meet", "polar clash", "polar meet", "negated apart"),
    *("felt clash", "need clash", "advice clash"),
)


def _any(lines: str) -> re.Pattern[str]:
    words = "|".join(line.replace(" _ ", r"(?: [\w'-]+){0,3} ") for line in lines.strip().split("\n"))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


@cache
def _lexicon() -> tuple[Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]], Mapping[str, re.Pattern[str]]]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    stances = {name: (_any(row["plus"]), _any(row["minus"])) for name, row in rows["stance"].items()}
    return stances, {name: _any(words) for name, words in rows["cue"].items()}


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence as read for comparison."""

    text: str
    claim: Claim
    statement: Statement
    heavy: tuple[Word, ...]
    figures: tuple[Figure, ...]
    cues: frozenset[str]
    stances: Mapping[str, float]
    axes: Mapping[str, frozenset[str]]
    begin: frozenset[str]
    muscles: frozenset[str]
    lead: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def read_side(text: str, heading: tuple[str, ...], title: str) -> Side:
    """Read a sentence that stands under this heading path in a document of this title."""
    plain = fold(text)
    claim = read_claim(text)
    heavy = tuple(word for word in claim.words if not word.light and not word.number)
    stances, cues = _lexicon()
    lead = _LEAD.match(plain)
    return Side(
        lead=frozenset(word.stem for word in read_claim(lead[0]).words if not word.empty) if lead else frozenset(),
        parts=frozenset(root(word) for word in _PARTS.findall(plain) if word not in STOP_WORDS),
        text=plain,
        claim=claim,
        statement=read_statement(text, heading, title),
        heavy=heavy,
        figures=tuple(_all_figures(plain)),
        cues=frozenset(name for name, pattern in cues.items() if pattern.search(plain)),
        stances={name: _stance(plain, *patterns) for name, patterns in stances.items()},
        axes=_axes(claim.words),
        begin=frozenset(word.stem for word in heavy if word.order < BEGIN),
        muscles=frozenset(word.stem for word in heavy if word.stem in load_meanings().muscles),
    )


def _stance(plain: str, plus: re.Pattern[str], minus: re.Pattern[str]) -> float:
    """From 1, all for, to -1, all against; 0 where it says neither or both."""
    good = bad = 0
    covered: list[tuple[int, int]] = []
    for match in minus.finditer(plain):
        covered.append(match.span())
        bad += 1
    for match in plus.finditer(plain):
        if any(start <= match.start() < end for start, end in covered):
            continue
        if _NEGATION.search(plain[: match.start()]) and not _NOT_ALONE.search(plain):
            bad += 1
        else:
            good += 1
    return (good - bad) / (good + bad) if good + bad else 0.0


def _all_figures(plain: str) -> Iterable[Figure]:
    """The figures of a text as ranges: times in seconds, rates a day, all else by its unit."""
    for pattern, spoken in _SPOKEN:
        if not spoken.startswith("\\"):
            plain = pattern.sub(spoken, plain)
    rates = [one for one in read_figures(plain)[0] if one.of == "rate"]
    rates += [Figure("rate", rate, rate, "") for pattern, rate in _RATES if not rates and pattern.search(plain)]
    yield from rates
    for one in read_quantities(put_plainly(plain)):
        size = 30 * _DAY if one.unit == "months" else 1.0
        low, high = one.low * size, one.high * size
        if one.bound in ("at least", "more", "over"):
            high = inf
        elif one.bound in ("at most", "less"):
            low = 0.0
        else:
            slack = 0.2 if one.bound == "about" else 0.05
            low, high = low * (1 - slack), high * (1 + slack)
        unit = {"months": "time", "repetitions": "times"}.get(one.unit, one.unit)
        yield Figure(unit, low, high, one.words)


def _axes(words: Iterable[Word]) -> dict[str, frozenset[str]]:
    """The poles that words take, by axis; a denied pole of two counts as the other one."""
    found: dict[str, set[str]] = {}
    for word in words:
        for senses in (word.senses, *(held for _, _, held in word.wider)):
            for axis, of in poles(senses).items():
                found.setdefault(axis, set()).update({_turn(pole) for pole in of} if word.near else of)
    return {axis: frozenset(of) for axis, of in found.items()}


def _turn(pole: str) -> str:
    return str(1 - int(pole)) if pole in "01" else pole


def contrasts(question: str, one: Side, other: Side) -> list[float]:
    """The numbers of `OF_PAIR`."""
    one, other = sorted((one, other), key=lambda side: side.text)
    asked = read_claim(question)
    plain = fold(question)
    wanted = {word.stem for word in asked.words}
    found = dict.fromkeys(OF_PAIR, 0.0)
    for part in (
        _words(asked, one, other),
        _manner(plain, one, other),
        _begin(wanted, one, other),
        {f"asks {kind}": float(bool(pattern.search(plain))) for kind, pattern in _KINDS.items()},
        _figures(plain, one, other),
        _respects(one.statement, other.statement),
    ):
        found.update(part)
    return [found[name] for name in OF_PAIR]


def _words(asked: Claim, one: Side, other: Side) -> dict[str, float]:
    a, b = one.heavy, other.heavy
    wanted = [word for word in asked.words if not word.light]
    of_question = {word.order for word in a if any(alike(word, each) for each in wanted)}
    of_question_b = {word.order for word in b if any(alike(word, each) for each in wanted)}
    matched_a: dict[int, Word] = {}
    matched_b: set[int] = set()
    counts: Counter[str] = Counter()
    for x in a:
        twin = next((y for y in b if y.stem == x.stem), None) or next((y for y in b if alike(x, y)), None)
        if twin is not None:
            matched_a[x.order] = twin
            matched_b.add(twin.order)
            counts["same" if twin.stem == x.stem else "like"] += 1
            counts["denied"] += twin.denied != x.denied
            counts["turned"] += twin.near != x.near
            counts["asked denied"] += twin.denied != x.denied and x.order in of_question
    matched_b |= {y.order for y in b if y.order not in matched_b and any(alike(y, x) for x in a)}
    loose_a = [x for x in a if x.order not in matched_a]
    loose_b = [y for y in b if y.order not in matched_b]
    rest = [
        [x for x in loose_a if x.order not in of_question],
        [y for y in loose_b if y.order not in of_question_b],
    ]
    few, many = sorted((len(matched_a) / max(len(a), 1), len(matched_b) / max(len(b), 1)))
    loose = sorted((len(loose_a), len(loose_b)))
    body = sorted(sum(x.body for x in words) for words in rest)
    told = sorted(sum(any(alike(word, x) for x in words) for word in wanted) / max(len(wanted), 1) for words in (a, b))
    stems_a, stems_b = ({word.stem for word in side.claim.words} for side in (one, other))
    denials = sorted(len(side.claim.negations) for side in (one, other))
    return {
        **counts,
        **_told(wanted, one, other),
        "narrower": float(not loose[0]),
        **_axes_of(asked, one, other, loose_a, loose_b),
        "topic few": few,
        "topic many": many,
        "loose few": loose[0],
        "loose many": loose[1],
        "loose body few": body[0],
        "loose body many": body[1],
        "asked few": told[0],
        "asked many": told[1],
        "copy": len(stems_a & stems_b) / max(len(stems_a | stems_b), 1),
        "denials few": denials[0],
        "denials many": denials[1],
        "denials apart": float(denials[0] % 2 != denials[1] % 2),
        "length": (len(a) + len(b)) / 2,
        "lengths apart": abs(len(a) - len(b)),
    }


def _told(wanted: Sequence[Word], one: Side, other: Side) -> dict[str, float]:
    """How much of the question stands in each sentence, its heading and its title, and whether those part."""
    topic = topic_stems(" ".join(word.text for word in wanted))
    of_a, of_b = one.statement, other.statement
    shares = sorted(len(topic & (each.all | each.around)) / max(len(topic), 1) for each in (of_a, of_b))
    muscles = load_meanings().muscles
    above = [(each.around & muscles) - topic for each in (of_a, of_b)]
    apart = bool(above[0] and above[1] and not above[0] & above[1])
    return {"told few": shares[0], "told many": shares[1], "around apart": float(apart)}


def _axes_of(asked: Claim, one: Side, other: Side, loose_a: Sequence[Word], loose_b: Sequence[Word]) -> Counter[str]:
    in_question = {axis for word in asked.words for axis in poles(word.senses)}
    kinds = load_meanings().kinds
    found: Counter[str] = Counter()
    for axis in one.axes.keys() & other.axes.keys():
        apart = not one.axes[axis] & other.axes[axis]
        found["axis" if apart else "axis met"] += 1
        if axis in in_question:
            found["axis asked" if apart else "axis met asked"] += 1
        if apart:
            found[kinds[axis] if kinds[axis] in ("side", "relation") else "other axis"] += 1
    of_a, of_b = _axes(loose_a), _axes(loose_b)
    for axis in of_a.keys() & of_b.keys():
        apart = not of_a[axis] & of_b[axis]
        found["axis loose"] += apart
        found["axis rest"] += apart and axis not in in_question
    return found


def _begin(wanted: set[str], one: Side, other: Side) -> dict[str, float]:
    """Whether two sentences begin with other things, which then are what they speak of."""
    only_a, only_b = (
        one.begin - wanted - {w.stem for w in other.heavy},
        other.begin - wanted - {w.stem for w in one.heavy},
    )
    muscles_a, muscles_b = one.muscles - wanted - other.muscles, other.muscles - wanted - one.muscles
    twins = sum(
        1
        for x in one.heavy
        if x.order < BEGIN and x.stem in only_a
        for y in other.heavy
        if y.order == x.order and y.stem in only_b
    )
    early = [_axes(word for word in side.heavy[:3] if word.stem not in wanted) for side in (one, other)]
    lead_a, lead_b = one.lead - wanted, other.lead - wanted
    parts_a, parts_b = one.parts - other.parts - wanted, other.parts - one.parts - wanted
    return {
        "early twins": float(
            bool(
                one.heavy
                and other.heavy
                and any(
                    x.stem in only_a and y.stem in only_b and x.order == y.order and x.order < EARLY
                    for x in one.heavy
                    for y in other.heavy
                )
            )
        ),
        "early axis": float(any(not early[0][axis] & early[1][axis] for axis in early[0].keys() & early[1].keys())),
        "lead apart": float(bool(lead_a and lead_b and not lead_a & lead_b)),
        "lead same": float(bool(lead_a & lead_b)),
        "lead one": float(bool(lead_a) != bool(lead_b)),
        "parts apart": float(bool(parts_a and parts_b)),
        "part one": float(bool(parts_a) != bool(parts_b)),
        "muscles apart": float(bool(muscles_a and muscles_b)),
        "muscle one": float(bool(muscles_a) != bool(muscles_b)),
        "begin apart": float(min(len(only_a), len(only_b))),
        "begin one": float(bool(only_a) != bool(only_b)),
        "twins": float(twins),
    }


def _manner(plain: str, one: Side, other: Side) -> dict[str, float]:
    found = {}
    for cue in _CUES:
        held = (cue in one.cues) + (cue in other.cues)
        found[f"{cue} both"], found[f"{cue} one"] = float(held == 2), float(held == 1)
    against = alike_ = 0.0
    polar = bool(_KINDS["yes or no"].search(plain))
    for stance in _STANCES:
        a, b = one.stances[stance], other.stances[stance]
        found[f"{stance} against"] = float(a * b < 0)
        found[f"{stance} alike"] = float(a * b > 0)
        found[f"{stance} apart"] = abs(a - b)
        against += max(-a * b, 0)
        alike_ += max(a * b, 0)
    found["stances against"], found["stances alike"] = against, alike_
    found["against asked"] = against * polar
    found["says yes and no"] = float(bool(_NO.search(one.text)) != bool(_NO.search(other.text)))
    return found


def _figures(plain: str, one: Side, other: Side) -> dict[str, float]:
    units = next((units for pattern, units in _UNITS if pattern.search(plain)), frozenset())
    clash, meet, gap = _compare(one.figures, other.figures, None)
    asked_clash, asked_meet, asked_gap = _compare(one.figures, other.figures, units)
    both = bool(one.figures and other.figures)
    return {
        "figures clash": float(clash and not meet),
        "figures meet": float(meet),
        "figures other": float(both and not clash and not meet),
        "figure one": float(bool(one.figures) != bool(other.figures)),
        "gap": gap,
        "asked clash": float(asked_clash and not asked_meet),
        "asked meet": float(asked_meet),
        "asked gap": asked_gap,
        "asked none": float(bool(units) and not asked_clash and not asked_meet),
    }


def _compare(a: Sequence[Figure], b: Sequence[Figure], units: frozenset[str] | None) -> tuple[bool, bool, float]:
    clash = meet = False
    gap = inf
    for x in a:
        for y in b:
            if x.of == y.of and (units is None or x.of in units):
                if x.clashes(y):
                    clash = True
                    low, high = sorted((x, y), key=lambda each: each.low)
                    gap = min(gap, log(high.low / max(low.high, 1e-6)))
                else:
                    meet, gap = True, 0.0
    return clash, meet, min(gap, 4.0) if gap < inf else 0.0


def _respects(a: Statement, b: Statement) -> dict[str, float]:
    keys = a.scopes.keys() | b.scopes.keys()
    both = a.scopes.keys() & b.scopes.keys()
    found = {
        "roots clash": float(bool(a.roots and b.roots and a.roots != b.roots)),
        "roots meet": float(bool(a.roots and a.roots == b.roots)),
        "names same": float(bool(a.names) and a.names == b.names),
        "names wider": float(a.names != b.names and (a.names <= b.names or b.names <= a.names)),
        "names apart": float(not (a.names <= b.names or b.names <= a.names)),
        "scope apart": float(sum(not a.scopes[key] & b.scopes[key] for key in both)),
        "scope same": float(sum(bool(a.scopes[key] & b.scopes[key]) for key in both)),
        "scope one": float(len(keys) - len(both)),
        "condition one": float(bool(a.condition) != bool(b.condition)),
        "conditions apart": float(bool(a.condition and b.condition) and not a.condition & b.condition),
        "negated apart": float(a.negated != b.negated),
    }
    shared = a.values.keys() & b.values.keys()
    found["values clash"] = float(sum(not a.values[key] & b.values[key] for key in shared))
    found["values meet"] = float(sum(bool(a.values[key] & b.values[key]) for key in shared))
    polar = a.polar.keys() & b.polar.keys()
    found["polar clash"] = float(sum(a.polar[key] != b.polar[key] for key in polar))
    found["polar meet"] = float(sum(a.polar[key] == b.polar[key] for key in polar))
    for name, topic in (
        ("felt clash", "whether it can be felt"),
        ("need clash", "whether it is needed"),
        ("advice clash", "what is said for and against"),
    ):
        found[name] = float(topic in polar and a.polar[topic] != b.polar[topic])
    return found
