/* A picture that is wider than its place begins with its middle, where the first step is. */
(function () {
  'use strict';

  document.querySelectorAll('figure.graph').forEach(function (figure) {
    figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2;
  });
}());
