"""What announces a table of contents, a list of works cited or an annex, by language: data, no code."""

from __future__ import annotations

CONTENTS_TITLES = (
    "目[次录錄]|索引",
    "(?:table\\s?of\\s?)?contents|arrangementof\\w+",
    "inhalt|inhalts(?:übersicht|verzeichnis|angabe)",
    "inhoud|inhouds(?:opgave|tafel)",
    "índice|indice|sommario|sumário|cuprins|sommaire|tabledesmatières",
    "содержание|оглавление|зміст|мазмұны|съдържание|садржај|sadržaj|obsah|kazalo|spistreści|turinys|saturs|sisukord",
    "innehåll(?:sförteckning)?|indhold(?:sfortegnelse)?|innhold|sisällys(?:luettelo)?|efnisyfirlit|tartalom(?:jegyzék)?",
    "içindekiler|mụclục|daftarisi|isikandungan|nilalaman|yaliyomo",
    "목차|차례",
    "περιεχόμενα|المحتويات|الفهرس|فهرست(?:مطالب)?|תוכן(?:העניינים)?|विषयसूची|সূচিপত্র|สารบัญ|สารบาญ",
)
WORKS_TITLES = (
    "references|bibliography|workscited|endnotes|notes",
    "参考文献|引用文献|脚注|注|주|참고문헌|미주",
    "литература|примечания|літератури?|literatur(?:verzeichnis)?|bibliograf[íi]a|bibliographie|bibliografia",
)

# Words at the head of an annex, in scripts that have capitals: written with one, or in capitals throughout.
_ANNEXES = (
    "annex annexe appendix schedule attachment exhibit anlage anhang beilage bijlage anexo apéndice anexa allegato "
    "appendice aneks załącznik příloha príloha priloga prilog bilaga bilag vedlegg liite lisa pielikums priedas "
    "melléklet viðauki shtojca lampiran приложение додаток прилог дадатак қосымша παράρτημα"
)
ANNEX_WORDS = frozenset(_ANNEXES.split())
ANNEX_WORDS_WITHOUT_CAPITALS = ("ملحق", "الملحق", "परिशिष्ट", "अनुसूची", "ภาคผนวก", "부록", "별표", "별지", "별첨")
# Provisions behind the articles, which count for themselves: one set for each law that amends.
SUPPLEMENT_WORDS = ("附則", "付則", "부칙")
