// The signing site: shows what a ticket of the console is for, and asks the browser for a signing passkey.
"use strict";

const ticket = location.hash.slice(1);
history.replaceState(null, "", location.pathname + location.search);
const $ = id => document.getElementById(id);

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const given = await answer.json();
  if (!answer.ok) {
    throw new Error(`${given.title} ${given.detail}`);
  }
  return given;
}

function say(form, error) {
  const said = form.querySelector(".said");
  [said.textContent, said.hidden] = [error.message, false];
  said.focus();
}

function show(given) {
  for (const [name, value] of Object.entries(given)) {
    const place = $(name);
    if (place && name !== "file") {
      place.textContent = Array.isArray(value) ? value.join("\n") : value;
    }
  }
}

function end(form, given) {
  show(given);
  document.querySelector("a.back").href = given.back;
  [form.hidden, $("made").hidden] = [true, false];
  $("made").querySelector("h2").focus();
}

const make = $("make");
make?.addEventListener("submit", async event => {
  event.preventDefault();
  make.querySelector("button").disabled = true;
  try {
    const begun = await ask("/s/key/begin", { ticket });
    const key = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(begun.options) });
    end(make, await ask("/s/key/end", { ticket: begun.ticket, json: JSON.stringify(key) }));
  } catch (error) {
    say(make, error);
  }
});

const sign = $("sign");
if (sign) {
  ask("/s/document/begin", { ticket }).then(begun => {
    show(begun);
    $("file").textContent = begun.file;
    sign.querySelector("button").disabled = false;
    sign.addEventListener("submit", async event => {
      event.preventDefault();
      sign.querySelector("button").disabled = true;
      try {
        const key = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(begun.options) });
        const given = await ask("/s/document/end", { ticket, json: JSON.stringify(key) });
        end(sign, { ...given, outcome: given.said });
        [$("take").download, $("take").href] = [given.file, URL.createObjectURL(new Blob([given.signature]))];
      } catch (error) {
        say(sign, error);
      }
    });
  }, error => say(sign, error));
}
