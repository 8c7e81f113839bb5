// Scoring: one band at a time, the total live, keys 1–4 for the bands of the open criterion.

const shown = (value) => String(value).replace(".", ",");

function points(criterion) {
  const chosen = criterion.querySelector(".td-points input:checked") ?? criterion.querySelector('.td-unit input[inputmode="decimal"]');
  return chosen?.value.trim() ? Number(chosen.value.trim().replace(",", ".")) : null;
}

function tell(criterion) {
  const now = points(criterion);
  if (now === null || Number.isNaN(now)) return;
  criterion.querySelector("[data-points]").textContent = shown(now);
  const drawn = criterion.querySelector("summary use");
  drawn.setAttribute("href", drawn.getAttribute("href").replace(/#.*/, "#check-circle-fill"));
  drawn.parentElement.setAttribute("class", "td-i is-set");
}

function total(form) {
  const all = [...form.querySelectorAll("[data-criterion]")].map(points);
  const given = all.filter((value) => value !== null && !Number.isNaN(value));
  const sum = document.querySelector("[data-score-total]");
  const left = document.querySelector("[data-score-left]");
  if (sum) sum.textContent = shown(Math.round(given.reduce((one, other) => one + other, 0) * 100) / 100);
  if (left) left.textContent = all.length - given.length;
}

document.addEventListener("input", (event) => {
  const criterion = event.target.closest("[data-criterion]");
  if (!criterion) return;
  const band = event.target.closest(".td-band");
  if (band) {
    // Points of another band would count although they are not to be seen.
    for (const input of criterion.querySelectorAll(".td-points input:checked")) {
      if (!band.parentElement.contains(input)) input.checked = false;
    }
  }
  tell(criterion);
  total(criterion.closest("form") ?? document);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  if (event.target.matches("textarea, input:not([type='radio']), select")) return;
  const open = event.target.closest("[data-criterion][open]") ?? document.querySelector("[data-criterion][open]");
  const band = open?.querySelectorAll(".td-band input")[Number(event.key) - 1];
  if (!band) return;
  event.preventDefault();
  band.checked = true;
  band.focus();
  band.dispatchEvent(new Event("input", { bubbles: true }));
});
