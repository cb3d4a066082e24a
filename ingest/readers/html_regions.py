"""Which part of a page an element begins: what HTML says (nav, footer, role=…), and names that sites agree on.

Only names, no judgement of the words: that is cleaning's. A name is not believed about an element that holds the
page's main element or most of its words.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
_ELEMENTS = {
    "nav": "nav",
    "menu": "nav",
    "aside": "aside",
    "header": "header",
    "footer": "footer",
    "form": "form",
    "fieldset": "form",
    "button": "form",
    "main": "main",
    "article": "article",
    "search": "form",
    "dialog": "aside",
}
_ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
    "dialog": "aside",
    "alertdialog": "aside",
    "main": "main",
    "article": "article",
}
_NAMES = {
    "nav": re.compile(
        r"nav|navbar|navigation|(site|main|top|primary|post|page|posts)-?nav(igation)?|nav-(links|menu|bar)|menu|"
        r"(main|primary|mobile|site|footer)-menu|breadcrumbs?|pagination|pager|page-links|toc|table-of-contents|"
        r"skip-(link|to-content)|screen-reader-text|sr-only|visually-?hidden"
    ),
    "header": re.compile(r"site-header|page-header|header|masthead|topbar|top-bar"),
    "footer": re.compile(r"site-footer|page-footer|footer|colophon|site-info|copyright|(entry|post)-footer"),
    "form": re.compile(
        r"comment-?form|comment-respond|respond|contact-?form|newsletter(-\w+)?|subscribe(-\w+)?|sign-?up(-\w+)?|"
        r"search-?form|optin(-\w+)?|mc_embed_signup|wpcf7"
    ),
    "aside": re.compile(
        r"side-?bar(-\w+)?|widget|widgets|widget-area|secondary|related|related-?(posts|articles|content|reading)|"
        r"jp-relatedposts|yarpp(-\w+)*|(recent|popular|latest|featured|more|similar)-(posts|articles)|you-may-(also-)?like|"
        r"share|sharing|share-?(buttons|bar|links)|sharedaddy|social|social-?(share|links|icons|media)|addtoany\w*|"
        r"cookies?|cookies?-?(notice|banner|bar|consent|law|popup)(-\w+)*|gdpr(-\w+)*|consent(-\w+)*|cmplz\S*|"
        r"advert|adverts|advertisement|ads?|sponsored?|promo|popup|modal|"
        r"author-(box|bio|info)|about-the-author|comments?|comments?-?(area|list|section)|comment-list|disqus_thread|"
        r"(entry|post)-(tags|categories)|tag-?cloud"
    ),
}


def region_of(node: LexborNode, current: str, *, share: float) -> str:
    """The region that holds inside `node`, which stands in region `current` and holds this share of the page's words.

    What stands inside furniture stays furniture. A header or footer inside an article is the article's own: only its
    names can make it furniture.
    """
    if current in _FURNITURE:
        return current
    tag = node.tag or ""
    attributes = node.attributes
    said = _ROLES.get((attributes.get("role") or "").strip().lower()) or _ELEMENTS.get(tag, "")
    if said in ("header", "footer") and current in ("article", "main"):
        said = ""
    if said in ("form", "header") and _holds_the_note(node, share):
        said = ""
    if said:
        return said
    named = _named(attributes)
    return current if not named or tag == "body" or _holds_the_note(node, share) else named


def _named(attributes: dict[str, str | None]) -> str:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().replace("__", "-").split()
    for region, pattern in _NAMES.items():
        if any(pattern.fullmatch(name) for name in names):
            return region
    return ""


def _holds_the_note(node: LexborNode, share: float) -> bool:
    return share > 0.5 or node.css_first("main, [role=main]") is not None
