// Keeps what is marked live on an open page as the server shows it now. The server says only that something changed; the page then
// asks for itself again and takes over the marked parts. Nothing is made from text: the browser parses the page as any other.
const feed = document.querySelector("main[data-feed]")?.dataset.feed;
let events, isAsking = false, askAgain = false;

function listen() {
  events = new EventSource(feed);
  events.addEventListener("changed", ask);
}

function ask() {
  if (isAsking) {
    askAgain = true;
    return;
  }
  [isAsking, askAgain] = [true, false];
  const request = new XMLHttpRequest();
  request.open("GET", location.pathname + location.search);
  request.responseType = "document";
  request.setRequestHeader("Ecluse-Refresh", "1");
  request.addEventListener("loadend", () => {
    isAsking = false;
    if (request.response) {
      takeOver(request.response);
    }
    if (askAgain) {
      ask();
    }
  });
  request.send();
}

function takeOver(fresh) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(old.id);
    if (!now) {
      // Another page was answered: the session is over, or the passage is not to be seen any more.
      location.reload();
      return;
    }
    if (old.dataset.live === "text") {
      // The same element stays, so that a change is read out.
      if (old.textContent !== now.textContent) {
        old.textContent = now.textContent;
      }
    } else if (old.outerHTML !== now.outerHTML && !old.contains(document.activeElement)) {
      old.replaceWith(now);
    }
  }
}

if (feed) {
  listen();
  // A page that nobody looks at holds no connection.
  document.addEventListener("visibilitychange", () => document.hidden ? events.close() : listen());
}
