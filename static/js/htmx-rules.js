// How htmx asks and what it does with refusals: a refused part is shown too, a whole page replaces the page.

const words = document.getElementById("words")?.dataset ?? {};

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const whole = /<html[\s>]/i.test(xhr.responseText.slice(0, 400));
  const answered = xhr.responseURL ? new URL(xhr.responseURL) : null;
  if (whole && answered?.searchParams.has("next")) {
    // The session is over: sign in, then come back to this page, not to the part that was asked for.
    answered.searchParams.set("next", location.pathname + location.search);
    event.detail.shouldSwap = false;
    location.href = answered.href;
  } else if (xhr.status >= 400 && xhr.status < 500) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    if (whole) event.detail.target = document.body;
  }
});

function unsaved(text) {
  const stamp = document.querySelector(".td-saved");
  if (!stamp || !text) return;
  stamp.classList.add("is-bad");
  stamp.textContent = text;
}

document.addEventListener("htmx:sendError", () => unsaved(words.offline));
document.addEventListener("htmx:responseError", () => unsaved(words.unsaved));
window.addEventListener("offline", () => unsaved(words.offline));
