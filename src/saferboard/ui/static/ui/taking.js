// Save words as they are typed.  The form works without this: it is then saved by its buttons.
const form = document.querySelector("form[data-saves]");
const said = form?.querySelector("[data-said]");
const quorum = document.querySelector("[data-quorum]");
const PAUSE = 1200;
const AGAIN = 5000;
let waiting = 0;
let sending = false;
let changed = false;
let held = false;
let pressed = null;

function say(words) {
  if (said) said.textContent = words;
}

function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause);
}

async function hold() {
  if (held || !form.dataset.hold) return;
  held = true;
  const proof = new FormData();
  proof.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const sent = { method: "POST", body: proof, headers: { Accept: "application/json" } };
  fetch(form.dataset.hold, sent).catch(() => { held = false; });
}

async function save() {
  if (sending || !changed) return;
  sending = true;
  changed = false;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    const isTold = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!isTold) throw new Error("not told");
    const told = await answer.json();
    if (told.kept) {
      form.elements.version.value = told.version;
      if (form.elements.settles) form.elements.settles.value = 0;
      if (form.elements.seen && told.seen) form.elements.seen.value = told.seen;
      if (quorum && told.quorum) quorum.textContent = told.quorum;
    }
    say([told.said, ...told.faults].join(". "));
  } catch {
    // A laptop without a network, or a session that has ended: the words stay in the boxes.
    changed = true;
    say("Not saved. Your words are still here. Trying again; if you were signed out, sign in in another tab.");
    later(AGAIN);
  }
  sending = false;
  if (pressed) {
    const button = pressed.button;
    pressed = null;
    form.requestSubmit(button);
  } else if (changed) {
    later(PAUSE);
  }
}

form?.addEventListener("input", () => {
  changed = true;
  hold();
  later(PAUSE);
});
form?.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  if (sending) {
    // What is on its way brings back the version to save over, or one would conflict with oneself.
    event.preventDefault();
    pressed = { button: event.submitter };
    return;
  }
  changed = false;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
document.addEventListener("keydown", (event) => {
  if (!form || !(event.ctrlKey || event.metaKey)) return;
  const wanted = { s: "stay", Enter: "next" }[event.key];
  if (!wanted) return;
  event.preventDefault();
  const button = form.querySelector(`button[value="${wanted}"]`) || form.querySelector("button");
  form.requestSubmit(button);
});
