/* The open conversation: keeps the place of somebody who reads back, tells what was read, who is there, where the focus goes. */
(function () {
  'use strict';

  const desk = window.desk;
  const NEAR = 60;
  const STAY = 60000;
  const FADE = 6300;
  let wasAtEnd = true;
  let before = 0;
  let marked = '';
  let number = '';
  let unseen = 0;
  let fading = 0;

  const scroll = () => desk.id('scroll');
  const isAtEnd = () => { const box = scroll(); return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR; };
  desk.toEnd = function () { const box = scroll(); if (box) { box.scrollTop = box.scrollHeight; } };

  function last() { const log = desk.id('log'); return log ? Number(log.dataset.last) : 0; }

  function tellNewer() {
    const button = desk.id('newer');
    if (!button) { return; }
    if (isAtEnd()) { unseen = 0; }
    button.hidden = unseen === 0;
    button.querySelector('span').textContent = desk.fill('newer', { n: unseen });
  }

  /* Read is what stands on a page that is looked at. */
  function mark() {
    const log = desk.id('log');
    if (!log || document.hidden || !isAtEnd()) { return; }
    const name = log.dataset.number + ':' + log.dataset.last;
    if (name === marked) { return; }
    marked = name;
    desk.post('/desk/chats/' + log.dataset.number + '/mark', { seen: log.dataset.last });
  }

  function here() {
    const log = desk.id('log');
    if (log && !document.hidden) { desk.post('/desk/chats/' + log.dataset.number + '/viewing', {}); }
  }
  function gone() { if (number) { desk.post('/desk/chats/' + number + '/left', {}, { keepalive: true }); } }

  function begin() {
    const log = desk.id('log');
    const now = log ? log.dataset.number : '';
    if (now === number) { return; }
    gone();
    number = now;
    unseen = 0;
    if (!log) { return; }
    const asked = location.hash && desk.id(location.hash.slice(1));
    if (asked) { asked.scrollIntoView({ block: 'center' }); } else { desk.toEnd(); }
    here();
    mark();
  }

  /* Typing is over six seconds after the last key; nobody sends a signal for that. */
  function fade() {
    clearTimeout(fading);
    if (document.querySelector('#collision .collision')) { fading = setTimeout(() => window.htmx.trigger(desk.id('collision'), 'expired'), FADE); }
  }

  document.addEventListener('htmx:before:swap', function (event) {
    wasAtEnd = isAtEnd();
    before = last();
  });
  document.addEventListener('htmx:after:swap', function (event) {
    begin();
    const after = last();
    if (wasAtEnd) { desk.toEnd(); } else if (after > before) { unseen += after - before; }
    tellNewer();
    mark();
    fade();
  });
  document.addEventListener('scroll', function (event) { if (event.target === scroll()) { tellNewer(); mark(); } }, true);
  document.addEventListener('load', function (event) { if (event.target.matches && event.target.matches('#log img') && wasAtEnd) { desk.toEnd(); } }, true);
  document.addEventListener('click', function (event) { if (event.target.closest('#newer')) { desk.toEnd(); tellNewer(); } });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { here(); mark(); } });
  window.addEventListener('pagehide', gone);
  setInterval(here, STAY);

  /* Where one goes on after an action: into the reply, or to the next conversation. Looked up when the key is pressed:
     by the time the answer comes, the row, and the button, may be gone from the page. */
  let wish = null;
  desk.following = function () {
    const rows = Array.from(document.querySelectorAll('#queue .row'));
    const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
    const row = rows[at + 1] || rows[at - 1];
    return row ? row.id : '';
  };
  const open = () => (desk.id('compose') ? desk.id('compose').dataset.number : '');
  /* Not when the person has gone somewhere else meanwhile: nobody is taken away from where he is. */
  function goOn(wanted) {
    const row = open() === wanted.number && desk.id(wanted.to);
    if (row) { row.click(); row.focus(); }
  }
  function intend(event) {
    const element = event.target.closest('[data-then]');
    if (!element || (event.type === 'submit') !== element.matches('form')) { return; }
    // Into the reply at once, and not again with the answer: what is typed before it must not be read as keys, and who
    // has left the field since means keys.
    if (element.dataset.then === 'reply') { document.dispatchEvent(new Event('desk:reply')); return; }
    wish = { number: open(), to: desk.following() };
  }
  document.addEventListener('click', intend, true);
  document.addEventListener('submit', intend, true);
  new MutationObserver(function (changes) {
    const told = changes.flatMap((change) => Array.from(change.addedNodes)).find((one) => one.nodeType === 1);
    if (!told || !wish) { return; }
    const wanted = wish;
    wish = null;
    if (!told.classList.contains('bad')) { goOn(wanted); }
  }).observe(desk.id('toasts'), { childList: true });
  document.addEventListener('desk:closed', (event) => goOn(event.detail));
  begin();
  fade();
})();
