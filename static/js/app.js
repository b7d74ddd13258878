// What pages do more kindly with JavaScript; every one of them works without.
"use strict";

document.querySelector(".error-summary")?.focus();
for (const form of document.querySelectorAll("form[data-guard]")) guard(form);
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// Ask before a step that cannot be undone: data-confirm on the form or on its button.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const question = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  if (!(await ask(question))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter);
});

function ask(question) {
  const dialog = document.getElementById("confirm");
  document.getElementById("confirm-question").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// Warn before typed text is left behind, unless it is on its way to the server.
function guard(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  window.addEventListener("submit", (event) => {
    if (event.target === form && !event.defaultPrevented) changed = false;
  });
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

// Close an open menu with Escape, by a click elsewhere, or by moving on with the keyboard.
const menus = () => document.querySelectorAll(".topbar details[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// Say what a swapped piece tells: how many rows a search has left, what the law answers; a filter that is not set stays out of the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const said = document.getElementById("live-status");
  const count = detail.target.querySelector("#list-count, .empty h2, [data-told]");
  if (said && count && said.textContent !== count.textContent) said.textContent = count.textContent;
});
