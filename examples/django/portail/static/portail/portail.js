/* SPDX-License-Identifier: Apache-2.0 */
/* What a page gains from JavaScript; each page works without it. */
"use strict";

(() => {
  /* A slider beside each figure that may be moved. Its stops are uneven, since
   * what matters happens around thresholds. */
  const nearest = (stops, value) => stops.reduce(
    (best, stop, place) => Math.abs(stop - value) <
      Math.abs(stops[best] - value) ? place : best, 0);

  /* A comma parts thousands in English and begins decimals in French. */
  const tongue = document.documentElement.lang;
  const figure = (text) => {
    const plain = text.replace(/\s/g, "");
    return Number((tongue === "en" ? plain.replace(/,(?=\d{3})/g, "") : plain)
      .replace(",", "."));
  };

  const addSlider = (input) => {
    const stops = input.dataset.stops.split(" ").map(Number);
    const slider = document.createElement("input");
    const label = document.querySelector(`label[for="${input.id}"]`);
    const format = new Intl.NumberFormat(tongue);
    const tell = (value) =>
      slider.setAttribute("aria-valuetext", format.format(value));
    const follow = () => {
      const value = figure(input.value || input.dataset.now || "0");
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

  /* What one moves stands in the address, and in that of the other language;
   * what one does not move is left out. */
  document.addEventListener("htmx:configRequest", (event) => {
    const asked = event.detail.parameters;
    Object.keys(asked).filter((name) => asked[name] === "")
      .forEach((name) => delete asked[name]);
  });
  document.addEventListener("htmx:replacedInHistory", () => {
    document.querySelector("header a[hreflang]").search = location.search;
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
