"""The words and numbers of an address, found in a folded question; what they mean is `finding`'s work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.address import phrases as read
from index.address.numbers import JOIN, NUMBER, SPELLED, number_of
from index.address.phrases import ORDINALS, Phrase
from index.text.spelled import PLACES

_DIGITS = r"(?<!\d)(?<!\d[.,])\d{1,3}(?![\d]|[.,]\d)"
_JOIN = r"\s*(?:-|~|から|to|through|and|or|&|,|、|・|と|及び|および|や|並びに|или|и|по|和|至|到|와|과)\s*"
_COUNTERS = "回|[かカヶケ]国|年|月|日|人|億|万|%|周年|会期|つ|件|点|文|倍|時|分の|世紀|名|ドル|円|番目|歳"
_COUNTED = rf"(?!\s*(?:{_COUNTERS}))"
# No kanji or kana behind a unit that make it another word: 節水, 項対立, パートナー.
_WHOLE = r"(?![ァ-ヺー]|[一-鿿](?<![全本第内中前後以冒末但又]))"
_NOT_ONE = r"(?!一\s*(?:[章節部編款項条條]|段落(?!目)))"  # 一部, 一節, 一段落 count nothing
_MOST = 99  # numbers of one list: whoever writes more names no places
_LIST = rf"{NUMBER}{_COUNTED}(?:{JOIN}(?:第\s*)?{NUMBER}{_COUNTED}){{0,{_MOST}}}"
_WORDED = rf"(?:{NUMBER}{_COUNTED}|{SPELLED})"
_LIST_EN = rf"{_WORDED}(?:{JOIN}(?:第\s*)?{_WORDED}){{0,{_MOST}}}"
_SEVERAL = rf"{NUMBER}{_COUNTED}(?:{JOIN}{NUMBER}{_COUNTED}){{1,{_MOST}}}"
_PLACED = rf"(?:{'|'.join(PLACES)}|\d{{1,3}}(?:st|nd|rd|th))"
_ROMAN = r"[ivxl]{1,6}"
_BARE = r"(?<![第\d])"

_BEFORE_JA = r"段落|パラグラフ|パラ|項番|項目"
_BEFORE_EN = r"paragraphs?|paras?\b\.?|pars?\.|¶+"
_BEFORE_OTHER = r"пункт[а-я]*(?:\s+со?\b)?|п\.|параграф[а-я]*|абзац[а-я]*|문단|단락"
_BEFORE = rf"(?:{_BEFORE_JA}|{_BEFORE_EN}|{_BEFORE_OTHER})\s*(?:番号|no\.?|number)?\s*第?"
_NOT_A_LENGTH = r"(?!で(?:まと|要約)|に(?:まと|わけ|分け|要約))"
_AFTER = rf"(?:番目?の?|번째\s*)?(?:段落|パラグラフ|パラ|단락|문단|항(?!목)){_NOT_A_LENGTH}"
_ITEM = r"(?:番目?の?(?:項目?|箇所)|번(?=[\s은는을의]|$))"
_ENDING = r"(?=[はをがにのでと、。?？]|$)"
_ARTICLE_WORD = r"(?:articles?|arts?\.|стать[а-яё]+(?:\s+со?\b)?|ст\.|§+)"
_ARTICLE_JA = rf"{NUMBER}\s*[条條](?![約件例理])(?:の{NUMBER}(?!\s*[項号]))*"
_ARTICLE_EN = rf"\d+(?:\.\d+)*(?:bis|ter|[a-z]\b)?|{_ROMAN}\b|{SPELLED}"
_POINT_OF = r"(?:sub)?(?:paragraphs?|paras?\.?|points?)\s*\(?(?P<inner>\w{1,3})\)?\s+of\s+"
_PARTS_JA = rf"(?P<parts>(?:\s*の?\s*(?:第\s*)?{NUMBER}\s*[項号款项目])*)"
_PARTS_EN = r"(?P<parts>(?:\(\w{1,4}\))*)"
_PARTS_KO = r"(?P<parts>(?:\s*제?\s*\d+\s*[항호])*)"

_ORDINAL = "|".join(sorted(map(re.escape, ORDINALS), key=len, reverse=True))
_FROM_LAST = r"(?P<from_last>(?:最後|後ろ|うしろ)から)?"
_WORD = rf"(?P<word>{_ORDINAL})の?"
_PLACE = r"(?:番目|つ目|個目)の?"
_NTH = rf"(?:{_WORD}|{_FROM_LAST}第?(?P<n>{NUMBER}){_PLACE})\s*"
_NTH_INSIDE = rf"(?:{_WORD}|{_FROM_LAST}(?:第(?P<n>{NUMBER})(?:{_PLACE})?|(?P<m>{NUMBER}){_PLACE}))\s*"
_INSIDE_NEXT = rf"(?=の(?:第?{NUMBER}(?:文|番目の文)|最[初後終]|前半|後半))"

_SECTION_JA = r"章|節|セクション|编|編|款|장|절"
_PART_JA = r"部(?=[のはを]|$)"
_SECTION_EN = (
    r"セクション|(?<![a-z])(?:sections?|secs?\b\.?|chapters?|chs?\.|parts?(?!\s+a\s+\w))|§|раздел[а-я]*|глав[а-яё]+"
)
_UNIT_OF_TITLE = rf"(?:章|節|セクション){_WHOLE}(?!番)|(?P<part>部分(?!的)|パート{_WHOLE})"
_TITLE_END = rf"(?:の|に関する|についての|を扱[うった]+|を論じる)(?:{_UNIT_OF_TITLE})"
_TITLE_JA = r"[一-鿿々ァ-ヺー][一-鿿々ァ-ヺー・]{1,29}?"
_TITLE_WORD = r"(?!(?:the|of|in|this|that|which|each|every)\b)[\w'-]+"
_CLOSING_WORDS = r"結語|結論|むすび|おわりに|はじめに|序論|conclusions?|closing section|concluding section|introduction"
_PREAMBLE = r"前文|序文|前書き|まえがき|冒頭(?=の(?:出席|参加|部分|リスト|一覧))|preamble|преамбул[а-я]*|전문|序言"
_SIGNED = r"(?:(?:この|本|今回の|同)[一-鿿]{1,6}[にを])?署名し(?:た|ている|まし)"
_SIGNED_BY = rf"(?<![をに]){_SIGNED}(?=.{{0,10}}(?:大臣|外相|首相|国|人|者|誰))|(?:誰|だれ|どなた)が{_SIGNED}"
_SIGNATURES_JA = rf"(?<![\w)）])署名(?:欄|部分?|者|ブロック)?{_ENDING}|署名欄|署名者|{_SIGNED_BY}"
_SIGNATURES_EN = (
    r"the signatures|^signatures?\b|signature (?:block|page|section|part)|signator(?:ies|y block)"
    r"|^who signed (?:this|the)\b"
)
_SIGNATURES = rf"{_SIGNATURES_JA}|{_SIGNATURES_EN}|подписи|서명란"

_TABLE: tuple[tuple[str, Callable[[re.Match[str]], Phrase | None]], ...] = (
    (r"(?<![a-z\d.\-年月])(?P<n>\d{1,3}(?:[.\-]\d{1,3}){1,5})(?![\w.\-]*\d)", read.tree),
    (rf"{_BEFORE}(?P<n>{_LIST_EN})", read.numbers),
    (r"\[(?P<n>\d{1,3})\]", read.numbers),
    (rf"第\s*(?P<n>{_LIST})\s*{_AFTER}", read.numbers),
    (rf"{_BARE}{_NOT_ONE}(?P<n>{_LIST})\s*{_AFTER}", read.numbers),
    (rf"第\s*(?P<n>{_LIST})\s*(?:項目?|段(?!階)|제?항)", read.numbers),
    (rf"제\s*(?P<n>{_LIST})\s*(?:항|단락|문단)", read.numbers),
    (rf"{_BARE}{_NOT_ONE}(?P<n>{_LIST})\s*項(?!目){_WHOLE}", read.numbers),
    (rf"{_BARE}(?P<n>{_LIST})\s*{_ITEM}", read.numbers),
    (rf"{_BARE}(?P<n>{_DIGITS})番{_ENDING}", read.numbers),
    (
        rf"(?<![\w年月第])(?P<n>\d{{1,3}}\s*[-~]\s*\d{{1,3}})(?![\d-])(?={_COUNTED}\s*(?:[をはのがにで、。?？]|$|and|,))",
        read.numbers,
    ),
    (rf"(?<![^\Wぁ-ん])(?<![.,])(?P<n>{_SEVERAL})(?=\s*(?:[をは]|に(?:は|つい)))", read.numbers),
    (
        rf"^\s*(?:(?:read|show|quote|open)\s+)?(?P<n>{_SEVERAL})(?=\s*(?:together|in (?:a )?row|please|[?.]?\s*$))",
        read.numbers,
    ),
    (rf"(?<![\w年月第])(?P<n>{_DIGITS}){_INSIDE_NEXT}", read.numbers),
    (rf"^\s*[「『(]?(?P<n>{_LIST})(?=[」』)]?\s*(?:[はをが]?|について|の内容)\s*[?？。.]*$)", read.numbers),
    (rf"(?:第\s*|{_NOT_ONE})(?P<n>{_ARTICLE_JA}){_PARTS_JA}", read.article),
    (rf"第\s*(?P<n>{NUMBER}(?:{JOIN}(?:第\s*)?{NUMBER}){{1,{_MOST}}})\s*[条條]", read.articles),
    (rf"제?\s*(?P<n>{_DIGITS}\s*조(?:의\d+)?){_PARTS_KO}", read.article),
    (rf"{_ARTICLE_WORD}\s*(?P<n>{_ARTICLE_EN}){_PARTS_EN}", read.article),
    (rf"{_POINT_OF}{_ARTICLE_WORD}\s*(?P<n>{_ARTICLE_EN}){_PARTS_EN}", read.article),
    (rf"{_ARTICLE_WORD}\s*(?P<n>{_LIST_EN})", read.articles),
    (rf"{_ARTICLE_WORD}\s*(?P<n>{_ROMAN}(?:{JOIN}{_ROMAN}\b)+)", read.articles),
    (rf"(?P<n>{_PLACED})\s+article\b(?P<parts>)", read.article),
    (rf"第?(?P<n>{NUMBER})番目の条(?P<parts>)(?![約件例理])", read.article),
    (rf"recitals?\s*\(?(?P<n>{_LIST_EN})\)?", read.recitals),
    (rf"(?:前文|whereas)\s*\((?P<n>{_DIGITS})\)", read.recitals),
    (rf"{_NTH}(?:段落|パラグラフ|パラ|項目|paragraph|para\b|item)", read.nth),
    (rf"{_NTH}(?:one\b|もの)", read.nth_of_section),
    (rf"{_FROM_LAST}第?(?P<n>{NUMBER})(?:番目|つ目)(?P<word>)(?!の(?:文|会|柱|目))", read.nth_of_section),
    (rf"{_NTH_INSIDE}(?:一?文(?![化書章言字科民献脈明学])|センテンス|sentence)", read.inside("sentence")),
    (rf"(?P<n>{NUMBER})文目(?P<word>)(?P<from_last>)", read.inside("sentence")),
    (rf"{_NTH_INSIDE}(?:ブロック|段(?![落階取差])|block)", read.inside("block")),
    (r"(?<![年代紀月期度戦])(?:(?P<first>前半)|後半)(?![期戦生])|(?P<half>first half|上半分)|下半分", read.half),
    (r"(?:second|latter) half(?P<first>)(?P<half>)", read.half),
    (
        r"[「『\"'](?P<words>[^」』\"']{1,40})[」』\"']\s*(?:(?P<from>以降|以下|から後|から先|より後|onwards?)|まで|以前)",
        read.from_words,
    ),
    (rf"第\s*(?P<n>{_ROMAN}|{NUMBER}|\d+(?:\.\d+)+)\s*(?P<unit>{_SECTION_JA}|{_PART_JA})", read.section),
    (rf"{_NOT_ONE}(?P<n>{_ROMAN}|{NUMBER}|\d+(?:\.\d+)+)\s*(?P<unit>{_SECTION_JA}){_WHOLE}", read.section),
    (rf"(?P<n>{NUMBER})(?=(?:{JOIN}(?:第\s*)?{NUMBER}){{1,{_MOST}}}\s*(?P<unit>{_SECTION_JA}){_WHOLE})", read.section),
    (rf"第\s*(?P<n>{NUMBER})(?=(?:{JOIN}(?:第\s*)?{NUMBER}){{1,{_MOST}}}\s*(?P<unit>{_SECTION_JA}))", read.section),
    (
        rf"第\s*{NUMBER}(?:{JOIN}(?:第\s*)?{NUMBER}){{0,{_MOST}}}{JOIN}(?P<n>{NUMBER}\s*(?P<unit>{_SECTION_JA}))",
        read.last_section,
    ),
    (rf"(?P<n>{_ROMAN}|{_DIGITS})\s*(?P<unit>{_PART_JA})", read.section),
    (rf"(?<![\w.])(?P<n>{_ROMAN})(?P<unit>)(?=の)", read.section),
    (rf"(?P<unit>{_SECTION_EN})\s*(?P<n>\d+(?:\.\d+)*|{SPELLED}|(?:{_ROMAN}|[a-z])(?![a-z\d]))", read.section),
    (rf"(?P<n>{_PLACED})\s+(?P<unit>section|chapter|part)\b(?!\s+[\divx]+\b)", read.section),
    (rf"第?(?P<n>{NUMBER})番目の(?P<unit>{_SECTION_JA})", read.section),
    (rf"(?P<words>[^、。,?？「」\s]{{2,30}}?){_TITLE_END}", read.title),
    (rf"(?P<words>{_TITLE_JA})(?:セクション|(?P<part>パート)){_WHOLE}", read.title),
    (
        r"(?:section|chapter|part)\s+(?:on|about)\s+(?:the\s+)?(?P<words>[\w' -]{3,40}?)(?=[?,.]|$| say| cover)",
        read.title,
    ),
    (rf"\bthe (?P<words>{_TITLE_WORD}(?: {_TITLE_WORD}){{0,4}}) (?:section|chapter)\b(?!\s+[\divx]+\b)", read.title),
    (rf"(?P<words>{_CLOSING_WORDS})(?! of\b)(?=[をはのがにで、。?？ ]|$)", read.title),
    (rf"(?:(?<!\w)|(?<=の))(?:{_PREAMBLE})(?!\s*\(\d)", read.named("preamble")),
    (_SIGNATURES, read.named("signatures")),
)
_PLURAL = re.compile(r"sections|secs\.?|chapters|chs\.|parts|глав[^аыуе]|глав[ыа][хм]?|раздел(?:ы|ов|ах)")
_NEXT = re.compile(rf"{JOIN}(?P<n>\d+(?:\.\d+)+|{NUMBER}|{SPELLED}|{_ROMAN}\b)")
_RULES = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)


def find_phrases(question: str) -> Iterator[Phrase]:
    """Every phrase in a folded question, overlapping ones included."""
    for pattern, reader in _RULES:
        for match in pattern.finditer(question):
            phrase = reader(match)
            if phrase:
                yield phrase
                yield from _more(question, phrase)


def _more(question: str, phrase: Phrase) -> Iterator[Phrase]:
    """The other sections of a list that names its unit once: chapters X to XII."""
    if phrase.what != "section" or not _PLURAL.fullmatch(phrase.unit):
        return
    end = phrase.end
    while following := _NEXT.match(question, end):
        number = number_of(following["n"])
        if number:
            yield Phrase("section", following.start("n"), following.end(), numbers=(number,), unit=phrase.unit)
        end = following.end()
