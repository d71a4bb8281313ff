// What Gradio's chat lacks: it asks before it clears, sends no empty question, names its messages
// for screen readers, and knows its tab when the page is loaded again.

// The bin clears the whole conversation, which nothing brings back.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("#footnote-chat button");
  if (!button || !button.closest(".icon-button-wrapper.top-panel")) return;
  if (confirm("Clear the whole conversation? It can't be brought back.")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// An empty question box has nothing to send.
function isEmpty(box) {
  return box instanceof HTMLTextAreaElement && box.closest("#footnote-page") && !box.value.trim();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !isEmpty(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest(".submit-button");
  const box = button && button.closest(".input-container")?.querySelector("textarea");
  if (!box || !isEmpty(box)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.focus();
}, true);

// Gradio labels a message with its markup, which would be read out in place of its words.
const LABELS = { user: "Your question", bot: "Answer" };
new MutationObserver(() => {
  for (const message of document.querySelectorAll("#footnote-chat [data-testid][aria-label]")) {
    const label = LABELS[message.dataset.testid];
    if (!label || message.getAttribute("aria-label") === label) continue;
    message.setAttribute("role", "group");
    message.setAttribute("aria-label", label);
  }
}).observe(document, {
  childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"],
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
