/* What is not sent yet, in order, kept over reloads. An item leaves only when the server has it or refused it. */
(function () {
  'use strict';

  const posbot = window.posbot;
  const PLACE = 'posbot.outbox';
  const TRIES = 3;

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(PLACE));
      return Array.isArray(kept) ? kept.filter(function (item) { return item && item.id; }) : [];
    } catch (problem) { return []; }
  }

  /* `on` hears what becomes of the items: show, state, progress, gone, refused, tooFast, resumed, lost, idle;
     it answers `last()`, the last line the page has, and `isAway()`. */
  posbot.Outbox = function (on) {
    const items = read();
    const photos = {};
    let current = null;
    let request = null;
    let isHeld = false;

    function keep() {
      const kept = items.map(function (item) {
        return { id: item.id, text: item.text, choice: item.choice, label: item.label, photo: item.photo, at: item.at, isFailed: item.isFailed };
      });
      try { localStorage.setItem(PLACE, JSON.stringify(kept)); } catch (problem) {
        // Full, usually of photos: keep the words at least.
        try { localStorage.setItem(PLACE, JSON.stringify(kept.filter(function (item) { return !item.photo; }))); } catch (again) { /* private mode */ }
      }
    }

    function remove(item) {
      const place = items.indexOf(item);
      if (place >= 0) { items.splice(place, 1); }
      delete photos[item.id];
      keep();
    }

    function fail(item) {
      item.isFailed = true;
      keep();
      on.state(item);
      pump();
    }

    function later(seconds) {
      isHeld = true;
      setTimeout(function () { isHeld = false; on.resumed(); pump(); }, seconds * 1000);
    }

    function settle(item, answer) {
      current = request = null;
      if (answer.status === 200) { remove(item); on.gone(item, answer); return pump(); }
      if (answer.status === -1) { remove(item); on.gone(item, null); return pump(); }
      if (answer.status === 429) { on.tooFast(answer); on.state(item); return later(answer.retryAfter || 10); }
      if (answer.status >= 400 && answer.status < 500 && answer.content) { remove(item); on.refused(item, answer); return pump(); }
      item.tries = (item.tries || 0) + 1;
      if (item.tries >= TRIES && !(answer.status === 0 && on.isAway())) { item.tries = 0; return fail(item); }
      if (answer.status === 0) { on.lost(); }
      on.state(item);
      return later(item.tries < TRIES ? item.tries : 3);
    }

    function pump() {
      if (current || isHeld || on.isAway()) { return; }
      const item = items.find(function (one) { return !one.isFailed; });
      if (!item) { on.idle(); return; }
      current = item;
      on.state(item);
      const form = new FormData();
      form.append('id', item.id);
      form.append('after', on.last());
      if (item.choice) { form.append('choice', item.choice); }
      if (item.text) { form.append('text', item.text); }
      if (item.photo) { form.append('photo', photos[item.id] || posbot.fromText(item.photo), 'photo'); }
      posbot.ask('POST', '/chat', form, {
        start: function (started) { request = started; },
        progress: item.photo ? function (share) { on.progress(item, share); } : null,
      }).then(function (answer) { settle(item, answer); });
    }

    return {
      add: function (item, blob) {
        item.id = posbot.newId();
        item.at = new Date().toISOString();
        if (blob) { photos[item.id] = blob; }
        items.push(item);
        keep();
        on.show(item, blob);
        pump();
      },
      restore: function () {
        items.forEach(function (item) {
          if (item.photo) { photos[item.id] = posbot.fromText(item.photo); }
          on.show(item, photos[item.id]);
        });
        pump();
      },
      retry: function (item) { item.isFailed = false; item.tries = 0; keep(); on.state(item); pump(); },
      cancel: function (item) {
        if (item === current && request) { request.abort(); return; }
        remove(item);
        on.gone(item, null);
      },
      pump: pump,
      isWaiting: function () { return items.some(function (item) { return !item.isFailed; }); },
      isHeld: function () { return isHeld; },
      current: function () { return current; },
    };
  };
})();
