// Before a file is sent: photos are made smaller on the phone, and what the server would refuse is said at once.

const SIDE = 1600;
const words = document.getElementById("words")?.dataset ?? {};

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 700_000) return file;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file; // A kind this browser cannot open goes as it is; the server checks it.
  }
}

function taken(field, file) {
  const kinds = field.accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  const name = file.name.toLowerCase();
  return !kinds.length || kinds.some((kind) => (kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : kind.startsWith(".") ? name.endsWith(kind) : file.type === kind));
}

function complain(field, problems) {
  const place = field.closest(".td-field, .td-photos") ?? field;
  place.querySelectorAll?.(".td-err.is-upload").forEach((old) => old.remove());
  place.nextElementSibling?.classList.contains("is-upload") && place.nextElementSibling.remove();
  if (!problems.length) return;
  const line = document.createElement("p");
  line.className = "td-err is-upload";
  line.setAttribute("role", "alert");
  line.textContent = problems.join(" ");
  if (place.classList.contains("td-photos")) place.after(line);
  else place.append(line);
}

function preview(field, files) {
  const list = field.closest("[data-photos]");
  if (!list) return;
  list.querySelectorAll("[data-fresh]").forEach((old) => old.remove());
  for (const file of files) {
    const item = document.createElement("li");
    item.dataset.fresh = "1";
    const name = document.createElement("span");
    name.textContent = file.name;
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(file);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src));
      item.append(image);
    }
    item.append(name);
    field.closest("li").before(item);
  }
}

async function prepare(field) {
  const limit = Number(field.dataset.maxMb || 20);
  const problems = [];
  const kept = new DataTransfer();
  for (const file of field.files) {
    const ready = "shrink" in field.dataset ? await shrink(file) : file;
    if (!taken(field, ready)) problems.push((words.kind ?? "").replace("#", file.name));
    else if (ready.size > limit * 1024 * 1024) problems.push((words.size ?? "").replace("#", file.name));
    else kept.items.add(ready);
  }
  field.files = kept.files;
  complain(field, problems);
  preview(field, kept.files);
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.('input[type="file"]')) prepare(event.target);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const label = event.target.closest?.(".td-drop");
    if (!label) return;
    event.preventDefault();
    label.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop") return;
    const field = document.getElementById(label.htmlFor);
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
