"""Cross-references inside a document: 前項, 第十三条第三項, paragraph 12, Article 9(2), Section 4.1.

Only what the document itself holds is linked: articles of other laws and paragraphs of
other resolutions are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.address import Labels, labels_of, number_of
from index.document import Document, Paragraph, once_per_document

_N = r"(?:[0-9０-９]{1,3}|[〇一二三四五六七八九十百]{1,6})"
_ITEM = r"\d{1,3}(?:\.\d+)*(?:\s?(?:bis|ter|quater))?(?:\(\w{1,4}\))*"
_LIST = rf"{_ITEM}(?:(?:,\s*(?:and|or)?|\s+and|\s+or|\s+to|\s*[-–])\s*{_ITEM})*"
_CJK_PARTS = rf"(?P<parts>(?:第{_N}[項号款项])*)"
_KO_PARTS = r"(?P<parts>(?:\s?제\d+[항호])*)"
_ARTICLE_JA = re.compile(rf"第(?P<n>{_N}[条條](?:の{_N})*){_CJK_PARTS}")
_ARTICLE_KO = re.compile(rf"제(?P<n>\d+조(?:의\d+)?){_KO_PARTS}")
_ARTICLE_EN = re.compile(rf"\b(?:Articles?|Art\.|Rules?|Principles?)\s+(?P<list>{_LIST})")
_ARTICLE_RU = re.compile(
    r"\b[Сс]тать(?:я|и|е|ю|ей|ям|ями|ях)\s+(?P<list>\d{1,3}(?:\.\d+)?(?:(?:,| и| или|-|–)\s*\d{1,3})*)"
)
_RECITAL = re.compile(rf"\b[Rr]ecitals?\s+\(?(?P<list>{_LIST})\)?")
_PARAGRAPH = re.compile(
    rf"(?:\b[Pp]aragraphs?|\b[Pp]aras?\.?|\b[Пп]ункт(?:|а|е|у|ом|ы|ах)|第(?={_N}段落)|パラ(?:グラフ)?)\s*(?P<list>{_LIST}|{_N})"
)
_SECTION = re.compile(r"\b[Ss]ections?\s+(?P<list>\d+(?:\.\d+)*(?:(?:,| and| or)\s+\d+(?:\.\d+)*)*)")
_RELATIVE = re.compile(rf"(?P<which>前|次|同)(?P<unit>条|項|項の規定|段落)?(?<=[条項段落定]){_CJK_PARTS}")
_OWN_PARTS = re.compile(
    rf"(?<![条項の0-9０-９一二三四五六七八九十])(?P<parts>第{_N}[項号](?:第{_N}号)*)|(?<!조)(?P<ko>제\d+[항호])"
)
_NUMBER = re.compile(_ITEM)
_OTHER_LAW_BEFORE = re.compile(
    r"(?:法|条約|憲章|議定書|規約|政令|省令|規則|令|法律|憲法|》|」|』|법|령|규칙|조약|헌장)\s?$"
)
_ASIDE = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]$")
_NOUN = re.compile(r"(?P<own>[こ此]の)?(?P<noun>[一-鿿々ァ-ヺー]+)$")
# What may stand between a reference and what it is joined to, and no noun: old conjunctions and particles, own units.
_JOINING = frozenset("及又若並或至乃自但即条項号前後新旧ハノニヲガトモバ")
_OWN_NOUN = re.compile(r"本[一-鿿]{1,4}")
_LONGEST_BEFORE = 80
_OTHER_TEXT_BEFORE = re.compile(r"(?:\d[\w/.]*,?|\bat|\],?.{0,8})\s$")
_OWN_LAW_BEFORE = re.compile(
    r"(?:この|本|이|本法|この法律|本条約|이 법)\s?$|(?:この法律|本法|この憲法|이 헌법|이 법)\s?$"
)
_OTHER_LAW_AFTER = re.compile(
    r"\s*(?:\([^)]{0,20}\)\s*)?(?:,?\s+of\s+(?!this\b|these\b|the present\b)|thereof\b|TFEU|TEU|FEU|to the |"
    r"(?:Закона|Конституции|Договора|Конвенции|Устава|Кодекса)\b)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a paragraph that points to another one.

    `start_char` and `end_char` are its span in the source paragraph's text; `part` is the
    label of the numbered unit meant inside the target, "" for all of it.
    """

    source: str
    start_char: int
    end_char: int
    target: str
    part: str = ""


@once_per_document
def references(document: Document) -> tuple[Reference, ...]:
    """Every cross-reference of a document that leads somewhere in it, in order; worked out once a document."""
    finder = _Finder(labels_of(document))
    return tuple(reference for paragraph in document for reference in finder.of(paragraph))


class _Finder:
    def __init__(self, labels: Labels) -> None:
        self.labels, self.document = labels, labels.document
        self.articles, self.plain = labels.has("article"), labels.has("plain")
        self.tree = any("." in p.label and p.label[0].isdigit() for p in self.document)

    def of(self, paragraph: Paragraph) -> list[Reference]:
        """The references of one paragraph, in order, none inside another."""
        found = sorted(self._all(paragraph), key=lambda r: (r.start_char, -r.end_char))
        kept: list[Reference] = []
        for reference in found:
            if not kept or reference.start_char >= kept[-1].end_char:
                kept.append(reference)
        return [reference for reference in kept if reference.target != reference.source or reference.part]

    def _all(self, paragraph: Paragraph) -> Iterator[Reference]:
        if self.articles:
            yield from self._cjk_articles(paragraph)
            yield from self._listed(paragraph, _ARTICLE_EN, self._article)
            yield from self._listed(paragraph, _ARTICLE_RU, self._article)
            yield from self._listed(paragraph, _RECITAL, self._recital)
            yield from self._listed(paragraph, _PARAGRAPH, self._own_paragraph)
        elif self.tree:
            yield from self._listed(paragraph, _SECTION, self._section)
        elif self.plain:
            yield from self._listed(paragraph, _PARAGRAPH, self._paragraph)
        yield from self._relative(paragraph)

    def _cjk_articles(self, paragraph: Paragraph) -> Iterator[Reference]:
        for pattern in (_ARTICLE_JA, _ARTICLE_KO):
            for match in pattern.finditer(paragraph.text):
                before = paragraph.text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
                number = number_of(match["n"])
                if number and self._own(before):
                    for target in self.labels.find("article", number)[:1]:
                        yield self._reference(paragraph, match.span(), target, match["parts"])
        for match in _OWN_PARTS.finditer(paragraph.text):
            parts = match["parts"] or match["ko"]
            if self._part(paragraph.label, parts):
                yield self._reference(paragraph, match.span(), paragraph.label, parts)

    def _own(self, before: str) -> bool:
        """Whether an article is one of this document, given what stands before it: no other text's name does.

        A name is a noun right before the number (租税協定第三条), also with words in brackets behind it.
        """
        if _OWN_LAW_BEFORE.search(before):
            return True
        words = _ASIDE.sub("", before)
        name = _NOUN.search(words)
        if name and (name["own"] or _OWN_NOUN.fullmatch(name["noun"]) or name["noun"] == self.document.title.strip()):
            return True
        if _OTHER_LAW_BEFORE.search(before) or _OTHER_LAW_BEFORE.search(words):
            return False
        return not name or name["noun"][-1] in _JOINING

    def _listed(
        self, paragraph: Paragraph, pattern: re.Pattern[str], find: Callable[[Paragraph, str], tuple[str, str] | None]
    ) -> Iterator[Reference]:
        """One reference for each number of a list (Articles 13 and 14), the first with the word before it."""
        for match in pattern.finditer(paragraph.text):
            before = paragraph.text[max(0, match.start() - 12) : match.start()]
            if _OTHER_LAW_AFTER.match(paragraph.text, match.end()) or _OTHER_TEXT_BEFORE.search(before):
                continue
            for n, item in enumerate(_NUMBER.finditer(match["list"])):
                start = match.start("list") + item.start() if n else match.start()
                found = find(paragraph, item.group())
                if found:
                    yield Reference(paragraph.label, start, match.start("list") + item.end(), *found)

    def _article(self, _: Paragraph, item: str) -> tuple[str, str] | None:
        base, points = re.match(r"([^(]+)(.*)", item).groups()  # type: ignore[union-attr]
        number = number_of(base)
        target = next(iter(self.labels.find("article", number)), None) if number else None
        return (target, self._part(target, points)) if target else None

    def _recital(self, _: Paragraph, item: str) -> tuple[str, str] | None:
        number = number_of(item)
        target = next(iter(self.labels.find("recital", number)), None) if number else None
        return (target, "") if target else None

    def _own_paragraph(self, paragraph: Paragraph, item: str) -> tuple[str, str] | None:
        number, _, points = item.partition("(")
        part = self._part(paragraph.label, f"({number}){'(' if points else ''}{points}")
        return (paragraph.label, part) if part else None

    def _paragraph(self, _: Paragraph, item: str) -> tuple[str, str] | None:
        number = number_of(item.partition("(")[0])
        target = next(iter(self.labels.find("plain", number)), None) if number else None
        return (target, "") if target else None

    def _section(self, _: Paragraph, item: str) -> tuple[str, str] | None:
        return (item, "") if item in self.document else None

    def _relative(self, paragraph: Paragraph) -> Iterator[Reference]:
        """前条, 次条: the article before or after this one."""
        if not self.articles:
            return
        for match in _RELATIVE.finditer(paragraph.text):
            step = {"前": -1, "次": 1}.get(match["which"])
            at = paragraph.position + (step or 0)
            if match["unit"] == "条" and step and 0 <= at < len(self.document):
                target = self.document.paragraphs[at]
                if target.origin == "numbered":
                    yield self._reference(paragraph, match.span(), target.label, match["parts"])
            elif match["unit"] == "項" and step:
                part = self._neighbour(paragraph, match.start(), step)
                if part:
                    yield Reference(paragraph.label, match.start(), match.end(), paragraph.label, part)

    def _neighbour(self, paragraph: Paragraph, at: int, step: int) -> str:
        """The 項 before or after the one that a place stands in."""
        parts = [part for part in paragraph.parts if re.search(r"条(?:の\d+)*第\d+項$", part.label)]
        inside = next((n for n, part in enumerate(parts) if part.start_char <= at < part.end_char), None)
        if inside is None or not 0 <= inside + step < len(parts):
            return ""
        return parts[inside + step].label

    def _reference(self, paragraph: Paragraph, span: tuple[int, int], target: str, parts: str) -> Reference:
        return Reference(paragraph.label, *span, target, self._part(target, parts or ""))

    def _part(self, label: str, written: str) -> str:
        """The label of a part as the document has it; "" where it has no such part."""
        plain = re.sub(_N, lambda m: str((number_of(m.group()) or (0,))[0]), re.sub(r"\s", "", written))
        wanted = f"{label}{plain}"
        return wanted if plain and any(part.label == wanted for part in self.document[label].parts) else ""
