"""Places that a question only names so that they count too: 前文も含めて全部, "including the signatures"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.address import Address

_ONE = r"[一-鿿々ァ-ヺー]{1,8}"
_TOO = re.compile(
    rf"(?:(?:とか|や|と|、|・|及び|および){_ONE}){{0,3}}(?:など|とか)?も(?:入れ|含め|込み|数え|合わせ|あわせ)(?:て|た|で)?"
)
_INCLUDING = re.compile(r",?\s*\b(?:including|counting)(?: the)? ?$", re.IGNORECASE)
_MARKS = " \n、,"
_AND_MORE = re.compile(r"(?:(?:,| and| or)(?: the)? \w+){0,2}", re.IGNORECASE)


def without_widening(text: str, addresses: Iterable[Address]) -> str:
    """A question without the places that are to count too: it asks the whole document, them included.

    Args:
        text: The question.
        addresses: The places found in it, with their offsets.
    """
    for address in sorted(addresses, key=lambda a: a.start_char, reverse=True):
        before, behind = text[: address.start_char], text[address.end_char :]
        if too := _TOO.match(behind):
            text = f"{before} {behind[too.end() :]}"
        elif including := _INCLUDING.search(before):
            more = _AND_MORE.match(behind)
            text = before[: including.start()] + behind[more.end() if more else 0 :]
    return text.lstrip(_MARKS).rstrip()
