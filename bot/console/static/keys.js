/* The keyboard map. A key presses what carries it (`data-key`), so that a button and its key can never differ. */
(function () {
  'use strict';

  const desk = window.desk;
  const GOES = 'g';
  const WAIT = 1200;
  let gone = -WAIT;

  const isField = (element) => element.matches('input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable]');
  const isShown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

  /* Presses a button, opens a menu, chooses a mode. */
  desk.press = function (element) {
    const menu = element.closest('[data-menu]');
    if (element.matches('summary')) { desk.openMenu(menu); return; }
    if (element.matches('input[type="radio"]')) { element.checked = true; element.dispatchEvent(new Event('change', { bubbles: true })); return; }
    // What was just put into the page is given its deeds a moment later; a key must not fall into that gap.
    htmx.process(element);
    element.click();
  };

  function carrying(key) {
    const all = Array.from(document.querySelectorAll('[data-key="' + CSS.escape(key) + '"]')).filter((one) => !one.disabled);
    // The newest toast's undo comes last; what is inside a closed menu counts too.
    return key === 'z' ? all.pop() : all.find((one) => isShown(one) || one.closest('[data-menu]'));
  }

  desk.move = function (step) {
    const rows = Array.from(document.querySelectorAll('#queue .row'));
    if (!rows.length) { return; }
    const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
    // Round and round: what was just taken over stands at the end, and after it the longest wait comes first.
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length];
    if (rows.indexOf(next) !== at) { next.click(); next.scrollIntoView({ block: 'nearest' }); }
  };

  function card() {
    const held = document.activeElement.closest && document.activeElement.closest('[data-card]');
    const menu = (held || document).querySelector('[data-card-menu]');
    if (menu) { desk.openMenu(menu.closest('[data-menu]')); }
  }

  function cards(event) {
    const held = document.activeElement.closest && document.activeElement.closest('[data-card]');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!held || !step) { return false; }
    const all = Array.from(document.querySelectorAll('[data-card]'));
    (all[all.indexOf(held) + step] || held).focus();
    event.preventDefault();
    return true;
  }

  function letter(event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // When the keys were pressed counts, not when a busy page came round to them.
    if (event.timeStamp - gone < WAIT) {
      gone = -WAIT;
      const link = carrying(GOES + ' ' + key);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (key === GOES) { gone = event.timeStamp; return; }
    if (key === 'j' || key === 'k') { event.preventDefault(); desk.move(key === 'j' ? 1 : -1); return; }
    if (key === 'm' && document.querySelector('[data-card]')) { event.preventDefault(); card(); return; }
    const name = event.shiftKey && key !== '?' ? 'Shift+' + key.toUpperCase() : key;
    // What is one's own already is not taken over: the key then leads to the reply all the same.
    const element = carrying(name) || (name === 't' ? carrying('r') : null);
    if (element) { event.preventDefault(); desk.press(element); }
  }

  document.addEventListener('keydown', function (event) {
    if (event.isComposing || event.defaultPrevented) { return; }
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && key === 'k') { event.preventDefault(); desk.open('palette'); return; }
    if (document.querySelector('dialog[open]')) { return; }
    if (desk.layerKey(event)) { return; }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { event.preventDefault(); desk.move(event.key === 'ArrowDown' ? 1 : -1); return; }
    if (event.key === 'Escape') { if (isField(event.target)) { event.target.blur(); desk.id('main').focus(); } return; }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) { return; }
    if (cards(event)) { return; }
    if (desk.wishes.letters && event.key.length === 1) { letter(event); }
  });

  /* Light and dark: at once here, and kept with the person. */
  document.addEventListener('click', function (event) {
    if (!event.target.closest('[data-does="theme"]')) { return; }
    const root = document.documentElement;
    const now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    document.querySelector('meta[name="color-scheme"]').content = root.dataset.theme;
    desk.post('/desk/settings/me/theme', { theme: root.dataset.theme });
  });

  /* Selected at once. A refresh that was asked for before the address changed must not move it back. */
  const work = desk.id('work');
  let selected = work && work.dataset.number ? 'r' + work.dataset.number : '';
  function select() {
    document.querySelectorAll('#queue .row[aria-current]').forEach((one) => { if (one.id !== selected) { one.removeAttribute('aria-current'); } });
    const row = desk.id(selected);
    if (row) { row.setAttribute('aria-current', 'true'); }
  }
  document.addEventListener('htmx:after:swap', select);
  document.addEventListener('click', function (event) {
    const row = event.target.closest('#queue .row');
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    selected = row.id;
    select();
    desk.id('app').classList.add('has-chat');
    desk.id('app').classList.remove('details-open');
  });
})();
