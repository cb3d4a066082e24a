"""What whoever ingests a file should know: that it looks like a person's record, or nearly repeats another note."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from corpus.types import Document

_NUMBERED = r"nhs|hospital|medical record|patient|insurance|medicare|policy|ssn|social security"
_VISIT = r"(?:session|visit|appointment|treatment|consultation)\s*(?:notes?|date|no\.?|number|#|\d+)?"
_DATE = r"\d{1,2}[/. -]\w{1,9}[/. -]\d{2,4}"
_SOAP = r"subjective|objective|assessment|plan|s|o|a|p"
_TOLD = r"reports|states|presents|presented|complains|returned|attended|was seen"
_NAME = r"[A-Z][\w'’-]+"

# Signs that a file is about one person. One alone proves little ("name:" stands in many notes); two of them warn.
_BORN = re.compile(r"(?i)\b(?:date of birth|d\.?o\.?b\.?|born on)\b\s*[:.]?\s*\d")
_PERSONAL = (
    _BORN,
    re.compile(rf"(?im)^[^\w\n]*(?:patient|client)(?:'s|’s)?(?:\s+(?:full\s+)?name)?\s*[:–-]\s*{_NAME}\s+[A-Z]"),
    re.compile(rf"(?im)^[^\w\n]*(?:full |first |last |sur)?name\s*[:–-]\s*(?-i:{_NAME}(?:,)?\s+{_NAME})\s*$"),
    re.compile(rf"(?i)\b(?:{_NUMBERED})\s*(?:no|number|id|#)\b\.?\s*[:#]?\s*[A-Z]?\d"),
    re.compile(rf"(?im)^[^\w\n]*{_VISIT}\s*[:(–-].{{0,20}}{_DATE}"),
    re.compile(rf"(?im)^[^\w\n]*(?:{_SOAP})\s*:\s.*\b(?:client|patient|pt|he|she|reports?|states?|complain\w*)\b"),
    re.compile(rf"(?i)\b(?:client|patient|pt|mr|mrs|ms)\.?\s(?:[A-Z]\w+\s)?(?:{_TOLD})\b"),
    re.compile(r"(?i)\b(?:home address|next of kin|emergency contact|gp name|referred by dr)\b\s*[:–-]"),
    re.compile(r"(?i)\b\d{2}[- ]year[- ]old (?:male|female|man|woman)\b"),
)
SHINGLE = 5  # words
SKETCH = 256  # hashes kept of a document
NEAR = 0.7  # estimated share of common shingles above which two notes are near-identical


def person_record_warning(document: Document) -> str:
    """A line for whoever ingests a file that looks like a record about a person, "" where it does not.

    Palpate shows what it holds to whoever asks; notes about a client do not belong into a library.
    """
    signs = sum(bool(pattern.search(document.extracted)) for pattern in _PERSONAL)
    strong = bool(_BORN.search(document.extracted))
    if signs >= 2 or strong:
        return (
            f"{document.source.key} looks like a record about a person, not a general note: whoever asks could be "
            f"shown it; remove it with `palpate sources remove {document.id}`"
        )
    return ""


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of a text's word shingles: enough to estimate how much two texts share (Broder 1997)."""
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    hashes = sorted(int.from_bytes(hashlib.blake2b(s.encode(), digest_size=8).digest(), "big") for s in shingles)
    return frozenset(hashes[:SKETCH])


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated Jaccard resemblance of two sketched texts, 0 to 1."""
    smallest = sorted(one | other)[:SKETCH]
    return sum(value in one and value in other for value in smallest) / len(smallest) if smallest else 0.0


def near_duplicates(new: Sequence[Document], held: Iterable[Document]) -> list[tuple[Document, Document, float]]:
    """Pairs of a new document and another one that say nearly the same, with their resemblance, 0 to 1."""
    sketches = {document.id: (document, sketch(document.text)) for document in (*held, *new)}
    by_hash: dict[int, list[str]] = {}
    for identity, (_, hashes) in sketches.items():
        for value in hashes:
            by_hash.setdefault(value, []).append(identity)
    pairs: dict[tuple[str, str], float] = {}
    for document in new:
        mine = sketches[document.id][1]
        for other in sorted({identity for value in mine for identity in by_hash[value]} - {document.id}):
            pair = (min(document.id, other), max(document.id, other))
            if pair not in pairs:
                pairs[pair] = resemblance(mine, sketches[other][1])
    return [
        (sketches[one][0], sketches[other][0], share) for (one, other), share in sorted(pairs.items()) if share >= NEAR
    ]
