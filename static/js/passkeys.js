// Passkeys: a button with data-passkey="create" or "get" asks the device and sends the form it stands in.
// Its options stand in the page (data-options: id of a JSON block) or are fetched (data-from: an address).

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  }
  document.querySelectorAll("[data-passkey-missing]").forEach((note) => (note.hidden = true));
}

async function ask(button) {
  const problem = document.getElementById(button.dataset.problem);
  if (problem) problem.hidden = true;
  try {
    const options = (await read(button)).publicKey;
    const credential = button.dataset.passkey === "create" ? await create(options) : await get(options);
    const field = document.getElementById(button.dataset.into);
    field.value = JSON.stringify(credential);
    for (const other of field.form.querySelectorAll("[required]")) other.required = false;
    field.form.submit();
  } catch {
    if (problem) problem.hidden = false;
  }
}

async function read(button) {
  if (!button.dataset.from) return JSON.parse(document.getElementById(button.dataset.options).textContent);
  const answer = await fetch(button.dataset.from, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function create(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
    // A passkey that signs in alone: kept on the device, opened by finger, face or PIN.
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    ...plain(made),
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function get(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
  const found = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return {
    ...plain(found),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function plain(credential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
