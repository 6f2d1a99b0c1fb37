"""The verbs by which the parties of a document speak, and how strongly each commits them."""

from __future__ import annotations

STRENGTH = {
    "決定": 5, "採択": 5, "義務": 5, "decid": 5, "adopt": 5, "resolv": 5,
    "合意": 4, "一致": 4, "約束": 4, "agre": 4, "undertak": 4, "commit": 4, "commitment": 4, "pledg": 4,
    "確認": 3, "再確認": 3, "confirm": 3, "reaffirm": 3, "affirm": 3, "reiterat": 3, "endors": 3,
    "強調": 2, "指摘": 2, "表明": 2, "歓迎": 2, "評価": 2, "支持": 2,
    "express": 2, "welcom": 2, "stress": 2, "emphasiz": 2, "underlin": 2, "underscor": 2, "highlight": 2,
    "note": 2, "recogniz": 2, "acknowledg": 2, "support": 2, "encourag": 2, "recall": 2, "urg": 2,
    "検討": 1, "議論": 1, "協議": 1, "consider": 1, "discuss": 1, "explor": 1,
}  # fmt: skip
SAYING = frozenset(STRENGTH)
