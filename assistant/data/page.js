// Runs once, when the page is drawn: `element` and `trigger` come from gr.HTML.
// It only moves things on the screen and hands the value of a pressed control to the server.
const page = (window.zhengwen ??= {});
page.stop?.();
const listening = new AbortController();
page.stop = () => listening.abort();
document.documentElement.lang = 'zh-CN';

let opener = null;
let chosenUnder = null; // the question that stood last when a place was chosen

function copyByHand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.cssText = 'position:fixed;top:0;left:-9999px';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

async function copy(text) {
  // The clipboard API exists only on https and on this machine; an office often serves plain http.
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* not permitted: by hand */ }
  }
  return copyByHand(text);
}

function say(words) {
  const place = document.getElementById('zw-say');
  if (place) place.textContent = words;
}

async function copyFrom(button) {
  const done = await copy(button.value);
  const words = button.dataset.words ?? button.textContent;
  button.dataset.words = words;
  button.textContent = done ? '已复制' : '复制失败，请手工选取';
  button.classList.toggle('zw-done', done);
  say(button.textContent);
  button.focus();
  clearTimeout(button.zwTimer);
  button.zwTimer = setTimeout(() => {
    button.textContent = words;
    button.classList.remove('zw-done');
  }, 1800);
}

function isNarrow() {
  return window.matchMedia('(max-width: 900px)').matches;
}

function tidy() {
  // gr.Chatbot labels each message with its source, tags and all, in English.
  document.querySelectorAll('#zw-chat [data-testid][aria-label]').forEach((m) => m.removeAttribute('aria-label'));
  document.querySelector('#zw-chat [role=log]')?.setAttribute('aria-label', '对话');
  // What scrolls by itself must be reached by the keyboard.
  document.querySelectorAll('#zw-chat :is(.zw-quote, table)').forEach((box) => {
    const hides = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
    if (hides && /auto|scroll/.test(getComputedStyle(box).overflow)) box.tabIndex = 0;
  });
}

function lastQuestion() {
  return [...document.querySelectorAll('#zw-chat .user-row')].at(-1);
}

function open(button) {
  document.querySelectorAll('.zw-current').forEach((card) => card.classList.remove('zw-current'));
  button.closest('.zw-card')?.classList.add('zw-current');
  show(button.value);
}

// Gradio drops an event of the same kind while one is under way: the last place that was asked for waits its turn.
let underWay = 0;
let next = null;
function show(address) {
  if (Date.now() - underWay < 10000) {
    next = address;
    return;
  }
  underWay = Date.now();
  trigger('click', { address });
}

page.answered = () => {
  tidy();
  const last = lastQuestion();
  const log = last?.closest('[role=log]');
  if (!log) return;
  log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top;
  const answer = last.nextElementSibling;
  const first = answer?.querySelector('.zw-answered') && answer.querySelector('.zw-actions .zw-open');
  if (first && !isNarrow() && last !== chosenUnder) open(first);
};

page.opened = () => {
  underWay = 0;
  const address = next;
  next = null;
  if (address) show(address);
  else page.reveal();
};

page.reveal = () => {
  const panel = document.getElementById('zw-source');
  const text = panel?.querySelector('.zw-source-text');
  if (!text) return;
  document.getElementById('zw-right').classList.add('zw-reading');
  const mark = text.querySelector('#zw-hit');
  const offset = mark ? mark.getBoundingClientRect().top - text.getBoundingClientRect().top : 0;
  text.scrollTop = mark ? Math.max(0, text.scrollTop + offset - text.clientHeight / 4) : 0;
  text.querySelectorAll('.src-table').forEach((t) => { t.scrollLeft = 0; });
  const table = mark?.closest('.src-table');
  if (table) table.scrollLeft += mark.getBoundingClientRect().left - table.getBoundingClientRect().left - 24;
  if (isNarrow()) panel.querySelector('.zw-source-head')?.focus({ preventScroll: true });
  say('公文原文已打开');
};

page.close = () => {
  const pane = document.getElementById('zw-right');
  if (!pane.classList.contains('zw-reading')) return;
  pane.classList.remove('zw-reading');
  if (opener?.isConnected) opener.focus({ preventScroll: true });
};

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.zw-open, .zw-copy, .zw-example, .zw-reveal, .zw-close');
  if (!button) return;
  if (button.matches('.zw-copy')) copyFrom(button);
  else if (button.matches('.zw-reveal')) page.reveal();
  else if (button.matches('.zw-close')) page.close();
  else if (button.matches('.zw-example')) trigger('submit', { question: button.value });
  else {
    opener = button;
    chosenUnder = lastQuestion();
    open(button);
  }
}, { signal: listening.signal });

document.addEventListener('toggle', tidy, { capture: true, signal: listening.signal });
window.addEventListener('resize', tidy, { signal: listening.signal });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') page.close();
}, { signal: listening.signal });
