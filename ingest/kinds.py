"""What a section is about, from its headings and, where they do not say, from its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.types import Kind
from ingest.kind_rules import CONTENT, DISCLAIMING, HEADINGS, LABEL_KINDS
from ingest.lines import LABEL, is_reference


def section_kind(heading_path: Sequence[str], sentences: Sequence[str]) -> Kind:
    """The kind of a section with these headings (outermost first) and these sentences.

    >>> section_kind(["Nerve supply"], ["It is supplied by branches of L5, S1 and S2."])
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
