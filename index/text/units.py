"""What is counted: one name per unit, in the notations and languages it is written in."""

from __future__ import annotations

import re
from typing import Literal

from index.text.languages.currencies import currency_nouns

_MONEY: dict[str, tuple[str, ...]] = {
    "JPY": ("円", "yen", "jpy", "¥", "엔", "иен[аы]?", "日元"),
    "USD": (
        "米ドル",
        "ドル",
        r"(?:us|united\sstates)\s?dollars?",
        "dollars?",
        "usd",
        r"долл[а-я]*\.?(?:\sсша)?",
        "美元",
        "달러",
        r"us\s?\$",
        r"\$",
    ),
    "EUR": ("ユーロ", "euros?", "eur", "евро", "欧元", "유로", "€"),
    "GBP": ("ポンド", "pounds?", "gbp", "£"),
    "KRW": ("ウォン", "원", "₩"),
    "CHF": ("francs?", "フラン", "chf", "франк[а-я]*"),
    "pence": ("pence", "penny"),
    "cents": ("cents?",),
    "RUB": (r"рубл[а-я]*\.?", r"руб\.", "ro?ubles?", "rub", "₽"),
    "krone": ("kron(?:e|a|or|er|as)", "crowns?", "クローネ", "クローナ"),
    "peso": ("pesos?", "ペソ"),
    "CNY": ("人民元", "元", "yuan", "cny"),
}
_MONEY |= {
    noun: forms
    for noun, forms in currency_nouns().items()
    if not any(re.fullmatch(known, noun) for some in _MONEY.values() for known in some)
}
_ORDINAL = {
    "周年": ("周年", "주년", r"anniversary", r"years?\sanniversary"),
    "世紀": ("世紀", "century", "世纪", "세기", "веке?"),
    "条": ("条", "條", "조", "articles?", "стать[а-я]+"),
    "項": ("項", "항"),
    "号": ("号", "號", "호"),
    "章": ("章", "chapters?", "장"),
    "節": ("節", "sections?"),
    "段落": ("段落", "パラグラフ", "パラ", r"paragraphs?", r"paras?\.?"),
    "位": ("位",),
}
_PLAIN = {
    "割": ("割(?![りれ合当])",),
    "%": ("%", "パーセント", r"per\s?cent", "процент[а-я]*", "퍼센트"),
    "人": ("人(?![口類間民命])", "名(?![前称])", "people", "persons?", "человек[а]?", "명"),
    "か所": ("[かヵカヶケ箇個]所",),
    "か国": ("[かヵカヶケ箇個]国語?", "国間", "개국", "countries", "states?", "стран[аы]?"),
    "か月": ("[かヵカヶケ箇個]月間?", "months?", "개월", "месяц[а-я]*"),
    "年": ("年間", "年", "[かヵカヶケ箇]年間?", "years?", "лет", "год[а-я]*", "년간?"),
    "日": ("日間", "日(?![本時々])", "days?", "дн[а-я]+"),
    "週": ("週間", "weeks?", "недел[а-я]+", "주간"),
    "時間": ("時間", "hours?", "час[а-я]*"),
    "分": ("分間?(?![野析類離散])", "minutes?", "минут[а-я]*"),
    "秒": ("秒間?", "seconds?"),
    "歳": ("歳", "才", r"years?\sold"),
    "回": ("回", "度(?=目|[、。にのもはと])", "times", "회"),
    "倍": ("倍",),
    "つ": ("つ",),
    "km": ("km(?!2|²)", "キロメートル", "キロ(?!グラム|ワット|ヘルツ|バイト)", "kilomet(?:er|re)s?"),
    "km2": ("km2", "km²", "㎢", "平方キロメートル", "平方キロ"),
    "m": ("m(?![a-z\\d²³])", "メートル", "met(?:er|re)s?"),
    "cm": ("cm", "センチメートル", "センチ"),
    "mm": ("mm", "ミリメートル", "ミリ"),
    "kg": ("kg", "キログラム", "kilogram(?:me)?s?", "килограмм[а-я]*"),
    "t": ("トン", "t(?![a-z])", "tons?", "tonnes?", "тонн[а-я]*"),
    "g": ("g(?![a-z])", "グラム", "grams?", "грамм[а-я]*"),
    "m2": ("m2", "m²", "㎡", "平方メートル", r"square\smet(?:er|re)s?"),
    "m3": ("m3", "m³", "㎥", "立方メートル", r"cubic\smet(?:er|re)s?"),
    "l": ("リットル", "lit(?:er|re)s?", "литр[а-я]*"),
    "mile": ("マイル", "miles?"),
    "ha": ("ha(?![a-z])", "ヘクタール", "hectares?", "га(?![а-я])"),
    "度": ("度", "℃", "°"),
}
_COUNTING = (
    "代目 年度 学年 時 期 次 件 個 本 枚 台 社 校 隻 戸 軒 頭 匹 羽 冊 点 票 議席 席 種類 種 段 級 部 機 両"
    " 口 株 巻 話 曲 作 店 組 班 局 室 階 丁目 番地 番 行 文字 字 語 者 代 世 軍 区 駅 便 基 門 連"
    " 打 球 勝 敗 得点 発 通 着 泊 棟 床 箱 艘 艇 団体 施設 世帯 項目 品目 路線"
)
_CANONICAL: dict[str, tuple[str, ...]] = {**_MONEY, **_ORDINAL, **_PLAIN, **{c: (c,) for c in _COUNTING.split()}}
_MEASURED_IN = (("km", "m", "cm", "mm", "mile"), ("km2", "ha", "m2"), ("t", "kg", "g"), ("m3", "l"))
_FORMS = sorted(((form, name) for name, forms in _CANONICAL.items() for form in forms), key=lambda f: -len(f[0]))


def _guarded(form: str) -> str:
    """A unit in letters must not go on as a longer word."""
    return form + r"(?![a-zа-я])" if re.search(r"[a-zа-я?*]\W*$", form) else form


COUNTERS = "|".join(f"(?:{_guarded(form)})" for form, _ in _FORMS)
_NAMES = [(re.compile(form, re.IGNORECASE), name) for form, name in _FORMS]


def unit_of(written: str) -> tuple[str, Literal["number", "money", "ordinal"]]:
    """The unit's one name, and the kind of number it makes.

    >>> unit_of("米ドル"), unit_of("names")
    (('USD', 'money'), ('', 'number'))
    """
    name = _known.get(written)
    if name is None:
        bare = re.sub(r"\(\?[!=].*", "", written)
        name = next((n for pattern, n in _NAMES if re.fullmatch(_bare(pattern.pattern), bare, re.IGNORECASE)), "")
        _known[written] = name
    return name, "money" if name in _MONEY else "ordinal" if name in _ORDINAL else "number"


def measure_the_same(one: str, other: str) -> bool:
    """Whether two units are of one kind, so that what is asked in one may be told in the other: tons, kilograms."""
    return any(one in units and other in units for units in _MEASURED_IN)


def _bare(form: str) -> str:
    return re.sub(r"\(\?[!=][^)]*\)", "", form)


_known: dict[str, str] = {"": ""}
