"""Sentences that leave it to the title above them to say of what they speak, said whole.

Notes do not name their subject in each line: under "Median nerve" stands "the nerve passes between two heads", under
"Gluteus medius" "abducts the hip" and "weakness lets the pelvis drop". Where the place is known in which the title
belongs, it is put there, so that who does what to whom can be compared as in any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from answer.meanings import load_meanings, root, roots

_PARTS = frozenset(
    roots("belly bellies tendon fibre fiber insertion origin attachment head bulk edge border layer part nerve supply")
)
"""Parts that a note on a muscle need not call that muscle's."""
_KINDS = frozenset(
    roots(
        "muscle nerve artery vein joint ligament bone bursa tendon disc cyst gland vessel fascia condition disease"
        " disorder syndrome injury complaint illness problem technique method treatment therapy procedure manoeuvre"
        " maneuver exercise stretch massage test tape tool device attack"
    )
)
"""Nouns that a title is one of, if it has them or something ends as their names do."""
_ABSTRACT = frozenset(roots("condition technique"))
_CONDITION = re.compile(
    r"(?:itis|osis|pathy|algia|pain|ache|syndrome|disease|disorder|injury|sprain|strain|tear|fracture|rupture"
    r"|hernia|herniation|stenosis|impingement|elbow|shoulder|knee|cramps?|headaches?|migraine|vertigo|whiplash)$"
)
_TECHNIQUE = re.compile(r"(?:massage|therapy|release|stretch|needling|cupping|rolling|taping|drainage|mobilisation)$")
_MANY = re.compile(r",|/|&|\band\b|\bor\b")
"""What a title has that names several things."""
_SAME = r"(?:whole|affected|same|sore|injured|painful|involved|entire)"
"""Words that do not tell one thing of a kind from another."""
_NOUN = re.compile(
    rf"\b(?:the|this|these) (?:{_SAME} )?(?:(?P<which>deep|deeper|upper|lower|front|back|anterior|posterior|middle|long"
    r"|short|lateral|medial|outer|inner) )?"
    r"(?P<noun>[a-z]+)\b(?! of\b)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?P<again>another|(?:an?|any|every) (?:second|new|further|repeat|repeated|fresh|later)) (?P<noun>[a-z]+)\b"
    r"(?! (?:of|in)\b)"
)
"""A thing of a kind that comes again: under "Ankle sprain" a second sprain is one of the ankle."""
_FIRST = re.compile(r"\w+(?! (?:of|in|at|on|around|over|behind|to|from|with|and|or|is)\b)")
_TYPICAL = re.compile(r"^\W*(?P<how>typical(?:ly)?|characteristic) (?=is\b|are\b)", re.IGNORECASE)
_FAULT = re.compile(r" (?:ruptures?|tears?|strains?|pain|syndrome)$", re.IGNORECASE)
_STATE = re.compile(
    r"^\W*(?:(?:severe|mild|marked|chronic|sudden|round|red) )?(?:marks|bruis(?:es|ing)|soreness|side effects"
    r"|relief|weakness|tightness|shortness|shortening|tension|spasms?"
    r"|stiffness|overuse|overload|irritation|compression|injury|rupture|tearing|strain|failure|contraction|paralysis|palpation"
    r"|movement|motion|(?:deep |active |latent )?trigger points?|tenderness|swelling|symptoms|recovery)\b"
    r"(?! (?:of|in|at|around|over|behind|to the)\b)",
    re.IGNORECASE,
)
"""A state or an act that is somebody's, without whose."""
_VERBS = (
    "acts affects arises assists attaches becomes begins bends brings causes comes connects contracts covers crosses"
    " develops divides draws eases emerges ends enters extends feels fills flexes forms gives goes helps holds hurts"
    " improves inserts joins keeps leads leaves lasts lets lies lifts links makes means moves occurs opens originates"
    " passes pierces presses prevents protects pulls pushes raises reaches refers relieves resists rotates runs sends"
    " separates sits spreads starts steadies stabilises stabilizes straightens stretches supplies supports takes tilts"
    " travels turns twists unites unlocks widens winds works wraps"
).split()
_NO_VERBS = "across|always|besides|perhaps|sometimes|this|towards|unless|various|versus|whereas|yes|[a-z]*wards"
_VERB = re.compile(
    rf"^\W*(?!(?:{_NO_VERBS})\b)(?:(?:also|usually|mainly|often|laterally|medially|strongly|weakly) )?"
    rf"(?:(?:{'|'.join(_VERBS)})\b"
    r"(?! (?:is|are|was|were|can|may)\b)|[a-z]{3,}s (?:the|an?|its|your|both)\b|plantar flexes\b"
    r"|[a-z]{3,}s(?:, [a-z]{3,}s)*,? and (?:[a-z]+ly )?[a-z]{3,}s (?:the|an?|its|your|both)\b)",
    re.IGNORECASE,
)
"""A verb at the beginning: what does it stands above."""
_PARTICIPLE = re.compile(
    r"^\W*(?:(?:not|often|usually|best|also|easily|mostly) )?(?:found|felt|contraindicated|used|done|given|known|caused"
    r"|supplied|located|covered|formed|named|called|attached|seen|avoided|performed|recommended)\b"
    r" (?:in|on|by|as|with|for|at|from|to|over|after|under|when|where|between|behind)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?P<order>(?:(?:do not|don't|never) )?(?:use|apply|perform|give|repeat|do|try|avoid))"
    r" (?=(?:in|on|over|for|with|at|after|before|until|once|twice|only|daily|during|near|if|when)\b)",
    re.IGNORECASE,
)
"""An order about something that it does not name."""


def said_whole(quote: str, title: str) -> str:
    """A sentence with its title in the place that it leaves to it, "" where none is known.

    >>> said_whole("In most people the nerve passes under it.", "Median nerve")
    'In most people the median nerve passes under it.'
    >>> said_whole("The ulnar nerve lies behind it, and the nerve is easily hurt.", "Median nerve")
    ''
    """
    name = re.split(r" \(|: | [–-] ", title)[0].strip()
    stems = roots(name)
    if not stems or _MANY.search(name):
        return ""
    name = name if re.match(r"\w\w+[A-Z]|[A-Z]{2}", name) else name[0].lower() + name[1:]
    kinds = _kinds(name, stems)
    known = "" if _ABSTRACT & kinds else "the "
    body = quote[:1].lower() + quote[1:]
    if _TYPICAL.search(quote):
        return _TYPICAL.sub(rf"\g<how> of {known}{name} ", quote)
    if _VERB.search(quote):
        return f"{known}{name} {body}"
    if _PARTICIPLE.search(quote):
        return f"{known}{name} is {body}"
    order = _ORDER.search(quote)
    if order:
        return f"{quote[: order.end()]}{name} {quote[order.end() :]}"
    return _put_in(quote, f"{known}{name}", kinds)


def unframed(text: str, quote: str, title: str, headings: Sequence[str]) -> str:
    """The text without saying that it is about what is done to its title, where title and heading of the quote say so.

    >>> unframed("When palpating the psoas, bend the knees.", "Bend the knees.", "Psoas major", ["Palpation"])
    'bend the knees.'
    """
    above, named = " / ".join(headings), frozenset(roots(title))
    if load_meanings().muscles & {*roots(quote)} and not _THERE.search(quote):
        return text
    acts = "|".join(acts for acts, heading in _ACTS if heading.search(above))
    if not acts:
        return text

    def put(found: re.Match[str]) -> str:
        what = set(roots(found["what"])) - _ANY
        return (found["kept"] or "") if what and what <= named else found[0]

    for frame in _FRAMES:
        text = re.sub(frame.replace("ACT", f"(?:{acts})"), put, text, flags=re.IGNORECASE)
    return text


_ACTS = (
    (
        "palpating|feeling|feeling for|examining|assessing|testing|pressing|pressing on",
        re.compile("palpat|assess|test|examin", re.IGNORECASE),
    ),
    (
        "massaging|treating|working on|rolling|pressing|pressing on|needling|releasing|kneading",
        re.compile("techni|therapist|massag|treat|steps|self|ball|roll|needl|releas", re.IGNORECASE),
    ),
    ("stretching|exercising|strengthening|training", re.compile("stretch|exerci|self|strength|train", re.IGNORECASE)),
)
"""What is done to something, and the headings that tell of it."""
_THERE = re.compile(r"(?<=\w )there (?:may|might|can|could|also)\b", re.IGNORECASE)
_ANY = frozenset(roots("muscle muscles tendon area fibres of the a your their sore tight painful"))
_WHAT = r"(?:the |your |this |a )?(?P<what>[\w'-]+(?: (?!and\b|or\b|with\b|in\b|on\b|at\b)[\w'-]+){0,3}?)"
_FRAMES = (
    rf"(?:^|(?<=[;:.] ))(?P<kept>)(?:when|while|in|on|for) ACT {_WHAT}, ",
    (
        rf"(?P<kept>),? (?:found |felt )?(?:when|while|on) ACT {_WHAT}"
        r"(?=[,.;]|$| (?:may|can|could|might|must|should|is|are)\b)"
    ),
    rf"\b(?P<kept>ACT) of {_WHAT}(?=[,.;]|$| (?:to|for|until|may|can|must|should|is|are|lasts|takes)\b)",
)


def _put_in(quote: str, name: str, kinds: frozenset[str]) -> str:
    put = partial(_put, name=name, kinds=kinds, is_muscle=bool(load_meanings().muscles & set(roots(name))))
    text = _AGAIN.sub(lambda found: _put_again(found, name, kinds), _NOUN.sub(put, quote))
    first = _FIRST.match(quote)
    if first and root(first[0].lower()) == root(name.rsplit(maxsplit=1)[-1].lower()) and text == quote:
        return f"{name}{quote[first.end() :]}"
    state = _STATE.search(text)
    text = f"{text[: state.end()]} of {name}{text[state.end() :]}" if state else text
    return "" if text == quote else text


def _put_again(found: re.Match[str], name: str, kinds: frozenset[str]) -> str:
    is_one = _KINDS & kinds & set(roots(name)) or _CONDITION.search(found["noun"])
    return f"{found['again']} {name.removeprefix('the ')}" if is_one and root(found["noun"]) in kinds else found[0]


def _put(found: re.Match[str], name: str, kinds: frozenset[str], *, is_muscle: bool) -> str:
    """What stands for a noun with an article: the name for a thing of its kind, the part of a muscle as that one's."""
    noun, before = root(found["noun"].lower()), re.findall(r"[a-z]+", found.string[: found.start()].lower())
    is_other = is_muscle and load_meanings().muscles & {root(word) for word in before}
    if is_other or _rivals(noun, before):
        return found[0]
    if noun in kinds and not found["which"]:
        return name
    return f"{found[0]} of {_FAULT.sub('', name)}" if noun in _PARTS and is_muscle else found[0]


def _kinds(name: str, stems: list[str]) -> frozenset[str]:
    """The stems of what a thing of this name is called for short."""
    last = name.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].lower()
    kinds = (_KINDS & set(stems)) | ({root(last)} - load_meanings().named)
    if load_meanings().muscles & set(stems) and not kinds & _KINDS:
        kinds |= {root("muscle")}
    if _CONDITION.search(last):
        kinds |= set(roots("condition disease disorder problem complaint illness"))
    if _TECHNIQUE.search(last):
        kinds |= set(roots("technique method treatment"))
    return frozenset(kinds)


def _rivals(noun: str, before: list[str]) -> bool:
    """Whether another thing of the kind is named before: "the ulnar nerve", "a bursa"."""
    named = (which for which, word in pairwise(["", *before]) if root(word) == noun)
    return any(not re.fullmatch(rf"the|this|these|each|no|{_SAME}", which) for which in named)
