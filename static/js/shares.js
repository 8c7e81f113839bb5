// The sum of the authors' shares, live: green at 100, else what is missing or too much.

const number = (text) => Number(text.trim().replace(",", ".")) || 0;
const shown = (value) => `${String(Math.round(value * 100) / 100).replace(".", ",")}`;

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-shares]");
  if (!box || !event.target.matches("[data-share]")) return;
  const shares = [...box.querySelectorAll("[data-share]")].map((field) => number(field.value));
  const off = Math.round((100 - shares.reduce((sum, share) => sum + share, 0)) * 100) / 100;
  const line = box.querySelector("[data-share-sum]");
  const [text, terms] = line.children;
  const sentence = off === 0 ? line.dataset.full : (off > 0 ? line.dataset.short : line.dataset.over).replace("#", `${shown(Math.abs(off))}%`);
  line.classList.toggle("is-off", off !== 0);
  const drawn = text.querySelector("use");
  drawn?.setAttribute("href", drawn.getAttribute("href").replace(/#.*/, off === 0 ? "#check-circle" : "#exclamation-circle"));
  text.replaceChildren(...text.querySelectorAll("svg"), ` ${sentence}`);
  terms.textContent = shares.length > 1 ? shares.map(shown).join(" + ") : "";
});
