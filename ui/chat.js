// What Gradio's chat lacks: it asks before it clears, sends no empty question and no second one
// while it searches, says when it stops or when its server is gone, shows an answer from its
// beginning, keeps the focus, names its parts for screen readers, and knows its tab when the page
// is loaded again.

const BOX = "#footnote-page .input-container textarea";
const STOP = "#footnote-page .input-container .stop-button";
const SEND = "#footnote-page .input-container .submit-button";

const isOf = (target, selector) => target instanceof Element && target.closest(selector);

function refuse(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// The bin clears the whole conversation, which nothing brings back.
document.addEventListener("click", (event) => {
  const button = isOf(event.target, "#footnote-chat button");
  if (!button || !button.closest(".icon-button-wrapper.top-panel")) return;
  if (!confirm("Clear the whole conversation? It can't be brought back.")) refuse(event);
}, true);

// An empty question box has nothing to send, and what is typed while it searches waits.
const maySend = (box) => !document.querySelector(STOP) && box.value.trim();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !isOf(event.target, BOX)) return;
  if (!maySend(event.target)) refuse(event);
}, true);

document.addEventListener("click", (event) => {
  if (!isOf(event.target, SEND)) return;
  const box = document.querySelector(BOX);
  if (maySend(box)) return;
  refuse(event);
  box.focus();
}, true);

// While an answer is looked for, a button that stops it stands in the question box.
let asking = false;

function showState() {
  const now = document.querySelector(STOP) !== null || document.querySelector(BOX)?.disabled === true;
  if (now === asking) return;
  asking = now;
  document.body.classList.toggle("asking", asking);
  document.body.classList.remove("stopping", "lost");
  if (asking) watchServer();
}

document.addEventListener("click", (event) => {
  if (isOf(event.target, STOP)) document.body.classList.add("stopping");
}, true);

// A server that is gone would leave the page searching for ever.
const EVERY_MS = 3000;
const MISSED = 3; // a busy one may miss some

async function watchServer() {
  let missed = 0;
  while (asking) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    try {
      await fetch(location.pathname, { method: "HEAD", signal: AbortSignal.timeout(EVERY_MS) });
      missed = 0;
    } catch { missed += 1; }
    if (asking) document.body.classList.toggle("lost", missed >= MISSED);
  }
}

const lost = document.createElement("p");
lost.className = "lost-notice";
lost.setAttribute("role", "alert");

function tellLost() {
  const words = document.body.classList.contains("lost")
    ? "Footnote's server does not answer. Start it again in its terminal, then load this page again."
    : "";
  if (!lost.isConnected) document.body.append(lost);
  if (lost.textContent !== words) lost.textContent = words;
}

// A new question goes to the top, as far as there is something below it, and its answer is read
// from there; who scrolls meanwhile is left alone.
const SETTLED_MS = 500;
let questions = 0;
let following = false;

function follow() {
  const rows = document.querySelectorAll("#footnote-chat .user-row");
  following ||= rows.length > questions;
  questions = rows.length;
  if (!following || !rows.length) return;
  const scroll = document.querySelector("#footnote-chat .bubble-wrap");
  const row = rows[rows.length - 1];
  scroll.scrollTop += row.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 8;
  if (!asking) setTimeout(() => { following = asking; }, SETTLED_MS);
}

for (const name of ["wheel", "touchmove", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    if (isOf(event.target, "#footnote-chat .bubble-wrap")) following = false;
  }, { capture: true, passive: true });
}

document.addEventListener("keydown", (event) => {
  if (/^(?:Page|Arrow|Home|End)/.test(event.key) && !isOf(event.target, BOX)) following = false;
}, true);

// The focus goes back to the question box from what vanishes: a button, or the box while it is off.
// Where it would bring up a keyboard on the screen, nobody asked for it.
const VANISHING = `${BOX}, ${STOP}, ${SEND}, #footnote-chat .message-buttons button, `
  + "#footnote-chat .example, #footnote-chat .icon-button-wrapper.top-panel button";
const byMouse = matchMedia("(pointer: fine)");
let owed = byMouse.matches; // the box has the focus at first

for (const name of ["click", "focusin"]) {
  document.addEventListener(name, (event) => {
    owed = Boolean(isOf(event.target, VANISHING)) && byMouse.matches;
  });
}

function giveFocusBack() {
  const box = document.querySelector(BOX);
  if (!owed || asking || !box || document.activeElement !== document.body) return;
  box.focus({ preventScroll: true });
}

// Gradio names no button here, drops the box's placeholder, and labels a message with its markup,
// which would be read out in place of its words.
const PLACEHOLDER = "Ask about your articles";
const LABELS = { user: "Your question", bot: "Answer" };

function setAttribute(element, name, value) {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function nameParts() {
  setAttribute(document.querySelector(STOP), "aria-label", "Stop");
  setAttribute(document.querySelector(SEND), "aria-label", "Send");
  setAttribute(document.querySelector(BOX), "placeholder", PLACEHOLDER);
  document.querySelector("#footnote-chat .examples")?.removeAttribute("role"); // a list of no items
  for (const message of document.querySelectorAll("#footnote-chat [data-testid][aria-label]")) {
    const label = LABELS[message.dataset.testid];
    if (!label) continue;
    setAttribute(message, "role", "group");
    setAttribute(message, "aria-label", label);
  }
}

new MutationObserver(() => {
  showState();
  tellLost();
  follow();
  giveFocusBack();
  nameParts();
}).observe(document, {
  childList: true, subtree: true, attributes: true,
  attributeFilter: ["aria-label", "class", "disabled", "placeholder"],
});

// This tab's name, which no other can guess. It outlives a reload, but a copy of the tab gets its own.
const tabKept = "footnote-tab";
const tabName = (() => {
  try {
    const kept = sessionStorage.getItem(tabKept);
    sessionStorage.removeItem(tabKept);
    if (kept) return kept;
  } catch { /* Nothing may be stored here: then a reload starts anew. */ }
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(16).padStart(8, "0")).join("");
})();

addEventListener("pagehide", () => {
  try { sessionStorage.setItem(tabKept, tabName); } catch { /* as above */ }
});

function footnoteTab() { return tabName; }
