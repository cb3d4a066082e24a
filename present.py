"""How things look: answers, hits, documents and reports as text for a terminal and as JSON, and the progress shown."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Any

from answer.types import Status
from corpus.types import Document, Role

if TYPE_CHECKING:
    from answer.respond import Found
    from answer.types import Answer, Citation, Nearest, Notice
    from doctor import Check
    from ingest.notes.note import Finding
    from pipeline import Report

STEERING = re.compile(r"\x1b(?!\[[012]?m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")
LIST_MARK = re.compile(r"\s*(?:[-*•]|\d+[.)])\s+")
HOW_TO_ASK = "Ask in a few words about a muscle, a symptom or a treatment, such as “stretches for the calf”."
MARKS = {"ok": "ok", "warning": "!!", "failed": "XX"}


class Progress:
    """Progress on standard error: a bar on a terminal, a line for each tenth elsewhere.

    Called as `progress(stage, done, total)`; `say` prints a line of its own.
    """

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""
        self._tenth = -1

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(line, highlight=False, markup=False)
        else:
            print(line, file=sys.stderr, flush=True)

    def __call__(self, stage: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self._draw(stage, done, total)
            return
        tenth = 10 * done // total if total else 10
        if (stage, tenth) != (self._stage, self._tenth) and (total > 20 or done in (0, total)):
            self.say(f"{stage} {done} of {total}")
        self._stage, self._tenth = stage, tenth

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        if stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task, self._stage = self._bar.add_task(stage, total=total), stage
        self._bar.update(self._task, completed=done, total=total)


def print_notice(notice: Notice) -> None:
    """An urgent notice: what to do now, and whom to call."""
    _out(_bold(f"{notice.level.value.upper()}: {_wrap(notice.message)}"))
    for contact in notice.contacts:
        _out(_bold(f"  {contact.name}: {contact.number}"))
    _out()


def print_answer(answer: Answer, asked: str) -> None:
    """An answer for reading: sentences with their numbers, then the sources, then the disclaimer.

    What was searched for is said first where it is not what was asked.

    Its notice is not printed again: it came before everything else.
    """
    if answer.status is not Status.DECLINED and answer.interpreted_question.split() != asked.split():
        _out(_dim(_wrap(f"Searched for: {answer.interpreted_question}")) + "\n")
    if answer.refusal is not None:
        _out(_wrap(answer.refusal.message))
    elif answer.status is Status.DECLINED:
        pass
    elif answer.sentences:
        _print_sentences(answer)
        _print_disagreements(answer)
        _out("\n" + _bold("Sources"))
        for line in source_lines(answer.citations):
            _out(_wrap(line, indent="      ", first="  "))
    else:
        _out("The library does not answer this.")
        _print_nearest(answer.nearest)
        if answer.covered:
            _out("\n" + _bold("What these notes do cover"))
        for covered in answer.covered:
            _out(_wrap(f"{covered.title}: {', '.join(covered.headings)}", indent="    ", first="  - "))
    _print_notes(answer)
    if answer.writing is not None:
        _out("\n" + _dim(_wrap(answer.writing.note)))
    _out("\n" + _dim(_wrap(answer.disclaimer)))


def _print_nearest(nearest: Sequence[Nearest]) -> None:
    """The places that come near, lists line by line; where nothing does, how to ask."""
    if not nearest:
        _out(_wrap(HOW_TO_ASK))
        return
    _out("\n" + _bold("What comes nearest"))
    for near in nearest:
        for number, line in enumerate(f"“{near.quote}”".splitlines()):
            mark = LIST_MARK.match(line)
            indent = " " * (4 + len(mark[0] if mark else ""))
            _out(_wrap(line, indent=indent, first="    " if number else "  - "))
        _out(_wrap(_where(near.title, near.heading_path), indent="    "))


def _print_notes(answer: Answer) -> None:
    """What the words mean and what was withheld, where there is any."""
    if answer.glossary:
        _out("\n" + _bold("In plain words"))
    for entry in answer.glossary:
        _out(_wrap(f"{entry['term']}: {entry['plain']}", indent="      ", first="  "))
    if answer.withheld:
        _out("\n" + _bold("Not shown here"))
    for one in answer.withheld:
        _out(_wrap(f"{one.topic}. {one.reason}", indent="      ", first="  "))


def _print_sentences(answer: Answer) -> None:
    previous: tuple[str, int | None] | None = None
    steps: Counter[int | None] = Counter()
    end = 0
    by_number = {citation.number: citation for citation in answer.citations}
    in_group = Counter(sentence.group for sentence in answer.sentences if sentence.role is Role.STEP)
    for sentence in answer.sentences:
        place = (by_number[sentence.citations[0]].document_id, sentence.group)
        if previous is not None and place != previous:
            _out()
        quoted = by_number[sentence.citations[0]]
        goes_on = place == previous and quoted.start == end + 1  # the second sentence of one step
        end = quoted.end
        steps[sentence.group] += sentence.role is Role.STEP and not goes_on
        mark = ""
        if sentence.role is Role.STEP and in_group[sentence.group] > 1:  # one step alone has lost its number
            mark = "     " if goes_on else f"  {steps[sentence.group]}. "
        elif sentence.role in (Role.ITEM, Role.STEP):
            mark = "  • "
        numbers = "".join(f"[{number}]" for number in sentence.citations)
        _out(_wrap(f"{sentence.text} {numbers}", indent=" " * len(mark), first=mark))
        previous = place


def _print_disagreements(answer: Answer) -> None:
    """Where the sources differ: each side with its number and the date of its source."""
    if answer.disagreements:
        _out("\n" + _bold("Where sources differ"))
    for disagreement in answer.disagreements:
        _out(_wrap(disagreement["topic"], indent="  "))
        for position in disagreement["positions"]:
            numbers = "".join(f"[{number}]" for number in position["citations"])
            date = f" ({position['date']})" if position["date"] else ""
            _out(_wrap(f"“{position['text']}” {numbers}{date}", indent="      ", first="    - "))


def source_lines(citations: Sequence[Citation]) -> list[str]:
    """One line for each place that is quoted, with the numbers of its quotes.

    >>> source_lines([])
    []
    """
    places: dict[tuple[str, tuple[str, ...]], list[Citation]] = {}
    for citation in citations:
        places.setdefault((citation.document_id, citation.heading_path), []).append(citation)
    lines = []
    for (_, path), cited in places.items():
        first = cited[0]
        about = [_where(first.title, path), ", ".join(first.authors), first.licence, first.url]
        numbers = number_ranges([citation.number for citation in cited])
        lines.append(f"{numbers} {'. '.join(part.rstrip('.') for part in about if part)}.")
    return lines


def number_ranges(numbers: Sequence[int]) -> str:
    """Numbers in brackets; three or more that follow each other are one range.

    >>> number_ranges([1, 2, 4, 5, 6, 7])
    '[1][2][4–7]'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(
        f"[{run[0]}–{run[-1]}]" if len(run) > 2 else "".join(f"[{number}]" for number in run) for run in runs
    )


def _where(title: str, path: Sequence[str]) -> str:
    return " › ".join((title, *path))


def print_hits(found: Found) -> None:
    """Hits for reading, each with why it was found, then the disclaimer.

    Their notice is not printed again: it came before everything else.
    """
    hits = found.hits
    if not hits and not (found.urgent and found.urgent.level.stops_answers):
        _out("Nothing found.")
    for number, hit in enumerate(hits, 1):
        passage, why = hit.passage, hit.why
        _out(_bold(f"{number}. {_where(passage.title, passage.heading_path)}") + f"  ({passage.kind.value})")
        _out(_wrap(passage.sentences[why.best_sentence].text, indent="   "))
        terms = f"; words: {', '.join(why.terms)}" if why.terms else ""
        _out(
            _dim(f"   score {hit.score:.2f} = lexical {why.lexical:.2f}, meaning {why.dense:.2f}{terms}  {passage.id}")
            + "\n"
        )
    _out(_dim(_wrap(found.disclaimer)))


def print_sources(documents: Sequence[Document]) -> None:
    """One entry for each document."""
    for document in documents:
        about = ", ".join(
            part for part in (document.source.format, document.source.licence, document.source.key) if part
        )
        _out(_bold(document.id) + f"  {document.title}")
        _out(_dim(f"    {about}; {document.tokens:,} tokens; {_dropped(document)}"))
    _out(f"{len(documents)} {'document' if len(documents) == 1 else 'documents'}")


def _dropped(document: Document) -> str:
    if not document.drops:
        return "nothing dropped"
    return f"{len(document.drops)} lines dropped (`palpate sources show {document.id}`)"


def print_document(document: Document) -> None:
    """What was kept and dropped of one document, for a person to check."""
    _out(_bold(f"{document.source.key}: {document.title}") + f"  ({document.tokens:,} tokens)")
    _out("  kept:")
    for number, section in enumerate(document.sections):
        count = sum(sentence.section == number for sentence in document.sentences)
        if count:
            place = " › ".join(section.heading_path) or "(before the first heading)"
            note = "" if section.kind.is_evidence else ", never quoted"
            _out(f"    {place}: {count} {'sentence' if count == 1 else 'sentences'} ({section.kind.value}{note})")
    _out("  dropped:" if document.drops else "  dropped: nothing")
    for drop in document.drops:
        words = textwrap.shorten(document.extracted[drop.start : drop.end], 90, placeholder=" …")
        _out(f"    {drop.reason}: {words}")
    for warning in document.warnings:
        _out(f"  warning: {warning}")


def print_report(report: Report, documents: Sequence[Document], *, dry_run: bool) -> None:
    """What became of each source; failures and warnings go to standard error."""
    for document in documents:
        print_document(document)
        _out()
    counts = Counter(outcome.status for outcome in report.outcomes)
    for outcome in report.outcomes:
        _print_outcome(outcome, quiet=dry_run)
    summary = ", ".join(f"{count} {status}" for status, count in counts.items()) or "nothing to do"
    if dry_run:
        _out(f"Dry run, nothing stored: {summary}.")
    elif report.generation:
        _out(
            f"{summary}. The library holds {report.documents} documents, {report.passages} passages "
            f"({report.generation})."
        )
    else:
        _out(f"{summary}. The library is empty.")


def _print_outcome(outcome: Any, *, quiet: bool) -> None:
    if outcome.status == "failed":
        print(f"palpate: {outcome.reason}", file=sys.stderr)
    elif outcome.status == "skipped":
        _out(f"skipped {outcome.key}: {outcome.reason}")
    elif outcome.status != "unchanged" and not quiet:
        _out(f"{outcome.status} {outcome.key} as {outcome.document_id}: {outcome.title}")
    for warning in () if quiet else outcome.warnings:
        print(f"warning: {warning}", file=sys.stderr)


def report_json(report: Report, documents: Sequence[Document], *, dry_run: bool) -> dict[str, Any]:
    """A report as one object; with --dry-run the documents as they would be stored."""
    fields = asdict(report) | {"dry_run": dry_run}
    if dry_run:
        fields["previews"] = [document.as_json() | {"text": document.text} for document in documents]
        fields["documents"] = len(documents)
    return fields


def print_checks(checks: Sequence[Check]) -> None:
    """What the doctor saw, with what to do."""
    for check in checks:
        _out(f"{MARKS[check.status]}  {check.name}: {check.detail}")
        if check.remedy:
            _out(f"      {check.remedy}")


def print_findings(findings: Sequence[Finding], *, notes: int) -> None:
    """One line for each finding, in the form that editors can jump to, then how many there are of each kind."""
    for finding in findings:
        words = f"“{finding.words}”: " if finding.words else ""
        _out(f"{finding.file}:{finding.line}: {finding.code}: {words}{finding.remedy}")
    counts = Counter(finding.code for finding in findings).most_common()
    kinds = f": {', '.join(f'{count} {code}' for code, count in counts)}" if counts else ""
    checked = f"{notes} {'note' if notes == 1 else 'notes'}"
    _out(f"{checked}, {len(findings) or 'no'} {'finding' if len(findings) == 1 else 'findings'}{kinds}")


def findings_json(findings: Sequence[Finding], *, notes: int) -> dict[str, Any]:
    """The same as one object."""
    counts = dict(Counter(finding.code for finding in findings).most_common())
    return {"notes": notes, "findings": [asdict(finding) for finding in findings], "counts": counts}


def _out(text: str = "") -> None:
    """Print to standard output; what a note brings along to steer a terminal is shown, not obeyed."""
    print(STEERING.sub("\ufffd", text))


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 100)


def _wrap(text: str, *, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        text,
        _width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _bold(text: str) -> str:
    return f"\033[1m{text}\033[0m" if sys.stdout.isatty() else text


def _dim(text: str) -> str:
    return f"\033[2m{text}\033[0m" if sys.stdout.isatty() else text
