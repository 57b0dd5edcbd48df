// While a sheet is typed in, say what the checks find.  Without this, saving says the same.
const WAIT = 600;
const form = document.querySelector("form[data-check]");
const place = document.getElementById("checks");
let timer;
let asked = 0;

async function check() {
  const mine = (asked += 1);
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
    // An answer that comes after a later question is out of date.
    if (answer.ok && mine === asked) {
      place.innerHTML = await answer.text();
    }
  } catch {
    // Without a connection the page still saves and checks when it is sent.
  }
}

form?.addEventListener("change", () => {
  clearTimeout(timer);
  timer = setTimeout(check, WAIT);
});
