// Runs once. Tables sort and filter on the screen, pairs of a comparison are shown by kind; nothing goes to the server
// but what leads to another list.
const page = (window.zhengwen ??= {});
page.stopTables?.();
const heard = new AbortController();
page.stopTables = () => heard.abort();
const collator = new Intl.Collator('zh-CN', { numeric: true });

const rowsOf = (body) => [...body.querySelectorAll('tr.zw-row')];

// A cell is sorted by its key, else by its words; where it has neither it comes last.
function keyOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.key ?? cell.textContent.trim();
}

function place(row) {
  return Number(row.cells[0].dataset.key);
}

// The first press sorts upwards, the second downwards, the third puts the rows back.
function sortBy(button) {
  const head = button.closest('th');
  const table = head.closest('table');
  const column = head.cellIndex;
  const next = { none: 'ascending', ascending: 'descending', descending: 'none' }[head.ariaSort ?? 'none'];
  for (const other of table.tHead.rows[0].cells) other.setAttribute('aria-sort', 'none');
  head.setAttribute('aria-sort', next);
  const sign = next === 'descending' ? -1 : 1;
  for (const body of table.tBodies) {
    const rows = rowsOf(body).map((row) => ({ row, at: place(row), key: next === 'none' ? '' : keyOf(row, column) }));
    rows.sort((one, other) => {
      if (!one.key !== !other.key) return one.key ? -1 : 1;
      return sign * collator.compare(one.key, other.key) || one.at - other.at;
    });
    body.append(...rows.map(({ row }) => row));
  }
}

const words = new WeakMap();
function textOf(row) {
  if (!words.has(row)) {
    words.set(row, [...row.cells].map((cell) => cell.textContent).join(' ').toLowerCase());
  }
  return words.get(row);
}

// Hides the rows that lack one of the words, or whose deadline stands otherwise; groups without a row go with them.
function narrow(list) {
  const wanted = list.querySelector('.zw-filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const timing = list.querySelector('.zw-timing')?.value ?? '';
  let shown = 0;
  let all = 0;
  for (const body of list.querySelector('table').tBodies) {
    let here = 0;
    for (const row of rowsOf(body)) {
      const fits = (!timing || row.dataset.timing === timing) && wanted.every((word) => textOf(row).includes(word));
      if (row.hidden === fits) row.hidden = !fits;
      here += fits;
      all += 1;
    }
    body.hidden = here === 0;
    shown += here;
  }
  list.querySelector('.zw-shown').textContent = `显示 ${shown} / ${all}`;
}

function showKind(button) {
  const isShown = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isShown));
  const whole = button.closest('.zw-compare');
  for (const pair of whole.querySelectorAll(`.zw-pair[data-kind="${button.dataset.kind}"]`)) pair.hidden = !isShown;
  const pairs = whole.querySelectorAll('.zw-pair');
  const shown = [...pairs].filter((pair) => !pair.hidden).length;
  whole.querySelector('.zw-shown').textContent = `显示 ${shown} / ${pairs.length}`;
}

function unfold(button) {
  const isOpen = button.closest('td').classList.toggle('zw-unfolded');
  button.setAttribute('aria-expanded', String(isOpen));
  button.textContent = isOpen ? '收起' : '全文';
}

function jump(button) {
  const part = document.getElementById(button.value);
  part?.scrollIntoView({ block: 'start' });
  part?.focus({ preventScroll: true });
}

const PRESSED = {
  'zw-sort': sortBy,
  'zw-kind': showKind,
  'zw-unfold': unfold,
  'zw-jump': jump,
  'zw-set-home': () => document.getElementById('zw-home-button')?.click(),
  'zw-list-duties': (button) => { page.go?.('duties'); page.send?.duties?.({ value: button.value }); },
};

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button');
  const name = button && Object.keys(PRESSED).find((one) => button.classList.contains(one));
  if (name) PRESSED[name](button);
}, { signal: heard.signal });

let waiting = 0;
document.addEventListener('input', (event) => {
  const list = event.target.closest?.('.zw-filter, .zw-timing')?.closest('.zw-duties');
  if (!list || event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => narrow(list), 80);
}, { signal: heard.signal });

document.addEventListener('compositionend', (event) => {
  if (event.target.matches?.('.zw-filter')) narrow(event.target.closest('.zw-duties'));
}, { signal: heard.signal });
