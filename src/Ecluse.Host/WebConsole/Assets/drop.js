// The drop zone of a space: files are sealed here, part by part, each part a whole age file of its own, and sent as tus asks. A part
// that was cut is sealed anew under another key. The server learns of a name only a hash that says nothing; nothing is kept here.
import { Encrypter, Upload } from "/assets/depot-vendor.js";

const partLength = 4 * 1024 * 1024, chunkLength = 64 * 1024, tagLength = 16, atOnce = 3;
const zone = document.getElementById("drop"), list = document.getElementById("drop-list"), row = document.getElementById("drop-row");
const isSealedHere = zone.dataset.grade === "end-to-end";
const waiting = [];
let underWay = 0;

async function seal(plain) {
  const sealer = new Encrypter();
  zone.dataset.recipients.split(" ").forEach(one => sealer.addRecipient(one));
  return sealer.encrypt(plain);
}

// The handle by which an upload is found again: it depends on the file, and nobody reads the name out of it.
async function handleOf(file) {
  const text = [zone.dataset.space, file.name, file.size, file.lastModified].join("\0");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
}

// What tus-js-client reads from: asked for what begins at an offset, it seals the part that begins there, and no other.
async function sealedSource(file, idOf) {
  const name = new TextEncoder().encode(file.name);
  const head = (await seal(new Uint8Array())).length - tagLength;
  const sealedLength = length => head + length + tagLength * Math.max(1, Math.ceil(length / chunkLength));
  const parts = Math.max(1, Math.ceil(file.size / partLength)), last = file.size - (parts - 1) * partLength;
  const first = sealedLength(name.length), whole = sealedLength(partLength);
  const endAt = first + (parts - 1) * whole + sealedLength(last);
  // The last part says what there is, so that nothing can be missing behind: an object's id is as long as every other.
  const end = id => new TextEncoder().encode(`{"bytes":${file.size},"object":"${id}","segments":${parts},"type":"object-end/1"}`);
  const size = endAt + sealedLength(end("o-000000000000").length);
  const plainAt = async part => new Uint8Array(await file.slice(part * partLength, (part + 1) * partLength).arrayBuffer());
  return {
    size,
    async slice(start) {
      const part = (start - first) / whole;
      if (start !== 0 && start !== endAt && !(Number.isInteger(part) && part >= 0 && part < parts)) {
        throw new Error("offset");
      }
      const plain = start === 0 ? name : start === endAt ? end(idOf()) : await plainAt(part);
      const value = new Blob([await seal(plain)]);
      return { value, done: start + value.size === size };
    },
    close() { /* nothing is open */ },
  };
}

function show(file) {
  const item = row.content.firstElementChild.cloneNode(true);
  item.querySelector("[data-name]").textContent = file.name;
  list.prepend(item);
  const [bar, said, stop] = [item.querySelector("progress"), item.querySelector("[data-said]"), item.querySelector("button")];
  return {
    item, stop,
    progress: (sent, all) => { bar.value = all ? sent / all : 1; },
    say: (word, more = "") => { item.dataset.state = word; said.textContent = zone.dataset[word] + more; },
    end: () => { bar.remove(); stop.remove(); },
  };
}

function told(error) {
  try {
    const problem = JSON.parse(error.originalResponse.getBody());
    return ` ${problem.title} (${problem.code})`;
  } catch {
    return "";
  }
}

async function send(file, line) {
  const upload = new Upload(file, {
    endpoint: zone.dataset.at,
    metadata: isSealedHere ? { filename: await handleOf(file), layout: "ended-segments" } : { filename: file.name },
    chunkSize: 4 * partLength,
    retryDelays: [0, 1000, 3000, 10000, 30000],
    storeFingerprintForResuming: false,
    ...(isSealedHere ? { fileReader: { openFile: source => sealedSource(source, () => upload.url.split("/").pop()) } } : {}),
    onProgress: line.progress,
    onError: error => { line.say("failed", told(error)); line.end(); next(-1); },
    onSuccess: () => { line.say("sent"); line.end(); next(-1); },
  });
  line.stop.addEventListener("click", () => {
    upload.abort(true).catch(() => undefined);
    line.say("stopped");
    line.end();
    next(-1);
  });
  line.say(isSealedHere ? "sealing" : "sending");
  upload.start();
}

function next(change) {
  underWay += change;
  while (underWay < atOnce && waiting.length > 0) {
    const [file, line] = waiting.shift();
    underWay++;
    send(file, line).catch(() => { line.say("failed"); line.end(); next(-1); });
  }
}

function take(files) {
  for (const file of files) {
    waiting.push([file, show(file)]);
  }
  next(0);
}

const input = zone.querySelector("input[type=file]");
input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
zone.addEventListener("dragover", event => { event.preventDefault(); zone.dataset.over = "yes"; });
zone.addEventListener("dragleave", () => { delete zone.dataset.over; });
zone.addEventListener("drop", event => {
  event.preventDefault();
  delete zone.dataset.over;
  take([...event.dataTransfer.files]);
});
