/* Layers: dialogs, menus, drawers, the command palette, the photo that is looked at. Closing gives the focus back. */
(function () {
  'use strict';

  const desk = window.desk;
  const app = desk.id('app');

  function open(name) {
    const dialog = desk.id(name);
    if (!dialog || dialog.open) { return; }
    dialog.showModal();
    if (name === 'palette') { startPalette(); }
  }
  desk.open = open;

  document.addEventListener('click', function (event) {
    const target = event.target;
    const opener = target.closest('[data-opens]');
    if (opener) { shutMenus(); open(opener.dataset.opens); }
    if (target.closest('[data-closes]')) { const dialog = target.closest('dialog'); if (dialog) { dialog.close(); } }
    if (target.matches('dialog')) { target.close(); }
    const toggle = target.closest('[data-toggles]');
    if (toggle) { toggleColumn(toggle.dataset.toggles); }
    const shower = target.closest('[data-shows]');
    if (shower) { show(shower); }
    const photo = target.closest('[data-photo]');
    if (photo && !event.metaKey && !event.ctrlKey) { event.preventDefault(); look(photo); }
    const copier = target.closest('[data-copies]');
    if (copier) { copy(document.querySelector(copier.dataset.copies).value); }
    if (target.closest('[data-does="copy-link"]')) { copy(location.href); shutMenus(); }
    if (!target.closest('[data-menu]')) { shutMenus(); }
    else if (target.closest('.drop button, .drop a')) { setTimeout(shutMenus, 0); }
    if (app.classList.contains('nav-open') && !target.closest('#nav, [data-toggles]')) { app.classList.remove('nav-open'); }
  });
  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-closing]')) { event.target.closest('dialog').close(); }
  });

  function copy(text) { navigator.clipboard.writeText(text).then(() => desk.toast(desk.words.copied), () => {}); }

  function show(button) {
    const part = desk.id(button.dataset.shows);
    part.hidden = !part.hidden;
    button.setAttribute('aria-expanded', String(!part.hidden));
    if (!part.hidden) { part.querySelector('input').focus(); }
  }

  function toggleColumn(name) {
    if (name !== 'details') { app.classList.toggle(name); return; }
    const isWide = matchMedia('(min-width: 1280px)').matches;
    app.classList.toggle(isWide ? 'details-shut' : 'details-open');
    const details = desk.id('about');
    if (app.classList.contains('details-open') && details) { details.focus(); }
  }

  function look(link) {
    const viewer = desk.id('viewer');
    const image = link.querySelector('img');
    viewer.querySelector('img').src = link.href;
    viewer.querySelector('img').alt = image.alt;
    viewer.showModal();
  }

  /* Menus: a refresh must not close the one that is open. */
  function shutMenus() { document.querySelectorAll('[data-menu][open]').forEach((menu) => { menu.open = false; }); }
  desk.shutMenus = shutMenus;
  document.addEventListener('toggle', function (event) {
    const menu = event.target;
    if (!menu.matches || !menu.matches('[data-menu]')) { return; }
    menu.toggleAttribute('hx-morph-skip', menu.open);
    if (menu.open) {
      document.querySelectorAll('[data-menu][open]').forEach((other) => { if (other !== menu) { other.open = false; } });
    }
  }, true);
  const items = (menu) => Array.from(menu.querySelectorAll('.drop button, .drop a'));
  desk.openMenu = function (menu) {
    menu.open = true;
    menu.setAttribute('hx-morph-skip', '');
    items(menu)[0].focus();
  };

  /* Keys inside a layer. True when the key was meant for it. */
  desk.layerKey = function (event) {
    const menu = document.querySelector('[data-menu][open]');
    if (menu) { return menuKey(event, menu); }
    if (event.key === 'Escape' && app.classList.contains('details-open')) { app.classList.remove('details-open'); return true; }
    if (event.key === 'Escape' && app.classList.contains('nav-open')) { app.classList.remove('nav-open'); return true; }
    return false;
  };
  function menuKey(event, menu) {
    const all = items(menu);
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { all[(at + step + all.length) % all.length].focus(); event.preventDefault(); return true; }
    if (event.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); return true; }
    return event.key === 'Enter' || event.key === ' ' || event.key === 'Tab';
  }

  /* The command palette. */
  const palette = desk.id('palette');
  const field = desk.id('palette-text');
  const list = desk.id('palette-list');
  let asked = 0;
  let timer = 0;

  function startPalette() { field.value = ''; ask(); field.focus(); }

  function actions(words) {
    const wanted = words.toLowerCase();
    const seen = new Set();
    const near = '#head [data-key], #head .drop :is(button, a), #about .drop button, #compose [data-key], .list [data-shows]';
    const all = Array.from(document.querySelectorAll(near)).concat(Array.from(document.querySelectorAll('[data-key]')));
    return all.filter(function (one) {
      const label = labelOf(one);
      if (!label || seen.has(label) || one.closest('dialog') || !label.toLowerCase().includes(wanted)) { return false; }
      seen.add(label);
      return true;
    });
  }
  /* What is in a menu is said with the menu's name; the key stands beside it. */
  function labelOf(one) {
    const menu = one.closest('.drop');
    const own = one.getAttribute('aria-label') || Array.from((one.querySelector('.word') || one.closest('label') || one).childNodes).filter((part) => part.nodeName !== 'KBD').map((part) => part.textContent).join(' ');
    return (menu && !one.dataset.key ? menu.getAttribute('aria-label') + ' · ' : '') + own.replace(/\s+/g, ' ').trim();
  }

  async function ask() {
    const turn = ++asked;
    const text = field.value.trim();
    let html = '';
    try {
      const response = await fetch('/desk/part/find?text=' + encodeURIComponent(text), { headers: { 'HX-Request': 'true', 'HX-Current-URL': location.href } });
      html = response.ok ? await response.text() : '';
    } catch (problem) { /* the actions below work without the server */ }
    if (turn !== asked) { return; }
    list.innerHTML = html;
    addActions(text);
    choose(list.querySelector('[role="option"]'));
  }

  function addActions(text) {
    const found = actions(text);
    if (!found.length) { return; }
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', desk.words.actions);
    const title = document.createElement('h3');
    title.textContent = desk.words.actions;
    title.setAttribute('aria-hidden', 'true');
    group.append(title);
    found.slice(0, 14).forEach(function (one, n) {
      const option = document.createElement('div');
      option.setAttribute('role', 'option');
      option.id = 'action-' + n;
      option.setAttribute('aria-selected', 'false');
      const label = document.createElement('span');
      label.className = 'grow';
      label.textContent = labelOf(one);
      option.append(label);
      (one.dataset.key || '').split(' ').filter(Boolean).forEach(function (key) {
        const shown = document.createElement('kbd');
        shown.textContent = key.length === 1 ? key.toUpperCase() : key;
        option.append(shown);
      });
      option.act = () => desk.press(one);
      group.append(option);
    });
    const nothing = list.querySelector('[data-nothing]');
    if (nothing) { nothing.remove(); }
    list.append(group);
  }

  const options = () => Array.from(list.querySelectorAll('[role="option"]'));
  function choose(option) {
    options().forEach((one) => one.setAttribute('aria-selected', String(one === option)));
    field.setAttribute('aria-activedescendant', option ? option.id : '');
    if (option) { option.scrollIntoView({ block: 'nearest' }); }
  }
  function take(option) {
    if (!option) { return; }
    palette.close();
    if (option.act) { option.act(); } else { location.href = option.href; }
  }
  field.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(ask, 120); });
  field.addEventListener('keydown', function (event) {
    if (event.isComposing) { return; }
    const all = options();
    const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) { choose(all[(at + step + all.length) % all.length]); event.preventDefault(); }
    if (event.key === 'Enter') { take(all[at]); event.preventDefault(); }
    // A search field takes the first Escape for itself.
    if (event.key === 'Escape') { event.preventDefault(); palette.close(); }
  });
  list.addEventListener('click', function (event) {
    const option = event.target.closest('[role="option"]');
    if (option) { event.preventDefault(); take(option); }
  });
})();
