// Asks the browser for a passkey: to make one (a form that asks for more than a button) or to sign in with one.
"use strict";

// A code behind # never reaches a server's log: the browser keeps it to itself.
const code = document.querySelector("#f-code");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
}

for (const form of document.querySelectorAll("form[data-begin]")) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    run(form);
  });
}

async function run(form) {
  const [button, said] = [form.querySelector("button"), form.querySelector(".said")];
  [button.disabled, said.hidden] = [true, true];
  try {
    const fields = Object.fromEntries(new FormData(form));
    const options = await (await ask(form.dataset.begin, fields)).json();
    const credential = options.rp || options.pubKeyCredParams
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    await ask(form.dataset.end, { json: JSON.stringify(credential) });
    location.assign(form.dataset.then ?? "/");
  } catch (error) {
    [said.textContent, said.hidden] = [error.message, false];
    button.disabled = false;
    said.focus();
  }
}

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const problem = await answer.json();
    throw new Error(`${problem.title} ${problem.detail}`);
  }
  return answer;
}
