// Good news leaves the page head for a toast: six seconds, longer while one points at it or reads it.

const LIFE = 6000;
const words = document.getElementById("words")?.dataset ?? {};

function region() {
  let place = document.querySelector(".td-toasts");
  if (!place) {
    place = document.createElement("div");
    place.className = "td-toasts";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  return place;
}

function show(note) {
  const toast = document.createElement("div");
  toast.className = "td-toast";
  const text = document.createElement("span");
  text.append(...note.querySelector("p").childNodes);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", words.close ?? "");
  toast.append(note.querySelector(".td-i"), text, close);
  note.remove();
  region().append(toast);

  let timer = setTimeout(() => toast.remove(), LIFE);
  const stay = () => clearTimeout(timer);
  const go = () => { timer = setTimeout(() => toast.remove(), LIFE); };
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("focusout", go);
  close.addEventListener("click", () => toast.remove());
}

function showAll(root) {
  for (const note of root.querySelectorAll("[data-toast]")) show(note);
}

showAll(document);
document.addEventListener("htmx:load", (event) => showAll(event.detail.elt));
