// A form is sent once; its button says that it is being sent. Ctrl+Enter sends the form one is typing in.

const words = document.getElementById("words")?.dataset ?? {};

function busy(button) {
  button.dataset.was = button.innerHTML;
  button.setAttribute("aria-busy", "true");
  const spin = document.createElement("span");
  spin.className = "td-spin";
  spin.setAttribute("aria-hidden", "true");
  button.replaceChildren(spin, ` ${button.dataset.busy ?? words.busy ?? ""}`);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // data-again: the answer is a download, so this page stays and the form may be sent again.
  if (event.defaultPrevented || form.method !== "post" || form.target || "again" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // After this turn: a button changed now would not send its own name and value.
  setTimeout(() => event.submitter?.classList.contains("btn") && busy(event.submitter));
});

// The page came back from the browser's memory: the form may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy][data-was]")) {
    button.innerHTML = button.dataset.was;
    button.removeAttribute("aria-busy");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.form ?? document.querySelector("form[data-main]");
  // Never the red button: what binds is pressed, not typed.
  const button = form && [...form.elements].find((item) => item.type === "submit" && item.classList.contains("btn-primary") && !item.disabled);
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});
