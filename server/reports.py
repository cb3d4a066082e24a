"""The files that `palpate eval` wrote below DATA/reports/, for whoever holds the admin key.

A report quotes questions and answers, which come from anywhere: it is shown without scripts, in an origin of its own.
No address leads out of the folder, and no link.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles

from answer.disclaimers import disclaimer_for
from corpus.settings import Settings
from server import contract
from server.body import StrictRoute
from server.contract import errors
from server.errors import ApiError
from server.keys import need_admin
from server.stream import to_json

TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".md": "text/plain",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".trec": "text/plain",
    ".txt": "text/plain",
}
SHOWN = frozenset((".html", ".json", ".md", ".png", ".svg", ".txt"))
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox"


class ReportList(contract.Response):
    """The files below DATA/reports/, by path."""

    files: list[str]
    disclaimer: str


def make_reports(folder: Path, settings: Settings) -> APIRouter:
    """The routes over this folder, which need not be there yet."""
    router = APIRouter(
        route_class=StrictRoute, dependencies=[Depends(need_admin(settings))], responses=errors(400, 401, 403, 421)
    )
    files = StaticFiles(directory=folder, check_dir=False)
    disclaimer = disclaimer_for(settings.audience, settings.locale)

    @router.get("/reports", summary="List the reports", response_model=ReportList)
    def listed() -> Response:
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if _is_inside(folder, path))
        return Response(to_json({"files": names, "disclaimer": disclaimer}), media_type="application/json")

    @router.get(
        "/reports/{path:path}",
        summary="Read one file of a report",
        response_class=Response,
        responses={200: {"description": "The file.", "content": {"*/*": {}}}, **errors(404)},
    )
    async def read(path: str, request: Request) -> Response:
        place = _inside(folder, path)
        response = await files.get_response(path, request.scope)
        _dress(response, place)
        return response

    return router


def _inside(folder: Path, path: str) -> Path:
    place = folder / path
    if not _is_inside(folder, place):
        raise ApiError(404, "not_found", "there is no such report", "GET /reports lists them")
    return place


def _is_inside(folder: Path, place: Path) -> bool:
    """Whether this is a file, and lies in the folder once links are followed."""
    try:
        return place.is_file() and place.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _dress(response: Response, place: Path) -> None:
    suffix = place.suffix.lower()
    kind = TYPES.get(suffix, "application/octet-stream")
    response.headers["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    response.headers["Content-Security-Policy"] = POLICY
    if suffix not in SHOWN:
        response.headers["Content-Disposition"] = "attachment"
