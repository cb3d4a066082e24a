"""`palpate notes check`: one sound note that gives no finding, and for every check the change to it that gives one."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from corpus.types import Kind
from ingest.errors import ReadError
from ingest.kinds import heading_kind
from ingest.notes.check import check_note, find_notes
from ingest.notes.citations import find_citations, without_citations
from ingest.notes.lines import find_places, line_at
from ingest.notes.note import Finding
from ingest.notes.prose import find_claim, points_back
from tests.conftest import ROOT, run_palpate

SOUND = """\
---
title: "Popliteus"
authors: ["Ann Example"]
licence: "CC BY 4.0"
audience: both
reviewed: 2026-01-31
references:
  - authors: "Doe J, Roe R"
    title: "The knee"
    year: 2016
  - authors: "National Institute for Knee Excellence"
    title: "Knee pain"
    year: 2020
---

# Popliteus

## Overview

The popliteus lies behind the knee.
The popliteus unlocks the
straight knee (Doe & Roe 2016).

## Facts at a glance

Origin: lateral femoral condyle

## Techniques for therapists

Pressure behind the knee is contraindicated with:

- a blood clot
- a swelling

Pressure release follows these steps:

1. Place the client prone.
2. Press slowly.

Massage relieves knee pain a little (NIKE 2020).

## When to seek help

See a doctor for a hot, swollen calf.
"""


def check(tmp_path: Path, text: str, *, name: str = "note.md") -> list[Finding]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return check_note(path)


def change(*pairs: str) -> str:
    """The sound note with stretches of it replaced; each has to be there."""
    text = SOUND
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def the_one(tmp_path: Path, text: str) -> Finding:
    (finding,) = check(tmp_path, text)
    return finding


def test_a_sound_note_gives_no_finding(tmp_path: Path) -> None:
    assert check(tmp_path, SOUND) == []


# Front matter


@pytest.mark.parametrize("field", ["title", "authors", "licence", "audience", "reviewed"])
@pytest.mark.parametrize("emptied", [True, False], ids=["empty", "missing"])
def test_a_field_without_a_value_is_found(tmp_path: Path, field: str, *, emptied: bool) -> None:
    line = line_of(SOUND, f"{field}:")
    lines = SOUND.split("\n")
    text = "\n".join([*lines[: line - 1], *([f"{field}:"] if emptied else []), *lines[line:]])
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.words, finding.line) == ("field", field, line if emptied else 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("audience: both", "audience: everybody"),
        ("reviewed: 2026-01-31", "reviewed: last week"),
        ("reviewed: 2026-01-31", "reviewed: 2026-01"),
        ("reviewed: 2026-01-31", 'reviewed: "2026-02-31"'),
    ],
)
def test_a_field_with_a_value_that_is_not_allowed_is_found(tmp_path: Path, old: str, new: str) -> None:
    finding = the_one(tmp_path, change(old, new))
    assert (finding.code, finding.line) == ("field", line_of(SOUND, old))


def test_a_note_without_front_matter_is_told_so_once(tmp_path: Path) -> None:
    findings = check(tmp_path, SOUND.split("---\n", 2)[2])
    assert [finding.code for finding in findings if finding.code != "citation"] == ["front-matter"]


def test_front_matter_that_is_no_yaml_is_told_so_once(tmp_path: Path) -> None:
    findings = check(tmp_path, change('title: "Popliteus"', 'title: "Popliteus'))
    assert [finding.code for finding in findings if finding.code != "citation"] == ["reading"]


def test_front_matter_that_is_a_list_is_told_so_once(tmp_path: Path) -> None:
    findings = check(tmp_path, f"---\n- Popliteus\n---\n{SOUND.split('---', 2)[2]}")
    assert [finding.code for finding in findings if finding.code != "citation"] == ["reading"]


def test_authors_may_be_a_list(tmp_path: Path) -> None:
    assert check(tmp_path, change('authors: "Doe J, Roe R"', 'authors: ["Doe J", "Roe R"]')) == []


def test_a_short_name_that_the_reference_has_itself_is_found_there(tmp_path: Path) -> None:
    assert check(tmp_path, change("(NIKE 2020)", "(KNEE 2020)", "Institute for Knee", "Institute for KNEE")) == []


def test_a_note_without_references_is_found(tmp_path: Path) -> None:
    entries = SOUND[SOUND.index("references:") : SOUND.index("---\n\n#")]
    findings = check(tmp_path, change(entries, "references: []\n"))
    assert ("field", "references") in [(finding.code, finding.words) for finding in findings]


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ('    title: "The knee"\n', "", "add its title"),
        ("    year: 2016\n", "", "add its year"),
        ("    year: 2016\n", "    year: in press\n", "write its year as four digits"),
        ('authors: "Doe J, Roe R"', "authors:", "add its authors"),
    ],
)
def test_a_reference_that_says_too_little_is_found(tmp_path: Path, old: str, new: str, remedy: str) -> None:
    findings = [finding for finding in check(tmp_path, change(old, new)) if finding.code == "reference"]
    assert [(finding.remedy, finding.line) for finding in findings] == [(remedy, line_of(SOUND, "  - authors"))]


# Citations


def test_a_citation_that_the_front_matter_does_not_have_is_found(tmp_path: Path) -> None:
    text = change("(NIKE 2020)", "(NIKE 2020; Poe et al. 2011)")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.words) == ("citation", "Poe et al. 2011")
    assert finding.line == line_of(text, "Poe et al.")


@pytest.mark.parametrize("cited", ["(Doe & Roe 2017)", "(Roe & Doe 2016)", "(Doe & Poe 2016)", "(Do & Roe 2016)"])
def test_a_citation_with_another_year_or_other_authors_is_found(tmp_path: Path, cited: str) -> None:
    text = change("(Doe & Roe 2016)", cited)
    findings = check(tmp_path, text)
    assert [finding.code for finding in findings] == ["uncited", "citation"]
    assert findings[1].line == line_of(text, cited)


def test_a_reference_that_nothing_cites_is_found_on_its_line(tmp_path: Path) -> None:
    text = change(" (Doe & Roe 2016)", "")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("uncited", line_of(text, "Doe J, Roe R"))


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("It hurts (Doe 2016).", [("Doe", "2016")]),
        ("It hurts (Doe, Roe & Poe 2016).", [("Doe+Roe+Poe", "2016")]),
        ("It hurts (rarely, Doe et al. 2016a, page 12).", [("Doe", "2016a")]),
        ("It hurts (Doe 2016, 2018; van der Poe 2011).", [("Doe", "2016"), ("Doe", "2018"), ("van der Poe", "2011")]),
        ("The steps, after Doe and Roe (2016), are:", [("Doe+Roe", "2016")]),
        ("In Fernández-de-las-Peñas et al. (2020) it hurt.", [("Fernández-de-las-Peñas", "2020")]),
        ("It hurts (World Council for Knees 2016).", [("World Council for Knees", "2016")]),
        ("It hurts (in 2016), at L4 (L4, L5) and since January (January 2020).", []),
    ],
)
def test_citations_are_read(sentence: str, cited: list[tuple[str, str]]) -> None:
    assert [("+".join(each.authors), each.year) for each in find_citations(sentence)] == cited
    assert all(each.authors[0] in sentence[each.start : each.end] for each in find_citations(sentence))


@pytest.mark.parametrize("unit", ["A ", "(A 2016", "A, and ", "van der ", "(2016) ", "A & "])
def test_citations_of_hostile_text_are_read_in_a_moment(unit: str) -> None:
    started = time.perf_counter()
    find_citations(f"({unit * 5_000}) {unit * 5_000} (2016)")
    assert time.perf_counter() - started < 5


def test_accents_and_particles_do_not_hide_a_reference(tmp_path: Path) -> None:
    text = change('"Doe J, Roe R"', '"van der Höe J, Roe R, Poe P"', "(Doe & Roe 2016)", "(van der Hoe et al. 2016)")
    assert check(tmp_path, text) == []


# Headings


def test_a_second_heading_of_the_first_level_is_found(tmp_path: Path) -> None:
    finding = the_one(tmp_path, change("## Overview", "# Popliteus"))
    assert (finding.code, finding.line) == ("title-heading", line_of(SOUND, "## Overview"))


def test_a_note_without_a_heading_of_the_first_level_is_found(tmp_path: Path) -> None:
    assert the_one(tmp_path, change("# Popliteus\n\n", "")).code == "title-heading"


def test_a_note_that_does_not_say_when_to_seek_help_is_found(tmp_path: Path) -> None:
    assert the_one(tmp_path, change("## When to seek help", "## Doctors")).code == "help-section"


@pytest.mark.parametrize("heading", ["## When to see a doctor", "## Seek medical help", "### When to get help"])
def test_help_goes_by_other_names(tmp_path: Path, heading: str) -> None:
    assert check(tmp_path, change("## When to seek help", heading)) == []


@pytest.mark.parametrize("place", ["## Facts at a glance", "## When to seek help"])
def test_a_section_without_words_is_found(tmp_path: Path, place: str) -> None:
    text = change(place, f"### Shape\n\n{place}")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.words, finding.line) == ("empty-section", "Shape", line_of(text, "### Shape"))


def test_a_last_section_without_words_is_found(tmp_path: Path) -> None:
    assert the_one(tmp_path, SOUND + "\n## More\n").code == "empty-section"


def test_a_section_of_nothing_but_sections_is_not_empty(tmp_path: Path) -> None:
    assert check(tmp_path, change("## Overview\n", "## Overview\n\n### Place\n")) == []


def test_a_skipped_level_is_found(tmp_path: Path) -> None:
    finding = the_one(tmp_path, change("## Facts", "#### Facts"))
    assert (finding.code, finding.remedy) == ("heading-level", "level 4 right below level 2: write ###")


# Lists and steps


@pytest.mark.parametrize("ending", [".", "", ";"])
def test_a_line_above_a_list_that_ends_without_a_colon_is_found(tmp_path: Path, ending: str) -> None:
    text = change("contraindicated with:", f"contraindicated with the following{ending}")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("lead-in", line_of(text, "contraindicated with"))


def test_a_line_above_a_list_that_does_not_announce_it_is_found(tmp_path: Path) -> None:
    """Ingest takes no whole sentences above whole sentences for a lead-in, so nothing leads the list in."""
    item = "- The popliteus is pressed by the thumb of the therapist for a while, and slowly."
    text = change("straight knee (Doe & Roe 2016).", f"straight knee (Doe & Roe 2016).\n\n{item}")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("lead-in", line_of(text, "The popliteus unlocks"))


def test_a_list_right_under_another_is_found(tmp_path: Path) -> None:
    text = change("- a swelling\n\nPressure release follows these steps:\n", "- a swelling\n")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("lead-in", line_of(text, "1. Place"))


def test_a_heading_leads_a_list_in_without_a_colon(tmp_path: Path) -> None:
    text = change("Pressure release follows these steps:\n", "### Pressure release of the popliteus\n")
    assert check(tmp_path, text) == []


CONTRAINDICATED = "Pressure behind the knee is contraindicated with:\n\n- a blood clot\n- a swelling\n\n"


def test_steps_without_contraindications_are_found(tmp_path: Path) -> None:
    text = change(CONTRAINDICATED, "")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("steps-first", line_of(text, "1. Place"))
    assert finding.remedy.startswith("write")


def test_steps_before_contraindications_are_found(tmp_path: Path) -> None:
    text = change(CONTRAINDICATED, "", "## When to seek", f"{CONTRAINDICATED}## When to seek")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.line) == ("steps-first", line_of(text, "1. Place"))
    assert finding.remedy.startswith("move")


@pytest.mark.parametrize("heading", ["## Contraindications", "## Before you start"])
def test_a_section_of_cautions_covers_the_steps_below_it(tmp_path: Path, heading: str) -> None:
    text = change(CONTRAINDICATED, "", "## Techniques", f"{heading}\n\nA blood clot forbids pressure.\n\n## Techniques")
    assert check(tmp_path, text) == []


def test_a_section_on_help_does_not_cover_the_steps_below_it(tmp_path: Path) -> None:
    text = change(CONTRAINDICATED, "", "## Techniques", "## When to see a doctor\n\nSee one soon.\n\n## Techniques")
    assert the_one(tmp_path, text).code == "steps-first"


def test_steps_of_an_examination_need_no_contraindications(tmp_path: Path) -> None:
    text = change(CONTRAINDICATED, "", "## Techniques for therapists", "## Assessment")
    assert check(tmp_path, text) == []


# Sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "It unlocks the knee.",
        "They unlock the knee.",
        "He pressed the knee.",
        "She pressed the knee.",
        "Its tendon is round.",
        "Their tendons are round.",
        "This is the key of the knee.",
        "This unlocks the knee.",
        "This muscle unlocks the knee.",
        "These are rare.",
        "These muscles unlock the knee.",
        "Those hurt.",
        "This usually hurts.",
        "This slowly unlocks the knee.",
        "That helps.",
        "It is used to treat knees.",
    ],
)
def test_a_pronoun_without_its_noun_is_found(tmp_path: Path, sentence: str) -> None:
    assert points_back(sentence)
    finding = the_one(tmp_path, change("The popliteus lies behind the knee.", sentence))
    assert (finding.code, finding.words, finding.line) == ("pronoun", sentence, line_of(SOUND, "The popliteus lies"))


@pytest.mark.parametrize(
    "sentence",
    [
        "This stretch lengthens the calf.",
        "This biceps stretch is old.",
        "These stretches are gentle.",
        "These structures lie next to the popliteus:",
        "It is not known whether needling helps the popliteus.",
        "It is best to rest the knee.",
        "It takes six weeks for the popliteus to heal.",
        "Items of a list rest.",
        "Italic letters are rare.",
    ],
)
def test_a_pronoun_with_its_noun_is_let_be(sentence: str) -> None:
    assert not points_back(sentence)


def test_the_second_sentence_of_a_paragraph_has_the_line_it_begins_on(tmp_path: Path) -> None:
    text = change("The popliteus unlocks", "It unlocks")
    assert the_one(tmp_path, text).line == line_of(text, "It unlocks")


def sentence_of(words: int) -> str:
    return f"The knee {'bends ' * (words - 3)}well"


def test_a_sentence_is_long_from_29_words_on_citations_not_counted(tmp_path: Path) -> None:
    assert check(tmp_path, change("The popliteus lies behind the knee.", f"{sentence_of(28)} (Doe & Roe 2016).")) == []
    finding = the_one(tmp_path, change("The popliteus lies behind the knee.", f"{sentence_of(29)} (Doe & Roe 2016)."))
    assert finding.code == "long-sentence"
    assert finding.remedy.startswith("29 words")


def test_what_a_parenthesis_says_beside_its_citation_is_counted() -> None:
    assert without_citations("It hurts (when bent, Doe & Roe 2016) a lot.") == "It hurts (when bent, ) a lot."


def test_the_facts_of_a_label_line_may_be_long(tmp_path: Path) -> None:
    assert check(tmp_path, change("lateral femoral condyle", "condyle, " * 30 + "condyle")) == []


@pytest.mark.parametrize(
    "claim",
    ["reduces", "improves", "relieves", "cures", "prevents", "is effective for", "eases", "helps", "lowered"],
)
def test_a_claim_without_a_source_is_found(tmp_path: Path, claim: str) -> None:
    finding = the_one(tmp_path, change("See a doctor", f"Massage {claim} knee pain.\n\nSee a doctor"))
    assert finding.code == "claim"
    assert finding.words == f"Massage {claim} knee pain."


@pytest.mark.parametrize(
    "sentence",
    [
        "No good trial shows that massage relieves knee pain.",
        "We do not know whether massage relieves knee pain.",
        "Reduce the load for two weeks.",
        "To relieve knee pain, rest.",
        "Ask what relieves the pain.",
        "Does massage relieve knee pain?",
        "Pain relief and prevention are aims.",
    ],
)
def test_orders_aims_questions_and_want_of_evidence_claim_nothing(sentence: str) -> None:
    assert find_claim(sentence) == ""


def test_a_source_in_the_same_paragraph_is_enough(tmp_path: Path) -> None:
    told = "Massage relieves knee pain. Others agree (Doe & Roe 2016)."
    assert check(tmp_path, change("See a doctor", f"{told}\n\nSee a doctor")) == []


def test_the_source_of_one_item_is_none_for_the_next(tmp_path: Path) -> None:
    items = "Options are:\n\n- massage, which relieves pain (Doe & Roe 2016)\n- rest, which cures cramps\n\n"
    finding = the_one(tmp_path, change("See a doctor", f"{items}See a doctor"))
    assert (finding.code, finding.words) == ("claim", "rest, which cures cramps")


def test_the_source_of_a_lead_in_is_one_for_every_item(tmp_path: Path) -> None:
    items = "Options are (Doe & Roe 2016):\n\n- massage, which relieves pain\n- rest, which cures cramps\n\n"
    assert check(tmp_path, change("See a doctor", f"{items}See a doctor")) == []


def test_the_first_item_of_a_list_without_lead_in_is_none(tmp_path: Path) -> None:
    items = "- massage, which relieves pain (Doe & Roe 2016)\n- rest, which cures cramps"
    findings = check(tmp_path, change("2. Press slowly.", f"2. Press slowly.\n\n{items}"))
    assert [(finding.code, finding.words) for finding in findings][1:] == [("claim", "rest, which cures cramps")]


def test_a_step_claims_nothing(tmp_path: Path) -> None:
    assert check(tmp_path, change("2. Press slowly.", "2. Press slowly, as pressure relieves pain.")) == []


def test_what_is_never_quoted_is_not_checked(tmp_path: Path) -> None:
    told = "It relieves nobody of the duty to think (Poe 2011).\n\n- It names no doctor."
    assert check(tmp_path, f"{SOUND}\n## Disclaimer\n\n{told}\n") == []


# Reading


def test_what_ingest_leaves_out_is_found(tmp_path: Path) -> None:
    text = change("## Facts at a glance", "Subscribe to our newsletter\n\n## Facts at a glance")
    finding = the_one(tmp_path, text)
    assert (finding.code, finding.words) == ("left-out", "Subscribe to our newsletter")
    assert finding.line == line_of(text, "Subscribe")


def test_a_note_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    assert the_one(tmp_path, "").code == "reading"


def test_a_page_that_is_named_like_markdown_is_a_finding(tmp_path: Path) -> None:
    codes = [finding.code for finding in check(tmp_path, "<!doctype html><html><body><p>The knee.</p></body></html>")]
    assert codes == ["reading"]


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    text = change("The popliteus lies", "It lies").replace("\n", "\r\n")
    (tmp_path / "note.md").write_bytes(text.encode())
    (finding,) = check_note(tmp_path / "note.md")
    assert (finding.code, finding.line) == ("pronoun", line_of(SOUND, "The popliteus lies"))


def test_places_are_found_past_markup_links_and_numbers_that_are_counted_anew() -> None:
    source = "# Hip\n\n1. Lie **down**.\n1. Press [the hip](https://example.org)\n   for a while.\n\nRest &amp; wait."
    text = "Hip\n\n1. Lie down.\n2. Press the hip for a while.\n\nRest & wait."
    places = find_places(source, text)
    lines = [line_at(places, text.index(words)) for words in ("Hip", "Lie", "Press", "Rest")]
    assert lines == [1, 3, 4, 7]


def test_words_that_the_file_does_not_have_stand_on_the_line_before() -> None:
    text = "Hip\n\nNothing of the kind.\n\nRest."
    places = find_places("# Hip\n\nRest.", text)
    assert [line_at(places, text.index(words)) for words in ("Hip", "Nothing", "Rest")] == [1, 1, 3]


def test_notes_are_found_in_folders_and_each_is_checked_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.markdown", "c.txt", "README.md"):
        (tmp_path / name).write_text("The knee.", encoding="utf-8")
    assert [path.name for path in find_notes([tmp_path / "b.md", tmp_path])] == ["b.md", "a.markdown"]


@pytest.mark.parametrize("name", ["missing.md", "c.txt", "empty"])
def test_a_path_without_notes_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "c.txt").write_text("The knee.", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match=name):
        find_notes([tmp_path / name])


# The page on writing notes

PAGE = (ROOT / "docs" / "writing-notes.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_gives_no_finding(tmp_path: Path) -> None:
    (example,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    assert check(tmp_path, example) == []


def test_headings_give_the_kinds_that_the_page_names() -> None:
    rows: list[tuple[str, str]] = re.findall(r"^\| ([a-z-]+) \| ([A-Z].*) \|$", PAGE, re.MULTILINE)
    assert len(rows) == len([kind for kind in Kind if kind.is_evidence and kind is not Kind.OTHER])
    told = {heading: kind for kind, headings in rows for heading in headings.split(", ")}
    assert {heading: heading_kind(heading) for heading in told} == told


# The command


def test_the_command_prints_findings_with_their_lines_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "hip.md").write_text(change("The popliteus lies", "It lies"), encoding="utf-8")
    ran = run_palpate("notes", "check", "hip.md", folder=tmp_path)
    assert ran.status == 1
    finding, summary = ran.out.splitlines()
    assert finding.startswith("hip.md:20: pronoun: “It lies behind the knee.”: name what 'It' stands for")
    assert summary == "1 note, 1 finding: 1 pronoun"


def test_the_command_says_when_there_is_nothing_to_mend(tmp_path: Path) -> None:
    (tmp_path / "hip.md").write_text(SOUND, encoding="utf-8")
    ran = run_palpate("notes", "check", ".", folder=tmp_path)
    assert (ran.status, ran.out, ran.err) == (0, "1 note, no findings\n", "")


def test_the_command_prints_json(tmp_path: Path) -> None:
    (tmp_path / "hip.md").write_text(change("The popliteus lies", "It lies"), encoding="utf-8")
    ran = run_palpate("notes", "check", "hip.md", "--json", folder=tmp_path)
    told = json.loads(ran.out)
    assert (ran.status, told["notes"], told["counts"]) == (1, 1, {"pronoun": 1})
    assert told["findings"][0]["file"] == "hip.md"
    assert sorted(told["findings"][0]) == ["code", "file", "line", "remedy", "words"]


def test_wrong_use_of_the_command_has_a_status_of_its_own(tmp_path: Path) -> None:
    ran = run_palpate("notes", "check", "missing.md", folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "palpate notes check: missing.md does not exist: check the path\n"
