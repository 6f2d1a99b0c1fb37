// What the page does by itself: chips, shortcuts, copying, feedback, theme, language.

import * as reader from './reader.js';

const $ = (selector, within = document) => within.querySelector(selector);
const words = () => $('#danraku').dataset;
const box = () => $('#question textarea');

// Buttons and links say what they do with data-do.
const actions = {
  back: () => reader.back(),
  help: () => $('#help').showModal(),
  theme: () => setTheme(!document.body.classList.contains('dark')),
  language: (link, event) => {
    event.preventDefault();
    location.href = link.getAttribute('href') + location.search + location.hash;
  },
  suggest: (button) => ask(button.dataset.question, button.dataset.asked ? { documents: [button.dataset.asked] } : {}),
  alone: (button) => ask(button.closest('.turn').dataset.question, { alone: true }),
  contents: (button) => reader.contents(button),
  overview: (link, event) => {
    event.preventDefault();
    reader.top();
  },
  original: (button) => showOriginal(button),
  'stop-adding': (button) => fetch(`../chat/adding/${button.dataset.job}/stop`, { method: 'POST' }),
  'ask-about': (button) => {
    choose([button.dataset.document]);
    tabOf('').click();
    reader.show(button.dataset.document);
    setTimeout(() => box().focus(), 100);
  },
  'remove-document': (button) => {
    type($('#doomed textarea, #doomed input'), button.dataset.document);
    setTimeout(() => $('#remove').click(), 50);
  },
  'search-all': () => reader.searchAll($('#find-words').value.trim()),
  copy: (button) => copy(button.dataset.copy),
  'copy-link': (button) => copy(location.origin + location.pathname + reader.addressOf(button.closest('.paragraph'))),
  'copy-answer': (button) => copy(answerText(button.closest('.turn'))),
  'copy-notes': (button) => copy(answerText(button.closest('.turn'), true)),
  print: () => print(),
  'note-answer': (button) => note(button, 'answers', { conversation: conversation(), turn: turnNumber(button) - 1 }),
  'note-passage': (button) => note(button, 'passages', reader.passage(button.closest('.paragraph'))),
  'delete-note': (button) => deleteNote(button),
  collection: (button) => choose(JSON.parse(button.dataset.documents)),
  'forget-collection': (button) => collect(button.dataset.name, []),
  export: (button) => location.assign(`../chat/conversations/${conversation()}.${button.dataset.kind}?turn=${turnNumber(button)}&language=${words().language}`),
  helpful: (button) => feedback(button, 'helpful'),
  'not-helpful': (button) => {
    const why = $('.why', button.parentElement);
    why.hidden = !why.hidden;
    button.setAttribute('aria-expanded', String(!why.hidden));
  },
  feedback: (button) => feedback(button, button.dataset.reason),
};

document.addEventListener('click', (event) => {
  const element = event.target.closest?.('[data-do], a[href^="#read="], .skip');
  if (!element) return;
  if (element.matches('.skip')) {
    event.preventDefault();
    box().focus();
  } else if (element.dataset.do) actions[element.dataset.do]?.(element, event);
  else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault(); // Gradio's <base> would make a new page of it
    reader.go(element);
  }
});

function type(field, words) {
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Chooses the documents that are asked.
function choose(documents) {
  type($('#picked textarea, #picked input'), JSON.stringify(documents));
  setTimeout(() => $('#pick').click(), 50);
}

// Asks a question; `once` says how only this one is asked.
function ask(question, once = {}) {
  type($('#once textarea, #once input'), JSON.stringify({ question, ...once }));
  type(box(), question);
  setTimeout(() => $('#send').click(), 50);
}

// The page of the PDF as it was added, with the marked words, or the whole paragraph, marked on it.
function showOriginal(button) {
  const paragraph = button.closest('.paragraph');
  const marked = [...paragraph.querySelectorAll('mark.cited')].map((e) => e.textContent).join('') || $('.text', paragraph).textContent;
  const id = encodeURIComponent($('#page article').dataset.document);
  const edition = $('#page article').dataset.edition;
  const picture = $('#original img');
  picture.alt = button.textContent;
  picture.src = `../chat/documents/${id}/pages/${button.dataset.page}.png?edition=${edition}&words=${encodeURIComponent(marked.slice(0, 400))}`;
  $('#original').showModal();
}

// Files on their way into the library are seen from every tab; when one has come in, the lists are drawn anew.
let finished = null;
async function watchAdding() {
  clearTimeout(watchAdding.timer);
  const brief = !$('#report .report')?.offsetParent; // in the tab of documents, the report itself moves on
  const answer = await fetch(`../chat/adding?language=${words().language}&brief=${brief}`).catch(() => null);
  if (!answer?.ok) return;
  const html = await answer.text(); // rendered by our templates, everything escaped
  const shown = brief ? null : $('#report .report');
  $('#adding').innerHTML = shown ? '' : html;
  if (shown) {
    shown.outerHTML = html;
    $('#report .report')?.setAttribute('data-seen', 'yes');
  }
  const report = $(shown ? '#report .report' : '#adding .report')?.dataset;
  const now = Number(report?.finished ?? 0);
  if (finished !== null && now !== finished) {
    $('#library-changed').click();
    reader.renew();
    showCollections();
  }
  finished = now;
  if (Number(report?.running)) watchAdding.timer = setTimeout(watchAdding, 700);
}

function notice(text, undo) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words().undo });
  if (undo) button.onclick = () => $('#notice').replaceChildren() ?? undo();
  $('#notice').replaceChildren(text, ...(undo ? [button] : []));
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => $('#notice').replaceChildren(), undo ? 20000 : 4000);
}

// A conversation that was deleted is left for a new one, where it can be had back.
window.renewDocument = reader.renew;
window.leaveConversation = (id) => {
  if (id) sessionStorage.setItem('deleted', id);
  location.href = location.pathname;
};
function offerBack() {
  const id = sessionStorage.getItem('deleted');
  sessionStorage.removeItem('deleted');
  if (id) notice(words().deleted, async () => (await send(`conversations/${id}/back`, 'POST')) && (location.href = `?c=${id}`));
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  notice(words().copied);
}

// Notes: an answer or a passage is kept at once; the remark is asked for where it was kept.
async function send(path, method, body) {
  const headers = { 'Content-Type': 'application/json' };
  const sent = await fetch(`../chat/${path}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
  if (!sent?.ok) notice(words().offline);
  return sent?.ok ? sent : null;
}
async function note(button, kind, body) {
  const made = await send(`notes/${kind}`, 'POST', body);
  if (!made) return;
  const field = $('.remark', button.parentElement);
  field.dataset.note = (await made.json()).id;
  field.value = '';
  field.hidden = false;
  field.focus({ preventScroll: true });
  button.setAttribute('aria-pressed', 'true');
  notice(words().noted);
  showNotes();
}
document.addEventListener('change', async (event) => {
  if (!event.target.matches?.('.remark')) return;
  const id = event.target.dataset.note ?? event.target.closest('[data-note]').dataset.note;
  if (!(await send(`notes/${id}`, 'PUT', { remark: event.target.value }))) return;
  notice(words().remarked);
  if (!event.target.closest('#notes')) showNotes();
});
async function deleteNote(button) {
  const id = button.closest('[data-note]').dataset.note;
  if (!(await send(`notes/${id}`, 'DELETE'))) return;
  showNotes();
  notice(words().deleted, async () => (await send(`notes/${id}/back`, 'POST')) && showNotes());
}
const showNotes = () => fill('#notes', 'notes');
const showCollections = () => fill('#collections', 'collections');

// A part of the page that is fetched by itself.
async function fill(place, path) {
  const answer = await fetch(`../chat/${path}?language=${words().language}`).catch(() => null);
  if (answer?.ok && $(place)) $(place).innerHTML = await answer.text(); // rendered by our templates, everything escaped
}

// The documents chosen, which the page's address keeps, get a name.
async function collect(name, documents) {
  if (await send('collections', 'PUT', { name, documents })) showCollections();
}
const chosenDocuments = () => JSON.parse(new URLSearchParams(location.search).get('asked') || '[]');

// The claims with their places in brackets, or as numbers with the footnotes below.
function answerText(turn, numbered = false) {
  const notes = [];
  const line = (claim) => {
    const places = [...new Set([...claim.querySelectorAll(':scope > .chip')].map((chip) => chip.dataset.footnote))];
    for (const place of places) if (!notes.includes(place)) notes.push(place);
    const marks = numbered ? places.map((place) => `[${notes.indexOf(place) + 1}]`).join('') : words().brackets.replace('{words}', places.join(words().between));
    return $('.words', claim).textContent.trim() + (places.length ? marks : '');
  };
  const said = [...turn.querySelectorAll('.abstained b, .message, .unsure')].map((e) => e.textContent.replace(/^\s*[∅？≈]\s*/, '').trim());
  const lines = [...said, ...[...turn.querySelectorAll('.claim')].map(line)];
  return [...lines, ...(numbered && notes.length ? ['', ...notes.map((note, n) => `[${n + 1}] ${note}`)] : [])].join('\n');
}

async function feedback(button, verdict) {
  const turn = button.closest('.turn');
  const body = { conversation: conversation(), turn: turnNumber(turn) - 1, verdict, words: $('.own-words', turn).value };
  const sent = await fetch('../chat/feedback', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null);
  for (const other of turn.querySelectorAll('.after [aria-pressed]')) other.removeAttribute('aria-pressed');
  if (sent?.ok) button.setAttribute('aria-pressed', 'true');
  $('.thanks', turn).textContent = sent?.ok ? words().thanks : words().offline;
  $('.why', turn).hidden = true;
}

const turnNumber = (element) => Number(element.closest('.turn').dataset.name.slice(1));
const conversation = () => new URLSearchParams(location.search).get('c') ?? '';

// The page's address keeps the conversation and the documents that are asked, so that a reload finds them.
function keep(change) {
  const kept = new URLSearchParams(location.search);
  change(kept);
  history.replaceState(null, '', `${location.pathname}?${kept}${location.hash}`);
}
window.keepConversation = (id) => id && id !== conversation() && keep((kept) => kept.set('c', id));
window.keepChoice = (ids, beside) => keep((kept) => {
  kept.set('asked', JSON.stringify(ids));
  kept.set('beside', beside ? 'yes' : 'no');
});

// The quote of a chip, on hover and on focus.
function showQuote(event) {
  const chip = event.target.closest?.('.chip');
  const quote = $('#quote');
  if (!chip) return quote?.matches(':popover-open') && quote.hidePopover();
  quote.replaceChildren(Object.assign(document.createElement('b'), { textContent: chip.dataset.place }), `「${chip.dataset.quote}」`);
  quote.showPopover();
  const place = chip.getBoundingClientRect();
  const below = place.bottom + 8 + quote.offsetHeight < innerHeight;
  quote.style.top = `${below ? place.bottom + 8 : Math.max(8, place.top - 8 - quote.offsetHeight)}px`;
  quote.style.left = `${Math.max(8, Math.min(place.left, innerWidth - quote.offsetWidth - 8))}px`;
}
document.addEventListener('mouseover', showQuote);
document.addEventListener('focusin', showQuote);

// Keys, outside of fields.
const keys = {
  '/': () => box().focus(),
  f: () => $('#find-words')?.focus(),
  n: () => nextChip(1),
  p: () => nextChip(-1),
  '?': () => $('#help').showModal(),
};

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return escape(typing);
  if (typing || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

function escape(typing) {
  const quote = $('#quote');
  if (quote.matches(':popover-open')) quote.hidePopover();
  if (typing) typing.blur();
  if (reader.isReading()) reader.back();
}

function nextChip(step) {
  const chips = [...document.querySelectorAll('.chip')];
  const here = chips.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : chips.length - 1) : (here + step + chips.length) % chips.length;
  chips[next]?.focus();
}

// Find box and choice of document.
document.addEventListener('submit', (event) => {
  if (event.target.id === 'collect') {
    event.preventDefault();
    const documents = chosenDocuments();
    documents.length ? collect($('input', event.target).value, documents) : notice(words().chooseSome);
  }
  if (event.target.id !== 'find') return;
  event.preventDefault();
  reader.find($('#find-words').value.trim());
});
document.addEventListener('change', (event) => event.target.id === 'choose' && reader.show(event.target.value));

// What was typed outlives a lost connection or a reload.
document.addEventListener('input', (event) => event.target === box() && sessionStorage.setItem('draft', box().value));
function restoreDraft() {
  const draft = sessionStorage.getItem('draft');
  if (!draft || box().value) return;
  type(box(), draft);
}

function setTheme(dark) {
  document.body.classList.toggle('dark', dark);
  localStorage.setItem('theme', dark ? 'dark' : 'light');
}

// The page is ready when Gradio has drawn the reader; it is drawn anew when the library changes.
const page = new MutationObserver(() => {
  bringUp();
  attend();
  for (const [place, show] of [['#notes', showNotes], ['#collections', showCollections]]) {
    if (!$(place) || $(place).dataset.filled) continue; // drawn when its tab is opened for the first time
    $(place).dataset.filled = 'yes';
    show();
  }
  const report = $('#report .report');
  if (report && !report.dataset.seen) {
    report.dataset.seen = 'yes';
    watchAdding();
  }
  const choose = $('#choose');
  if (!choose || choose.dataset.ready) return;
  choose.dataset.ready = 'yes';
  reader.isReading() ? reader.follow('', !page.started) : reader.show(choose.value); // drawn anew, it stays behind an open tab
  if (!page.started) start();
});

// A new question comes to the top, so that its answer is read from the beginning.
let latest = '';
function bringUp() {
  const turn = $('#current .turn');
  if (turn && $('.after', turn) && turn.dataset.question === sessionStorage.getItem('draft')?.trim()) sessionStorage.removeItem('draft');
  if (!turn || turn.dataset.name === latest) return;
  latest = turn.dataset.name;
  reading = false;
  (turn.closest('.beside') ?? turn).scrollIntoView({ block: 'start' });
}

// The document follows the answer, unless it was touched since the question was asked; the answer is read out.
let followed = '';
let reading = false;
for (const kind of ['wheel', 'pointerdown', 'keydown', 'touchstart']) {
  document.addEventListener(kind, (event) => event.target.closest?.('#read') && (reading = true), { passive: true });
}
function attend() {
  const turns = [...document.querySelectorAll('.turn')].filter((turn) => $('.after', turn));
  const turn = $('#current .turn') ?? turns.at(-1);
  if (!turn || !$('.after', turn) || turn.dataset.name === followed || !$('#page article')) return;
  const first = followed === '';
  followed = turn.dataset.name;
  if ($('#current .turn')) announce(turn);
  const chip = $('.claims .chip', turn.closest('.beside') ?? turn);
  if (chip && !reading && !(first && reader.isReading())) reader.attend(chip);
}
function announce(turn) {
  const said = $('.abstained b, .claim .words', turn)?.textContent.trim() ?? '';
  const count = turn.querySelectorAll('.claim').length;
  $('#announcement').textContent = count ? words().announce.replace('{count}', count).replace('{words}', said) : said;
}
page.observe(document, { childList: true, subtree: true });

function start() {
  page.started = true;
  document.documentElement.lang = words().language;
  document.cookie = `language=${words().language};path=/;max-age=31536000;samesite=lax`;
  if (localStorage.getItem('theme')) setTheme(localStorage.getItem('theme') === 'dark');
  restoreDraft();
  offerBack();
  watchAdding();
  comeTo(new URLSearchParams(location.search).get('tab'));
}
window.addEventListener('popstate', () => {
  comeTo(new URLSearchParams(location.search).get('tab'));
  reader.follow();
});

// The tab is part of the address, so that back and reload find it again.
const TABS = ['', 'library', 'notes', 'check', 'compare', 'evaluation'];
const TAB = '#tabs [role="tab"], #tabs .overflow-dropdown button'; // on a phone the last ones are in a menu
const numberOf = (tab) => (tab ? words().tabs.split('|').indexOf(tab.textContent.trim()) : -1);
function tabOf(name) {
  const at = Math.max(0, TABS.indexOf(name ?? ''));
  return [...document.querySelectorAll(TAB)].find((tab) => numberOf(tab) === at);
}
function comeTo(name) {
  const tab = tabOf(name);
  if (tab && tab.getAttribute('aria-selected') !== 'true' && !reader.isReading()) tab.click();
}
document.addEventListener('click', (event) => {
  const at = numberOf(event.target.closest?.(TAB));
  const kept = new URLSearchParams(location.search);
  if (at < 0 || !event.isTrusted || (kept.get('tab') ?? '') === TABS[at]) return;
  if (at) kept.set('tab', TABS[at]);
  else kept.delete('tab');
  history.pushState(null, '', `${location.pathname}?${kept}`);
});
