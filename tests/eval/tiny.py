"""A tiny suite over the five notes of `tests.answer.notes`, a gate of three signs, and how to write such files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from answer.safety import Gate
from answer.types import Contact, Level, Notice, Turn

LEVELS = {"blue-lips": Level.EMERGENCY, "despair": Level.CRISIS, "hot-calf": Level.URGENT}
SIGNS = {"lips are blue": "blue-lips", "hopeless": "despair", "calf is hot": "hot-calf"}


class PhraseGate(Gate):
    """A gate of three phrases, found in the question and in those before it; the most urgent one counts."""

    version = "tiny"

    def __init__(self) -> None:
        pass

    def check(
        self, question: str, history: Sequence[Turn] = (), *, locale: str = "en-GB", audience: str = "client"
    ) -> Notice | None:
        said = " ".join([*(turn.question for turn in history), question])
        for phrase, rule in SIGNS.items():
            if phrase in said:
                return Notice(LEVELS[rule], rule, f"to a {audience} in {locale}", (Contact("Help", "1"),))
        return None


def fact(*any_of: str, vital: bool = True) -> dict[str, Any]:
    return {"any": list(any_of), "vital": vital}


def gold(document: str, quote: str) -> dict[str, str]:
    return {"document": document, "quote": quote}


def covered(identity: str, question: str, nuggets: list[Any], places: list[Any], **fields: Any) -> dict[str, Any]:
    return {"id": identity, "question": question, "status": "answered", "nuggets": nuggets, "gold": places} | fields


def not_covered(identity: str, question: str, **fields: Any) -> dict[str, Any]:
    return {"id": identity, "question": question, "status": "not_covered"} | fields


SUITE: list[dict[str, Any]] = [
    covered(
        "nerve",
        "Which nerve supplies the soleus?",
        [fact("tibial nerve")],
        [gold("soleus.md", "tibial nerve supplies")],
        kind="fact",
    ),
    covered(
        "exercises",
        "Which exercises strengthen the soleus?",
        [fact("seated heel raise"), fact("bent knees", "knees bent"), fact("walk on tiptoe", vital=False)],
        [gold("soleus.md", "seated heel raise"), gold("soleus.md", "heel raise with bent knees")],
        kind="list",
    ),
    not_covered("artery", "Which artery supplies the soleus?", kind="near-miss"),
    covered(
        "trapezius",
        "What innervates the trapezius?",
        [fact("accessory nerve")],
        [gold("trapezius.md", "accessory nerve supplies")],
        kind="fact",
        half="test",
        audience="therapist",
    ),
    not_covered("insertion", "Where does the deltoid insert?", kind="near-miss", half="test", audience="therapist"),
    {
        "id": "lips",
        "question": "My lips are blue, which nerve supplies the deltoid?",
        "status": "declined",
        "urgent": "blue-lips",
        "kind": "sign",
    },
    # The notes do not say it, whatever the suite wants: one question that must fail.
    covered(
        "dose",
        "What is the price of a massage?",
        [fact("axillary nerve"), fact("teres minor", vital=False)],
        [gold("deltoid.md", "supplies the teres minor")],
        kind="fact",
    ),
]


def write_lines(path: Path, lines: Iterable[Mapping[str, Any] | str]) -> Path:
    """A JSONL file; a line that is text already is written as it is."""
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    return path


def without_times(value: Any) -> Any:
    """The same value without what begins with "ms_", at any depth."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if not key.startswith("ms_")}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value
