/* What the console's scripts share: the person's wishes, requests, ids, running times, the line to the server. */
(function () {
  'use strict';

  const body = document.body;
  const desk = window.desk = {
    words: JSON.parse(body.dataset.words),
    wishes: {
      letters: body.dataset.letters === '1',
      enter: body.dataset.enter === '1',
      sound: body.dataset.sound === '1',
      notices: body.dataset.notices === '1',
      quiet: body.dataset.quiet.split('-'),
    },
    me: body.dataset.me,
  };

  desk.fill = function (name, values) {
    return (desk.words[name] || name).replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  };

  desk.id = (name) => document.getElementById(name);

  /* A version 4 UUID; `crypto.randomUUID` is missing outside https. */
  desk.newId = function () {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };

  /* Posts fields. Resolves to {status, content}; status 0 when there is no line. Never rejects. */
  desk.post = async function (address, fields, options = {}) {
    const form = fields instanceof FormData ? fields : new URLSearchParams(fields);
    try {
      const response = await fetch(address, {
        method: 'POST', body: form, keepalive: options.keepalive || false, signal: AbortSignal.timeout(options.timeout || 20000),
        headers: { 'X-CSRF-Token': body.dataset.csrf, 'HX-Request': 'true', 'HX-Current-URL': location.href },
      });
      const isJson = (response.headers.get('content-type') || '').includes('json');
      const content = isJson ? await response.json() : await response.text();
      return { status: response.status, content, redirect: response.headers.get('hx-redirect') };
    } catch (problem) {
      return { status: 0, content: null };
    }
  };

  desk.say = function (text) { desk.id('voice').textContent = text; };

  desk.toast = function (text, isBad) {
    const toast = document.createElement('div');
    toast.className = 'toast' + (isBad ? ' bad' : '');
    toast.dataset.toast = '';
    toast.textContent = text;
    desk.id('toasts').append(toast);
  };

  desk.insertToast = function (html) {
    desk.id('toasts').insertAdjacentHTML('beforeend', html);
    window.htmx.process(desk.id('toasts'));
  };

  /* Of many tabs on a narrow screen the one that is open is in sight. */
  document.querySelectorAll('.tabs [aria-current]').forEach((tab) => tab.scrollIntoView({ block: 'nearest', inline: 'nearest' }));

  /* A toast goes after six seconds, later while it is pointed at or focused. Three are enough to read. */
  const SECONDS = 6000;
  const MOST = 3;
  new MutationObserver(function (changes) {
    changes.forEach((change) => change.addedNodes.forEach(function (toast) {
      if (toast.nodeType !== 1) { return; }
      const go = () => (toast.matches(':hover, :focus-within') ? setTimeout(go, 1500) : toast.remove());
      setTimeout(go, SECONDS);
    }));
    const all = Array.from(desk.id('toasts').children);
    all.slice(0, Math.max(0, all.length - MOST)).forEach((toast) => toast.remove());
  }).observe(desk.id('toasts'), { childList: true });

  document.addEventListener('click', function (event) {
    const dismiss = event.target.closest('[data-dismiss], [data-undo]');
    if (dismiss) { setTimeout(() => dismiss.closest('[data-toast]').remove(), dismiss.matches('[data-undo]') ? 50 : 0); }
  });

  /* Running times: what has been waited, what is left. */
  const HOUR = 3600;
  function span(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, '0');
    if (whole < HOUR) { return Math.floor(whole / 60) + ':' + two(whole % 60); }
    return desk.fill('hours', { time: Math.floor(whole / HOUR) + ':' + two(Math.floor((whole % HOUR) / 60)) });
  }
  const LATE = 300;
  function tick() {
    const now = Date.now();
    document.querySelectorAll('time[data-since]').forEach(function (time) {
      const waited = (now - Date.parse(time.dataset.since)) / 1000;
      time.textContent = span(waited);
      const when = time.closest('.when');
      if (when) { when.classList.toggle('late', waited > LATE || when.classList.contains('late')); }
    });
    document.querySelectorAll('time[data-until]').forEach(function (time) { time.textContent = span((Date.parse(time.dataset.until) - now) / 1000); });
  }
  setInterval(tick, 1000);

  /* The line to the server: amber when it is lost, green for two seconds when it is back. */
  const line = desk.id('line');
  let isLost = false;
  desk.lost = function () {
    if (isLost) { return; }
    isLost = true;
    line.hidden = false;
    line.className = 'strip line';
    line.querySelector('span').textContent = desk.words.lost;
  };
  desk.found = function () {
    if (!isLost) { return; }
    isLost = false;
    line.className = 'strip line ok';
    line.querySelector('span').textContent = desk.words.back_again;
    setTimeout(function () { if (!isLost) { line.hidden = true; } }, 2000);
    document.dispatchEvent(new Event('desk:found'));
  };
  desk.isLost = () => isLost;
  document.addEventListener('htmx:sse:error', desk.lost);
  /* A line refused before it ever stood is an answer like others, and no event of a line. It is asked for again with its element's trigger. */
  const isStream = (ctx) => Boolean(ctx && ctx.sourceElement && ctx.sourceElement.id === 'stream');
  let isLive = false;
  desk.isLive = () => isLive;
  document.addEventListener('htmx:sse:after:connection', function () { isLive = true; desk.found(); });
  document.addEventListener('htmx:sse:close', function (event) { if (event.detail && event.detail.reason === 'ended') { desk.lost(); } });

  /* A list that was read on is fetched as far as it was read. */
  document.addEventListener('htmx:config:request', function (event) {
    const ctx = event.detail.ctx;
    if (ctx.sourceElement.id !== 'queue') { return; }
    const groups = Array.from(ctx.sourceElement.querySelectorAll('.group'), (group) => group.querySelectorAll('.row').length);
    ctx.request.body.set('rows', String(Math.max(0, ...groups)));
  });

  /* A fragment that could not be fetched: the old one stays, the reason is told once. */
  document.addEventListener('htmx:response:error', function (event) {
    const ctx = event.detail.ctx;
    const status = ctx.response.status;
    if (status === 422) { return; }
    if (status === 401) { desk.toast(desk.words.signed_out, true); return; }
    if (isStream(ctx)) { desk.lost(); return; }
    if (ctx.request.method === 'GET' || status >= 500) {
      if (status >= 500 && ctx.sourceElement && ctx.sourceElement.id === 'queue') { desk.id('list-problem').hidden = false; }
      if (ctx.request.method !== 'GET') { desk.toast(desk.words.refused_plain, true); }
      return;
    }
    desk.toast(ctx.text && ctx.text.length < 300 ? ctx.text.trim() : desk.words.refused_plain, true);
  });
  document.addEventListener('htmx:error', function (event) {
    const ctx = event.detail.ctx;
    if (isStream(ctx)) { desk.lost(); }
    if (ctx && ctx.request && ctx.request.method !== 'GET') { desk.toast(desk.words.refused_plain, true); }
  });
  document.addEventListener('htmx:after:swap', function (event) {
    const ctx = event.detail.ctx;
    const problem = desk.id('list-problem');
    if (problem && ctx.sourceElement && ctx.sourceElement.id === 'queue') { problem.hidden = true; }
    if (ctx.response && ctx.response.status === 422) {
      const first = document.querySelector('#page [aria-invalid="true"]');
      if (first) { first.focus(); }
    }
  });
})();
