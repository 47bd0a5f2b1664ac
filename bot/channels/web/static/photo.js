/* Makes a photo small before it costs the merchant's line; what this browser cannot open goes as it is. */
(function () {
  'use strict';

  const posbot = window.posbot;
  const LONGEST = 1600;
  const SMALL = 1500000;

  posbot.photoLimit = 10 * 1024 * 1024;

  function opened(file) {
    return new Promise(function (resolve) {
      const image = new Image();
      const address = URL.createObjectURL(file);
      const done = function (result) { return function () { URL.revokeObjectURL(address); resolve(result); }; };
      image.onload = done(image);
      image.onerror = done(null);
      image.src = address;
    });
  }

  /* Resolves to a blob to send. */
  posbot.shrink = function (file) {
    return opened(file).then(function (image) {
      const longest = image ? Math.max(image.naturalWidth, image.naturalHeight) : 0;
      if (!longest || (longest <= LONGEST && file.size <= SMALL)) { return file; }
      const scale = Math.min(1, LONGEST / longest);
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.naturalWidth * scale);
      canvas.height = Math.round(image.naturalHeight * scale);
      const paper = canvas.getContext('2d');
      paper.fillStyle = '#ffffff';
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (resolve) {
        canvas.toBlob(function (blob) { resolve(blob && blob.size < file.size ? blob : file); }, 'image/jpeg', 0.85);
      });
    });
  };

  /* To and from text, so that the outbox can keep a photo over a reload. */
  posbot.toText = function (blob) {
    return new Promise(function (resolve) {
      const reader = new FileReader();
      reader.onload = function () { resolve(reader.result); };
      reader.onerror = function () { resolve(''); };
      reader.readAsDataURL(blob);
    });
  };

  posbot.fromText = function (text) {
    const comma = text.indexOf(',');
    const bytes = Uint8Array.from(atob(text.slice(comma + 1)), function (letter) { return letter.charCodeAt(0); });
    return new Blob([bytes], { type: text.slice(5, text.indexOf(';')) });
  };
})();
