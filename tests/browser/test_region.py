"""Whose numbers are shown: the page guesses the country from the clock first, then from the browser's language."""

from __future__ import annotations

import pytest

from answer.safety_rules import OTHER, OWN_RULES, read_rules
from tests.browser.conftest import Visit, asked
from tests.browser.servers import Running, Scripted
from tests.browser.test_thread import URGENT_QUESTION

pytestmark = pytest.mark.browser

GUESS = """async pairs => {
    const { guessLocale } = await import("/web/region.js");
    return pairs.map(([language, zone]) => guessLocale(language, zone) ?? "");
}"""
ZONES = """regions => regions.flatMap(region => {
    const place = new Intl.Locale(`und-${region}`);
    return (place.getTimeZones?.() ?? place.timeZones).map(zone => [region, zone]);
})"""
NO_COUNTRIES = {OTHER, "eu", "uk"}  # among the keys of the contacts
SHARE_LONDON = {"gg", "im", "je"}  # the browser lists no zones of their own


@pytest.mark.parametrize(
    ("zone", "language", "locale", "number"),
    [
        pytest.param("America/New_York", "en-GB", "en-US", "911", id="New York, British English"),
        pytest.param("Europe/London", "en-US", "en-GB", "999", id="London, American English"),
        pytest.param("Australia/Sydney", "en-US", "en-AU", "000", id="Sydney"),
        pytest.param("Pacific/Auckland", "en-GB", "en-NZ", "111", id="Auckland"),
        pytest.param("Europe/Berlin", "de", "de-DE", "112", id="Berlin, German without a region"),
        pytest.param("America/Toronto", "fr-CA", "fr-CA", "911", id="Toronto"),
        pytest.param("UTC", "en-US", "en-US", "911", id="no place, American English"),
        pytest.param("UTC", "en", None, "999", id="nothing tells: the server's default"),
        pytest.param("Asia/Kolkata", "en-US", "en", "your local emergency number", id="American English elsewhere"),
        pytest.param("Asia/Kolkata", "en-IN", "en-IN", "your local emergency number", id="a country without contacts"),
    ],
)
def test_the_numbers_are_those_of_where_somebody_is(
    server: Running, visit: Visit, zone: str, language: str, locale: str | None, number: str
) -> None:
    visitor = visit(server, zone=zone, language=language)
    with visitor.page.expect_request("**/api/chat") as caught:
        turn = visitor.ask_and_wait(URGENT_QUESTION)
    assert asked(caught.value).get("locale") == locale
    assert turn.get_by_role("alert").locator(".contacts li > :last-child").first.text_content() == number


def test_every_time_zone_of_a_country_with_contacts_is_known(script: Scripted, visit: Visit) -> None:
    """The browser's own list of zones is what the table is held against."""
    page = visit(script).page
    countries = set(read_rules(OWN_RULES).contacts) - NO_COUNTRIES - SHARE_LONDON
    zones = page.evaluate(ZONES, sorted(each.upper() for each in countries))
    assert len(zones) > len(countries) > 40
    guessed = page.evaluate(GUESS, [["fr-BR", zone] for _, zone in zones])
    assert dict(zip(map(tuple, zones), guessed, strict=True)) == {
        (region, zone): f"fr-{region}" for region, zone in zones
    }


@pytest.mark.parametrize(
    ("language", "zone", "locale"),
    [
        pytest.param("en-GB", "America/Indiana/Indianapolis", "en-US", id="a zone's newer name"),
        pytest.param("en-GB", "America/Atikokan", "en-CA", id="another newer name"),
        pytest.param("en-US", "Europe/Isle_of_Man", "en-IM", id="an island with a health service of its own"),
        pytest.param("zh-Hant-TW", "Asia/Taipei", "zh-TW", id="a language with a script"),
        pytest.param("es-419", "UTC", "es-419", id="a region that is a number"),
        pytest.param("en-US", "Etc/GMT+5", "en-US", id="an offset is no place"),
        pytest.param("en-GB", "EST5EDT", "en-GB", id="a rule is no place"),
        pytest.param("C", "Europe/Paris", "en-FR", id="no language"),
        pytest.param(None, None, "", id="nothing"),
        pytest.param("constructor", "constructor", "", id="odd words"),
    ],
)
def test_a_locale_is_guessed_from_whatever_the_browser_says(
    script: Scripted, visit: Visit, language: str | None, zone: str | None, locale: str
) -> None:
    assert visit(script).page.evaluate(GUESS, [[language, zone]]) == [locale]
