/* Draws each table that asks for it. The table stays for whoever listens; a number's `data-value` is what is drawn. */
(function () {
  'use strict';

  const drawn = [];
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  function ink(name, of) { return getComputedStyle(of || document.body).getPropertyValue(name); }

  /* A token may depend on the theme: what an element comes to is asked, not the token. */
  function token(name) {
    const probe = document.createElement('i');
    probe.className = 'ink-' + name;
    document.body.append(probe);
    const found = ink('color', probe);
    probe.remove();
    return found;
  }

  function number(cell) {
    const value = cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.replace(/[^\d.-]/g, '');
    return value === '' ? null : Number(value);
  }

  function read(table) {
    const heads = Array.from(table.tHead.rows[0].cells).slice(1);
    const rows = Array.from(table.tBodies[0].rows);
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: heads.map(function (head, at) {
        const colour = token(head.dataset.ink || 'text-2');
        return {
          label: head.textContent.trim(), data: rows.map((row) => number(row.cells[at + 1])), borderColor: colour, backgroundColor: colour,
          borderWidth: 2, pointRadius: rows.length > 14 ? 0 : 2, pointHoverRadius: 4, tension: 0, spanGaps: true, borderDash: at > 1 ? [5, 3] : [],
        };
      }),
    };
  }

  function draw(figure) {
    const scale = { grid: { color: token('line') }, border: { display: false }, ticks: { color: token('text-3'), maxTicksLimit: 8, maxRotation: 0 } };
    const whole = { precision: 0 };
    return new window.Chart(figure.querySelector('canvas'), {
      type: figure.dataset.chart === 'bars' ? 'bar' : 'line',
      data: read(figure.querySelector('table')),
      options: {
        animation: still ? false : { duration: 160 }, maintainAspectRatio: false, responsive: true, interaction: { mode: 'index', intersect: false },
        scales: { x: Object.assign({}, scale, { grid: { display: false } }), y: Object.assign({ beginAtZero: true }, scale, { ticks: Object.assign(whole, scale.ticks) }) },
        plugins: { legend: { align: 'start', labels: { color: token('text-2'), boxWidth: 18, boxHeight: 2 } } },
      },
    });
  }

  function all() {
    while (drawn.length) { drawn.pop().destroy(); }
    window.Chart.defaults.font.family = ink('font-family');
    document.querySelectorAll('[data-chart]').forEach(function (figure) {
      figure.classList.remove('drawn');
      figure.querySelector('.canvas').hidden = false;
      drawn.push(draw(figure));
      figure.classList.add('drawn');
    });
  }

  new MutationObserver(all).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
  all();
}());
