"""How large a text is to a language model: golden counts of cl100k_base, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tokens import count_model_tokens


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("hello world", 2), ("The gluteus minimus lies deep.", 9), ("tiktoken is great!", 6)]
)
def test_golden_counts(text: str, count: int) -> None:
    assert count_model_tokens(text) == count


def test_markers_count_as_plain_text() -> None:
    assert count_model_tokens("<|endoftext|>") > 1


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text: str) -> None:
    assert 0 <= count_model_tokens(text) <= len(text.encode("utf-8", "surrogatepass"))
