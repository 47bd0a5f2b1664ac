/* Talks to the server. Every request ends: with an answer, or with status 0 when there is no line. */
(function () {
  'use strict';

  const posbot = window.posbot = { words: JSON.parse(document.body.dataset.words) };

  /* Resolves to {status, content, retryAfter}. `on.start` gets the request, `on.progress` the share sent. */
  posbot.ask = function (method, address, body, on) {
    return new Promise(function (resolve) {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.setRequestHeader('Accept', 'application/json');
      request.timeout = body && body.has && body.has('photo') ? 180000 : 20000;
      request.onload = function () {
        let content = null;
        try { content = JSON.parse(request.responseText); } catch (problem) { /* not ours: a proxy's page */ }
        const status = request.status === 200 && !content ? 502 : request.status;
        resolve({ status: status, content: content, retryAfter: Number(request.getResponseHeader('Retry-After')) || 0 });
      };
      request.onerror = request.ontimeout = function () { resolve({ status: 0, content: null, retryAfter: 0 }); };
      request.onabort = function () { resolve({ status: -1, content: null, retryAfter: 0 }); };
      if (on && on.progress) {
        request.upload.onprogress = function (event) { if (event.lengthComputable) { on.progress(event.loaded / event.total); } };
        request.upload.onload = function () { on.progress(1); };
      }
      if (on && on.start) { on.start(request); }
      request.send(body || null);
    });
  };

  /* Calls `changed` on every signal and on every new connection; a silent or dead line is replaced. */
  posbot.listen = function (changed) {
    const SILENCE = 40000;
    let source = null;
    let heard = Date.now();

    function connect() {
      if (source) { source.close(); }
      heard = Date.now();
      source = new EventSource('/chat/stream');
      source.addEventListener('changed', function () { heard = Date.now(); changed(); });
      source.onerror = changed; // the fetch finds out whether the line is gone
      source.addEventListener('beat', function () { heard = Date.now(); });
    }

    function look() {
      if (!source || source.readyState === 2 || Date.now() - heard > SILENCE) { connect(); }
    }

    if (!window.EventSource) { setInterval(changed, 5000); return; }
    connect();
    setInterval(look, 5000);
    window.addEventListener('online', connect);
    window.addEventListener('pageshow', function (event) { if (event.persisted) { connect(); } });
    window.addEventListener('pagehide', function () { if (source) { source.close(); } });
    document.addEventListener('visibilitychange', function () { if (!document.hidden) { look(); changed(); } });
  };

  /* A version 4 UUID; `crypto.randomUUID` is missing outside https. */
  posbot.newId = function () {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, function (byte) { return ('0' + byte.toString(16)).slice(-2); }).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };

  posbot.fill = function (name, values) {
    return posbot.words[name].replace(/\{(\w+)\}/g, function (all, key) { return values[key]; });
  };
})();
