// Amounts of VND: grouped while typing, and read out in words below, so that a zero too many is seen.

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS = ["", "nghìn", "triệu"];

// Reads 0–999; full: the group has others before it, so "không trăm" and "linh" are said.
function readGroup(value, full) {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const said = [];
  if (hundreds || full) said.push(DIGITS[hundreds], "trăm");
  if (tens > 1) said.push(DIGITS[tens], "mươi");
  else if (tens === 1) said.push("mười");
  else if (ones && said.length) said.push("linh");
  if (ones === 1 && tens > 1) said.push("mốt");
  else if (ones === 4 && tens > 1) said.push("tư");
  else if (ones === 5 && tens > 0) said.push("lăm");
  else if (ones) said.push(DIGITS[ones]);
  return said;
}

function readBelowBillion(value, full) {
  const said = [];
  for (let place = 2; place >= 0; place -= 1) {
    const group = Math.floor(value / 1000 ** place) % 1000;
    if (!group) continue;
    said.push(...readGroup(group, full || said.length > 0), GROUPS[place]);
  }
  return said;
}

/** The amount in Vietnamese words: 179000000 → "một trăm bảy mươi chín triệu". */
export function inWords(value) {
  if (!value) return DIGITS[0];
  const parts = [];
  const [billions, rest] = [Math.floor(value / 1e9), value % 1e9];
  if (billions) parts.push(inWords(billions), "tỷ");
  parts.push(...readBelowBillion(rest, billions > 0));
  return parts.filter(Boolean).join(" ");
}

const group = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ".");

function watch(field) {
  if (field.dataset.watched) return;
  field.dataset.watched = "1";
  const said = document.createElement("p");
  said.className = "td-words";
  said.lang = "vi";
  said.setAttribute("aria-live", "polite");
  (field.closest(".td-unit") ?? field).insertAdjacentElement("afterend", said);

  const show = () => {
    const digits = field.value.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
    const onlyDigits = /^[\d.\s\u00a0]*$/.test(field.value);
    // After a space a word may follow ("179 triệu"): leave that as typed, the form says what to write instead.
    if (onlyDigits && !/\s$/.test(field.value)) {
      const behind = field.value.slice(field.selectionEnd ?? 0).replace(/\D/g, "").length;
      field.value = group(digits);
      if (document.activeElement === field) {
        let at = field.value.length;
        for (let left = behind; left > 0 && at > 0; at -= 1) if (/\d/.test(field.value[at - 1])) left -= 1;
        field.setSelectionRange(at, at);
      }
    }
    const words = onlyDigits && digits && digits.length < 16 ? `${inWords(Number(digits))} đồng` : "";
    said.textContent = words && `${words[0].toUpperCase()}${words.slice(1)}.`;
  };
  field.addEventListener("input", show);
  show();
}

const watchAll = (root) => root.querySelectorAll("[data-vnd]").forEach(watch);

watchAll(document);
document.addEventListener("htmx:load", (event) => watchAll(event.detail.elt));
