// Lists of duties: sorting, filtering, whole words; and the ways from one tab to another. Runs with page.js.
// The chat lets no data attributes pass, so what a column is sorted by stands in classes and titles.
{
  const letters = new Intl.Collator('zh-CN', { numeric: true });
  const tables = new WeakMap(); // of each list the key that it was drawn with

  const KEYS = {
    'zw-by-number': (cell) => Number(cell.textContent) || 0,
    'zw-by-day': (cell) => cell.title,
    'zw-by-title': (cell) => cell.title,
    'zw-by-text': (cell) => cell.textContent,
  };
  const ORDERS = {
    'zw-by-number': (a, b) => a - b,
    'zw-by-day': (a, b) => (a < b ? -1 : Number(a > b)),
    'zw-by-title': letters.compare,
    'zw-by-text': letters.compare,
  };

  const kindOf = (button) => Object.keys(KEYS).find((kind) => button.classList.contains(kind));

  function sort(button) {
    const head = button.closest('th');
    const isDown = head.getAttribute('aria-sort') === 'ascending';
    const kind = kindOf(button);
    const column = [...head.parentElement.children].indexOf(head);
    const body = head.closest('table').tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: KEYS[kind](row.cells[column]), n: Number(row.cells[0].textContent) }));
    const order = ORDERS[kind];
    rows.sort((a, b) => {
      if (!a.key !== !b.key) return a.key ? -1 : 1; // what has none comes last, up and down
      return (isDown ? order(b.key, a.key) : order(a.key, b.key)) || a.n - b.n;
    });
    body.append(...rows.map(({ row }) => row));
    for (const other of head.parentElement.children) other.setAttribute('aria-sort', 'none');
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
    page.say(`已按${button.textContent}${isDown ? '降序' : '升序'}排列`);
  }

  const rowsOf = (list) => [...list.querySelectorAll('.zw-duty-table > tbody > tr')];

  function filter(list) {
    const words = list.querySelector('.zw-duties-filter').value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = rowsOf(list);
    let shown = 0;
    for (const row of rows) {
      const text = (row.zwText ??= row.textContent.toLowerCase());
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    list.querySelector('.zw-duties-shown').textContent = `显示 ${shown} / ${rows.length}`;
    for (const annex of list.querySelectorAll('.zw-annex')) {
      if (words.length && annex.querySelector('tbody > tr:not([hidden])')) annex.open = true;
    }
  }

  function begin(list, key) {
    const isFirst = !tables.has(list);
    tables.set(list, key);
    list.querySelectorAll('th').forEach((head) => head.setAttribute('aria-sort', 'none'));
    rowsOf(list).forEach((row) => { row.hidden = false; row.zwText = undefined; });
    const box = list.querySelector('.zw-duties-filter');
    if (!box) return;
    box.value = '';
    box.placeholder = '在清单里筛选，如 单位、任务、月份';
    box.setAttribute('aria-label', '在清单里筛选');
    list.querySelector('.zw-duties-shown').setAttribute('role', 'status');
    if (!isFirst) return;
    let timer = 0;
    box.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => filter(list), 60);
    });
  }

  function look() {
    for (const list of document.querySelectorAll('.zw-duties')) {
      const key = [...list.classList].find((name) => name.startsWith('zw-list-'));
      if (tables.get(list) !== key) begin(list, key);
    }
  }

  function unfold(button) {
    const isFull = button.closest('.zw-duties').classList.toggle('zw-full');
    button.textContent = isFull ? '收起全文' : '展开全文';
  }

  const PRESSES = {
    'zw-sort': sort,
    'zw-duties-full': unfold,
    'zw-to-duties': (button) => { page.go('duties'); page.send.duties?.({ value: button.value }); },
    'zw-to-home': () => document.getElementById('zw-home-button')?.click(),
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button');
    const name = button && Object.keys(PRESSES).find((press) => button.classList.contains(press));
    if (name) PRESSES[name](button);
  }, { signal: listening.signal });

  let isWaiting = false;
  const watch = new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; look(); });
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  listening.signal.addEventListener('abort', () => watch.disconnect());
  look();
}
