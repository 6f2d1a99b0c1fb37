// The document beside the conversation: opened by the page's address, #read=DOCUMENT/LABEL/START-END.

const $ = (selector, within = document) => within.querySelector(selector);
const words = () => $('#danraku').dataset;
let opener = null; // the link that was followed, to return to
let found = []; // the marks of the find box
let at = -1;
let latest = ''; // the document asked for last; slower answers about others are dropped

export const isReading = () => location.hash.startsWith('#read=');

// Follows a link into the document, and keeps where it came from.
export function go(link) {
  if (!link.closest('#page')) opener = link;
  history.pushState(null, '', location.pathname + location.search + link.getAttribute('href'));
  follow();
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

export async function follow() {
  if (!isReading()) return leave();
  const [id, label, span] = location.hash.slice(6).split('/').map(decodeURIComponent);
  await comeForward();
  if (!(await show(id))) return;
  document.body.classList.add('reading');
  const paragraph = [...document.querySelectorAll('#page .paragraph')].find((p) => p.dataset.label === label);
  if (paragraph) open(paragraph, span);
}

// The document stands on the first tab; nothing scrolls while that is hidden.
async function comeForward() {
  if ($('#room').offsetParent) return;
  $('[role="tab"]').click();
  for (let frame = 0; frame < 60 && !$('#room').offsetParent; frame++) await new Promise(requestAnimationFrame);
}

function open(paragraph, span) {
  unmark('cited');
  $('#page .current')?.classList.remove('current');
  paragraph.classList.add('current');
  const [start, end] = (span ?? '').split('-').map(Number);
  const marked = end ? mark($('.text', paragraph), start, end, 'cited') : null;
  (marked ?? paragraph).scrollIntoView({ block: marked ? 'center' : 'start' });
  paragraph.focus({ preventScroll: true });
}

// Shows a document; false where it cannot be had.
export async function show(id) {
  latest = id;
  if ($('#page article')?.dataset.document === id) return true;
  const address = `../chat/documents/${encodeURIComponent(id)}?language=${words().language}`;
  const answer = await fetch(address).catch(() => null);
  const html = answer?.ok ? await answer.text() : '';
  const page = $('#page');
  if (latest !== id || !page) return false;
  if (!html) {
    page.textContent = answer?.status === 404 ? words().gone : words().offline;
    return false;
  }
  page.innerHTML = html; // rendered by our templates, everything escaped
  page.scrollTop = 0;
  const choose = $('#choose');
  if (choose) choose.value = id;
  return true;
}

// Offsets count code points; the page counts UTF-16 units.
function units(text, points) {
  return [...text].slice(0, points).join('').length;
}

function mark(element, start, end, name) {
  const text = element.textContent;
  return wrap(element.firstChild, units(text, start), units(text, end), name);
}

function wrap(node, from, to, name) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const marked = document.createElement('mark');
  marked.className = name;
  range.surroundContents(marked);
  return marked;
}

function unmark(name) {
  for (const marked of document.querySelectorAll(`#page mark.${name}`)) {
    const parent = marked.parentNode;
    marked.replaceWith(...marked.childNodes);
    parent.normalize();
  }
}

export function find(typed) {
  const wanted = fold(typed);
  if (found.length && found.wanted === wanted) return step();
  unmark('found');
  unmark('cited');
  const texts = wanted ? [...document.querySelectorAll('#page .text')] : [];
  found = Object.assign(texts.flatMap((text) => matches(text, wanted)), { wanted });
  at = -1;
  return step();
}

// Width and case do not count; every character keeps its place.
function fold(text) {
  return text.replace(/./gsu, (char) => {
    const folded = char.normalize('NFKC').toLowerCase();
    return folded.length === char.length ? folded : char;
  });
}

// Marks from the last match to the first, so that the text before stays one node.
function matches(element, wanted) {
  const text = fold(element.textContent);
  const starts = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) starts.push(from);
  return starts.reverse().map((from) => wrap(element.firstChild, from, from + wanted.length, 'found')).reverse();
}

function step() {
  const output = $('#found');
  if (!found.length) {
    output.textContent = found.wanted ? words().foundNone : '';
    return;
  }
  found[at]?.classList.remove('here');
  at = (at + 1) % found.length;
  found[at].classList.add('here');
  found[at].scrollIntoView({ block: 'center' });
  output.textContent = words().found.replace('{at}', at + 1).replace('{count}', found.length);
}
