// Runs once, when the page is drawn. It only moves things on the screen and hands the value of a pressed control to the
// server: `zhengwen.send[name]` is kept by Frame.wire.
const page = (window.zhengwen ??= {});
page.send ??= {};
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

page.say = (words) => {
  const place = document.getElementById('zw-say');
  if (place) place.textContent = words;
};

// The button says for a moment what has become of a press.
function tell(button, words, isDone) {
  const before = button.dataset.words ?? button.textContent;
  button.dataset.words = before;
  button.textContent = words;
  button.classList.toggle('zw-done', isDone);
  page.say(words);
  if (document.activeElement === document.body) button.focus(); // copying by hand takes it away
  clearTimeout(button.zwTimer);
  button.zwTimer = setTimeout(() => {
    button.textContent = before;
    button.classList.remove('zw-done');
  }, 1800);
}

async function copyFrom(button, text) {
  const done = await copy(text);
  tell(button, done ? '已复制' : '复制失败，请手工选取', done);
}

const panes = () => document.getElementById('zw-panes');

function isDrawer() {
  // Beside the conversation the notice has a place of its own; elsewhere, and on a narrow screen, it opens over the page.
  return panes()?.dataset.tab !== 'ask' || window.matchMedia('(max-width: 900px)').matches;
}

function tidy() {
  // gr.Chatbot labels each message with its source, tags and all, in English.
  document.querySelectorAll('#zw-chat [data-testid][aria-label]').forEach((m) => m.removeAttribute('aria-label'));
  document.querySelector('#zw-chat [role=log]')?.setAttribute('aria-label', '对话');
  document.querySelector('#zw-library-files button[aria-label]')?.setAttribute('aria-label', '选择要添加的公文，或把文件拖到这里');
  // What scrolls by itself must be reached by the keyboard.
  document.querySelectorAll('#zw-chat :is(.zw-quote, table, .zw-scroll)').forEach((box) => {
    const hides = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
    if (hides && /auto|scroll/.test(getComputedStyle(box).overflow)) box.tabIndex = 0;
  });
}

const lastQuestion = () => [...document.querySelectorAll('#zw-chat .user-row')].at(-1);

function open(button) {
  document.querySelectorAll('.zw-current').forEach((card) => card.classList.remove('zw-current'));
  button.closest('.zw-card, tr')?.classList.add('zw-current');
  show(button.value);
}

// Gradio drops an event of the same kind while one is under way: the last place that was asked for waits its turn.
let underWay = 0;
let next = null;
let shownFrom = ''; // the tab on which the place was asked for
function show(value) {
  shownFrom = panes()?.dataset.tab;
  if (Date.now() - underWay < 10000) {
    next = value;
    return;
  }
  underWay = Date.now();
  page.send.open({ value });
}

page.opened = () => {
  underWay = 0;
  const value = next;
  next = null;
  if (value) show(value);
  else if (panes()?.dataset.tab === shownFrom) page.reveal();
};

// What changes the conversation starts from it as it is: while one change is under way no other may begin.
let talkingSince = 0;
function talk(name, data) {
  if (document.querySelector('#zw-chat .zw-waiting') || Date.now() - talkingSince < 10000) {
    page.say('请等这次答复完成');
    return;
  }
  talkingSince = Date.now();
  page.send[name](data);
}

page.judged = () => { talkingSince = 0; };
page.begun = () => {
  talkingSince = 0;
  page.close();
};

// What is put into the basket waits its turn like a place to open, and none of it may be dropped.
const toKeep = [];
let onTheirWay = []; // buttons
let keptSince = 0;
let keptBefore = 0;
function keep(button) {
  toKeep.push(button);
  if (Date.now() - keptSince >= 10000) sendKept(Number(document.getElementById('zw-tab-basket-button')?.dataset.count) || 0);
}

function sendKept(count) {
  keptSince = Date.now();
  keptBefore = count;
  onTheirWay = toKeep.splice(0);
  page.send.keep({ value: onTheirWay.map((button) => button.value).join(' ') });
}

page.kept = (count) => {
  keptSince = 0;
  const isMore = count > keptBefore;
  onTheirWay.splice(0).forEach((button) => tell(button, isMore ? '已加入' : '没有加入', isMore));
  if (isMore) page.changed();
  if (toKeep.length) sendKept(count);
};

// The browser keeps one basket for all windows, and each window writes the whole of it: one that another window has
// changed is read again before it is changed here. The state is encrypted anew at each opening, so that the browser's
// own storage event tells nothing.
const others = new BroadcastChannel('zhengwen');
listening.signal.addEventListener('abort', () => others.close());
let isStale = false;
others.onmessage = (told) => { if (told.data === 'basket') isStale = true; };
page.changed = () => others.postMessage('basket');

function isBasketStale() {
  if (!isStale) return false;
  page.confirm(
    '复函篮在另一个窗口里改过。要先刷新这个窗口，才能看到和接着用；这个窗口的对话会清空。',
    () => location.reload(),
  );
  return true;
}

page.tidy = tidy;

page.answered = () => {
  talkingSince = 0;
  tidy();
  const last = lastQuestion();
  const log = last?.closest('[role=log]');
  if (!log) return;
  log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top;
  const answer = last.nextElementSibling;
  const first = answer?.querySelector('.zw-answered') && answer.querySelector('.zw-actions .zw-open, td .zw-open');
  if (first && !isDrawer() && last !== chosenUnder) open(first);
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
  if (isDrawer()) panel.querySelector('.zw-source-head')?.focus({ preventScroll: true });
  page.say('公文原文已打开');
};

page.close = () => {
  const pane = document.getElementById('zw-right');
  if (!pane.classList.contains('zw-reading')) return;
  pane.classList.remove('zw-reading');
  if (opener?.isConnected) opener.focus({ preventScroll: true });
};

// The browser saves the file that the server has just made.
page.save = () => {
  document.querySelector('#zw-handout a, a#zw-handout, #zw-handout')?.click();
};

// What was opened below is brought into sight.
const reveal = (id) => document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
page.revealBeside = () => {
  reveal('zw-library-beside');
  const text = document.querySelector('.zw-beside-text');
  const mark = text?.querySelector('#zw-hit');
  if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 4;
};
page.revealForm = () => {
  reveal('zw-correct-box');
  document.querySelector('#zw-correct-box textarea, #zw-correct-box input')?.focus();
};

page.go = (tab) => {
  document.getElementById(`zw-tab-${tab}-button`)?.click();
};

function showTab() {
  const chosen = document.querySelector('#zw-tabs [role=tab][aria-selected=true]');
  const name = chosen?.id.match(/^zw-tab-(\w+)-button$/)?.[1] ?? 'ask';
  if (!panes() || panes().dataset.tab === name) return;
  panes().dataset.tab = name;
  document.getElementById('zw-right')?.classList.remove('zw-reading');
  if (name === 'basket') isBasketStale();
  page.send[`tab-${name}`]?.({ value: name }); // for a tab that is drawn anew when it is opened
}

// One dialog for what needs a word from the reader: a chip's new value, a remark on an answer.
function askFor({ title, hint, list, value, button, isPlain }, done) {
  const dialog = document.getElementById('zw-dialog');
  const form = dialog.querySelector('form');
  const field = form.elements.words;
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('p').textContent = hint;
  form.elements.ok.textContent = button;
  if (list) field.setAttribute('list', list);
  else field.removeAttribute('list');
  field.value = value ?? '';
  field.hidden = Boolean(isPlain);
  field.setAttribute('aria-label', title);
  form.onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
    done(field.value.trim());
  };
  form.elements.cancel.onclick = () => dialog.close();
  dialog.showModal();
  (isPlain ? form.elements.ok : field).focus();
}

page.confirm = (words, done) => askFor({ title: '请确认', hint: words, isPlain: true, button: '确定' }, done);

page.discard = (batch) => page.confirm('放弃这一批？传来的文件和对它们的更正都会删掉。', () => page.send.discard({ value: batch }));

const CHIPS = { place: '地区', year: '年份', unit: '单位', notice: '公文' };

function editChip(button) {
  const [kind, ...rest] = button.value.split(':');
  const list = `zw-choices-${kind}`;
  askFor(
    { title: `改按哪个${CHIPS[kind]}提问`, hint: '可以从列出的里面选，也可以自己输入；会按新的范围重新回答。', list, value: '', button: '重新提问' },
    (words) => {
      if (!words) return;
      const options = [...document.querySelectorAll(`#${list} option`)];
      const chosen = options.find((option) => option.value === words);
      talk('chip', { kind, old: rest.join(':'), value: chosen?.dataset.value ?? words });
    },
  );
}

function judge(button) {
  const [turn, verdict] = button.value.split(':');
  if (verdict === 'useful') { talk('judge', { turn, verdict, remark: '' }); return; }
  askFor({ title: '哪里有误', hint: '写一句就行，如“漏了第三条”；只记在本机，供管理员改进。', value: '', button: '提交' },
    (remark) => talk('judge', { turn, verdict, remark }));
}

function questionLink(question) {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ q: question }).toString();
  url.hash = '';
  return url.href;
}

page.openHome = () => {
  document.getElementById('zw-home').classList.add('zw-open-box');
  document.querySelector('#zw-home-box button.primary')?.focus();
};
page.closeHome = () => {
  const box = document.getElementById('zw-home');
  if (!box?.classList.contains('zw-open-box')) return;
  box.classList.remove('zw-open-box');
  document.getElementById('zw-home-button')?.focus();
};

const HANDLERS = {
  'zw-chip-edit': editChip,
  'zw-chip-drop': (button) => {
    const [kind, ...rest] = button.value.split(':');
    talk('chip', { kind, old: rest.join(':'), value: '' });
  },
  'zw-judge': judge,
  'zw-link-copy': (button) => copyFrom(button, questionLink(button.value)),
  'zw-copy': (button) => copyFrom(button, button.value),
  'zw-reveal': () => page.reveal(),
  'zw-close': () => page.close(),
  'zw-example': (button) => { page.go('ask'); talk('ask', { value: button.value }); },
  'zw-look': (button) => page.send.look({ value: button.value }),
  'zw-finding': (button) => page.send.look({ value: button.value }),
  'zw-correct': (button) => { opener = button; page.send.correct({ value: button.value }); },
  'zw-put-right': (button) => { opener = button; page.send.putRight({ value: button.value }); },
  'zw-undo': (button) => page.confirm('撤回这次发布？它带来的公文会从库里撤下，被它替换的会回来。', () => page.send.undo({ value: button.value })),
  'zw-resume': (button) => page.send.resume({ value: button.value }),
  'zw-discard': (button) => page.discard(button.value),
  'zw-again': (button) => page.send.again({ value: button.value }),
  'zw-download': (button) => page.send.original({ value: button.value }),
  'zw-original': (button) => page.send.original({ value: button.value }),
  'zw-keep': (button) => isBasketStale() || keep(button),
  'zw-open': (button) => { opener = button; chosenUnder = lastQuestion(); open(button); },
};

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button');
  if (!button) return;
  for (const [name, handle] of Object.entries(HANDLERS)) {
    if (button.classList.contains(name)) { handle(button); return; }
  }
}, { signal: listening.signal });

document.addEventListener('toggle', tidy, { capture: true, signal: listening.signal });
window.addEventListener('resize', tidy, { signal: listening.signal });
document.addEventListener('pointerdown', (event) => {
  if (!event.target.closest?.('#zw-home, .options')) page.closeHome();
}, { signal: listening.signal });

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || document.getElementById('zw-dialog')?.open) return;
  page.closeHome();
  page.close();
}, { signal: listening.signal });

// On a slow start the tabs are drawn after this runs: the whole page is watched.
const chosenTab = new MutationObserver(() => {
  showTab();
  requestAnimationFrame(tidy);
});
chosenTab.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
listening.signal.addEventListener('abort', () => chosenTab.disconnect());
showTab();
