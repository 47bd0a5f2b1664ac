/* The composer: two modes, a draft for each, canned replies, sending. Lives outside the fragments that are refreshed. */
(function () {
  'use strict';

  const desk = window.desk;
  const SAVE = 700;
  const PING = 2000;
  let form = null;
  let field = null;
  let mode = 'reply';
  let texts = {};
  let timer = 0;
  let pinged = 0;
  let joining = '';
  let photo = null;

  const place = (which) => 'posbot.desk.draft.' + form.dataset.number + '.' + which;

  /* Takes hold of the composer on the page, if there is another one than before. */
  function begin() {
    const found = desk.id('compose');
    if (found === form) { hint(); return; }
    form = found;
    if (!form) { return; }
    field = desk.id('text');
    photo = null;
    mode = 'reply';
    texts = {};
    ['reply', 'note'].forEach(function (which) {
      let kept = null;
      try { kept = localStorage.getItem(place(which)); } catch (problem) { /* no storage */ }
      texts[which] = kept === null ? form.dataset[which] : kept;
    });
    const before = field.value;  // typed in the moment before this
    const isTyped = before !== '' && before !== texts.reply;
    field.value = isTyped ? texts.reply + before : texts.reply;
    canned.list = null;
    show();
    desk.showPending();
    if (isTyped && document.activeElement === field) { typed(); }
  }

  function show() {
    const isNote = mode === 'note';
    form.classList.toggle('noting', isNote);
    hint();
    field.setAttribute('aria-label', field.dataset[mode + 'Words']);
    desk.id('send').querySelector('span').textContent = isNote ? desk.words.save_note : desk.words.send;
    desk.id('send-close').hidden = isNote;
  }

  /* Typing takes a chat over only while nobody has it; that changes with the head. */
  function hint() {
    if (!form) { return; }
    const isFree = mode === 'reply' && document.querySelector('#head [data-act="join"]');
    field.placeholder = field.dataset[(isFree ? 'take' : mode) + 'Words'];
  }

  function turn(to) {
    if (to === mode) { field.focus(); return; }
    texts[mode] = field.value;
    save(mode);
    mode = to;
    field.value = texts[mode] || '';
    show();
    canned.hide();
    field.focus();
  }

  /* A draft is kept in the browser at once and with the server a moment later. */
  function save(which, isLeaving) {
    const text = which === mode ? field.value : texts[which];
    const key = place(which);
    try { localStorage.setItem(key, text); } catch (problem) { /* no storage */ }
    desk.post('/desk/chats/' + form.dataset.number + '/draft', { mode: which, text }, { keepalive: isLeaving }).then(function (answer) {
      if (answer.status === 204) { try { localStorage.removeItem(key); } catch (problem) { /* no storage */ } }
    });
  }

  function typed() {
    clearTimeout(timer);
    const which = mode;
    try { localStorage.setItem(place(which), field.value); } catch (problem) { /* no storage */ }
    timer = setTimeout(() => save(which), SAVE);
    if (mode === 'reply' && field.value && !field.value.startsWith('/')) {
      const join = document.querySelector('#head [data-act="join"]');
      // Once a chat: the head may be drawn anew, with a fresh button, before the answer is there.
      if (!join) { joining = ''; } else if (joining !== form.dataset.number) { joining = form.dataset.number; join.click(); }
      if (Date.now() - pinged > PING) { pinged = Date.now(); desk.post('/desk/chats/' + form.dataset.number + '/typing', {}); }
    }
    canned.look();
  }

  function send(close) {
    const text = field.value.trim();
    if (!text && !photo) { field.focus(); return; }
    clearTimeout(timer);
    const log = desk.id('log');
    desk.send({ number: form.dataset.number, mode, text, close: close && mode === 'reply', to: desk.following(), seen: log ? log.dataset.last : '0' }, photo);
    field.value = texts[mode] = '';
    hold(null);
    save(mode);
    canned.hide();
  }

  /* A message that was not sent comes back into the field, before what was written since. */
  document.addEventListener('desk:reply', function () { if (form) { turn('reply'); form.querySelector('[value="reply"]').checked = true; } });
  document.addEventListener('desk:returned', function (event) {
    const item = event.detail;
    if (!form || item.number !== form.dataset.number || !item.text) { return; }
    if (item.mode !== mode) { texts[item.mode] = [item.text, texts[item.mode]].filter(Boolean).join('\n'); return; }
    field.value = [item.text, field.value].filter(Boolean).join('\n');
    save(mode);
  });

  function hold(blob) {
    photo = blob;
    const held = desk.id('held');
    held.replaceChildren();
    held.hidden = !blob;
    if (!blob) { desk.id('photo').value = ''; return; }
    const figure = document.createElement('figure');
    const isPaper = blob.type === 'application/pdf';
    const image = document.createElement(isPaper ? 'figcaption' : 'img');
    if (isPaper) { image.textContent = blob.name || 'PDF'; } else { image.src = URL.createObjectURL(blob); image.alt = desk.words.photo; }
    const away = document.createElement('button');
    away.type = 'button';
    away.className = 'btn icon small';
    away.setAttribute('aria-label', desk.words.remove);
    away.textContent = '×';
    away.onclick = () => hold(null);
    figure.append(image, away);
    held.append(figure);
  }

  async function attach(file) {
    if (!file) { return; }
    const blob = await desk.small(file);
    if (blob.size > 10 * 1024 * 1024) { desk.toast(desk.words.too_big, true); return; }
    hold(blob);
    field.focus();
  }

  /* Canned replies: a list above the box; chosen by ↑ ↓ ↵, never sent by itself. HTML gives a field of several lines
     no role of a combobox; it does all that one does. */
  const canned = {
    list: null,
    box: () => desk.id('canned'),
    options: () => Array.from(canned.box().querySelectorAll('[role="option"]:not([hidden])')),
    isOpen: () => Boolean(form) && !canned.box().hidden,
    token: () => field.value.slice(0, field.selectionStart).match(/(?:^|\s)\/(\S*)$/),
    async look() {
      const token = mode === 'reply' ? canned.token() : null;
      if (!token) { canned.hide(); return; }
      if (!canned.list) {
        canned.list = form.dataset.number;
        const response = await fetch('/desk/part/replies/' + form.dataset.number, { headers: { 'HX-Request': 'true' } }).catch(() => null);
        if (!response || !response.ok) { canned.list = null; return; }
        const list = await response.text();
        if (canned.list !== form.dataset.number) { return; }  // the chat it was asked for has been left
        canned.box().innerHTML = list;
      }
      const now = canned.token();
      if (now) { canned.filter(now[1].toLowerCase()); } else { canned.hide(); }
    },
    filter(words) {
      canned.box().querySelectorAll('[role="option"]').forEach((option) => { option.hidden = !option.dataset.search.includes(words); });
      const found = canned.options();
      const none = canned.box().querySelector('[data-none]');
      if (none) { none.hidden = found.length > 0; }
      const wasHidden = canned.box().hidden;
      canned.box().hidden = false;
      if (found.length && wasHidden) { desk.say(desk.words.canned + ' ' + found.length); }
      canned.choose(found[0]);
    },
    choose(option) {
      canned.options().forEach((one) => one.setAttribute('aria-selected', String(one === option)));
      if (option) { field.setAttribute('aria-activedescendant', option.id); option.scrollIntoView({ block: 'nearest' }); } else { field.removeAttribute('aria-activedescendant'); }
    },
    hide() {
      if (!form) { return; }
      canned.box().hidden = true;
      field.removeAttribute('aria-activedescendant');
    },
    take(option) {
      if (!option) { return; }
      const caret = field.selectionStart;
      const start = caret - canned.token()[1].length - 1;
      field.setRangeText(option.dataset.text, start, caret, 'end');
      canned.hide();
      field.focus();
      // What could not be filled in is selected, to be written over.
      const hole = field.value.slice(start).match(/\{[^{}\s]{1,20}\}/);
      if (hole) { field.setSelectionRange(start + hole.index, start + hole.index + hole[0].length); }
      typed();
    },
    key(event) {
      const all = canned.options();
      const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && all.length) { canned.choose(all[(at + step + all.length) % all.length]); return true; }
      if ((event.key === 'Enter' || event.key === 'Tab') && all.length) { canned.take(all[at]); return true; }
      if (event.key === 'Escape') { canned.hide(); return true; }
      return false;
    },
  };

  document.addEventListener('keydown', function (event) {
    if (event.target !== field || event.isComposing || event.keyCode === 229) { return; }
    if (canned.isOpen() && !event.altKey && canned.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key !== 'Enter') { return; }
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.shiftKey) { event.preventDefault(); send(true); return; }
    if (desk.wishes.enter ? !event.shiftKey : isCommand) { event.preventDefault(); send(false); }
  }, true);
  document.addEventListener('submit', function (event) {
    if (event.target !== form) { return; }
    event.preventDefault();
    send(event.submitter && event.submitter.value === 'close');
  });
  document.addEventListener('input', function (event) { if (event.target === field) { typed(); } });
  document.addEventListener('change', function (event) {
    if (!form) { return; }
    if (event.target.matches('#compose [name="mode"]')) { turn(event.target.value); }
    if (event.target === desk.id('photo')) { attach(event.target.files[0]); }
  });
  document.addEventListener('paste', function (event) {
    const file = Array.from(event.clipboardData ? event.clipboardData.files : []).find((one) => one.type.startsWith('image/') || one.type === 'application/pdf');
    if (form && event.target === field && file) { event.preventDefault(); attach(file); }
  });
  document.addEventListener('click', function (event) {
    if (!form) { return; }
    const option = event.target.closest('#canned [role="option"]');
    if (option) { canned.take(option); return; }
    if (event.target.closest('[data-does="canned"]')) {
      if (!canned.token()) { field.setRangeText((field.value && !/\s$/.test(field.value) ? ' ' : '') + '/', field.selectionStart, field.selectionEnd, 'end'); }
      field.focus();
      canned.look();
    } else if (canned.isOpen() && !event.target.closest('#compose')) { canned.hide(); }
  });

  function leave() { if (form && timer) { clearTimeout(timer); save(mode, true); } }
  document.addEventListener('htmx:before:swap', function (event) { const ctx = event.detail.ctx; if (ctx.target && ctx.target.id === 'work') { leave(); } });
  window.addEventListener('pagehide', leave);
  document.addEventListener('htmx:after:swap', begin);
  begin();
})();
