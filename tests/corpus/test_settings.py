"""Settings: defaults, the file above them, the environment above the file, and what each mistake is told."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from corpus.settings import RANGES, IngestSettings, Settings, SettingsError, listed, load_settings

UNREADABLE = Path("/proc/self/mem")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory without a palpate.toml of its own."""
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "palpate.toml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_file_and_environment_there_are_the_defaults() -> None:
    assert load_settings(None, {}) == Settings()


def test_defaults_are_within_their_ranges() -> None:
    numbers = {
        part.name: getattr(table, part.name)
        for item in fields(Settings)
        if is_dataclass(table := getattr(Settings(), item.name))
        for part in fields(table)
        if not isinstance(getattr(table, part.name), str)
    }
    assert set(RANGES) == set(numbers)
    assert all(RANGES[name][0] <= value <= RANGES[name][1] for name, value in numbers.items())


def test_a_file_sets_what_it_names_and_leaves_the_rest() -> None:
    path = write('audience = "therapist"\n[search]\ndense_weight = 1\n[answer]\nunits = 3\n', "other.toml")
    settings = load_settings(path, {})
    assert (settings.audience, settings.search.dense_weight, settings.answer.units) == ("therapist", 1.0, 3)
    assert isinstance(settings.search.dense_weight, float)
    assert settings.ingest == IngestSettings()
    assert settings.answer.words == Settings().answer.words


def test_palpate_toml_of_the_folder_is_read_unless_another_is_named() -> None:
    write('locale = "de-DE"\n')
    other = write("", "other.toml")
    assert load_settings(None, {}).locale == "de-DE"
    assert load_settings(other, {}).locale == Settings().locale


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    Path("palpate.toml").write_bytes('\ufefflocale = "de-DE"\n'.encode())
    assert load_settings(None, {}).locale == "de-DE"


def test_the_environment_goes_above_the_file() -> None:
    write('audience = "therapist"\nembedder = "one"\n[answer]\nunits = 3\nwords = 50\n')
    environment = {"PALPATE_AUDIENCE": "client", "PALPATE_ANSWER_UNITS": "5", "PALPATE_SEARCH_DENSE_WEIGHT": "0.25"}
    settings = load_settings(None, environment)
    assert (settings.audience, settings.embedder) == ("client", "one")
    assert (settings.answer.units, settings.answer.words) == (5, 50)
    assert settings.search.dense_weight == 0.25


def test_other_variables_are_left_alone() -> None:
    assert load_settings(None, {"PALPATE_DATA": "/somewhere", "AUDIENCE": "nobody", "PATH": "/bin"}) == Settings()


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_is_named_must_be_there(name: str) -> None:
    with pytest.raises(SettingsError, match=rf"no settings file at {name}: check --config"):
        load_settings(Path(name), {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("audience = ", r"^palpate\.toml is not valid TOML .*: mend that line$", id="not TOML"),
        pytest.param("embeder = 'x'", r"^palpate\.toml: unknown setting 'embeder'; there are .*embedder", id="unknown"),
        pytest.param(
            "[answer]\nword = 3",
            r"^palpate\.toml \[answer\]: unknown setting 'word'; there are .*words",
            id="unknown below",
        ),
        pytest.param("[anser]\nwords = 3", r"unknown setting 'anser'; there are answer", id="unknown table"),
        pytest.param("answer = 3", r"^palpate\.toml: 'answer' is a table; write \[answer\]$", id="no table"),
        pytest.param(
            "[answer]\nunits = 'many'",
            r"^palpate\.toml \[answer\]: units is 'many'; it must be a whole number$",
            id="word",
        ),
        pytest.param("[answer]\nunits = '3'", r"units is '3'; it must be a whole number$", id="quoted number"),
        pytest.param("[answer]\nunits = 3.7", r"units is 3\.7; it must be a whole number$", id="fraction"),
        pytest.param("[answer]\nunits = true", r"units is True; it must be a whole number$", id="truth value"),
        pytest.param("[answer]\nunits = [3]", r"units is \[3\]; it must be a whole number$", id="list"),
        pytest.param("[search]\ndense_weight = 'x'", r"dense_weight is 'x'; it must be a number$", id="no number"),
        pytest.param("embedder = 3", r"^palpate\.toml: embedder is 3; it must be text$", id="no text"),
        pytest.param("audience = 'dog'", r"audience is 'dog'; it must be one of client, therapist$", id="audience"),
        pytest.param("[search]\ndense_weight = 1.5", r"dense_weight is 1\.5; it must be from 0 to 1$", id="too much"),
        pytest.param(
            "[search]\ndense_weight = nan", r"dense_weight is nan; it must be from 0 to 1$", id="not a number"
        ),
        pytest.param("[search]\ncandidates = 0", r"candidates is 0; it must be at least 1$", id="no candidates"),
        pytest.param("[answer]\nconfidence = -1", r"confidence is -1; it must be from 0 to 1$", id="confidence"),
        pytest.param("[answer]\nnearest = -1", r"nearest is -1; it must be at least 0$", id="nearest"),
        pytest.param(
            "[ingest]\nfile_limit = 0", r"\[ingest\]: file_limit is 0; it must be at least 1$", id="file limit"
        ),
        pytest.param("[ingest]\nfetch_timeout = 0", r"fetch_timeout is 0; it must be from 0\.1 to 3600$", id="timeout"),
        pytest.param("[ingest]\nfetch_timeout = inf", r"fetch_timeout is inf; it must be from", id="endless"),
        pytest.param("[ingest]\npassage_tokens = 0", r"passage_tokens is 0; it must be at least 1$", id="no tokens"),
        pytest.param("[server]\nrate = -1", r"rate is -1; it must be from 0 to 1e\+06$", id="rate"),
        pytest.param("[server]\nanswers_at_once = 0", r"answers_at_once is 0; it must be from 1 to 64$", id="none"),
        pytest.param("[server]\nqueue = 10001", r"queue is 10001; it must be from 0 to 10000$", id="queue"),
        pytest.param("[server]\nconnections = 1", r"connections is 1; it must be from 10 to", id="connections"),
        pytest.param("[server]\nwait = 61", r"wait is 61; it must be from 0 to 60$", id="wait"),
        pytest.param("[server]\npatience = 0", r"patience is 0; it must be from 0\.1 to 3600$", id="patience"),
        pytest.param(
            "[server]\nhosts = 'a.example:80'", r"hosts holds 'a\.example:80' what .* without a port", id="port"
        ),
        pytest.param(
            "[server]\norigins = '*'", r"origins holds '\*' what .* as https://clinic\.example$", id="any origin"
        ),
        pytest.param("[server]\norigins = 'https://a.example/x'", r"it must be origins without a path", id="path"),
        pytest.param("[server]\nproxies = 'proxy.example'", r"proxies holds 'proxy\.example' what", id="proxy by name"),
    ],
)
def test_a_mistake_in_the_file_names_file_setting_value_and_remedy(text: str, message: str) -> None:
    write(text)
    with pytest.raises(SettingsError, match=message) as caught:
        load_settings(None, {})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PALPATE_ANSWER_UNITS", "3.7", "PALPATE_ANSWER_UNITS is '3.7'; it must be a whole number"),
        ("PALPATE_ANSWER_UNITS", "", "PALPATE_ANSWER_UNITS is ''; it must be a whole number"),
        ("PALPATE_ANSWER_WORDS", "0", "PALPATE_ANSWER_WORDS is '0'; it must be at least 1"),
        ("PALPATE_SEARCH_DENSE_WEIGHT", "nan", "PALPATE_SEARCH_DENSE_WEIGHT is 'nan'; it must be from 0 to 1"),
        ("PALPATE_AUDIENCE", "dog", "PALPATE_AUDIENCE is 'dog'; it must be one of client, therapist"),
    ],
)
def test_a_mistake_in_the_environment_names_variable_value_and_remedy(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, {name: value})
    assert str(caught.value) == message


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="no file here is one that even root cannot read")
def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingsError, match=rf"^{UNREADABLE} cannot be read \(.+\): check its permissions"):
        load_settings(UNREADABLE, {})


def test_a_file_in_another_encoding_is_named() -> None:
    Path("palpate.toml").write_bytes(b"locale = '\xe9'")
    with pytest.raises(SettingsError, match=r"^palpate\.toml is not valid TOML"):
        load_settings(None, {})


@pytest.mark.parametrize("name", ["admin_key", "key"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_repeated(name: str) -> None:
    for written in ("'qzx key'", "'qzxk\u00fcy'", "123456"):
        write(f"[server]\n{name} = {written}\n")
        with pytest.raises(SettingsError, match=rf"\[server\]: {name}") as caught:
            load_settings(None, {})
        assert "qzx" not in str(caught.value)
        assert "123456" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://[::1/v1", "http://[:::]/v1", "http://:8080/v1", "http://a:99999/v1", "http://a:b/v1", "a:8080"]
)
def test_an_address_of_a_language_model_that_names_no_host_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="must be an address without user or query") as caught:
        load_settings(None, {"PALPATE_LANGUAGE_MODEL_ADDRESS": address})
    assert repr(address) in str(caught.value)


def test_neither_a_key_nor_a_password_is_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, {"PALPATE_LANGUAGE_MODEL_ADDRESS": "https://me:qzx@model.example/v1"})
    names = ("PALPATE_SERVER_KEY", "PALPATE_SERVER_ADMIN_KEY", "PALPATE_LANGUAGE_MODEL_KEY")
    settings = load_settings(None, dict.fromkeys(names, "qzx"))
    assert "qzx" not in f"{caught.value} {settings}"


def test_lists_are_separated_by_commas() -> None:
    server = load_settings(None, {"PALPATE_SERVER_HOSTS": "a.example, *.b.example,[::1],"}).server
    assert listed(server.hosts) == ["a.example", "*.b.example", "[::1]"]
