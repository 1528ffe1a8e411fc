/* SPDX-License-Identifier: Apache-2.0 */
/* What a page gains from JavaScript; each page works without it. */
"use strict";

(() => {
  /* A slider beside each figure that may be moved. Its stops are uneven, since
   * what matters happens around thresholds. */
  const nearest = (stops, value) => stops.reduce(
    (best, stop, place) => Math.abs(stop - value) <
      Math.abs(stops[best] - value) ? place : best, 0);

  const addSlider = (input) => {
    const stops = input.dataset.stops.split(" ").map(Number);
    const slider = document.createElement("input");
    const label = document.querySelector(`label[for="${input.id}"]`);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    const tell = (value) =>
      slider.setAttribute("aria-valuetext", format.format(value));
    const read = () => Number(input.value.replace(/[\s\u202f\u00a0]/g, "")
      .replace(",", "."));
    const follow = () => {
      const value = input.value === "" ? Number(input.dataset.now || 0)
        : read();
      if (Number.isNaN(value)) return;
      slider.value = nearest(stops, value);
      tell(value);
    };
    Object.assign(slider, { type: "range", min: 0, max: stops.length - 1,
      step: 1, className: "slider" });
    slider.setAttribute("aria-label", label.firstChild.textContent.trim());
    slider.addEventListener("input", () => {
      input.value = String(stops[slider.value]);
      tell(stops[slider.value]);
    });
    input.addEventListener("input", follow);
    input.closest(".lever").append(slider);
    follow();
  };

  document.querySelectorAll("input[data-stops]").forEach(addSlider);

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
