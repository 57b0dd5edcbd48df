// While a sheet is typed in, keep it and say what the checks find.  Without this, saving does both.
const PAUSE = 900;
const AWAY = "Not kept: the site does not answer, or you were signed out. What you typed is still here. Copy it before you leave.";
const form = document.querySelector("form[data-keeps]");
const place = document.getElementById("checks");
const said = form?.querySelector("[data-kept]");
let timer;
let busy = Promise.resolve();
let waits = false;
let flying = 0;

async function keep() {
  waits = false;
  flying += 1;
  try {
    const answer = await fetch(form.dataset.keeps, { method: "POST", body: new FormData(form) });
    if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("signed out");
    const told = await answer.json();
    said.textContent = told.said;
    place.innerHTML = told.found;
    if (answer.ok) form.elements.counter.value = told.counter;
    if (answer.ok && !waits) form.dataset.stands = "kept";
  } catch {
    said.textContent = AWAY;
  } finally {
    flying -= 1;
  }
}

form?.addEventListener("input", () => {
  waits = true;
  form.dataset.stands = "typing";
  clearTimeout(timer);
  // One after the other: an answer brings the counter that the next one goes on from.
  timer = setTimeout(() => { busy = busy.then(keep); }, PAUSE);
});

// What is on its way would otherwise be taken for a colleague's when the button's own comes.
form?.addEventListener("submit", (event) => {
  clearTimeout(timer);
  waits = false;
  if (flying === 0) return;
  event.preventDefault();
  const { submitter } = event;
  busy.then(() => form.requestSubmit(submitter));
});

// Who leaves the page within the pause loses nothing either.
addEventListener("pagehide", () => {
  if (waits) navigator.sendBeacon(form.dataset.keeps, new FormData(form));
});
