"""Text as typed, made plain: small Latin letters, digits and stops, whatever letters it was dressed up in.

What the words mean is for `answer.safety_reader`. Nothing here fails, and all of it takes time in proportion to the
length: each character is looked up by itself, so that piled-up accents cost no more than letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HIDDEN = "\x01"  # stands for a character that nobody sees
_KEPT = 20_000  # characters; a text of all there are must not fill the memory for good

# Letters that look like Latin ones and are no variants of them to Unicode: Cyrillic, Greek, Armenian, small capitals.
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝкмтнвгѵүөзьАЕОРСУХІЈЅНКМТВҮ"
        "αορνικτυχηεωβγμσςξΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
        "օհոսցքɑɡɩıʏøđłħŧɓɗɛƙɱɲʀȷ"
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꜱᴛᴜᴠᴡᴢ",
        "aeopcyxijshdqwkmthbrvyosbAEOPCYXIJSHKMTBY"
        "aopviktuxnewbymoseABEZHIKMNOPTYX"
        "ohnugpagiiyodlhtbdekmnrj"
        "abcdefghijklmnopstuvwz",
        strict=True,
    )
)
_LOOKALIKES |= {
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ð": "d",
    "Ø": "o",
    "Đ": "d",
    "Ł": "l",
    "℮": "e",
}
_AS_WRITTEN = {
    **dict.fromkeys("'’‘‛ʼʻʹ´`′＇", "'"),
    **dict.fromkeys(
        "\u034f\u115f\u1160\u3164\uffa0\u2800", HIDDEN
    ),  # letters and symbols to Unicode, nothing to the eye
    "—": " - ",
    "–": " - ",
    "…": ",",
    "。": ".",
    "、": ",",
    "\u2028": "\n",
    "\u2029": "\n",
}
_ENCLOSED = ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))  # A to Z in circles, squares and flags

# Scripts that no rule is written in. One pass takes them out before characters are looked up one by one.
_FOREIGN = re.compile("[\u3041-\u3163\u3165-\ua4cf\uac00-\ud7a3\ue000-\uf8ff\U00020000-\U000dffff]+")

# "My leg's hot": the leg, and "is". In "it's" and the like the two are one word, with or without an apostrophe.
_IS = re.compile(r"\b(?!(?:she|that|what|there|who|how|let|here|where)'s\b)([a-z]{3,})'s\b")


# Marks of a page's language, copied with a question or typed in: they are unseen, and no words.
_TAG = re.compile(r"</?(?:b|br|code|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|u|ul)[ ]?/?>", re.IGNORECASE)

_FOLDS: dict[int, str] = {}


def _table(text: str) -> dict[int, str]:
    """What each character of the text becomes. What was worked out before is kept, up to a number."""
    new = {ord(character) for character in set(text)} - _FOLDS.keys()
    folds = {code: _fold_character(chr(code)) for code in new}
    if len(_FOLDS) + len(folds) > _KEPT:
        return {**_FOLDS, **folds}
    _FOLDS.update(folds)
    return _FOLDS


def fold(text: str) -> str:
    """The text in small Latin letters, without accents and apostrophes; `HIDDEN` where there is something unseen.

    >>> fold("Can’t ｗee, аnæsthesia")
    'cant wee, anaesthesia'
    """
    if "<" in text:
        text = _TAG.sub(HIDDEN, text)
    if text.isascii():
        text = text.encode("ascii").translate(_ASCII).decode("ascii")
    else:
        text = _FOREIGN.sub(" ", text)
        text = text.translate(_table(text))
    return _IS.sub(r"\1 s", text).replace("'", "") if "'" in text else text


def readings(text: str) -> list[str]:
    """The folded text, once with its unseen characters left out and, where it has any, once with spaces for them."""
    folded = fold(text)
    if HIDDEN not in folded:
        return [folded]
    return [folded.replace(HIDDEN, ""), folded.replace(HIDDEN, " ")]


def _fold_character(character: str) -> str:
    if character in _AS_WRITTEN:
        return _AS_WRITTEN[character]
    code, category = ord(character), unicodedata.category(character)
    if category in {"Cf", "Cs", "Co", "Cn"} or (category == "Cc" and not character.isspace()):
        return HIDDEN
    if category == "Lo" and code > 0xFF:
        return " "
    for start, end in _ENCLOSED:
        if start <= code <= end:
            return chr(ord("a") + code - start)
    return "".join(_fold_parts(unicodedata.normalize("NFKD", character)))


def _fold_parts(parts: str) -> Iterator[str]:
    for part in parts:
        latin = _LOOKALIKES.get(part, part)
        if latin.isascii():
            yield latin.lower()
        elif not unicodedata.category(part).startswith("M"):
            yield " "


_ASCII = "".join(fold_one if len(fold_one := _fold_character(chr(code))) == 1 else " " for code in range(128)).encode()
_ASCII += bytes(range(128, 256))
