"""What a single line of a note looks like: a label, a reference, a word of a menu. Patterns only, no state."""

from __future__ import annotations

import re

# Names of facts that notes put before a dash or a colon. Field terms of anatomy and of note taking, any body region.
_FACTS = (
    r"origins?|proximal attachments?|distal attachments?|attachments?|insertions?|nerve(?: supply| roots?)?|"
    r"innervat\w+(?: by)?|blood supply|arter(?:y|ies)|vascular supply|supply|actions?|functions?|antagonists?|"
    r"synergists?|agonists?|location|area|region|name|synonyms?|palpation|referral|referred pain|"
    r"pain pattern|trigger points?|symptoms?|signs?|causes?|tests?|position|start(?:ing)? position|patient position|"
    r"therapist position|hand placement|direction|duration|frequency|repetitions|reps|sets|hold|dose|dosage|load|"
    r"equipment|tools?|contra-?indications?|indications?|cautions?|precautions?|warnings?|notes?|attention|tips?|"
    r"prognosis|course|grade|joints?|level|depth|shape|fibres?|fibers?|structure|type|time|rest|pressure|technique|"
    r"aim|goal|progression|regression|kinetics|roots?|myotome|dermatome"
)
FACT = re.compile(rf"\b(?:{_FACTS})\b", re.IGNORECASE)
LABEL = re.compile(
    rf"^(?P<key>(?:(?:[A-Z][\w-]*\s+){{0,3}})?(?:{_FACTS})(?:\s*\([^)]*\))?)\s*(?:[–—-]\s|:\s)\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_REFERENCE_SHAPES = (
    re.compile(rf"^[A-Z][\w’'-]+,?\s(?:[A-Z]\.[-\s]?)+.{{0,400}}\({_YEAR}[a-z]?[^)]*\)"),  # Author, A. (2016). Title.
    re.compile(rf"^(?:[A-Z][\w&’'-]*\s){{0,3}}[A-Z][\w&’'-]*\.\s\({_YEAR}[a-z]?\)\."),  # Publisher. (2011). Title.
    re.compile(rf"^[A-Z][\w’'-]+,? (?:[A-Z]\.?\s?){{1,3}}[,.&].{{0,160}}\b{_YEAR}\b"),  # Reid D. … 2016
    re.compile(r"\bdoi\.org/|\bdoi:\s*10\.|\bPMID:?\s*\d|\bISBN\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}\s*;\s*\d+"),  # 2016;13(1):15-28
    re.compile(
        rf"\A(?>.*?(?:Press|Publications?|Publishers?|Wilkins|Elsevier|Springer|Wiley|Livingstone)\b).*\b{_YEAR}\b"
    ),
    re.compile(r"\bPrint\.?$"),
    re.compile(r"\A(?>.*?\bet al\.,?\s).*\bJournal\b", re.IGNORECASE),
    re.compile(rf"^\[?\d{{1,3}}[\].]\s+[A-Z][\w’'-]+ [A-Z]{{1,3}}[,.].*{_YEAR}"),
)


_ENTRY = 60  # words that an entry has at most
_MARK = re.compile(rf"\b{_YEAR}\s*;\s*\d+|\({_YEAR}[a-z]?\)|\bdoi\b|\bPMID\b|\bet al\b", re.IGNORECASE)
_SHAPELESS = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
"""Not those that join and part letters, which some scripts need."""
_INVISIBLE = re.compile(f"[\u00ad{_SHAPELESS}]")
_AROUND = re.compile(rf"(?<!\S)[{_SHAPELESS}]+|[{_SHAPELESS}]+(?!\S)")


def visible(text: str) -> str:
    r"""Text without the characters that have no shape, with which words can be parted or hidden.

    >>> visible("mus\u00adcle\u200b")
    'muscle'
    """
    return _INVISIBLE.sub("", text)


def blank_around(text: str) -> str:
    r"""Text with spaces for the characters without a shape that stand before or behind words; no offset changes.

    >>> blank_around("\u200bmus\u200bcle\ufeff")
    ' mus\u200bcle '
    """
    return _AROUND.sub(lambda found: " " * len(found[0]), text)


def is_reference(text: str) -> bool:
    """Whether a line is set like an entry of a reference list, or several on end: authors, year, title, journal.

    A text longer than an entry is prose that names a study, unless there is a year, an address or an "et al." for
    every entry that it could hold.

    >>> is_reference("Reid D. (2016). The management of hip pain. Journal of orthopaedics, 13(1), 15-28.")
    True
    >>> is_reference("The muscle was described in 1983 by two doctors.")
    False
    """
    words = len(text.split())
    if words > _ENTRY and len(_MARK.findall(text)) * _ENTRY < 2 * words:
        return False
    return any(shape.search(text) for shape in _REFERENCE_SHAPES)


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"^(?:posted |published |updated |last updated |on |by )*(?:[a-z]+day,? )?"
    rf"(?:{_MONTH} {_DAY},? \d{{4}}|{_DAY} {_MONTH},? \d{{4}}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\W*$",
    re.IGNORECASE,
)


def is_date(text: str) -> bool:
    """Whether a line holds nothing but a date.

    >>> is_date("June 14, 2024"), is_date("On 3 May 1999 the nerve was named")
    (True, False)
    """
    return bool(_DATE.match(text))


_FILLERS = frozenset("us our my the now online and an policy a".split())
_MENU = frozenset(
    """home about services contact blog shop login cart search menu news events gallery team prices pricing fees faq
    faqs testimonials reviews book booking bookings courses products store account subscribe newsletter sitemap
    privacy terms cookies resources links directions locations careers appointments insurance staff""".split()
)


def looks_like_menu_word(text: str) -> bool:
    """Whether a short line reads like an entry of a site's menu ("Home", "About us", "Book online").

    >>> looks_like_menu_word("Contact us"), looks_like_menu_word("Contact points of the joint")
    (True, False)
    """
    words = re.findall(r"[a-z]+", text.lower())
    rest = [word for word in words if word not in _FILLERS]
    return 1 <= len(rest) <= 2 and len(words) <= 4 and all(word in _MENU for word in rest)
