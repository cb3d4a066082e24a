"""What the library does cover, beside a question that it does not answer: the nearest notes, by their headings.

`answer.answerer` names the nearest places word for word; here is said what else can be asked of those notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answer.types import Covered
from corpus.store import Headed, Store

HEADINGS = 12
"""Of one note; a textbook's chapter has more, and nobody reads them all below "not covered"."""


def find_covered(documents: Iterable[str], store: Store) -> Iterator[Covered]:
    """What each of these documents, named by id, speaks of: the headings below its title, in their order."""
    for identity in dict.fromkeys(documents):
        passages = store.headed(identity)
        headings = dict.fromkeys(_topic(passage) for passage in passages if passage.kind.is_evidence)
        named = [heading for heading in headings if heading]
        yield Covered(identity, passages[0].title, tuple(named[:HEADINGS]))


def _topic(passage: Headed) -> str:
    """The heading of a passage that says most by itself: the first below the title."""
    return next((heading for heading in passage.heading_path if heading != passage.title), "")
