"""How long the safety gate takes: loading its rules, a question, and texts made to be slow.

    python bench/gate.py
    python bench/gate.py [--rules our-rules.toml] [--show] [questions.jsonl …]

With files of lines like {"text": "…", "history": ["…"], "expect": true}, it also says how many of the urgent wordings
raise a notice and how many of the others. A line without `expect` counts as other, or as what its `label` says; `text`
may also be `question`. `bench/scope.py` does the same for the scope.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.safety import Gate, load_gate
from answer.scope import Scope
from answer.types import Notice, Refusal, Turn

LENGTH = 100_000
URGENT = "urgent"  # the label of wordings that must raise a notice
QUESTIONS = (
    "Why does my hip hurt when I lie on it, and which muscle is it? It has been like that for three weeks now.",
    "My back hurts, but I can pee fine, there is no numbness, and my legs are strong. Which stretches are safe? " * 4,
    "client denies chest pain, breathlessness, numbness, swelling or fever; calf sore, not hot, not swollen. " * 4,
    "I can't go for a wee and my back hurts and my bum is numb",
    "does the pec minor cause pain in the chest and the arm? I read that trigger points do that after bench press",
)


def best(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of processor time for each run, from the shortest to the longest: other programs do not count."""
    spans = []
    for _ in range(times):
        start = time.thread_time()
        work()
        spans.append(time.thread_time() - start)
    return sorted(spans)


def long_texts() -> dict[str, str]:
    """Texts of 100,000 characters that make one part of the gate or another work hard."""
    chance = random.Random(1)  # noqa: S311
    words = "no chest pain calf swollen hot numb saddle pee cant back , or and my i . fever knee want die self".split()

    def letters(size: int) -> str:
        return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=size))

    texts = {
        "one letter": "a" * LENGTH,
        "letters apart": "a " * LENGTH,
        "no no no": "no " * LENGTH,
        "chest pain": "chest pain " * LENGTH,
        "no chest pain": "no chest pain " * LENGTH,
        "no chest pain.": "no chest pain. " * LENGTH,
        "words of the rules": " ".join(chance.choice(words) for _ in range(LENGTH)),
        "words unknown": " ".join(letters(chance.randrange(4, 12)) for _ in range(LENGTH // 5)),
        "commas": "," * LENGTH,
        "full stops": "a." * LENGTH,
        "line ends": "\n " * LENGTH,
        "asterisks": "a*" * LENGTH,
        "accents": "\u0301\u0316" * LENGTH,
        "zero width": "a\u200b" * LENGTH,
        "all characters": "".join(map(chr, range(LENGTH))),
        "surrogates": "\ud800" * LENGTH,
        "emoji": "😀" * LENGTH,
        "spelled": "s u i c i d e  x " * LENGTH,
    }
    return {name: text[:LENGTH] for name, text in texts.items()}


def measure(judge: Gate | Scope, path: Path, *, does: str, show: bool) -> None:
    """Print how many questions of a file get a notice or a refusal, by label; `show`: and each that is judged wrongly.

    What is labelled urgent should get one, everything else none.
    """
    replies: dict[str, list[tuple[str, Notice | Refusal | None]]] = defaultdict(list)
    for row in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines())):
        history = [Turn(each) if isinstance(each, str) else Turn(each["question"]) for each in row.get("history") or ()]
        text = row.get("text") or row.get("question") or row.get("Question") or ""
        label = URGENT if row.get("expect") else str(row.get("label", "other"))
        replies[label].append((text, judge.check(text, history)))
    for label, rows in sorted(replies.items()):
        count = sum(reply is not None for _, reply in rows)
        print(f"{path.parent.name}/{path.name}, {label}: {does} {count} of {len(rows)} ({count / len(rows):.2%})")
        for text, reply in rows if show else ():
            if (reply is None) is (label == URGENT):
                print(f"    {reply.rule if reply else 'nothing'}: {text}")


def bench(
    about: str,
    load: Callable[[Path | None], Gate | Scope],
    questions: Iterable[str],
    long: Mapping[str, str],
    does: str,
) -> None:
    """Read the command line and print the figures. `does` says what is done to a question that gets no plain answer."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rules", type=Path, help="a rule file of your own")
    parser.add_argument("--show", action="store_true", help="name each question that is judged wrongly")
    parser.add_argument("files", type=Path, nargs="*", help="questions, one JSON object in a line")
    options = parser.parse_args()
    print(f"{'loading the rules':24}{best(partial(load, options.rules), 15)[7] * 1000:8.1f} ms (median of 15)")
    judge = load(options.rules)
    spans = sorted(span for text in questions for span in best(partial(judge.check, text[:500]), 2_000))
    print(f"{'a question, median':24}{spans[len(spans) // 2] * 1000:8.3f} ms")
    print(f"{'a question, p99':24}{spans[len(spans) * 99 // 100] * 1000:8.3f} ms")
    for name, text in long.items():
        print(f"{name:24}{best(partial(judge.check, text), 3)[1] * 1000:8.1f} ms")
    for path in options.files:
        measure(judge, path, does=does, show=options.show)


if __name__ == "__main__":
    bench("How long the safety gate takes, and what it raises.", load_gate, QUESTIONS, long_texts(), "raised")
