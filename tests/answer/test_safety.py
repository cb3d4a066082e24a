"""The gate: what counts, what does not, whom it names to call, and what a wrong rule file is told.

How people write is in `test_safety_wordings`, what no text may do to the gate in `test_safety_text`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.errors import SafetyError
from answer.safety import TURNS, Gate, load_gate
from answer.safety_rules import FOR_LANGUAGE, OWN_RULES, read_rules, read_version
from answer.types import Level, Turn

LEVELS = {
    "cord-compression": Level.EMERGENCY,
    "spine-infection": Level.EMERGENCY,
    "cervical-artery": Level.EMERGENCY,
    "aortic-aneurysm": Level.EMERGENCY,
    "compartment-syndrome": Level.EMERGENCY,
    "severe-allergy": Level.EMERGENCY,
    "child-limp": Level.EMERGENCY,
    "pregnancy": Level.EMERGENCY,
    "abuse": Level.CRISIS,
    "suspected-cancer": Level.URGENT,
    "wound-infection": Level.URGENT,
    "not-english": Level.URGENT,
    "cauda-equina": Level.EMERGENCY,
    "heart-attack": Level.EMERGENCY,
    "stroke": Level.EMERGENCY,
    "lung-clot": Level.EMERGENCY,
    "leg-clot": Level.URGENT,
    "joint-infection": Level.EMERGENCY,
    "fracture": Level.EMERGENCY,
    "suicidal-thoughts": Level.CRISIS,
}
ISLANDS = ("je", "gg", "im")  # with a health service of their own
RAISING = {
    "cord-compression": "my neck is stiff and both my hands and my legs have gone clumsy and heavy",
    "spine-infection": "my back is agony and I keep getting a fever and shivers",
    "cervical-artery": "sudden tearing neck pain after my neck was cracked, and now I see double",
    "aortic-aneurysm": "a lump in my belly pulses and my back hurts",
    "compartment-syndrome": "my leg is in plaster, rock hard, numb, and the pain is unbearable",
    "severe-allergy": "my lips and tongue swelled up after the massage oil",
    "child-limp": "my three year old is limping and has a fever",
    "pregnancy": "I'm pregnant and bleeding",
    "abuse": "my partner hits me",
    "suspected-cancer": "I have lost two stone without trying",
    "wound-infection": "my operation scar is oozing pus",
    "not-english": "me duele mucho la espalda desde ayer",
    "cauda-equina": "my privates are numb and my back hurts",
    "heart-attack": "crushing chest pain down my left arm",
    "stroke": "my mum's face is drooping",
    "lung-clot": "my calf is swollen and I am breathless",
    "leg-clot": "my calf is swollen and hot",
    "joint-infection": "my knee is hot and swollen and I have a fever",
    "fracture": "I fell and can't put weight on my leg",
    "suicidal-thoughts": "I want to kill myself",
}


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


def rule_of(gate: Gate, question: str, *earlier: str) -> str | None:
    notice = gate.check(question, [Turn(each) for each in earlier])
    return notice.rule if notice else None


# Notices


def test_the_gate_knows_the_level_of_each_rule(gate: Gate) -> None:
    assert gate.levels == LEVELS


@pytest.mark.parametrize("rule", LEVELS)
def test_each_rule_has_its_level(gate: Gate, rule: str) -> None:
    notice = gate.check(RAISING[rule])
    assert notice is not None
    assert (notice.rule, notice.level) == (rule, LEVELS[rule])


@pytest.mark.parametrize("rule", LEVELS)
@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_each_message_says_that_software_cannot_assess(gate: Gate, rule: str, audience: str) -> None:
    notice = gate.check(RAISING[rule], audience=audience)
    assert notice is not None
    assert "Palpate is software and cannot" in notice.message
    assert "\n" not in notice.message


def test_therapists_are_told_to_refer_on(gate: Gate) -> None:
    client, therapist = (gate.check(RAISING["leg-clot"], audience=each) for each in ("client", "therapist"))
    assert client is not None
    assert therapist is not None
    assert "Refer on" in therapist.message
    assert "Refer on" not in client.message


def test_an_audience_nobody_knows_reads_the_clients_message(gate: Gate) -> None:
    assert gate.check(RAISING["stroke"], audience="robot") == gate.check(RAISING["stroke"])


def test_an_emergency_comes_before_a_crisis_and_a_crisis_before_what_is_urgent(gate: Gate) -> None:
    crisis, emergency, urgent = (RAISING[each] for each in ("suicidal-thoughts", "stroke", "leg-clot"))
    assert rule_of(gate, f"{urgent}. {crisis}. {emergency}.") == "stroke"
    assert rule_of(gate, f"{urgent}. {crisis}.") == "suicidal-thoughts"


def test_the_version_changes_with_the_file(tmp_path: Path, gate: Gate) -> None:
    copy = tmp_path / "rules.toml"
    copy.write_bytes(OWN_RULES.read_bytes())
    assert load_gate(copy).version == gate.version
    copy.write_bytes(OWN_RULES.read_bytes() + b"\n# ours\n")
    assert load_gate(copy).version != gate.version


# Whom to call


@pytest.mark.parametrize(
    ("locale", "emergency", "crisis", "urgent"),
    [
        ("en-GB", "999", "116 123", "111"),
        ("en_gb", "999", "116 123", "111"),
        ("cy-GB", "999", "116 123", "111"),
        ("en-IE", "999 or 112", "116 123", None),
        ("en-IM", "999", "116 123", "the number that your GP's surgery gives"),
        ("en-JE", "999", "116 123", "the number that your GP's surgery gives"),
        ("en-US", "911", "988", None),
        ("es-US", "911", "988", None),
        ("es-PR", "911", "988", None),
        ("en-CA", "911", "988", "811"),
        ("en-AU", "000", "13 11 14", "1800 022 222"),
        ("en-NZ", "111", "1737", "0800 611 116"),
        ("de-DE", "112", "0800 111 0 111", "116 117"),
        ("fr_FR.UTF-8", "112", "3114", "15"),
        ("es-ES", "112", "024", None),
        ("nl-NL", "112", "113", None),
        ("nl-BE", "112", "1813", "1733"),
        ("de-AT", "112", "142", "1450"),
        ("de-CH", "144", "143", None),
        ("it-IT", "112", "02 2327 2327", None),
        ("pl-PL", "112", "listed at findahelpline.com", None),
        ("zh-Hant-TW", "your local emergency number", None, None),
        ("en", "your local emergency number", None, None),
        ("", "your local emergency number", None, None),
        ("x" * 10_000, "your local emergency number", None, None),
        ("-_-.@\ud800", "your local emergency number", None, None),
    ],
)
def test_contacts_are_those_of_the_place(
    gate: Gate, locale: str, emergency: str, crisis: str | None, urgent: str | None
) -> None:
    for rule, number in (("stroke", emergency), ("suicidal-thoughts", crisis), ("leg-clot", urgent)):
        notice = gate.check(RAISING[rule], locale=locale)
        assert notice is not None
        assert number is None or notice.contacts[0].number == number


REGIONS = sorted(read_rules(OWN_RULES).contacts)


@pytest.mark.parametrize("rule", ["suicidal-thoughts", "abuse"])
@pytest.mark.parametrize("region", REGIONS)
def test_a_crisis_names_who_helps_and_then_the_emergency_number(gate: Gate, region: str, rule: str) -> None:
    crisis, emergency = (gate.check(RAISING[each], locale=f"en-{region}") for each in (rule, "stroke"))
    assert crisis is not None
    assert emergency is not None
    assert crisis.contacts[-1] in emergency.contacts
    assert crisis.contacts[0] not in emergency.contacts or (rule, region) in {("abuse", each) for each in ISLANDS}


def test_where_nhs_111_does_not_serve_it_is_not_named_or_its_nations_are(gate: Gate) -> None:
    for region in (*ISLANDS, "ie"):
        notice = gate.check(RAISING["leg-clot"], locale=f"en-{region}")
        assert notice is not None
        assert "111" not in str(notice.contacts)
    notice = gate.check(RAISING["leg-clot"], locale="en-GB")
    assert notice is not None
    assert [
        ("England, Scotland and Wales" in each.name, "Northern Ireland" in each.name) for each in notice.contacts
    ] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("rule", LEVELS)
@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_no_message_promises_what_is_not_so_everywhere(gate: Gate, rule: str, audience: str) -> None:
    notice = gate.check(RAISING[rule], audience=audience)
    assert notice is not None
    assert not re.search(r"listens? at any hour|24 hours|\b(NHS|GP|A&E|999|112|911)\b", notice.message)


def test_a_crisis_beside_an_emergency_adds_its_line(gate: Gate) -> None:
    chest, suicide = RAISING["heart-attack"], RAISING["suicidal-thoughts"]
    notice = gate.check(f"{chest}. {suicide}.")
    assert notice is not None
    assert notice.rule == "heart-attack"
    assert [each.number for each in notice.contacts] == ["999", "116 123", "text SHOUT to 85258"]
    notice = gate.check(suicide, [Turn(chest)], locale="en-US")
    assert notice is not None
    assert [each.number for each in notice.contacts] == ["911", "988"]


def test_what_is_urgent_beside_an_emergency_adds_no_number(gate: Gate) -> None:
    alone, both = (gate.check(each) for each in (RAISING["stroke"], f"{RAISING['stroke']}. {RAISING['leg-clot']}."))
    assert alone is not None
    assert both is not None
    assert both.contacts == alone.contacts


@pytest.mark.parametrize(
    ("locale", "numbers"),
    [
        ("en-GB", ["0808 2000 247", "0800 027 1234", "0808 80 10 800", "0808 802 1414", "0800 1111", "999"]),
        ("en-GG", ["999"]),
        ("en-IE", ["1800 341 900", "1800 66 66 66", "999 or 112"]),
        ("en-US", ["1-800-799-7233", "1-800-422-4453", "911"]),
        ("en-AU", ["1800 737 732", "1800 55 1800", "000"]),
        ("en-NZ", ["0800 733 843", "111"]),
        ("de-DE", ["116 016", "112"]),
        ("nowhere", ["listed at findahelpline.com", "your local emergency number"]),
    ],
)
def test_a_rule_may_name_its_own_list_and_has_the_emergency_number_where_there_is_none(
    gate: Gate, locale: str, numbers: list[str]
) -> None:
    notice = gate.check(RAISING["abuse"], locale=locale)
    assert notice is not None
    assert [contact.number for contact in notice.contacts] == numbers


# Other languages


@pytest.mark.parametrize(
    "text",
    [
        "me duele mucho la espalda desde ayer",
        "mi pecho me duele y no puedo respirar",
        "j'ai mal au dos depuis trois jours, que faire ?",
        "meine Brust tut weh und ich bekomme keine Luft",
        "mi fa male la schiena da ieri, cosa posso fare?",
        "estou com dor nas costas e não sinto as pernas",
        "boli mnie kolano i mam gorączkę, co mam zrobić",
        "ik heb pijn in mijn rug en ik kan niet plassen",
        "sırtım çok ağrıyor ve bacaklarım uyuşuyor",
        "mujhe kamar me bahut dard hai kya karu",
        "у меня болит спина и немеют ноги",
        "πονάει η πλάτη μου εδώ και δύο μέρες",
        "我的背很痛，腿也麻了",
        "ظهري يؤلمني ولا أستطيع المشي",
        "मेरी पीठ में दर्द है",
        "背中が痛いです",
        "허리가 아파요",
    ],
)
def test_a_question_in_another_language_is_told_so_with_the_emergency_number(gate: Gate, text: str) -> None:
    notice = gate.check(text)
    assert notice is not None
    assert notice.rule == "not-english"
    assert [contact.number for contact in notice.contacts] == ["999"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "hola",
        "piriformis",
        "gluteus medius et minimus",
        "flexor digitorum profundus, flexor pollicis longus, pronator quadratus",
        "musculus erector spinae iliocostalis lumborum longissimus thoracis",
        "origin insertion action nerve supply of psoas major",
        "wich musle hertz wen i lif mi arm",
        "y does mi bak ake wen i sit",
        "yaar my knee hurts bahut zyada after gym, kya karu for this pain",
        "my espalda hurts after el gym, any stretch for that?",
        "my abuela says I should use arnica, is that ok?",
        "α-motor neurons: what do they do?",
        "what does 'der Muskel' mean?",
        "ITB TFL QL SCM",
        "tfl stretch pls",
        "Дoes my knее need ice?",
    ],
)
def test_english_with_foreign_words_latin_terms_and_slips_is_english(gate: Gate, text: str) -> None:
    assert rule_of(gate, text) is None


def test_a_sign_in_english_comes_before_the_language(gate: Gate) -> None:
    assert rule_of(gate, "me duele la espalda desde ayer, I want to kill myself") == "suicidal-thoughts"


# Harmless words beside a sign

HARMLESS = (
    "Which muscles lift the leg to the side, and which nerves supply them?",
    "I usually go for a walk with the dog in the morning.",
    "How long should I hold a stretch of the glutes, and how many times a week?",
)


@pytest.mark.parametrize("harmless", HARMLESS)
@pytest.mark.parametrize("rule", [rule for rule in LEVELS if rule != "not-english"])
def test_a_harmless_sentence_or_question_beside_a_sign_does_not_hide_it(gate: Gate, rule: str, harmless: str) -> None:
    assert rule_of(gate, harmless) is None
    assert rule_of(gate, f"{RAISING[rule]}. {harmless}") == rule
    assert rule_of(gate, f"{harmless} {RAISING[rule]}") == rule
    assert rule_of(gate, RAISING[rule], harmless) == rule
    assert rule_of(gate, harmless, RAISING[rule]) == rule


# The turns before


def test_signs_come_together_over_two_turns(gate: Gate) -> None:
    assert rule_of(gate, "and now I'm short of breath", "my calf is swollen and sore") == "lung-clot"


def test_signs_come_together_over_two_sentences(gate: Gate) -> None:
    assert rule_of(gate, "I fell off my bike. I can't put weight on my leg.") == "fracture"
    assert rule_of(gate, "My calf is really sore. It's hot and swollen too.") == "leg-clot"


def test_a_sign_goes_on_counting_in_the_turns_after_it(gate: Gate) -> None:
    assert rule_of(gate, "which stretch is best?", "my face is drooping") == "stroke"


def test_only_the_last_turns_count(gate: Gate) -> None:
    others = ["what does the psoas do?"] * TURNS
    assert rule_of(gate, "which stretch is best?", "my face is drooping", *others[1:]) == "stroke"
    assert rule_of(gate, "which stretch is best?", "my face is drooping", *others) is None


def test_answers_are_never_read(gate: Gate) -> None:
    history = [Turn("what does the psoas do?", answer=answer) for answer in RAISING.values()][:TURNS]
    assert gate.check("and the iliacus?", history) is None


def test_turns_do_not_run_into_each_other(gate: Gate) -> None:
    assert rule_of(gate, "numb is how my little finger feels", "a new saddle for my bike") is None


# What does not count


@pytest.mark.parametrize(
    "text",
    [
        "no numbness in my saddle area",
        "without numbness in the saddle area",
        "client denies numbness, tingling, saddle symptoms, incontinence",
        "I don't have fever, hot knee or swollen joints",
        "no fever, no swollen calf, no hot calf",
        "my calf is neither swollen nor hot",
        "my calf isn't swollen, red or hot",
        "never had a swollen hot calf",
    ],
)
def test_what_is_denied_does_not_count(gate: Gate, text: str) -> None:
    assert rule_of(gate, text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("no fever but my calf is swollen and hot", "leg-clot"),
        ("no fever, my calf is swollen and hot", "leg-clot"),
        ("no fever. calf swollen and hot", "leg-clot"),
        ("I don't have back pain though my saddle area is numb", "cauda-equina"),
        ("no idea why my calf is swollen and hot", "leg-clot"),
        ("not only is my calf swollen, it is hot", "leg-clot"),
        ("I have not slept well lately my chest hurts", "heart-attack"),
        ("no cream bought in shops near here shifts this swollen hot calf", "leg-clot"),
        ("did not sleep he has a swollen hot calf", "leg-clot"),
        ("no feeling in my saddle area and no pain", "cauda-equina"),
        ("I can't pee", "cauda-equina"),
        ("I haven't peed since yesterday", "cauda-equina"),
    ],
)
def test_a_denial_ends_where_it_should_and_is_sometimes_the_sign_itself(gate: Gate, text: str, rule: str) -> None:
    assert rule_of(gate, text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "I had chest pain years ago",
        "as a child my knee was hot and swollen and I had a fever",
        "years ago I fell and couldn't walk",
        "last winter my calf was swollen and hot",
        "pmh: swollen hot calf",
    ],
)
def test_what_is_long_past_does_not_count(gate: Gate, text: str) -> None:
    assert rule_of(gate, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I had chest pain last night",
        "since yesterday my chest hurts",
        "I had a stroke years ago and my chest hurts now",
        "my chest pain came back, I had it last year too",
        "history of asthma and my chest is hurting",
    ],
)
def test_what_is_of_now_counts_beside_what_is_past(gate: Gate, text: str) -> None:
    assert rule_of(gate, text) == "heart-attack"


@pytest.mark.parametrize(
    ("general", "own"),
    [
        ("can trigger points cause chest pain?", "can trigger points cause my chest pain?"),
        ("what is numbness in the saddle area?", "what is this numbness in my saddle area?"),
        ("what should I do if someone has chest pain?", "what should I do, I have chest pain?"),
        ("in case I ever get chest pain", "I get chest pain"),
    ],
)
def test_a_question_about_the_world_is_none_about_somebody(gate: Gate, general: str, own: str) -> None:
    assert rule_of(gate, general) is None
    assert rule_of(gate, own) is not None


@pytest.mark.parametrize(
    "text", ["suiside", "chst pain", "chest pian", "sadle area is num", "my legg is swolen and hot"]
)
def test_slips_of_spelling_are_forgiven(gate: Gate, text: str) -> None:
    assert rule_of(gate, text) is not None


# Of whom something is said


def test_what_tells_whom_it_is_about_counts_of_the_past_and_in_a_general_question(gate: Gate) -> None:
    assert rule_of(gate, "my hip aches at night now") is None
    assert rule_of(gate, "my hip aches at night now, and I had breast cancer years ago") == "suspected-cancer"
    assert rule_of(gate, "and I am bleeding now", "is massage safe when pregnant?") == "pregnancy"
    assert rule_of(gate, "and my nose is bleeding now, not pregnant") is None


# A clinic's own file


def own_rules() -> str:
    """The rules that come with Palpate, to be written elsewhere: the file of points stays where it is."""
    points = "safety_points.tsv"
    return OWN_RULES.read_text(encoding="utf-8").replace(f'"{points}"', f"'{OWN_RULES.with_name(points)}'", 1)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the rules with one thing changed."""
    text = own_rules()
    assert old in text
    path = tmp_path / "ours.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_clinic_can_add_a_word_and_change_a_message(tmp_path: Path) -> None:
    path = changed(tmp_path, "calf = '''\n", "calf = '''\nlower wobbler,\n")
    assert rule_of(load_gate(path), "one lower wobbler is swollen after the flight") == "leg-clot"
    path = changed(tmp_path, "One leg that is swollen", "A leg that is swollen")
    notice = load_gate(path).check(RAISING["leg-clot"])
    assert notice is not None
    assert notice.message.startswith("A leg that is swollen")


def test_a_clinic_can_add_a_region(tmp_path: Path) -> None:
    own = '[contacts.IN]\nemergency = [["Ambulance", "112"]]\ncrisis = [["Line", "1"]]\nurgent = [["Doctor", "2"]]\n'
    notice = load_gate(changed(tmp_path, "[contacts.other]", f"{own}\n[contacts.other]")).check(
        RAISING["stroke"], locale="hi-IN"
    )
    assert notice is not None
    assert notice.contacts[0].name == "Ambulance"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('version = "1"', "version = 1", ["version", "1"]),
        ('version = "1"', "", ["'version'", "missing"]),
        ("\n[language]", "\ncolour = 3\n[language]", ["'colour'"]),
        ("negation = ", "negations = ", ["'negations'", "[language]"]),
        ('level = "urgent"', 'level = "soon"', ["leg-clot", "level", "'soon'", "emergency, crisis, urgent"]),
        ('id = "stroke"', 'id = "fracture"', ["fracture", "twice"]),
        ('id = "stroke"\n', "", ["number 5", "'id'", "missing"]),
        ('id = "stroke"', 'identity = "stroke"', ["number 5", "'identity'"]),
        ('    "leg-hot",', '    "leg-hat",', ["leg-clot", "any", "'leg-hat'"]),
        ('    "leg-hot",', '    "-leg-hot",', ["leg-clot", "any", "'-leg-hot'"]),
        ('cough-blood = "cough-blood"\n', 'cough-blood = "cough-red"\n', ["cough-blood", "'cough-red'"]),
        ('cough-blood = "cough-blood"\n', 'cough-blood = "cough-blood ("\n', ["cough-blood", "'('"]),
        ('cough-blood = "cough-blood"\n', 'cough-blood = "-cough-blood"\n', ["cough-blood", "-cough-blood"]),
        ('cough-blood = "cough-blood"\n', "cough-blood = []\n", ["cough-blood", "[]"]),
        ("[contacts.other]", "[contacts.others]", ["[contacts.other]", "missing"]),
        ('emergency = [["Emergency services", "999"]]', "", ["[contacts.GB]", "'emergency'"]),
        ('emergency = [["Emergency services", "999"]]', 'emergency = ["9"]', ["[contacts.GB]", "emergency", "'9'"]),
        ("\nforeign = ", "\nidle = '''a'''\nforeign = ", ["'idle'", "[language]"]),
        ('sources = ["NHS: Stroke"', 'sources = [3, "NHS: Stroke"', ["stroke", "sources", "3"]),
        ('any = [\n    "leg-swollen"', 'any = "leg-swollen"\nanyhow = [\n    "leg-swollen"', ["leg-clot", "'anyhow'"]),
        ("\n[signs]", "\n[signs", ["TOML"]),
        ("\n[signs]", "\n[[signs]]", ["[signs]", "table with at least one entry"]),
        ("\n[words]", "\n[words]\nTwo-Words = 'a'", ["[words] Two-Words", "small letters"]),
        ("\n[points]", "\n[[points]]", ["[points]", "must be a table of file"]),
        (
            "\n[contacts.GB]",
            "\n[contacts]\nMars = 4\n[contacts.GB]",
            ["[contacts.Mars]", "table of emergency"],
        ),
        ('emergency = [["Emergency services", "999"]]', "emergency = []", ["[contacts.GB] emergency", "a list like"]),
        ('level = "urgent"', 'level = "urgent"\ncontacts = "vets"', ["[contacts]", "'vets'", "which a rule names"]),
        ('regions = ["UK"]', "regions = []", ["[contacts.GB] regions", "is []", "at least one text"]),
    ],
)
def test_a_wrong_rule_file_is_told_the_place_and_the_value(
    tmp_path: Path, old: str, new: str, named: list[str]
) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(SafetyError) as caught:
        load_gate(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert [word for word in named if word not in message] == []


def without(text: str, name: str) -> str:
    """A rule file without one of its lists of words."""
    shorter = re.sub(rf"\n{name} = '''[^']*'''", "", text)
    assert shorter != text
    return shorter


@pytest.mark.parametrize("name", sorted(FOR_LANGUAGE))
def test_a_file_older_than_the_rule_about_languages_needs_no_words_for_it(
    gate: Gate, tmp_path: Path, name: str
) -> None:
    text = without(own_rules(), name)
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SafetyError, match=rf"'{name}' is missing, and the rule not-english needs it"):
        load_gate(path)
    path.write_text(
        re.sub(r'\[\[rules\]\]\nid = "not-english".*?(?=\n# |\n\[)', "", text, flags=re.DOTALL), encoding="utf-8"
    )
    older = load_gate(path)
    assert set(gate.levels) - set(older.levels) == {"not-english"}
    assert rule_of(older, RAISING["not-english"]) is None
    assert rule_of(older, RAISING["stroke"]) == "stroke"


def test_the_version_names_the_scope_where_it_is_told(gate: Gate) -> None:
    assert load_gate(scope_version="7+abc").version == f"{gate.version}, scope 7+abc"


def test_a_version_is_read_without_the_rest_of_the_file(gate: Gate, tmp_path: Path) -> None:
    assert read_version(OWN_RULES) == gate.version
    path = tmp_path / "ours.toml"
    path.write_text('name = "no version"\n', encoding="utf-8")
    with pytest.raises(SafetyError, match="'version' is missing"):
        read_version(path)


@pytest.mark.parametrize("name", ["nowhere.toml", "no\0where.toml", "n" * 300 + "owhere.toml"])
def test_a_rule_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SafetyError, match=r"where\.toml cannot be read"):
        load_gate(tmp_path / name)


def test_a_rule_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(SafetyError, match=r"picture\.toml"):
        load_gate(path)
