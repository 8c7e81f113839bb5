// Counts letters against the limit; warns, never cuts. The server says the same when the form is sent.

const words = document.getElementById("words")?.dataset ?? {};

// As the server counts: composed letters, and a new line is sent as two signs.
const length = (text) => [...text.normalize("NFC").replace(/\r?\n/g, "\r\n")].length;

function watch(field) {
  const limit = field.maxLength > 0 ? field.maxLength : Number(field.dataset.count);
  if (!limit || field.dataset.counted || field.type === "password" || limit < 80) return;
  field.dataset.counted = "1";
  field.removeAttribute("maxlength");
  const shown = document.createElement("span");
  shown.className = "td-count";
  const help = document.getElementById(`${field.id}_helptext`);
  const own = document.createElement("p");
  own.className = "td-help";
  if (help) help.append(" ", shown);
  else {
    own.append(shown);
    field.after(own);
  }

  const count = () => {
    const now = length(field.value);
    // A single line speaks up only when it gets close.
    own.hidden = shown.hidden = field.localName === "input" && now < limit * 0.8;
    shown.textContent = `${now.toLocaleString("vi")}/${limit.toLocaleString("vi")} ${words.letters ?? ""}`;
    shown.classList.toggle("is-over", now > limit);
  };
  field.addEventListener("input", count);
  count();
}

const watchAll = (root) => root.querySelectorAll("textarea[maxlength], input[maxlength], [data-count]").forEach(watch);

watchAll(document);
document.addEventListener("htmx:load", (event) => watchAll(event.detail.elt));
