// The confirmation that opens in place becomes a dialog; the safe button has the focus.

document.addEventListener("click", (event) => {
  const summary = event.target.closest("details[data-confirm] > summary");
  if (summary) {
    event.preventDefault();
    open(summary.parentElement);
  } else if (event.target.closest("[data-cancel]")) {
    event.target.closest("dialog")?.close();
  }
});

function open(details) {
  const box = details.querySelector(".td-dialog");
  const dialog = document.createElement("dialog");
  dialog.className = "td-dialog";
  dialog.setAttribute("aria-label", box.getAttribute("aria-label"));
  dialog.append(...box.childNodes);
  document.body.append(dialog);
  const cancel = dialog.querySelector("[data-cancel]");
  cancel.hidden = false;
  dialog.addEventListener("close", () => {
    box.append(...dialog.childNodes);
    cancel.hidden = true;
    dialog.remove();
    details.querySelector("summary").focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
  cancel.focus();
}
