"""Numbers as a report writes them. No figure is rounded to one that it is not: only what is 1 is written as 100%."""

from __future__ import annotations

from collections.abc import Mapping

from eval.glossary import Scale, meaning_of

SAME = 1e-9


def write_figure(measure: str, value: float) -> str:
    """A figure in the manner of its measure.

    >>> write_figure("correct", 0.5131), write_figure("nDCG@10", 0.73), write_figure("crag", -0.25)
    ('51.3%', '0.730', '−0.25')
    >>> write_figure("quote_validity", 0.99999), write_figure("quote_validity", 1.0)
    ('>99.9%', '100%')
    """
    scale = meaning_of(measure).scale
    if scale is Scale.SHARE:
        return write_share(value)
    text = f"{value:.3f}" if scale is Scale.RANKING else f"{value:.2f}" if scale is Scale.SCORE else f"{value:.1f}"
    return text.replace("-", "−")


def write_share(value: float) -> str:
    """A part of a whole as a percentage.

    >>> [write_share(value) for value in (0, 0.0001, 0.045, 1 - 1e-16)]
    ['0%', '<0.1%', '4.5%', '100%']
    """
    if abs(value) < SAME or abs(value - 1) < SAME:
        return "0%" if value < 0.5 else "100%"
    if 0 < value < 0.001:
        return "<0.1%"
    return ">99.9%" if 0.999 < value < 1 else f"{100 * value:.1f}%".replace("-", "−")


def write_interval(measure: str, interval: Mapping[str, float]) -> str:
    """The bounds of a figure.

    >>> write_interval("correct", {"low": 0.4123, "high": 0.6}), write_interval("crag", {"low": -0.2, "high": 0.1})
    ('41.2–60.0%', '−0.20 to 0.10')

    A bootstrap of figures that are all alike has no width, which does not make them certain.
    """
    if interval["high"] - interval["low"] < SAME:
        return "all alike"
    low, high = write_figure(measure, interval["low"]), write_figure(measure, interval["high"])
    return f"{low.removesuffix('%')}{' to ' if interval['low'] < 0 else '–'}{high}"


def write_difference(measure: str, value: float) -> str:
    """A difference, with its sign; that of shares in points.

    >>> write_difference("nDCG@10", 0.05), write_difference("correct", -0.031), write_difference("correct", 0)
    ('+0.050', '−3.1', '0.0')
    """
    scale = meaning_of(measure).scale
    digits = {Scale.SHARE: 1, Scale.RANKING: 3, Scale.SCORE: 2, Scale.COUNT: 1}[scale]
    number = round(100 * value if scale is Scale.SHARE else value, digits)
    return f"{number:+.{digits}f}".replace("-", "−") if number else f"{0:.{digits}f}"


def write_p(p: float) -> str:
    """A p, which is never 0.

    >>> write_p(0.0003), write_p(0.04), write_p(1.0)
    ('<0.001', '0.040', '1.000')
    """
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def write_ms(value: float) -> str:
    """Milliseconds, in as many digits as tell them apart.

    >>> write_ms(0.0312), write_ms(4.26), write_ms(1234.5)
    ('0.031 ms', '4.3 ms', '1,234 ms')
    """
    return f"{value:.3f} ms" if value < 1 else f"{value:.1f} ms" if value < 100 else f"{value:,.0f} ms"


def write_count(count: int, noun: str) -> str:
    """A number of things.

    >>> write_count(1, "question"), write_count(1200, "question")
    ('1 question', '1,200 questions')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
