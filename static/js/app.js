// What pages do more kindly with JavaScript; every one of them works without.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".error-summary")?.focus();
  for (const form of document.querySelectorAll("form[data-guard]")) guard(form);
});

// Ask before a step that cannot be undone.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  ask(question).then((yes) => {
    if (!yes) return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
  });
});

function ask(question) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector("p").textContent = question;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// Warn before typed text is left behind.
function guard(form) {
  let changed = false;
  const warn = (event) => changed && event.preventDefault();
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", warn);
}

// Close an open menu with Escape or by a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".topbar details[open]");
  open?.removeAttribute("open");
  open?.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".topbar details[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
