"""How long the safety gate takes: loading its rules, a question, and texts made to be slow.

    python bench/gate.py
    python bench/gate.py [--rules our-rules.toml] [--show] [questions.jsonl …]

With files of lines like {"text": "…", "history": ["…"], "expect": true}, it also says how many of the urgent wordings
raise a notice and how many of the others. A line without `expect` counts as other; `text` may also be `question`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answer.safety import Gate, load_gate
from answer.types import Turn

LENGTH = 100_000
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


def measure(gate: Gate, path: Path, *, show: bool) -> None:
    """Print the share of the urgent wordings and of the others that raise a notice; `show`: and each that is wrong."""
    raised: dict[bool, list[bool]] = {True: [], False: []}
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        history = [Turn(each) if isinstance(each, str) else Turn(each["question"]) for each in row.get("history", [])]
        text, urgent = row.get("text") or row["question"], bool(row.get("expect"))
        notice = gate.check(text, history)
        raised[urgent].append(notice is not None)
        if show and (notice is not None) is not urgent:
            print(f"    {notice.rule if notice else 'nothing'}: {text}")
    for urgent, name in ((True, "urgent"), (False, "other")):
        if raised[urgent]:
            print(f"{path.name}, {name}: {sum(raised[urgent])} of {len(raised[urgent])} raised")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How long the safety gate takes, and what it raises.")
    parser.add_argument("--rules", type=Path, help="a rule file of your own")
    parser.add_argument("--show", action="store_true", help="name each wording that is judged wrongly")
    parser.add_argument("wordings", type=Path, nargs="*", help="wordings that must and must not raise a notice")
    options = parser.parse_args()
    print(f"{'loading the rules':24}{best(lambda: load_gate(options.rules), 15)[7] * 1000:8.1f} ms (median of 15)")
    gate = load_gate(options.rules)
    spans = sorted(span for text in QUESTIONS for span in best(partial(gate.check, text[:500]), 2_000))
    print(f"{'a question, median':24}{spans[len(spans) // 2] * 1000:8.3f} ms")
    print(f"{'a question, p99':24}{spans[len(spans) * 99 // 100] * 1000:8.3f} ms")
    for name, text in long_texts().items():
        print(f"{name:24}{best(partial(gate.check, text), 3)[1] * 1000:8.1f} ms")
    for path in options.wordings:
        measure(gate, path, show=options.show)


if __name__ == "__main__":
    main()
