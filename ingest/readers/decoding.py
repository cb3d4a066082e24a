"""Bytes to text, for the readers of text formats. Nothing is guessed in silence: every doubt becomes a warning."""

from __future__ import annotations

import codecs
import re

from ingest.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARACTER_SETS = re.compile(
    r"utf-8|iso8859-\d+|cp125\d|cp866|cp932|koi8-[ru]|shift_jis|euc_jp|euc_kr|gb2312|gbk|gb18030|big5|mac-roman"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_AS_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}


def decode(data: bytes, name: str, *, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` with its line endings as they are, and warnings.

    In this order: a byte order mark, `charset` if its name is known and it fits, UTF-8, UTF-8 with a few broken bytes,
    Windows-1252. Raises ReadError for binary data.
    """
    text, warnings = _decode(data, name, charset)
    if is_binary(text):
        raise ReadError(f"{name} is binary, not text: give a text, Markdown, HTML, PDF or Word (.docx) file")
    return text, warnings


def is_binary(text: str) -> bool:
    """Whether a text holds NULs, or more control characters than slips of typing explain."""
    head = text[:65536]
    return "\0" in text or len(_CONTROLS.findall(head)) > max(2, len(head) // 200)


def _decode(data: bytes, name: str, charset: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_replacements(data, name, encoding)
    warnings: tuple[str, ...] = ()
    encoding = _known(charset)
    if charset and not encoding:
        warnings = (f"{name} names the unknown character set {charset[:40]!r}: read as if it named none",)
    elif encoding not in ("", "utf-8"):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            warnings = (f"{name} names the character set {charset} but is not written in it: read as if it named none",)
    try:
        return data.decode("utf-8"), warnings
    except UnicodeDecodeError:
        text, more = _undeclared(data, name)
        return text, warnings + more


def _undeclared(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """UTF-8 where most of what is not ASCII is valid UTF-8, else Windows-1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) > 2 * broken:
        return _with_replacements(data, name, "utf-8")
    western = data.decode("cp1252", "replace")
    return western, (f"{name} is not UTF-8: read as Windows-1252; save it as UTF-8 if letters look wrong",)


def _with_replacements(data: bytes, name: str, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return text, (f"{name} holds {text.count(chr(0xFFFD))} broken characters of {encoding}, shown as \ufffd",)


def _known(charset: str) -> str:
    """Python's name of a character set, as web pages mean it, or ""."""
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name if charset.strip() else ""
    except (LookupError, ValueError):
        return ""
    name = _AS_WEB.get(name, name)
    return name if _CHARACTER_SETS.fullmatch(name) else ""
