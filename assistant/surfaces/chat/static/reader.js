// The document beside the conversation: opened by the page's address, #read=DOCUMENT/LABEL/START-END.

const $ = (selector, within = document) => within.querySelector(selector);
const words = () => $('#danraku').dataset;
let opener = null; // the link that was followed, to return to
let found = []; // the marks of each match of the find box
let at = -1;
let latest = ''; // the document asked for last; slower answers about others are dropped

export const isReading = () => location.hash.startsWith('#read=');

// Follows a link into the document, and keeps where it came from.
export async function go(link) {
  if (!link.closest('#page')) opener = link;
  history.pushState(null, '', location.pathname + location.search + link.getAttribute('href'));
  if (link.dataset.top !== undefined) await renew();
  await follow(link.dataset.quote);
  if (link.dataset.top !== undefined) top();
}

// Shows what a chip cites beside the answer, without going there.
export async function attend(chip) {
  if (isReading()) history.replaceState(null, '', location.pathname + location.search);
  document.body.classList.remove('reading');
  const [id, label, place, edition] = chip.getAttribute('href').slice(6).split('/').map(decodeURIComponent);
  if (!(await show(id, edition))) return;
  const paragraph = [...document.querySelectorAll('#page .paragraph')].find((p) => p.dataset.label === label);
  if (paragraph && saidAt(paragraph, place) === chip.dataset.quote) open(paragraph, spanOf(paragraph, place), false);
  if (paragraph) paragraph.dataset.marked = place ?? '';
}

// What of a paragraph is to be noted: the words selected, or those marked, or all.
export function passage(paragraph) {
  const [id, label, place, edition] = addressOf(paragraph).slice(6).split('/').map(decodeURIComponent);
  const [start, end] = selectedIn($('.text', paragraph)) ?? (place ? place.split('-').map(Number) : [0, 0]);
  return { document: id, label, edition: edition ?? '', start_char: start, end_char: end };
}
function selectedIn(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return null;
  const range = selection.getRangeAt(0);
  const before = range.cloneRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return [start, start + [...range.toString()].length];
}
// Words that are selected bring up the tools of their paragraph; pressing one keeps the selection.
document.addEventListener('selectionchange', () => {
  const selection = getSelection();
  const paragraph = selection.isCollapsed ? null : selection.anchorNode?.parentElement?.closest('#page .paragraph');
  if (!paragraph || paragraph.classList.contains('current')) return;
  $('#page .current')?.classList.remove('current');
  paragraph.classList.add('current');
});
document.addEventListener('mousedown', (event) => event.target.closest?.('[data-do="note-passage"]') && event.preventDefault());

// A paragraph's address with the words marked in it, and nothing of the conversation.
export function addressOf(paragraph) {
  const [id, label, , edition] = $('.number', paragraph).getAttribute('href').split('/');
  const marked = $('mark.cited', paragraph) ? paragraph.dataset.marked ?? '' : '';
  return [id, label, marked, edition ?? ''].join('/').replace(/\/+$/, '');
}

export function back() {
  history.pushState(null, '', location.pathname + location.search);
  leave();
}

function leave() {
  document.body.classList.remove('reading');
  unmark('cited');
  if (opener?.isConnected) opener.focus();
}

// Opens what the address names. A quote that is not there means that the document changed
// since it was opened: it is fetched again, and nothing is marked but the quote.
export async function follow(quote, forward = true) {
  if (!isReading()) return leave();
  const [id, label, place, edition] = location.hash.slice(6).split('/').map(decodeURIComponent);
  if (forward) await comeForward();
  let paragraph = await paragraphOf(id, label, edition);
  if (paragraph && quote && saidAt(paragraph, place) !== quote) {
    $('#page').replaceChildren();
    paragraph = await paragraphOf(id, label, edition);
  }
  if (!paragraph) return;
  const there = !quote || saidAt(paragraph, place) === quote;
  open(paragraph, there ? spanOf(paragraph, place) : null);
  paragraph.dataset.marked = there && place ? place : '';
}

async function paragraphOf(id, label, edition) {
  if (!(await show(id, edition))) return null;
  document.body.classList.add('reading');
  return [...document.querySelectorAll('#page .paragraph')].find((p) => p.dataset.label === label);
}

// To the beginning of the document, where its overview stands.
export function top() {
  bring.last = null;
  $('#page .current')?.classList.remove('current');
  $('#page').scrollTop = 0;
}

// The document stands on the first tab; nothing scrolls while that is hidden.
async function comeForward() {
  if ($('#room').offsetParent) return;
  $('[role="tab"]').click();
  for (let frame = 0; frame < 60 && !$('#room').offsetParent; frame++) await new Promise(requestAnimationFrame);
}

function open(paragraph, span, focus = true) {
  unmark('cited');
  $('#page .current')?.classList.remove('current');
  paragraph.classList.add('current');
  const marked = span && wrap($('.text', paragraph), ...span, 'cited')[0];
  bring(marked ?? paragraph, marked ? 'center' : 'start');
  if (focus) paragraph.focus({ preventScroll: true });
}

// Scrolls to an element and stays with it while the paragraphs around it, which have been
// of a guessed height until they are drawn, take their own.
const FRAMES = 12;
async function bring(element, block) {
  bring.last = element;
  for (let frame = 0; frame < FRAMES && bring.last === element && element.isConnected; frame++) {
    element.scrollIntoView({ block });
    await new Promise(requestAnimationFrame);
  }
}

// "3-9" counts code points; the page counts UTF-16 units. Null for a span that is none.
function spanOf(paragraph, place) {
  const points = [...$('.text', paragraph).textContent];
  const [start, end] = (place ?? '').split('-').map(Number);
  const units = (count) => points.slice(0, count).join('').length;
  return start >= 0 && start < end && end <= points.length ? [units(start), units(end)] : null;
}

function saidAt(paragraph, place) {
  const span = spanOf(paragraph, place);
  return span && $('.text', paragraph).textContent.slice(...span);
}

// Shows a document, or a former version of it; false where it cannot be had.
export async function show(id, edition = '') {
  const wanted = `${id}/${edition}`;
  latest = wanted;
  const shown = $('#page article')?.dataset;
  if (shown?.document === id && shown.edition === edition) return true;
  const address = `../chat/documents/${encodeURIComponent(id)}?language=${words().language}&edition=${edition}`;
  const answer = await fetch(address).catch(() => null);
  const html = answer?.ok ? await answer.text() : '';
  const page = $('#page');
  if (latest !== wanted || !page) return false;
  if (!html) {
    page.textContent = answer?.status === 404 ? words().gone : words().offline;
    return false;
  }
  page.innerHTML = html; // rendered by our templates, everything escaped
  page.scrollTop = 0;
  const choose = $('#choose');
  if (choose) choose.value = id;
  if (!$('#contents-beside').hidden) fillContents();
  fillOverview();
  return true;
}

// Fetches the document shown anew where another version has taken its place.
export async function renew() {
  const shown = $('#page article')?.dataset;
  if (!shown || shown.edition) return;
  const answer = await fetch(`../chat/documents/${encodeURIComponent(shown.document)}/address?typed=`).catch(() => null);
  if (!answer?.ok || (await answer.json()).edition === shown.version) return;
  $('#page').replaceChildren();
  isReading() ? follow('', false) : show(shown.document);
}

// Marks a span of an element's text: one mark for each text node in it, since links stand in between.
function wrap(element, from, to, name) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const spans = [];
  for (let at = 0; at < to && nodes.nextNode(); at += nodes.currentNode.length) {
    const span = [Math.max(from - at, 0), Math.min(to - at, nodes.currentNode.length)];
    if (span[0] < span[1]) spans.push([nodes.currentNode, ...span]);
  }
  return spans.map(([node, start, end]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const marked = document.createElement('mark');
    marked.className = name;
    range.surroundContents(marked);
    return marked;
  });
}

function unmark(name) {
  for (const marked of document.querySelectorAll(`#page mark.${name}`)) {
    const parent = marked.parentNode;
    marked.replaceWith(...marked.childNodes);
    parent.normalize();
  }
}

// A number goes to its paragraph; pressed again, and for other words, it is searched for.
export async function find(typed) {
  const id = $('#page article')?.dataset.document;
  const label = typed && typed !== find.went && id ? await labelOf(id, typed) : '';
  find.went = label ? typed : '';
  const paragraph = label && [...document.querySelectorAll('#page .paragraph')].find((p) => p.dataset.label === label);
  if (!paragraph) return findWords(typed);
  unmark('found');
  found = [];
  open(paragraph, null, false);
  $('#found').textContent = words().went.replace('{place}', paragraph.getAttribute('aria-label'));
}

async function labelOf(id, typed) {
  const answer = await fetch(`../chat/documents/${encodeURIComponent(id)}/address?typed=${encodeURIComponent(typed)}`).catch(() => null);
  return answer?.ok ? (await answer.json()).label : '';
}

export async function searchAll(typed) {
  if (!typed) return;
  const answer = await fetch(`../chat/search?typed=${encodeURIComponent(typed)}&language=${words().language}`).catch(() => null);
  if (!answer?.ok) return;
  $('#page').innerHTML = await answer.text(); // rendered by our templates, everything escaped
  $('#page').scrollTop = 0;
}

// The table of contents beside the text.
export function contents(button) {
  const beside = $('#contents-beside');
  beside.hidden = !beside.hidden;
  button.setAttribute('aria-expanded', String(!beside.hidden));
  if (!beside.hidden) fillContents();
}
function fillContents() {
  const list = $('#page .contents ol');
  const top = Object.assign(document.createElement('a'), { href: '#', textContent: words().top });
  top.dataset.do = 'overview';
  $('#contents-beside').replaceChildren(top, ...(list ? [list.cloneNode(true)] : []));
}

// What takes its time is fetched behind the text: names and dates, then the questions, which are asked first.
async function fillOverview() {
  for (const name of ['later', 'questions']) {
    const place = $(`#page .${name}`);
    const answer = place && await fetch(place.dataset.src).catch(() => null);
    if (!answer?.ok || !place.isConnected) return;
    const html = await answer.text();
    const page = $('#page');
    const before = page.scrollHeight;
    const below = page.scrollTop > 0 && place.getBoundingClientRect().bottom < page.getBoundingClientRect().top;
    place.innerHTML = html; // rendered by our templates, everything escaped
    if (below) page.scrollTop += page.scrollHeight - before;
  }
}

function findWords(typed) {
  const wanted = fold(typed);
  if (found.length && found.wanted === wanted) return step();
  unmark('found');
  unmark('cited');
  const texts = wanted ? [...document.querySelectorAll('#page .text')] : [];
  found = Object.assign(texts.flatMap((text) => matches(text, wanted)), { wanted });
  at = -1;
  return step();
}

// Width, case and line breaks do not count; every character keeps its place.
function fold(text) {
  return text.replace(/./gsu, (char) => {
    if (/\s/.test(char)) return ' ';
    const folded = char.normalize('NFKC').toLowerCase();
    return folded.length === char.length ? folded : char;
  });
}

// The marks of each match, made from the last to the first, so that the text before keeps its nodes.
function matches(element, wanted) {
  const text = fold(element.textContent);
  const starts = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) starts.push(from);
  return starts.reverse().map((from) => wrap(element, from, from + wanted.length, 'found')).reverse();
}

function step() {
  const output = $('#found');
  if (!found.length) {
    output.textContent = found.wanted ? words().foundNone : '';
    return;
  }
  for (const mark of found[at] ?? []) mark.classList.remove('here');
  at = (at + 1) % found.length;
  for (const mark of found[at]) mark.classList.add('here');
  bring(found[at][0], 'center');
  output.textContent = words().found.replace('{at}', at + 1).replace('{count}', found.length);
}
