"""How heavy the page is, how soon it can be used on a slow network, and how soon the first sentence is on screen.

    python bench/page.py --data DIR [--questions 15]

DIR is a data folder that was ingested into before; the server is started on it and stopped again. The page is opened in
Chromium: three times as on a slow phone (400 kbit/s down and up, 300 ms round trip), until a question can be written
and sent, until the page is there whole and passes it on, and until examples are shown; then on this machine, where the
time runs from the key that sends a question to the frame with the first sentence. Leaves with status 1 where a budget
is exceeded.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.load import serving
from server.app import WEB

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes a second
BYTES = 150_000  # of all files together, compressed as they are sent
USABLE = 2_000  # milliseconds on the slow network
FIRST = 300  # milliseconds to the first sentence on this machine
# Runs in the page before its own scripts, and looks at every frame.
WATCH = """
    globalThis.seen = {};
    const look = () => {
        const note = name => globalThis.seen[name] ??= performance.now();
        performance.getEntriesByType("mark").forEach(({name}) => note(name));
        document.querySelector(".example") && note("examples");
        const said = document.querySelectorAll(".turn:last-child .answer .unit");
        said.length && said[0].textContent && note(`sentence ${document.querySelectorAll(".turn").length}`);
        requestAnimationFrame(look);
    };
    look();
"""


def weigh() -> tuple[int, int]:
    """The bytes of all files of the page, and of the same compressed."""
    files = [path.read_bytes() for path in sorted(WEB.iterdir())]
    return sum(map(len, files)), sum(len(gzip.compress(each)) for each in files)


def open_watched(browser: Browser) -> Page:
    """A page of its own, not loaded yet."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(WATCH)
    return page


def when(page: Page, name: str) -> float:
    """The milliseconds after which this was seen, counted from the beginning of the load."""
    page.wait_for_function("name => globalThis.seen[name] !== undefined", arg=name)
    seen: dict[str, Any] = page.evaluate("globalThis.seen")
    return float(seen[name])


def load_slowly(browser: Browser, address: str) -> dict[str, float]:
    """The first load, with nothing kept from before."""
    page = open_watched(browser)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="commit")
    times = {name: when(page, name) for name in ("usable", "whole", "examples")}
    page.context.close()
    return times


def ask_all(browser: Browser, address: str, most: int) -> list[float]:
    """The milliseconds from the key to the first sentence, for the examples in turn."""
    page = open_watched(browser)
    page.goto(address)
    page.locator(".example").first.wait_for()
    questions = page.locator(".example").all_text_contents()
    waited = []
    for number in range(1, most + 1):
        page.get_by_label("Your question").fill(questions[number % len(questions)])
        page.evaluate("addEventListener('keydown', () => globalThis.sent = performance.now(), {once: true})")
        page.keyboard.press("Enter")
        waited.append(when(page, f"sentence {number}") - float(page.evaluate("globalThis.sent")))
        page.locator("#send").wait_for()
    page.context.close()
    return waited


def main() -> int:
    """Measure, print, and say whether every budget is kept."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--questions", type=int, default=15)
    given = arguments.parse_args()
    plain, compressed = weigh()
    with serving(given.data) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        loads = [load_slowly(browser, address) for _ in range(3)]
        waited = ask_all(browser, address, given.questions)
        browser.close()
    usable, whole, examples = (statistics.median(load[name] for load in loads) for name in loads[0])
    print(f"files of the page     {compressed:>7,} bytes as sent, {plain:,} unpacked (at most {BYTES:,})")
    print(
        f"usable, slow network  {usable:>7,.0f} ms, whole {whole:,.0f} ms, examples {examples:,.0f} ms "
        f"(at most {USABLE:,})"
    )
    print(
        f"first sentence        {statistics.median(waited):>7,.0f} ms, slowest of {len(waited)} {max(waited):,.0f} ms "
        f"(at most {FIRST:,})"
    )
    return int(compressed > BYTES or usable > USABLE or max(waited) > FIRST)


if __name__ == "__main__":
    sys.exit(main())
