/* Shows the log: inserts the server's lines, marks days, keeps the place of somebody who reads back. */
(function () {
  'use strict';

  const posbot = window.posbot;
  const NEAR = 90;
  const PAUSE = 3600000;

  posbot.Log = function (isWaiting) {
    const scroll = document.getElementById('scroll');
    const log = document.getElementById('log');
    const buttons = document.getElementById('buttons');
    const more = document.getElementById('more');
    const title = document.title;
    let last = Number(document.body.dataset.last);
    let unread = 0;

    function two(number) { return ('0' + number).slice(-2); }
    function clock(at) { return two(at.getHours()) + ':' + two(at.getMinutes()); }

    function day(at) {
      if (at.toDateString() === new Date().toDateString()) { return posbot.words.today; }
      return posbot.fill('date', { day: at.getDate(), month: posbot.words.months.split(' ')[at.getMonth()] });
    }

    /* Times as on this phone's clock; a heading where a day begins or after a pause. */
    function tellTimes() {
      log.querySelectorAll('time').forEach(function (time) { time.textContent = clock(new Date(time.dateTime)); });
      const rows = log.querySelectorAll('.row[data-at]');
      const headings = log.querySelectorAll('.day');
      if (!rows.length) {
        headings.forEach(function (heading) { heading.textContent = day(new Date()) + ' ' + clock(new Date()); });
        return;
      }
      headings.forEach(function (heading) { heading.remove(); });
      let before = null;
      rows.forEach(function (row) {
        const at = new Date(row.dataset.at);
        if (!before || at.toDateString() !== before.toDateString() || at - before > PAUSE) {
          const heading = document.createElement('p');
          heading.className = 'day';
          heading.textContent = day(at) + ' ' + clock(at);
          log.insertBefore(heading, before ? row : log.firstChild);
        }
        before = at;
      });
    }

    function isAtEnd() { return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR; }
    function toEnd() { scroll.scrollTop = scroll.scrollHeight; }

    function tellUnread() {
      more.hidden = unread === 0 || isAtEnd();
      more.querySelector('span').textContent = posbot.fill('new_messages', { n: unread });
      document.title = document.hidden && unread ? '(' + unread + ') ' + title : title;
    }

    function seen() {
      if (isAtEnd() && !document.hidden) { unread = 0; }
      tellUnread();
    }

    function showHeader(entry) {
      if (!entry.header) { return; }
      document.getElementById('who').innerHTML = entry.header;
      document.getElementById('phone').classList.toggle('with-staff', entry.kind === 'staff_joined');
      /* Who is put back in the queue goes on waiting. */
      if (entry.kind === 'staff_released') { return; }
      log.querySelectorAll('.waiting').forEach(function (card) { card.classList.add('over'); });
    }

    function add(entry) {
      log.insertAdjacentHTML('beforeend', entry.html);
      if (entry.buttons) { buttons.innerHTML = entry.buttons; }
      else if (/^(merchant|staff|staff_joined)$/.test(entry.kind)) { buttons.innerHTML = ''; }
      if (entry.kind !== 'merchant') { unread += 1; }
      showHeader(entry);
    }

    function showButtons() { document.getElementById('choices').hidden = !buttons.firstElementChild || isWaiting(); }

    scroll.addEventListener('scroll', seen, { passive: true });
    document.addEventListener('visibilitychange', seen);
    more.addEventListener('click', function () { toEnd(); seen(); });
    // A photo that arrives late must not push the end out of sight.
    log.addEventListener('load', function () { if (isAtEnd() || !unread) { toEnd(); } }, true);

    return {
      last: function () { return last; },
      toEnd: toEnd,
      isAtEnd: isAtEnd,
      showButtons: showButtons,
      start: function () { tellTimes(); showButtons(); if (last) { toEnd(); } },
      /* Lines that the page has already are passed over: answers may overtake one another. */
      apply: function (content) {
        const wasAtEnd = isAtEnd();
        content.entries.filter(function (entry) { return entry.seq > last; }).forEach(add);
        last = Math.max(last, content.last);
        tellTimes();
        showButtons();
        if (wasAtEnd) { toEnd(); }
        seen();
      },
    };
  };
})();
