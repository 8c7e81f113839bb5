// Nothing typed is lost: a copy of each form stays in this tab until it is sent, and is offered again after signing in.

const words = document.getElementById("words")?.dataset ?? {};
const prefix = `keep:${words.who ?? ""}:`;
const LOGIN = "keep-login"; // set by the sign-in page: what was sent on the way there did not arrive

const forms = [...document.querySelectorAll("main form")].filter(
  (form) => form.method === "post" && !("noKeep" in form.dataset) && form.querySelector("textarea, input[type='text'], input:not([type])"),
);
const key = (form) => `${prefix}${location.pathname}:${form.id || forms.indexOf(form)}`;

function typed(form) {
  const values = [];
  for (const item of form.elements) {
    if (!item.name || ["hidden", "password", "file", "submit", "button", "fieldset"].includes(item.type)) continue;
    if (["radio", "checkbox"].includes(item.type)) values.push([item.name, item.value, item.checked]);
    else values.push([item.name, item.value]);
  }
  return values;
}

function fill(form, values) {
  for (const [name, value, checked] of values) {
    for (const item of form.elements) {
      if (item.name !== name) continue;
      if (checked === undefined) item.value = value;
      else if (item.value === value) item.checked = checked;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  for (const item of form.elements) item.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(form, kept) {
  const note = document.createElement("div");
  note.className = "td-note is-warn";
  note.setAttribute("role", "status");
  const text = document.createElement("div");
  const line = document.createElement("p");
  line.textContent = (words.kept ?? "").replace("#", new Date(kept.at).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" }));
  const row = document.createElement("p");
  row.className = "td-rowset";
  for (const [word, act] of [[words.restore, () => fill(form, kept.values)], [words.discard, () => sessionStorage.removeItem(key(form))]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = word;
    button.addEventListener("click", () => { act(); note.remove(); });
    row.append(button);
  }
  text.append(line, row);
  note.append(text);
  form.before(note);
}

// What was sent and did arrive is forgotten.
const cameFromLogin = sessionStorage.getItem(LOGIN);
sessionStorage.removeItem(LOGIN);
for (const name of Object.keys(sessionStorage)) {
  if (name.startsWith(prefix) && JSON.parse(sessionStorage.getItem(name)).sent && !cameFromLogin) sessionStorage.removeItem(name);
}

let dirty = false;
for (const form of forms) {
  const first = JSON.stringify(typed(form));
  const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
  if (kept && JSON.stringify(kept.values) !== first) offer(form, kept);
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    dirty = !("autosave" in form.dataset);
    clearTimeout(timer);
    timer = setTimeout(() => sessionStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values: typed(form) })), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
    sessionStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values: typed(form), sent: true }));
  });
}

window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

// On a shared machine the next person must not find it.
document.querySelector('form[action$="/logout/"]')?.addEventListener("submit", () => {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("keep:")) sessionStorage.removeItem(name);
});
