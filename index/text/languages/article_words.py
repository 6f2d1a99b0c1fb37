"""Words that stand before or after the number of an article, section or rule, by language: data, no code."""

from __future__ import annotations

_ARTICLES = (
    "article art artículo articulo artigo articolo artikel articol artykuł článek článok člen čl član članak "
    "член чл член бап берене модда modda моддаи madda madde maddə artikulli artikkel artikla άρθρο "
    "статья ст стаття артыкул pasal điều مادة المادة ماده अनुच्छेद มาตรา ข้อ"
)
_SECTIONS = (
    "section sec rule principle clause regulation canon standard guideline recommendation paragraph para amendment "
    "правило принцип пункт поправка abschnitt règle principe regla principio"
)
# Of them and besides, those that stand behind their number, also with its text on the same line: 1. cikk, 5 бап.
WORDS_BEHIND = frozenset(["cikk", "cikkely", "člen", "madde", "modda", "бап", "берене", "straipsnis", "pants"])
ARTICLE_WORDS = frozenset(f"{_ARTICLES} {_SECTIONS}".split()) | WORDS_BEHIND
# Words with a number at a line's start that number no unit of the text, however far they count.
_OTHERS = (
    "page pages p pp figure fig table tab photo image plate map note line row column item step day week month year "
    "january february march april may june july august september october november december "
    "seite abbildung abb tabelle bild zeile jahr tableau página pág figura tabla cuadro tabela "
    "pagina tabella tafel afbeelding strona rysunek strana obrázek tabuľka tabulka sida figur tabell side "
    "стр страница рис рисунок табл таблица 図 表 画像 頁 쪽 그림 표"
)
OTHER_WORDS = frozenset(_OTHERS.split())
