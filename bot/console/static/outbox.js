/* What was written and is not with the server yet. Kept in the browser, so that neither a restart of the server nor a
   closed tab loses it; each message has an id of its own, so that sending it twice is harmless. */
(function () {
  'use strict';

  const desk = window.desk;
  const PLACE = 'posbot.desk.outbox.' + desk.me;
  const TRIES = 4;
  const LONGEST = 1600;
  const photos = new Map();
  const isPaper = (item) => photos.has(item.id) && photos.get(item.id).type === 'application/pdf';
  let items = read();
  let current = null;
  let timer = 0;

  function read() {
    try { return JSON.parse(localStorage.getItem(PLACE)) || []; } catch (problem) { return []; }
  }
  function keep() {
    try { localStorage.setItem(PLACE, JSON.stringify(items)); } catch (problem) { /* full: it stays in this page */ }
  }
  function remove(item) {
    items = items.filter((one) => one !== item);
    photos.delete(item.id);
    keep();
    show();
  }

  /* The bubbles of the open conversation. */
  function show() {
    const place = desk.id('pending');
    if (!place) { return; }
    const number = desk.id('compose') ? desk.id('compose').dataset.number : '';
    const mine = items.filter((item) => item.number === number && !item.isAsked);
    place.replaceChildren(...mine.map(bubble));
    place.hidden = !mine.length;
    if (mine.length && desk.toEnd) { desk.toEnd(); }
  }
  function bubble(item) {
    const made = desk.id('bubble').content.firstElementChild.cloneNode(true);
    made.dataset.id = item.id;
    made.classList.toggle('noting', item.mode === 'note');
    made.querySelector('.bubble').textContent = item.text || desk.words[isPaper(item) ? 'attachment' : 'photo'];
    made.querySelector('.is-sending').hidden = item.isFailed;
    made.querySelector('[data-again]').hidden = !item.isFailed;
    made.querySelector('[data-drop]').hidden = !item.isFailed;
    made.querySelector('.state').classList.toggle('failed', Boolean(item.isFailed));
    return made;
  }

  document.addEventListener('click', function (event) {
    const button = event.target.closest('[data-again], [data-drop]');
    if (!button) { return; }
    const id = button.closest('.pending').dataset.id;
    const item = items.find((one) => one.id === id);
    if (button.matches('[data-drop]')) { giveBack(item); remove(item); } else { item.isFailed = false; item.tries = 0; pump(); }
  });

  /* The words go back into the field when the message is not going to be sent. */
  function giveBack(item) { document.dispatchEvent(new CustomEvent('desk:returned', { detail: item })); }

  function later(seconds) { clearTimeout(timer); timer = setTimeout(pump, seconds * 1000); }

  function failed(item) {
    item.tries = (item.tries || 0) + 1;
    if (item.tries >= TRIES && !desk.isLost()) { item.isFailed = true; }
    keep();
    show();
    later(Math.min(item.tries, 5));
  }

  function settle(item, answer) {
    current = null;
    const { status, content } = answer;
    if (status === 401) { item.isFailed = true; keep(); show(); desk.toast(desk.words.signed_out, true); return; }
    if (status === 0 || status === 429 || status >= 500) { failed(item); return; }
    if (status !== 200) { giveBack(item); remove(item); desk.toast(typeof content === 'string' && content.length < 300 ? content.trim() : desk.words.refused_plain, true); pump(); return; }
    if (content.outcome === 'overtaken') { ask(item, content); return; }
    if (content.outcome !== 'done') { giveBack(item); }
    remove(item);
    if (content.html) { desk.insertToast(content.html); }
    window.htmx.trigger(document.body, 'c' + item.number);
    window.htmx.trigger(document.body, 'queue');
    if (item.close && content.outcome === 'done') { document.dispatchEvent(new CustomEvent('desk:closed', { detail: item })); }
    pump();
  }

  /* Somebody else wrote or types: asked once, beside the newest messages. */
  function ask(item, content) {
    const place = desk.id('ask');
    item.isAsked = true;
    item.seen = Number(content.last) || item.seen;
    show();
    window.htmx.trigger(document.body, 'c' + item.number);
    if (!place || desk.id('compose').dataset.number !== item.number) { giveBack(item); remove(item); return; }
    place.innerHTML = content.html;
    place.hidden = false;
    place.querySelector('[data-ask="no"]').onclick = function () { place.hidden = true; giveBack(item); remove(item); pump(); };
    place.querySelector('[data-ask="yes"]').onclick = function () {
      place.hidden = true;
      item.isAsked = false;
      item.over = true;
      keep();
      show();
      pump();
      desk.id('text').focus();
    };
    place.querySelector('[data-ask="yes"]').focus();
  }

  function pump() {
    clearTimeout(timer);
    if (current) { return; }
    const item = items.find((one) => !one.isFailed && !one.isAsked);
    if (!item) { return; }
    current = item;
    show();
    const form = new FormData();
    ['id', 'mode', 'text', 'seen'].forEach((name) => form.append(name, item[name]));
    if (item.close) { form.append('close', '1'); }
    if (item.over) { form.append('over', '1'); }
    if (photos.has(item.id)) { form.append('photo', photos.get(item.id), 'photo.jpg'); }
    desk.post('/desk/chats/' + item.number + '/say', form, { timeout: photos.has(item.id) ? 180000 : 15000 }).then((answer) => settle(item, answer));
  }

  /* A phone's photo is made small before it is sent; what the browser cannot open is left to the server to judge. */
  desk.small = async function (file) {
    if (!file.type.startsWith('image/')) { return file; }
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => { canvas.toBlob((blob) => resolve(blob || file), 'image/jpeg', 0.85); });
    } catch (problem) { return file; }
  };

  desk.send = function (item, photo) {
    item.id = desk.newId();
    if (photo) { photos.set(item.id, photo); }
    items.push(item);
    keep();
    show();
    pump();
  };
  desk.showPending = show;
  document.addEventListener('desk:found', pump);
  window.addEventListener('online', pump);
  window.addEventListener('beforeunload', function (event) { if (items.some((item) => photos.has(item.id))) { event.preventDefault(); } });

  items.forEach(function (item) { item.isAsked = false; });
  show();
  pump();
})();
