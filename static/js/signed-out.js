// The sign-in page: if something typed is kept in this tab, say so, and tell keep.js that it did not arrive.

if (Object.keys(sessionStorage).some((name) => name.startsWith("keep:"))) {
  sessionStorage.setItem("keep-login", "1");
  const note = document.getElementById("kept");
  if (note) note.hidden = false;
}
