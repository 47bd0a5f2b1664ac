/* Alerts about chats that wait for a person, or have waited too long, and about what many shops have at once: title, one short sound,
   a desktop notification while the page is hidden. They say the shop and the fault, never what was written. */
(function () {
  'use strict';

  const desk = window.desk;
  const EVERY = 10000;
  const plain = document.title;
  let known = new Set(waiting().map((one) => one.dataset.key));
  let sounded = 0;
  let audio = null;

  function waiting() { return Array.from(document.querySelectorAll('#alerts li')); }

  function isQuiet() {
    const [from, to] = desk.wishes.quiet;
    if (from === to) { return false; }
    const at = new Date();
    const now = String(at.getHours()).padStart(2, '0') + ':' + String(at.getMinutes()).padStart(2, '0');
    return from < to ? now >= from && now < to : now >= from || now < to;
  }

  /* Two short tones, made here: no file, nothing to load when it matters. A browser plays nothing on a page that
     nobody has touched yet. */
  function sound() {
    const isTouched = !navigator.userActivation || navigator.userActivation.hasBeenActive;
    if (!desk.wishes.sound || !isTouched || isQuiet() || Date.now() - sounded < EVERY) { return; }
    sounded = Date.now();
    document.body.dataset.sounded = String(Number(document.body.dataset.sounded || 0) + 1);
    try {
      audio = audio || new AudioContext();
      [[880, 0], [1174, 0.14]].forEach(function ([tone, after]) {
        const voice = audio.createOscillator();
        const volume = audio.createGain();
        voice.frequency.value = tone;
        volume.gain.setValueAtTime(0.0001, audio.currentTime + after);
        volume.gain.exponentialRampToValueAtTime(0.14, audio.currentTime + after + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + after + 0.22);
        voice.connect(volume).connect(audio.destination);
        voice.start(audio.currentTime + after);
        voice.stop(audio.currentTime + after + 0.25);
      });
    } catch (problem) { /* a browser without sound */ }
  }

  function notify(one) {
    if (!desk.wishes.notices || isQuiet() || !document.hidden || !('Notification' in window) || Notification.permission !== 'granted') { return; }
    const notice = new Notification(desk.words.name, { body: one.dataset.text, tag: 'posbot-' + one.dataset.key });
    notice.onclick = function () { window.focus(); location.href = one.dataset.href; };
  }

  function sentence(one) { return desk.fill(one.dataset.word, { who: one.dataset.text.split(' · ')[0] }); }

  function look() {
    const all = waiting();
    const fresh = all.filter((one) => !known.has(one.dataset.key));
    known = new Set(all.map((one) => one.dataset.key));
    if (fresh.length) {
      sound();
      fresh.forEach(notify);
      desk.say(fresh.map(sentence).join(' '));
      fresh.filter((one) => one.dataset.word === 'is_incident').forEach((one) => desk.toast(sentence(one), true));
    }
    title();
  }

  function title() {
    const count = desk.id('waiting-now');
    const n = count ? Number(count.dataset.count) : 0;
    document.title = n ? '(' + n + ') ' + plain : plain;
  }

  document.addEventListener('htmx:after:swap', look);
  title();

  /* The browser is asked when the person ticks the box, not before. */
  document.addEventListener('change', async function (event) {
    if (!event.target.matches('[data-asks-notices]') || !event.target.checked) { return; }
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    if (answer !== 'granted') { event.target.checked = false; desk.toast(desk.words.notices_denied, true); }
  });
})();
