// Runs once for the list of the reply basket. What is pressed or written in it goes to the server; the keyboard's place
// is found again when the list has been drawn anew.
const page = (window.zhengwen ??= {});
let place = null;

// Gradio drops an event while one of its kind is under way, and a file must not be made before the last note is in:
// steps wait their turn. A place counts only until the list is drawn anew, so no move waits for another.
const steps = [];
const waiting = []; // for all steps to be done
let since = 0;
let isMoving = false;

function next() {
  if (Date.now() - since < 10000) return;
  const step = steps.shift();
  if (!step) {
    waiting.splice(0).forEach((go) => go());
    return;
  }
  since = Date.now();
  isMoving = step.do !== 'note';
  trigger('click', step);
}

function take(step) {
  if (step.do !== 'note' && ((since && isMoving) || steps.some((other) => other.do !== 'note'))) return;
  steps.push(step);
  next();
}

page.pressed = () => {
  since = 0;
  page.changed();
  next();
};

page.settled = () => new Promise((resolve) => {
  waiting.push(resolve);
  setTimeout(resolve, 3000);
  next();
});

element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button || button.disabled) return;
  const at = Number(button.dataset.place);
  const step = { up: -1, down: 1 }[button.dataset.do] ?? 0;
  place = `[data-do="${button.dataset.do}"][data-place="${at + step}"]`;
  take({ do: button.dataset.do, place: at });
});

element.addEventListener('change', (event) => {
  const note = event.target.closest('.zw-basket-note');
  if (note) take({ do: 'note', place: Number(note.dataset.place), words: note.value });
});

element.addEventListener('focusin', (event) => {
  const { do: what, place: at } = event.target.dataset;
  place = at ? (what ? `[data-do="${what}"][data-place="${at}"]` : `.zw-basket-note[data-place="${at}"]`) : null;
});

function drawn() {
  // Gradio keeps the elements that it can; what was typed into one may belong to another now.
  element.querySelectorAll('.zw-basket-note').forEach((note) => {
    if (note !== document.activeElement) note.value = note.defaultValue;
  });
  if (!place || document.activeElement !== document.body) return;
  const found = element.querySelector(place) ?? element.querySelector('[data-do]');
  (found?.disabled ? found.parentElement.querySelector('[data-do]:not(:disabled)') : found)?.focus();
}

watch('value', drawn);
drawn();

// A list is the values of all outputs; there is one.
page.emptied = () => page.confirm('清空复函篮里的全部引文？', () => page.send.empty({}));

page.print = () => {
  const letter = document.querySelector('#zw-letter .zw-letter');
  if (!letter) return;
  const sheet = document.createElement('div');
  sheet.id = 'zw-print';
  sheet.append(letter.cloneNode(true));
  document.body.append(sheet);
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
};
