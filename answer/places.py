"""Where somebody is, read from a locale such as "en-AU", "fr_FR.UTF-8" or "zh-Hant-TW". Any text will do.

What differs from place to place stands elsewhere: whom to call in the rule file, how the limits of all this are put in
`answer.disclaimers`.
"""

from __future__ import annotations


def tag_of(locale: str) -> str:
    """The locale as a tag in small letters, without what systems add behind it.

    >>> tag_of("fr_FR.UTF-8")
    'fr-fr'
    """
    return locale.lower().replace("_", "-").partition(".")[0].partition("@")[0].strip()


def region_of(locale: str) -> str:
    """The country in a locale, in small letters; "" where it names none.

    >>> region_of("zh-Hant-TW"), region_of("en")
    ('tw', '')
    """
    return next((part for part in tag_of(locale).split("-")[1:] if len(part) == 2), "")
