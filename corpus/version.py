"""Which Palpate this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def palpate_version() -> str:
    """The version that is installed; "unknown" for a checkout that was never installed."""
    try:
        return version("palpate")
    except PackageNotFoundError:
        return "unknown"
