// Start the components that need a script.  Every page works without it.
const body = document.body;
body.classList.add("js-enabled", "govuk-frontend-supported");

// The address may carry a hash of the file, so it is read from the page.
const { frontend } = document.querySelector("script[data-frontend]").dataset;
import(frontend).then(({ initAll }) => initAll());

// A region that has nothing to scroll is one stop too many for a keyboard.
function judge(region) {
  if (region.scrollWidth > region.clientWidth) {
    region.setAttribute("tabindex", "0");
    region.setAttribute("role", "region");
  } else {
    region.removeAttribute("tabindex");
    region.removeAttribute("role");
  }
}

const watcher = new ResizeObserver((entries) => entries.forEach((entry) => judge(entry.target)));
document.querySelectorAll(".sb-scroll").forEach((region) => watcher.observe(region));

// On a narrow screen the latest months matter more than the oldest.
const SHARE = { start: 0, middle: 0.5, end: 1 };
document.querySelectorAll("[data-opens-at]").forEach((region) => {
  region.scrollLeft = (region.scrollWidth - region.clientWidth) * SHARE[region.dataset.opensAt];
});

// How far something has come, asked for again until it has come to its end.
async function watch(region) {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-watch]");
  if (!now) return;
  region.replaceChildren(...now.childNodes);
  if (now.dataset.watch) setTimeout(() => watch(region), 2000);
}
document.querySelectorAll('[data-watch="yes"]').forEach((region) => {
  setTimeout(() => watch(region), 2000);
});

// Keep what is typed a moment after the typing stops, and say what to look at again.  Without
// this the page's own button keeps it.
const PAUSE = 1200;
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const said = form.querySelector("[data-kept]");
  const points = form.querySelector("[data-points]");
  const counter = form.elements.counter;
  let waiting;
  let last = form.elements.words.value;
  let busy = Promise.resolve();

  function show(found) {
    points.hidden = found.length === 0;
    const list = points.querySelector("ul");
    list.replaceChildren(
      ...found.map(({ quote, why }) => {
        const item = document.createElement("li");
        item.textContent = quote ? `“${quote}”: ${why}` : why;
        return item;
      }),
    );
  }

  async function keep() {
    const words = form.elements.words.value;
    if (words === last) return;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form) });
      if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("signed out");
      const told = await answer.json();
      said.textContent = told.said;
      show(told.points);
      if (answer.ok) {
        last = words;
        counter.value = told.counter;
      }
    } catch {
      said.textContent = "Not kept: the site does not answer, or you were signed out. What you typed is still here. Copy it before you leave.";
    }
  }

  form.elements.words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { busy = busy.then(keep); }, PAUSE);
  });
});
