// Keep what is being typed on the server, a moment after the last key; the page works without.
"use strict";

const PAUSE = 3000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-autosaved]");
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !timer) return;
    clearTimeout(timer);
    keep();
  });

  async function keep() {
    timer = undefined;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body, redirect: "manual", keepalive: body.toString().length < 60000,
      });
      if (answer.ok) said.textContent = `${said.dataset.kept} ${new Date().toLocaleTimeString("vi")}.`;
      else if (answer.type === "opaqueredirect") said.textContent = said.dataset.lost;
    } catch {
      timer = setTimeout(keep, PAUSE * 5);
    }
  }
}
