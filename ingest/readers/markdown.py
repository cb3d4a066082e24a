"""Markdown (CommonMark with tables, definition lists, footnotes and YAML front matter), read from markdown-it's tokens.

HTML inside Markdown goes through the HTML reader, so that both formats treat the same mark-up the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.errors import ReadError
from ingest.extraction import BlockType, Extraction, Metadata
from ingest.readers import html
from ingest.readers.decoding import decode
from ingest.readers.drafts import BREAK, Draft, Piece, assemble, label, lines, one_line

_MAX_NESTING = 10_000  # the default of 20 drops what is deeper without a word
_TASK = re.compile(r"^\[[ xX]\]\s+")
_BOLD_TAG = re.compile(r"<(/?)(?:b|strong)\b[^>]*>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read(data: bytes, name: str, *, charset: str = "") -> Extraction:
    """The words of a Markdown file as blocks, and what its front matter says."""
    text, warnings = decode(data, name, charset=charset)
    try:
        tokens = _parse(text)
        body, blocks = assemble(drafts(tokens, name))
    except RecursionError:
        raise ReadError(f"{name} nests its lists or quotes too deeply: flatten them") from None
    metadata, more = read_front_matter(_front_matter(tokens), name)
    return Extraction("markdown", body, blocks, metadata, warnings + more)


def find_front_matter(text: str) -> str:
    r"""The YAML between the lines of dashes that open a note, "" where there is none.

    >>> find_front_matter("---\ntitle: Hip\n---\n\n# Hip")
    'title: Hip'
    """
    return _front_matter(_parse(text))


def _front_matter(tokens: Sequence[Token]) -> str:
    return next((token.content for token in tokens if token.type == "front_matter"), "")


def _parse(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(deflist_plugin).use(footnote_plugin)
    return parser.parse(text.removeprefix("\ufeff"))


def drafts(tokens: Sequence[Token], name: str) -> Iterator[Draft]:
    """The blocks of parsed Markdown, in order; `name` is the file's, for errors."""
    lists: list[str] = []
    fresh = False
    cells: list[Piece] = []
    term = ""
    for position, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                fresh = True
            case "tr_open":
                cells = []
            case "tr_close":
                yield _row(cells, header=tokens[position + 1].type == "thead_close")
            case "html_block":
                yield from html.drafts(token.content, name)
                fresh = False
            case "fence" | "code_block":
                yield Draft(BlockType.PARAGRAPH, token.content)
                fresh = False
            case "inline":
                opener = tokens[position - 1]
                pieces = list(_pieces(token.children or []))
                if opener.type in ("th_open", "td_open"):
                    cells.append(one_line(pieces))
                elif opener.type == "dt_open":
                    term = one_line(pieces).text
                else:
                    before = [Piece(label(term))] if term else []
                    yield from _block(opener, [*before, *pieces], lists, fresh=fresh, image=_is_image(token))
                    fresh, term = False, ""


def _row(cells: Sequence[Piece], *, header: bool) -> Draft:
    text = " | ".join(cell.text for cell in cells)
    return Draft(BlockType.ROW, text if text.strip(" |") else "", header=header)


def _block(opener: Token, pieces: list[Piece], lists: Sequence[str], *, fresh: bool, image: bool) -> Iterator[Draft]:
    whole = one_line(pieces)
    if opener.type == "heading_open":
        yield Draft(BlockType.HEADING, whole.text, level=int(opener.tag[1]), bold=whole.bold)
    elif image:
        yield Draft(BlockType.CAPTION, whole.text)
    elif fresh and lists:
        text = _TASK.sub("", whole.text)
        ordered = lists[-1] == "ordered_list_open"
        yield Draft(BlockType.ITEM, text, level=len(lists), ordered=ordered, bold=whole.bold)
    else:
        for line in lines(pieces):
            yield Draft(BlockType.PARAGRAPH, line.text, bold=line.bold)


def _is_image(token: Token) -> bool:
    """Whether a paragraph is nothing but one image, whose alternative text then serves as its caption."""
    children = token.children or []
    return len(children) == 1 and children[0].type == "image"


def _pieces(children: Sequence[Token]) -> Iterator[Piece]:
    """Inline text without its marks. Images inside a sentence have no words of the sentence, so they give none."""
    bold = 0
    alone = len(children) == 1
    for child in children:
        match child.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "text" | "text_special" | "code_inline":
                yield Piece(child.content, bold > 0)
            case "softbreak":
                yield Piece(" ", bold > 0)
            case "hardbreak":
                yield Piece(BREAK)
            case "image" if alone:
                yield Piece(child.content)
            case "html_inline":
                if _BREAK_TAG.fullmatch(child.content):
                    yield Piece(BREAK)
                elif tag := _BOLD_TAG.fullmatch(child.content):
                    bold += -1 if tag[1] else 1


def read_front_matter(source: str, name: str) -> tuple[Metadata, tuple[str, ...]]:
    """What YAML front matter says of the note; nothing, and a warning, where it is no YAML mapping."""
    try:
        values = yaml.safe_load(source) if source.strip() else {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        return Metadata(), (f"{name} has front matter that is no valid YAML ({reason}): read without it",)
    if not isinstance(values, Mapping):
        return Metadata(), (f"{name} has front matter that names no fields: read without it",)
    fields = {field_name(key): value for key, value in values.items()}
    address = _first(fields, "url", "source")
    return Metadata(
        title=_first(fields, "title"),
        authors=_names(fields.get("authors", fields.get("author"))),
        url=address if address.startswith(("https://", "http://")) else "",
        licence=_first(fields, "licence", "license"),
        audience=_first(fields, "audience").lower(),
        published=_date(fields, "published", "date"),
        reviewed=_date(fields, "reviewed", "last_reviewed"),
    ), ()


def field_name(key: object) -> str:
    """The name of a field of front matter, however it is written: "Last-Reviewed" is last_reviewed."""
    return str(key).strip().lower().replace("-", "_")


def _first(fields: Mapping[str, object], *keys: str) -> str:
    return next((text for key in keys if (text := _text(fields.get(key)))), "")


def _date(fields: Mapping[str, object], *keys: str) -> str:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD, without the time of day; "" for any other way to write it."""
    found = _ISO_DATE.match(_first(fields, *keys))
    return found[0] if found else ""


def _names(value: object) -> tuple[str, ...]:
    """Authors from a list, or from one string that parts them by ";" or "and" (a comma may belong to a degree)."""
    values = value if isinstance(value, list) else re.split(r";|\s+and\s+|\s+&\s+", _text(value))
    return tuple(text for entry in values if (text := _text(entry)))


def _text(value: object) -> str:
    """A scalar as text; "" for mappings and lists, which have no place in these fields."""
    return " ".join(str(value).split()) if value is not None and not isinstance(value, (dict, list, set)) else ""
