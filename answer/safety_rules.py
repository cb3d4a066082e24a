"""The rule file of the safety gate, read and checked: words, signs, rules, contacts.

Only what stands in the file is looked at here; `answer.safety_reader` and `answer.safety_signs` put it to use. The
notation is described at the head of `safety_rules.toml`.
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from answer.errors import SafetyError
from answer.safety_text import fold
from answer.types import Contact, Level

OWN_RULES = Path(__file__).with_name("safety_rules.toml")
LANGUAGE = (
    "fillers breaks joiners openers subjects carry_on spelling ordinary "
    "negation denial not_negation past now present hypothetical idioms english foreign"
).split()
FOR_LANGUAGE = {"english", "foreign"}  # only to know a question in another language
FRAMES = ("general", "personal")
AUDIENCES = ("client", "therapist")
OTHER = "other"
ANOTHER_LANGUAGE = "another-language"  # a sign that no pattern makes: `answer.safety_language` looks for it
MOST = 1_000  # points that a threshold may be
WINDOW = 8  # words, from the first to the last of a sign, fillers not counted
_ELEMENT = re.compile(r"[a-z0-9-]+(?:\|[a-z0-9-]+)*\Z")
_FIELDS = {"id", "level", "name", "sources", "any", "client", "therapist"}
_OPTIONAL = {"contacts"}


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern, and the groups of words that may fill it. `after`: only behind the element before it."""

    names: tuple[str, ...]
    after: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements that must stand within `window` words of each other, and groups of words that must not be near.

    `ever`: it counts of the past too, and in a question about the world. It only tells whom the rest is about.
    """

    elements: tuple[Element, ...]
    without: tuple[str, ...] = ()
    window: int = WINDOW
    ever: bool = False


@dataclass(frozen=True, slots=True)
class SignSet:
    """Signs that raise a rule together, and signs that keep it from being raised."""

    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A notice, and the sets of signs of which any one raises it. `contacts` names the list of whom to call."""

    id: str
    level: Level
    name: str
    sources: tuple[str, ...]
    sign_sets: tuple[SignSet, ...]
    messages: Mapping[str, str]
    contacts: str


@dataclass(frozen=True, slots=True)
class PointsRule:
    """The points of words: their file, from how many on a text is raised, and below how many signs in it do not count.

    The file lies beside the rules, or else beside those that come with Palpate. Without `quiet` every sign counts. A
    text that holds nothing but words of `everyday` is not raised by points.
    """

    file: Path
    raised: float
    quiet: float = -math.inf
    everyday: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RuleFile:
    """All that a rule file says. `phrases` holds the lists of [language] and of [words]."""

    version: str
    phrases: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, tuple[Pattern, ...]]
    signs: Mapping[str, tuple[Pattern, ...]]
    rules: tuple[Rule, ...]
    contacts: Mapping[str, Mapping[str, tuple[Contact, ...]]]  # by region, then by level or by the name of a list
    points: PointsRule | None = None


def read_rules(path: Path, *, of_scope: bool = False) -> RuleFile:
    """The rules of a file, of the gate or of the scope, whose rules have no level and name nobody to call.

    Raises SafetyError naming the file, the place and the remedy.
    """
    data, checksum = _load(path)
    return _Reader(path, of_scope=of_scope).read(data, checksum)


def read_version(path: Path) -> str:
    """What names the rules of a file. The rest of it is not looked at, so this takes next to no time."""
    data, checksum = _load(path)
    return _Reader(path, of_scope=False).version(data, checksum)


def _load(path: Path) -> tuple[Mapping[str, Any], str]:
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        return tomllib.loads(text), hashlib.sha256(content).hexdigest()[:8]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SafetyError(f"{path} is not valid TOML ({error}): mend that line") from None
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = error.strerror if isinstance(error, OSError) else error
        raise SafetyError(f"{path} cannot be read ({reason}): check the setting [safety] rules") from None


class _Reader:
    """Turns the tables of one file into rules; knows the file's name for its complaints."""

    def __init__(self, path: Path, *, of_scope: bool) -> None:
        self._path, self._of_scope = path, of_scope

    def read(self, data: Mapping[str, Any], checksum: str) -> RuleFile:
        tables = {"version", "language", "words", "frames", "signs", "rules"}
        optional, required = (("points", "contacts"), ()) if self._of_scope else (("points",), ("contacts",))
        self._check_keys(data, tables.union(optional, required), "at the top", tables.union(required))
        language, words = self._table(data, "language"), self._table(data, "words")
        self._check_keys(language, set(LANGUAGE), "[language]", set(LANGUAGE) - FOR_LANGUAGE)
        for name in words:
            if name in language or not _ELEMENT.match(name) or "|" in name:
                self._refuse(f"[words] {name}", "is no name for a group: use small letters, figures and hyphens, once")
        phrases: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(FOR_LANGUAGE - language.keys()), ())
        phrases |= {name: self._phrases(text, f"[language] {name}") for name, text in language.items()}
        phrases |= {name: self._phrases(text, f"[words] {name}") for name, text in words.items()}
        frames = self._patterns(self._table(data, "frames"), "[frames]", phrases)
        self._check_keys(frames, set(FRAMES), "[frames]", set(FRAMES))
        signs = self._patterns(self._table(data, "signs"), "[signs]", phrases)
        rules = tuple(self._rules(data["rules"], signs))
        self._check_language(rules, phrases)
        contacts = {} if self._of_scope else self._contacts(self._table(data, "contacts"), rules)
        points = self._points(data.get("points"))
        return RuleFile(self.version(data, checksum), phrases, frames, signs, rules, contacts, points)

    def version(self, data: Mapping[str, Any], checksum: str) -> str:
        """The version written in the file, and what shows a change where nobody thought of it."""
        self._check_keys(data, set(data), "at the top", {"version"})
        points = self._points(data.get("points"))
        if points is not None:
            checksum = f"{checksum}.{hashlib.sha256(self._content(points.file)).hexdigest()[:8]}"
        return f"{self._text(data['version'], 'version')}+{checksum}"

    def _check_language(self, rules: Iterable[Rule], phrases: Mapping[str, tuple[str, ...]]) -> None:
        """Refuse a rule about other languages where the words are missing by which they are known."""
        missing = sorted(name for name in FOR_LANGUAGE if not phrases[name])
        for rule in rules:
            if missing and any(ANOTHER_LANGUAGE in (*each.all_of, *each.none_of) for each in rule.sign_sets):
                self._refuse(f"[language] {missing[0]!r}", f"is missing, and the rule {rule.id} needs it: add it")

    def _points(self, table: object) -> PointsRule | None:
        if table is None:
            return None
        if not isinstance(table, Mapping):
            self._refuse("[points]", "must be a table of file, raised, quiet and everyday")
        self._check_keys(table, {"file", "raised", "quiet", "everyday"}, "[points]", {"file", "raised"})
        raised = self._number(table["raised"], "[points] raised")
        quiet = self._number(table["quiet"], "[points] quiet") if "quiet" in table else -math.inf
        if quiet > raised:
            self._refuse("[points]", f"has quiet {quiet} and raised {raised}; quiet must be the smaller")
        everyday = self._phrases(table["everyday"], "[points] everyday") if "everyday" in table else ()
        file = self._points_file(self._text(table["file"], "[points] file"))
        return PointsRule(file, raised, quiet, frozenset(everyday))

    def _points_file(self, name: str) -> Path:
        places = (self._path.parent / name, OWN_RULES.parent / name)
        found = next(filter(_is_file, places), None)
        if found is None:
            self._refuse("[points] file", f"is {name!r}, and there is no such file beside the rules: check the name")
        return found

    def _content(self, points: Path) -> bytes:
        try:
            return points.read_bytes()
        except OSError as error:
            self._refuse("[points] file", f"is {points}, which cannot be read ({error.strerror}): check its rights")

    def _number(self, value: object, place: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
            self._refuse(place, f"is {value!r}; it must be a number between -{MOST} and {MOST}")
        return float(value)

    def _refuse(self, place: str, problem: str) -> NoReturn:
        raise SafetyError(f"{self._path}: {place} {problem}")

    def _check_keys(self, table: Mapping[str, Any], known: set[str], place: str, required: set[str]) -> None:
        for name in table:
            if name not in known:
                self._refuse(f"{place} {name!r}", f"is not known; there are {', '.join(sorted(known))}")
        for name in sorted(required):
            if name not in table:
                self._refuse(f"{place} {name!r}", "is missing: add it, as in the file that comes with Palpate")

    def _table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        if not isinstance(data[name], Mapping) or not data[name]:
            self._refuse(f"[{name}]", "must be a table with at least one entry")
        table: Mapping[str, Any] = data[name]
        return table

    def _text(self, value: object, place: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self._refuse(place, f"is {value!r}; it must be text, in quotes, and not empty")
        return " ".join(str(value).split())

    def _phrases(self, value: object, place: str) -> tuple[str, ...]:
        self._text(value, place)
        text = fold(str(value)).replace("-", " ").replace("/", " ").replace("\n", ",")
        return tuple([phrase for each in text.split(",") if (phrase := each.strip())])

    def _patterns(
        self, table: Mapping[str, Any], where: str, phrases: Mapping[str, Any]
    ) -> dict[str, tuple[Pattern, ...]]:
        found: dict[str, tuple[Pattern, ...]] = {}
        for name, value in table.items():
            place = f"{where} {name}"
            self._text(value, place)
            lines = [line.strip() for line in str(value).splitlines() if line.strip()]
            found[name] = tuple(self._pattern(line, place, phrases) for line in lines)
        return found

    def _pattern(self, line: str, place: str, phrases: Mapping[str, Any]) -> Pattern:
        elements: list[Element] = []
        without: list[str] = []
        window, after, ever = WINDOW, False, False
        for part in line.split():
            if part == ">":
                after = bool(elements)
            elif part == "!":
                ever = True
            elif part.startswith("(") and part[1:-1].isdigit() and part.endswith(")"):
                window = int(part[1:-1])
            else:
                names = self._names(part.removeprefix("-"), line, place, phrases)
                if part.startswith("-"):
                    without += names
                else:
                    elements.append(Element(names, after))
                    after = False
        if not elements:
            self._refuse(place, f"has the pattern {line!r}, which names nothing to look for: name a group of [words]")
        return Pattern(tuple(elements), tuple(without), window, ever)

    def _names(self, part: str, line: str, place: str, phrases: Mapping[str, Any]) -> tuple[str, ...]:
        if not _ELEMENT.match(part):
            self._refuse(place, f"has {part!r} in the pattern {line!r}; write a name of [words], a|b, > , -a, ! or (8)")
        for name in part.split("|"):
            if name not in phrases:
                self._refuse(
                    place, f"has {name!r} in the pattern {line!r}, which is no group of [words]: add or mend it"
                )
        return tuple(part.split("|"))

    def _rules(self, tables: object, signs: Mapping[str, Any]) -> Iterator[Rule]:
        if not isinstance(tables, list) or not tables or not all(isinstance(table, Mapping) for table in tables):
            self._refuse("[[rules]]", "must be there at least once")
        seen: set[str] = set()
        for number, table in enumerate(tables, 1):
            place = f"rule {table.get('id', f'number {number}')}:"
            self._check_keys(table, _FIELDS | _OPTIONAL, place, _FIELDS - {"level"} if self._of_scope else _FIELDS)
            rule = self._rule(table, place, signs)
            if rule.id in seen:
                self._refuse(place, "stands twice: give the second another id")
            seen.add(rule.id)
            yield rule

    def _rule(self, table: Mapping[str, Any], place: str, signs: Mapping[str, Any]) -> Rule:
        level = self._level(table.get("level", Level.URGENT.value), f"{place} level")
        return Rule(
            id=self._text(table["id"], f"{place} id"),
            level=level,
            name=self._text(table["name"], f"{place} name"),
            sources=self._texts(table["sources"], f"{place} sources"),
            sign_sets=tuple(
                self._sign_set(text, f"{place} any", signs) for text in self._texts(table["any"], f"{place} any")
            ),
            messages={audience: self._text(table[audience], f"{place} {audience}") for audience in AUDIENCES},
            contacts=self._text(table.get("contacts", level.value), f"{place} contacts"),
        )

    def _level(self, value: object, place: str) -> Level:
        levels = [level.value for level in Level]
        if value not in levels:
            self._refuse(place, f"is {value!r}; it must be one of {', '.join(levels)}")
        return Level(str(value))

    def _texts(self, value: object, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            self._refuse(place, f"is {value!r}; it must be a list of at least one text")
        return tuple(self._text(each, place) for each in value)

    def _sign_set(self, text: str, place: str, signs: Mapping[str, Any]) -> SignSet:
        parts = text.split()
        for part in parts:
            if part.removeprefix("-") not in signs and part != ANOTHER_LANGUAGE:
                self._refuse(place, f"names the sign {part.removeprefix('-')!r}, which [signs] does not have")
        wanted = tuple(part for part in parts if not part.startswith("-"))
        if not wanted:
            self._refuse(place, f"has {text!r}, which names no sign that must be there: name one")
        return SignSet(wanted, tuple(part[1:] for part in parts if part.startswith("-")))

    def _contacts(
        self, table: Mapping[str, Any], rules: Iterable[Rule]
    ) -> dict[str, Mapping[str, tuple[Contact, ...]]]:
        found: dict[str, Mapping[str, tuple[Contact, ...]]] = {}
        if OTHER not in table:
            self._refuse("[contacts.other]", "is missing: it says whom to call where no other entry fits")
        levels = {level.value for level in Level}
        named = levels | {rule.contacts for rule in rules}
        for name, entry in table.items():
            place = f"[contacts.{name}]"
            if not isinstance(entry, Mapping):
                self._refuse(place, "must be a table of emergency, crisis and urgent")
            self._check_keys(entry, named | {"regions"}, place, levels)
            lists = {each: self._numbers(entry[each], f"{place} {each}") for each in entry.keys() - {"regions"}}
            for key in {name, *(self._texts(entry["regions"], f"{place} regions") if "regions" in entry else ())}:
                found[key.lower().replace("_", "-")] = lists
        for each in sorted(named - {name for lists in found.values() for name in lists}):
            self._refuse(
                "[contacts]", f"has no list {each!r}, which a rule names: add it to a region, or mend the rule"
            )
        return found

    def _numbers(self, value: object, place: str) -> tuple[Contact, ...]:
        if not isinstance(value, list) or not value:
            self._refuse(place, 'must be a list like [["Ambulance", "999"]]')
        contacts = []
        for each in value:
            if not isinstance(each, list) or len(each) != 2:
                self._refuse(place, f'has {each!r}; each contact is a pair like ["Ambulance", "999"]')
            contacts.append(Contact(self._text(each[0], place), self._text(each[1], place)))
        return tuple(contacts)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no file can have such a name: too long, or with a NUL
        return False
