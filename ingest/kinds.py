"""What a section is about, from its headings and, where they do not say, from its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.types import Kind
from ingest.lines import LABEL, is_reference


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


# The first row that matches a heading decides, so the narrower kinds stand first.
HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.REFERENCES,
        re.compile(
            r"^(?:selected |key |cited )?(?:references?|bibliography|sources?|citations?|works cited|literature|"
            r"further reading|footnotes?|notes and references)(?: cited| and .*)?:?$",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.DISCLAIMER,
        _any(
            "disclaimer",
            "scope of practice",
            "scope discussions?",
            "liability",
            "copyright",
            "legal notice",
            "privacy policy",
            "terms (?:of|and) \\w+",
            "disclosures?",
            "conflicts? of interest",
            "funding",
        ),
    ),
    (
        Kind.SAFETY,
        _any(
            "red flags?",
            "warning signs?",
            "contra-?indications?",
            "cautions?",
            "precautions?",
            "safety",
            "when to (?:see|seek|call|get|worry|contact|stop|ask)",
            "when not to",
            "seek(?:ing)? (?:medical )?(?:help|advice|care)",
            "get help",
            "emergency",
            "urgent",
            "do not (?:use|massage|do)",
            "who should (?:not|avoid)",
            "danger",
            "should i worry",
            "get (?:it )?checked",
            "see a (?:doctor|gp|physician)",
            "(?:when|whom?) to refer",
            "refer on",
            "not the muscle",
            "side effects",
            "risks?",
            "adverse",
        ),
    ),
    (
        Kind.SELF_CARE,
        _any(
            "self[- ]?(?:care|help|massage|treatment|management|release|treat)",
            "home (?:care|treatment|remedies|advice|programme|program)",
            "at home",
            "what (?:can )?you can do",
            "what can (?:i|you) do",
            "(?:what|things) (?:you|clients|patients|people) can (?:do|try)",
            "things that help",
            "try (?:this|these)",
            "tips",
            "help yourself",
            "advice",
            "corrective actions for clients",
            "prevent(?:ion|ing)?",
            "lifestyle",
            "postur\\w+",
            "ergonomics?",
            "movement adjustments",
            "sleep(?:ing)?",
            "night",
            "looking after",
            "foam roll\\w*",
            "ball",
        ),
    ),
    (
        Kind.EXERCISE,
        _any(
            "exercises?",
            "stretch(?:es|ing)?",
            "strengthen(?:ing)?",
            "rehab(?:ilitation)?",
            "training",
            "mobility",
            "conditioning",
            "workouts?",
            "drills?",
            "progressions?",
        ),
    ),
    (
        Kind.REFERRAL,
        _any(
            "referral",
            "referred pain",
            "refers?",
            "pain patterns?",
            "radiat\\w+",
            "associated trigger points",
            "where (?:the )?pain",
            "pain away from",
            "where (?:it|the \\w+) (?:hurts|is felt)",
            "satellite",
        ),
    ),
    (
        Kind.ASSESSMENT,
        _any(
            "assess(?:ment|ing)?",
            "examin(?:ation|ing)",
            "differential",
            "diagnos(?:is|es|tic|ing)",
            "tests?",
            "testing",
            "palpat(?:ion|ing|e)",
            "evaluation",
            "mistaken for",
            "what else",
            "imaging",
            "findings",
            "what we check",
            "where to look",
            "finding the",
            "history taking",
        ),
    ),
    (
        Kind.SYMPTOMS,
        _any(
            "symptoms?",
            "signs?",
            "indications",
            "ailments?",
            "complaints?",
            "presentation",
            "feels?(?: like)?",
            "what (?:patients|clients|people|runners) (?:report|notice|feel|say)",
            "clinical features",
            "how (?:do|would) (?:i|you) know",
            "pain",
            "course",
            "prognosis",
        ),
    ),
    (
        Kind.CAUSES,
        _any(
            "causes?",
            "perpetuat\\w+",
            "activation",
            "risk factors?",
            "why",
            "a?etiology",
            "mechanism of injury",
            "triggers",
            "overuse",
            "injur(?:y|ies)",
            "predispos\\w+",
            "how it happens",
            "sets? it off",
            "brings? it on",
            "what is going on",
            "aggravating",
            "pathophysiology",
            "pathology",
            "conditions",
        ),
    ),
    (
        Kind.TECHNIQUE,
        _any(
            "techniques?",
            "dry needling",
            "manual therapy",
            "massage",
            "release",
            "protocols?",
            "muscle energy",
            "mobili[sz]ations?",
            "hands[- ]on",
            "therapist",
            "needling",
            "strain[- ]counterstrain",
            "neuromuscular",
            "myofascial",
            "manipulation",
            "cupping",
            "steps?",
            "procedure",
            "how to",
        ),
    ),
    (
        Kind.TREATMENT,
        _any(
            "treat(?:ment|ments|ing)?",
            "manage(?:ment)?",
            "therap(?:y|ies)",
            "corrective",
            "interventions?",
            "surgery",
            "medication",
            "injections?",
            "what helps",
            "relief",
            "recovery",
            "care",
        ),
    ),
    (Kind.ACTION, _any("actions?", "functions?", "movements?", "biomechanics", "what (?:it|the \\w+) (?:does|do)", "role", "kinetics")),
    (
        Kind.ANATOMY,
        _any(
            "anatom\\w+",
            "origins?",
            "insertions?",
            "attachments?",
            "innervations?",
            "nerves?",
            "nerve supply",
            "blood",
            "arter\\w+",
            "location",
            "area",
            "structures?",
            "location",
            "landmarks?",
            "fibres?",
            "fibers?",
            "bones?",
            "joints?",
            "ligaments?",
            "where is",
            "relations",
            "overview of the muscle",
        ),
    ),
)

# What sentences of a kind speak of. Votes, used only where no heading of the path decides.
CONTENT: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.ANATOMY,
        re.compile(
            r"\b(?:origin\w*|insert(?:s|ion)|attach\w*|innervat\w*|nerve|lies (?:deep|below|beneath|under|over)|located|runs from)\b",
            re.I,
        ),
    ),
    (
        Kind.ACTION,
        re.compile(
            r"\b(?:abduct\w*|adduct\w*|flex(?:es|ion)|exten(?:ds|sion)|rotat\w+|stabili[sz]\w*)\b.*\b(?:hip|thigh|knee|arm|head|neck|trunk|pelvis|spine|foot)\b",
            re.I,
        ),
    ),
    (Kind.SYMPTOMS, re.compile(r"\b(?:pain|ache\w*|numb\w*|tingl\w*|stiff\w*|sore\w*|tender)\b", re.I)),
    (Kind.REFERRAL, re.compile(r"\b(?:refer(?:s|red)?|radiat\w*|spreads?|travels?)\b.*\b(?:pain|to)\b", re.I)),
    (
        Kind.CAUSES,
        re.compile(
            r"\b(?:caused? by|due to|result of|leads? to|because of|perpetuat\w*|overus\w*|overload\w*|injured)\b", re.I
        ),
    ),
    (
        Kind.SELF_CARE,
        re.compile(
            r"^(?:lie|sit|stand|place|roll|hold|press|put|use|avoid|try|breathe|keep|lay|relax)\b|\byour(?:self)?\b.*\b(?:ball|floor|bed|pillow)\b",
            re.I,
        ),
    ),
    (
        Kind.TECHNIQUE,
        re.compile(
            r"\b(?:the (?:client|patient|therapist|practitioner)|thumbs?|t-bar|knuckles?|strokes?|compression|protocol)\b",
            re.I,
        ),
    ),
    (
        Kind.TREATMENT,
        re.compile(r"\b(?:treat\w*|injection|medication|surgery|physiotherap\w*|physical therap\w*)\b", re.I),
    ),
    (
        Kind.SAFETY,
        re.compile(
            r"\b(?:see (?:a|your) (?:doctor|gp)|seek (?:medical|help)|emergency|do not|contra-?indicat\w*|urgent\w*|red flags?)\b",
            re.I,
        ),
    ),
)
LABEL_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ACTION, re.compile(r"action|function|antagonist|synergist|agonist|kinetic", re.I)),
    (
        Kind.ANATOMY,
        re.compile(
            r"origin|insertion|attachment|nerve|innerv|blood|arter|vascular|location|area|name|shape|level|root", re.I
        ),
    ),
)
DISCLAIMING = re.compile(
    r"not (?:intended|meant|a substitute|medical advice)|(?:informational|educational|information) purposes|medical advice"
    r"|scope (?:of practice|is limited)|professional (?:scope|healthcare)|no (?:liability|warrant)|jurisdiction|"
    r"qualified (?:health|medical)|supportive citations|clinical scope|individual results",
    re.IGNORECASE,
)


def section_kind(title: str, heading_path: Sequence[str], sentences: Sequence[str]) -> Kind:
    """The kind of a section with these headings (outermost first) and these sentences.

    >>> section_kind("Piriformis", ["Nerve supply"], ["It is supplied by branches of L5, S1 and S2."])
    <Kind.ANATOMY: 'anatomy'>
    """
    if sentences and sum(is_reference(sentence) for sentence in sentences) * 2 > len(sentences):
        return Kind.REFERENCES
    if sentences and sum(bool(DISCLAIMING.search(sentence)) for sentence in sentences) * 2 > len(sentences):
        return Kind.DISCLAIMER
    for heading in reversed(heading_path):
        kind = heading_kind(heading)
        if kind is not None:
            return kind
    return _content_kind(sentences) or Kind.OTHER


def heading_kind(heading: str) -> Kind | None:
    """The kind that a heading alone names, None where it names none."""
    matches = [(kind, found.start()) for kind, pattern in HEADINGS if (found := pattern.search(heading))]
    return matches[0][0] if matches else None


def _content_kind(sentences: Sequence[str]) -> Kind | None:
    votes: Counter[Kind] = Counter()
    for sentence in sentences:
        if label := LABEL.match(sentence):
            votes.update(kind for kind, pattern in LABEL_KINDS if pattern.search(label["key"]))
            continue
        votes.update(kind for kind, pattern in CONTENT if pattern.search(sentence))
    if not votes:
        return None
    best, count = votes.most_common(1)[0]
    return best if count * 3 >= len(sentences) else None
