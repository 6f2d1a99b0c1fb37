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
ARTICLE_WORDS = frozenset(f"{_ARTICLES} {_SECTIONS}".split())
