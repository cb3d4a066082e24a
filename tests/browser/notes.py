"""Notes that a page can stumble over: emoji before what is quoted, and markup in title, heading, text and address."""

from __future__ import annotations

from pathlib import Path

EMOJI_QUESTION = "Which nerve supplies the soleus?"
EMOJI_SENTENCE = "The tibial nerve supplies the soleus."
EMOJI = f"""---
title: "Soleus 👣"
authors: ["A. Author", "B. Author"]
licence: "CC BY 4.0"
url: "https://example.org/soleus"
published: 2020-02-29
---

# Soleus 👣

👣🦵 The soleus lies under the gastrocnemius. 🏃🏽‍♀️ It lifts the heel when you walk.

## Nerve of the soleus 🧠

🧠🧠 The soleus belongs to the back of the leg. {EMOJI_SENTENCE} The muscle tires slowly. 👍
"""

HOSTILE_QUESTION = "Which nerve supplies the platysma?"
HOSTILE_TITLE = "Platysma <img src=x onerror=alert(1)>"
HOSTILE_HEADING = "Nerve of the platysma <script>alert(2)</script>"
HOSTILE_SENTENCE = "The facial nerve supplies the platysma <img src=x onerror=alert(3)> of the neck."


def _escaped(text: str) -> str:
    """What Markdown shows as this text."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


HOSTILE = f"""---
title: "{HOSTILE_TITLE}"
authors: ["<b onclick=alert(4)>Nobody</b>"]
licence: "<svg onload=alert(5)>"
url: "javascript:alert(6)"
---

# Platysma

The platysma is a thin sheet of muscle in the front of the neck.

## {_escaped(HOSTILE_HEADING)}

{_escaped(HOSTILE_SENTENCE)} It draws the corners of the mouth down.
"""


def write_odd_notes(folder: Path) -> Path:
    """The notes as files in a new folder."""
    folder.mkdir(parents=True)
    (folder / "soleus.md").write_text(EMOJI, encoding="utf-8")
    (folder / "platysma.md").write_text(HOSTILE, encoding="utf-8")
    return folder
