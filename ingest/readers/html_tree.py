"""The part of a page's tree that a visitor sees. The walk and the regions both look at pages through it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_UNSEEN = frozenset(
    "script style template noscript iframe object embed svg canvas audio video select datalist option head input "
    "textarea meta link base title map area param source track img frameset noframes noembed".split()
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)


def is_hidden(node: LexborNode) -> bool:
    """Whether no visitor sees this element."""
    if node.tag in _UNSEEN:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") or "").strip().lower() == "true"
        or (node.tag == "dialog" and "open" not in attributes)
        or bool(_HIDING_STYLE.search(attributes.get("style") or ""))
    )


def children(node: LexborNode) -> Iterator[LexborNode]:
    """What stands directly in an element and may be seen: elements and text, no comments."""
    child = node.first_child
    while child is not None:
        if child.is_text_node or (child.is_element_node and not is_hidden(child)):
            yield child
        child = child.next


def visible_lengths(root: LexborNode) -> dict[int, int]:
    """How many characters a visitor sees in each element, white space left out, by the element's `mem_id`."""
    lengths = {root.mem_id: 0}
    order: list[tuple[LexborNode, int]] = [(root, 0)]
    for node, _ in order:  # grows while it is read: parents come before their children
        for child in children(node):
            if child.is_element_node:
                lengths[child.mem_id] = 0
                order.append((child, node.mem_id))
            else:
                lengths[node.mem_id] += len("".join((child.text_content or "").split()))
    for node, parent in reversed(order[1:]):
        lengths[parent] += lengths[node.mem_id]
    return lengths
