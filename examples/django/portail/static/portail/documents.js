/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of documents gain from JavaScript: how much of an upload has
 * been sent, files that are dropped, and news that are heard once. */
"use strict";

(() => {
  const tongue = document.documentElement.lang;
  const megabytes = (bytes) => new Intl.NumberFormat(tongue,
    { maximumFractionDigits: 1, minimumFractionDigits: 1 })
    .format(bytes / 1048576);
  const formOf = (event) => event.target.closest?.("form.upload");
  const refused = (form) => form.querySelector("#id_fichiers-error");

  const say = (form, lines) => {
    refused(form).replaceChildren(...lines.map((line) => {
      const said = document.createElement("p");
      said.className = "error fr-error-text";
      said.textContent = line;
      return said;
    }));
    const input = form.elements.fichiers;
    input.toggleAttribute("aria-invalid", lines.length > 0);
    if (lines.length) input.focus();
  };

  /* What is too large is told before it is sent. */
  const tooLarge = (form) => [...form.elements.fichiers.files]
    .filter((file) => file.size > Number(form.dataset.mostBytes))
    .map((file) => `${file.name}${tongue === "fr" ? "\u00a0" : ""}: ` +
      form.dataset.tooLarge);

  const sending = (form, is) => {
    form.querySelector(".sending").hidden = !is;
    form.lastElementChild.disabled = is;
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    const lines = tooLarge(form);
    say(form, lines);
    if (lines.length) event.preventDefault();
    else sending(form, true);
    isSent = false;
  });

  /* The answer is told of by the same event; nobody waits for that. */
  let isSent = false;
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = formOf(event);
    const { loaded, total, lengthComputable } = event.detail;
    if (!form || !lengthComputable || isSent) return;
    isSent = loaded >= total;
    form.querySelector(".sending progress").value = 100 * loaded / total;
    const told = loaded < total
      ? form.dataset.of.replace("{done}", megabytes(loaded))
        .replace("{total}", megabytes(total))
      : form.dataset.checking;
    const status = form.querySelector(".sending p");
    if (status.textContent !== told) status.textContent = told;
  });

  /* A refusal is a page too, of which the form is shown. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = formOf(event);
    if (form && event.detail.xhr.status >= 400 &&
        event.detail.xhr.responseText.includes('id="upload"')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSettle", (event) =>
    event.target.closest?.("#upload")?.querySelector(".error-summary")
      ?.focus());

  const ended = (line) => (event) => {
    const form = formOf(event);
    if (!form) return;
    sending(form, false);
    say(form, line(form));
  };
  for (const failure of ["sendError", "timeout", "responseError"])
    document.addEventListener(`htmx:${failure}`,
      ended((form) => [form.dataset.broken]));
  document.addEventListener("htmx:sendAbort", ended(() => []));
  document.addEventListener("click", (event) => {
    if (event.target.matches?.(".sending button"))
      window.htmx.trigger(event.target.closest("form"), "htmx:abort");
  });

  /* Files may be dropped on the form. */
  const over = (form, is) =>
    form.querySelector(".drop").classList.toggle("drop-over", is);
  for (const kind of ["dragover", "dragleave", "drop"])
    document.addEventListener(kind, (event) => {
      const form = formOf(event);
      if (!form) return;
      event.preventDefault();
      over(form, kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length)
        form.elements.fichiers.files = event.dataTransfer.files;
    });
  const invite = () => document.querySelectorAll(".drop-here").forEach(
    (text) => { text.hidden = !window.matchMedia("(hover: hover)").matches; });
  invite();
  document.addEventListener("htmx:afterSwap", invite);

  /* The same news are not told twice. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target.textContent.trim() === fragment.textContent.trim())
      event.detail.shouldSwap = false;
  });
})();
