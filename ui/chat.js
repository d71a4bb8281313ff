// What Gradio's chat lacks: it asks before it clears, and names its messages for screen readers.

// The bin clears the whole conversation, which nothing brings back.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("#footnote-chat button");
  if (!button || !button.closest(".icon-button-wrapper.top-panel")) return;
  if (confirm("Clear the whole conversation? It can't be brought back.")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
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
