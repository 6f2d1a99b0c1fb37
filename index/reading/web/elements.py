"""What the elements of a page are to a reader: blocks, headings, lists and how they count, what is not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DROPPED = frozenset(
    "audio button canvas embed head iframe nav noscript object script select style svg template textarea video".split()  # noqa: SIM905
)
APART = frozenset("p h1 h2 h3 h4 h5 h6 pre blockquote table section article hr ol ul dl".split())  # noqa: SIM905
BLOCKS = APART | frozenset(
    "address aside body caption center dd details div dt fieldset figcaption figure footer form header html li main "  # noqa: SIM905
    "summary tbody td tfoot th thead tr".split()
)
FRAMES = frozenset(["div", "ul", "ol", "dl", "table", "header", "footer", "aside", "section"])
EDGES = frozenset({"header", "footer", "aside"})
HEADINGS = {f"h{n}": n for n in range(1, 7)}
STRUCK = frozenset({"del", "s", "strike"})
READINGS = frozenset({"rt", "rp", "rtc"})

_LIST_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lowerRoman", "I": "upperRoman"}
_CSS_STYLES = {
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "japanese-informal": "japaneseCounting",
    "hiragana": "aiueoFullWidth",
    "katakana": "aiueoFullWidth",
    "katakana-iroha": "irohaFullWidth",
    "hangul": "ganada",
    "thai": "thaiNumbers",
    "devanagari": "hindiNumbers",
    "none": "",
}
_CSS_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(" + "|".join(_CSS_STYLES) + r")\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:[a-z%]*\s*(?:;|$))|opacity\s*:\s*0\s*(?:;|$)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_WORD = re.compile(r"\w+")
_LONGEST_SIGN = 3
_SIMPLE = re.compile(r"\s*[a-z0-9]*([.#])([\w-]+)\s*")


def counting(kind: str | None, css: str | None) -> str:
    """How an ordered list shows its numbers, by its `type` and `style`; "" where it shows none."""
    found = _CSS_STYLE.search(css or "")
    return _CSS_STYLES[found.group(1).lower()] if found else _LIST_STYLES.get(kind or "", "decimal")


def leads_back(element: HtmlElement) -> bool:
    """Whether an element is a sign that only links: ¶ or # to a place of the page, [edit] beside a heading."""
    words = element.text_content().strip() if element.tag in {"a", "span", "small", "sup"} else ""
    if not words:
        return False
    if element.tag == "a":
        href = element.get("href") or ""
        return href.startswith("#") and len(words) <= _LONGEST_SIGN and not _WORD.search(words) and words != "§"
    links = list(element.iter("a"))
    if not links or (links[0].get("href") or "#").startswith("#") or words[0] not in "[［" or words[-1] not in "]］":
        return False
    linked = "".join(link.text_content() for link in links)
    return len(_WORD.findall(linked)) == len(_WORD.findall(words)) and any(
        above.tag in HEADINGS for above in element.iterancestors()
    )


def hides(css: str) -> bool:
    """Whether a style takes an element out of sight."""
    return bool(_HIDDEN.search(css))


def strikes(css: str) -> bool:
    """Whether a style strikes words out."""
    return bool(_STRUCK.search(css))


def styled(sheet: str) -> tuple[frozenset[str], frozenset[str]]:
    """The classes (.name) and ids (#name) that a style sheet hides, and those that it strikes out."""
    hidden, struck = set(), set()
    for rule in _RULE.finditer(sheet):
        names = {m[1] + m[2] for part in rule[1].split(",") if (m := _SIMPLE.fullmatch(part))}
        hidden |= names if hides(rule[2]) else set()
        struck |= names if strikes(rule[2]) else set()
    return frozenset(hidden), frozenset(struck)
