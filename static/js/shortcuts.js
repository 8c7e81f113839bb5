// "?" opens the list of shortcuts, "/" goes to the search box; not while one is typing.

const typing = (target) => target.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?") {
    const list = document.getElementById("phim-tat");
    if (list && !list.open) list.showModal();
  } else if (event.key === "/") {
    const box = document.getElementById("tim");
    if (!box?.checkVisibility()) return;
    event.preventDefault();
    box.focus();
  }
});
