/* The page at work: composer, outbox, log and line put together. Without this file the forms still post. */
(function () {
  'use strict';

  const posbot = window.posbot;
  const DRAFT = 'posbot.draft';
  const DOTS_AFTER = 200;
  const phone = document.getElementById('phone');
  const field = document.getElementById('text');
  const notice = document.getElementById('notice');
  const pending = document.getElementById('pending');
  const dots = document.getElementById('dots');
  const bubbles = {};
  let isRefreshing = false;
  let isStale = false;
  let isAway = false;
  let pause = 1;
  let dotsTimer = 0;
  let againTimer = 0;

  document.documentElement.className = 'live';

  /* The line */

  function setAway(away) {
    isAway = away;
    const wasAtEnd = log.isAtEnd();
    phone.classList.toggle('away', away);
    if (wasAtEnd) { log.toEnd(); }
    if (away) { setDots(false); } else { pause = 1; outbox.pump(); }
  }

  /* A message whose answer is on its way brings the lines itself; fetching now would show it twice. */
  function refresh() {
    if (isRefreshing || isAnswerComing()) { isStale = true; return; }
    isRefreshing = true;
    isStale = false;
    posbot.ask('GET', '/chat/log?after=' + log.last()).then(function (answer) {
      isRefreshing = false;
      if (answer.status === 200) {
        hideLoadFailure();
        log.apply(answer.content);
        if (isAway && navigator.onLine !== false) { setAway(false); }  /* what was still on its way is no line */
        if (isStale) { refresh(); }
      } else if (answer.status === 0) {
        if (!isAway) { setAway(true); }
        clearTimeout(againTimer);
        againTimer = setTimeout(refresh, pause * 1000);
        pause = Math.min(pause * 2, 15);
      } else { say(posbot.words.load_failed, refresh); }
    });
  }

  function isAnswerComing() {
    const item = outbox.current();
    return Boolean(item) && (!item.photo || item.share === 1);
  }

  /* Notices */

  function say(text, retry) {
    notice.hidden = false;
    notice.querySelector('span').textContent = text;
    const old = notice.querySelector('button');
    if (old) { old.remove(); }
    notice.classList.toggle('load', Boolean(retry));
    if (retry) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = posbot.words.retry;
      button.addEventListener('click', function () { hush(); retry(); });
      notice.appendChild(button);
    }
    field.setAttribute('aria-describedby', 'notice');
  }

  function hush() {
    if (outbox.isHeld()) { return; } // the reason to wait stays until it is over
    notice.hidden = true;
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }

  function hideLoadFailure() { if (notice.classList.contains('load')) { hush(); } }

  /* Bubbles of what is not in the log yet */

  function setDots(on) {
    clearTimeout(dotsTimer);
    if (!on) { dots.hidden = true; return; }
    dotsTimer = setTimeout(function () {
      const wasAtEnd = log.isAtEnd();
      dots.hidden = false;
      if (wasAtEnd) { log.toEnd(); }
    }, DOTS_AFTER);
  }

  function showPhoto(row, blob) {
    const frame = row.querySelector('.photo');
    const image = frame.querySelector('img');
    const address = URL.createObjectURL(blob);
    image.onload = image.onerror = function () { URL.revokeObjectURL(address); log.toEnd(); };
    image.alt = posbot.fill('photo_mine', { time: '' }).trim();
    image.src = address;
    frame.hidden = false;
  }

  function show(item, blob) {
    const row = document.getElementById('bubble').content.firstElementChild.cloneNode(true);
    const words = item.label || item.text;
    if (blob) { showPhoto(row, blob); }
    if (words) {
      const bubble = row.querySelector('.bubble');
      bubble.textContent = words;
      bubble.hidden = false;
    }
    row.querySelector('.again').addEventListener('click', function () { hush(); outbox.retry(item); });
    row.querySelector('.cancel').addEventListener('click', function () { outbox.cancel(item); field.focus(); });
    bubbles[item.id] = row;
    pending.appendChild(row);
    showState(item);
    log.toEnd();
  }

  function showState(item) {
    const wasAtEnd = log.isAtEnd();
    bubbles[item.id].classList.toggle('is-failed', Boolean(item.isFailed));
    log.showButtons();
    if (wasAtEnd) { log.toEnd(); }
    setDots(isAnswerComing() && !isAway);
  }

  function forget(item, answer) {
    bubbles[item.id].remove();
    delete bubbles[item.id];
    setDots(false);
    if (answer && answer.content.entries) { log.apply(answer.content); log.toEnd(); }
    log.showButtons();
    if (isStale) { refresh(); }
  }

  const outbox = posbot.Outbox({
    show: show,
    state: showState,
    gone: forget,
    last: function () { return log.last(); },
    isAway: function () { return isAway; },
    lost: function () { if (!isAway) { setAway(true); refresh(); } },
    resumed: hush,
    idle: function () { setDots(false); },
    tooFast: function (answer) { say(answer.content ? answer.content.text : posbot.words.failed); },
    refused: function (item, answer) {
      forget(item, null);
      say(answer.content.text);
      if (item.text && !field.value) { field.value = item.text; grow(); }
      field.focus();
    },
    progress: function (item, share) {
      item.share = share;
      const bar = bubbles[item.id].querySelector('progress');
      bar.value = Math.round(share * 100);
      if (share === 1) { setDots(true); }
    },
  });
  const log = posbot.Log(outbox.isWaiting);

  /* Composer */

  function grow() {
    field.style.height = '';
    if (field.value) { field.style.height = Math.min(field.scrollHeight + 2, 132) + 'px'; }
    try { sessionStorage.setItem(DRAFT, field.value); } catch (problem) { /* private mode */ }
  }

  function sendText() {
    const text = field.value.trim();
    if (/^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text)) { field.focus(); return; }
    hush();
    field.value = '';
    grow();
    outbox.add({ text: text });
    field.focus();
  }

  function sendPhoto(file) {
    hush();
    posbot.shrink(file).then(function (blob) {
      if (blob.size > posbot.photoLimit) { say(posbot.words.too_big); return; }
      posbot.toText(blob).then(function (text) { outbox.add({ photo: text }, blob); });
    });
  }

  function sendChoice(event) {
    const button = event.target.closest('button[name="choice"]');
    if (!button) { return; }
    event.preventDefault();
    hush();
    outbox.add({ choice: button.value, label: button.textContent.trim() });
  }

  document.getElementById('composer').addEventListener('submit', function (event) { event.preventDefault(); sendText(); });
  document.getElementById('choices').addEventListener('click', sendChoice);
  document.getElementById('to-staff').addEventListener('click', sendChoice);
  document.getElementById('photo').addEventListener('change', function (event) {
    if (event.target.files.length) { sendPhoto(event.target.files[0]); }
    event.target.value = '';
  });
  field.addEventListener('input', grow);
  field.addEventListener('keydown', function (event) {
    // An Enter that confirms an input method is no Enter; 229 is how older web views say so.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) { return; }
    event.preventDefault();
    sendText();
  });

  /* The part of the screen that a keyboard leaves free, where the style sheet cannot know it. */
  if (window.visualViewport) {
    const fit = function () {
      const isCovered = window.innerHeight - visualViewport.height > 80 && visualViewport.scale < 1.1;
      const wasAtEnd = log.isAtEnd();
      document.documentElement.style.setProperty('--height', isCovered ? visualViewport.height + 'px' : '');
      if (!isCovered) { document.documentElement.style.removeProperty('--height'); }
      if (wasAtEnd) { log.toEnd(); }
    };
    visualViewport.addEventListener('resize', fit);
  }

  window.addEventListener('offline', function () { setAway(true); });
  window.addEventListener('online', refresh);

  try { field.value = field.value || sessionStorage.getItem(DRAFT) || ''; } catch (problem) { /* private mode */ }
  if (/[?&](lang|theme)=/.test(location.search)) { history.replaceState(null, '', '/'); }
  grow();
  log.start();
  outbox.restore();
  if (navigator.onLine === false) { setAway(true); }
  if (field.value === '' && window.matchMedia('(hover: hover)').matches) { field.focus(); }
  posbot.listen(refresh);
})();
