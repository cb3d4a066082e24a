"""The words by which the kind of a section is known, as data: headings first, then what its sentences speak of.

`ingest.kinds` applies them. The terms are those of anatomy and of note taking, for any region of the body.
"""

from __future__ import annotations

import re

from corpus.types import Kind


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
            "do not",
            "don['’]?t",
            "not (?:if|suitable|for everyone)",
            "before you (?:start|begin)",
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
            "releas(?:e|ing)",
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
    (
        Kind.ACTION,
        _any(
            "actions?",
            "functions?",
            "movements?",
            "biomechanics",
            "what (?:it|the \\w+) (?:does|do)",
            "role",
            "kinetics",
        ),
    ),
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

_MOVES = r"abduct\w*|adduct\w*|flex(?:es|ion)|exten(?:ds|sion)|rotat\w+|stabili[sz]\w*"
_MOVED = r"hip|thigh|knee|arm|head|neck|trunk|pelvis|spine|foot"
_ORDERS = r"lie|sit|stand|place|roll|hold|press|put|use|avoid|try|breathe|keep|lay|relax"

# What sentences of a kind speak of. Votes, used only where no heading of the path decides.
# The atomic groups (?>…) keep the time linear for a sentence of nothing but such words.
CONTENT: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.ANATOMY,
        _any(
            r"origin\w*|insert(?:s|ion)|attach\w*|innervat\w*|nerve",
            r"lies (?:deep|below|beneath|under|over)|located|runs from",
        ),
    ),
    (Kind.ACTION, re.compile(rf"\A(?>.*?\b(?:{_MOVES})\b).*\b(?:{_MOVED})\b", re.IGNORECASE)),
    (Kind.SYMPTOMS, _any(r"pain|ache\w*|numb\w*|tingl\w*|stiff\w*|sore\w*|tender")),
    (
        Kind.REFERRAL,
        re.compile(r"\A(?>.*?\b(?:refer(?:s|red)?|radiat\w*|spreads?|travels?)\b).*\b(?:pain|to)\b", re.IGNORECASE),
    ),
    (
        Kind.CAUSES,
        _any(
            r"caused? by|due to|result of|leads? to|because of",
            r"perpetuat\w*|overus\w*|overload\w*|injured",
        ),
    ),
    (
        Kind.SELF_CARE,
        re.compile(rf"^(?:{_ORDERS})\b|\byour(?:self)?\b.*\b(?:ball|floor|bed|pillow)\b", re.IGNORECASE),
    ),
    (
        Kind.TECHNIQUE,
        _any(
            r"the (?:client|patient|therapist|practitioner)",
            r"thumbs?|t-bar|knuckles?|strokes?|compression|protocol",
        ),
    ),
    (Kind.TREATMENT, _any(r"treat\w*|injection|medication|surgery|physiotherap\w*|physical therap\w*")),
    (
        Kind.SAFETY,
        _any(
            r"see (?:a|your) (?:doctor|gp)|seek (?:medical|help)",
            r"emergency|do not|contra-?indicat\w*|urgent\w*|red flags?",
        ),
    ),
)
# What the key of a label line ("Origin – …") says about its section.
LABEL_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ACTION, re.compile(r"action|function|antagonist|synergist|agonist|kinetic", re.IGNORECASE)),
    (
        Kind.ANATOMY,
        re.compile(
            r"origin|insertion|attachment|nerve|innerv|blood|arter|vascular|location|area|name|shape|level|root",
            re.IGNORECASE,
        ),
    ),
)
DISCLAIMING = re.compile(
    r"not (?:intended|meant|a substitute)|medical advice|(?:informational|educational|information) purposes"
    r"|scope (?:of practice|is limited)|professional (?:scope|healthcare)|clinical scope|no (?:liability|warrant)"
    r"|jurisdiction|qualified (?:health|medical)|supportive citations|individual results",
    re.IGNORECASE,
)
