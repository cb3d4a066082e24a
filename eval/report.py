"""A result folder as one HTML page that stands by itself: no script, no request, nothing but the file.

What each task shows is decided in `eval.report_answers`, `eval.report_retrieval` and `eval.report_safety`; here the
page is put together. Questions and answers are text from anywhere, so everything is escaped by the template engine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from answer.types import DISCLAIMERS
from eval.errors import EvalError
from eval.report_answers import build_answers
from eval.report_page import Page
from eval.report_retrieval import build_retrieval
from eval.report_safety import build_safety
from eval.results import SUMMARY, Results

TEMPLATE, STYLE = (Path(__file__).with_name(name) for name in ("report.html", "report.css"))
BUILDERS: dict[str, Callable[[Results], Page]] = {
    "answers": build_answers,
    "retrieval": build_retrieval,
    "safety": build_safety,
}


def render_report(results: Results) -> str:
    """The page of a result folder; the same results give the same page.

    Raises EvalError where the folder holds another task, or its files lack what `palpate eval` writes.
    """
    task = results.summary.get("task")
    if task not in BUILDERS:
        raise EvalError(f"{results.folder / SUMMARY}: task is {task!r}; there are reports of {', '.join(BUILDERS)}")
    try:
        page = BUILDERS[task](results)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise EvalError(
            f"{results.folder} is not as `palpate eval {task}` writes it ({type(error).__name__} {error}): run it anew"
        ) from error
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    # Markup: these are ours and are not escaped. Drawings escape the names in them themselves.
    style = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704
    return template.render(page=page, disclaimer=DISCLAIMERS["client"], style=style, drawing=Markup)
