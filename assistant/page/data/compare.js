// A comparison: which kinds of pairs are shown. Runs with page.js.
{
  function showKind(button) {
    const isShown = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isShown));
    const whole = button.closest('.zw-compare');
    const pairs = [...whole.querySelectorAll('.zw-pair')];
    for (const pair of pairs) if (pair.dataset.kind === button.dataset.kind) pair.hidden = !isShown;
    const shown = pairs.filter((pair) => !pair.hidden).length;
    whole.querySelector('.zw-compare-shown').textContent = `显示 ${shown} / ${pairs.length}`;
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button.zw-kind');
    if (button) showKind(button);
  }, { signal: listening.signal });
}
