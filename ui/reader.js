// The reader panel: opens the article behind a citation and marks the cited words.
// Article text is only ever put into the page as text, never as markup.
const panel = element.querySelector(".reader");
const part = (name) => panel.querySelector(`.reader-${name}`);
const LINK = "a.cite, a.source, a.copy";
let opener = null;
let focused = null;
let request = 0;

// A link is remembered by its place, since its message is built anew while the answer comes in.
function remember(link) {
  const answer = link.closest(".answer");
  const answers = [...document.querySelectorAll(".answer")];
  const links = answer ? [...answer.querySelectorAll(LINK)] : [];
  return { link, answer: answers.indexOf(answer), place: links.indexOf(link) };
}

function find(memory) {
  if (!memory) return null;
  if (memory.link.isConnected) return memory.link;
  const answer = document.querySelectorAll(".answer")[memory.answer];
  return answer ? answer.querySelectorAll(LINK)[memory.place] : null;
}

// Cited words may cross paragraphs, so each paragraph comes in pieces, marked or not.
function showText(paragraphs) {
  const text = part("text");
  text.replaceChildren();
  for (const { heading, pieces } of paragraphs) {
    const block = document.createElement(heading ? "h3" : "p");
    for (const { words, marked } of pieces) {
      const node = marked ? document.createElement("mark") : document.createTextNode("");
      node.textContent = words;
      block.appendChild(node);
    }
    text.appendChild(block);
  }
}

function show(article) {
  part("title").textContent = article.title;
  part("byline").textContent = article.byline;
  const original = part("original");
  original.hidden = !article.url;
  if (article.url) original.querySelector("a").href = article.url;
  else original.querySelector("a").removeAttribute("href");
  part("note").textContent = article.note;
  part("note").hidden = !article.note;
  showText(article.paragraphs);
  const scroll = part("scroll");
  const mark = scroll.querySelector("mark");
  scroll.scrollTop = 0;
  if (mark) {
    const top = mark.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop = Math.max(0, top - scroll.clientHeight / 4);
  }
}

async function open(link) {
  const address = new URL(link.href, location.href).hash;
  if (!address.startsWith("#src=")) return;
  opener = remember(link);
  const mine = ++request;
  let article;
  try {
    article = await server.open_article(address);
    if (!article) throw new Error(); // so Gradio tells that its server is gone
  } catch {
    article = { title: "The article could not be opened", byline: "", url: "", paragraphs: [],
      note: "The chat's server did not answer. Is it still running?" };
  }
  if (mine !== request) return;
  // The way back leads out of the article first, not out of the page.
  if (panel.hidden) history.pushState({ ...history.state, reading: true }, "");
  panel.hidden = false;
  document.body.classList.add("reading");
  shut();
  show(article);
  document.querySelectorAll("a.cite.open, a.source.open, a.copy.open").forEach((a) => a.classList.remove("open"));
  find(opener)?.classList.add("open");
  part("scroll").focus({ preventScroll: true });
}

function close() {
  request++;
  if (panel.hidden) return;
  panel.hidden = true;
  if (history.state?.reading) history.back();
  document.body.classList.remove("reading");
  shut();
  const link = find(opener);
  link?.classList.remove("open");
  link?.focus();
}

function linkOf(event) {
  return event.target instanceof Element ? event.target.closest(LINK) : null;
}

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  open(link);
}, true);

document.addEventListener("keydown", (event) => {
  const link = linkOf(event);
  if (link && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.stopPropagation();
    open(link);
  } else if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    close();
  }
}, true);

part("close").addEventListener("click", close);

window.addEventListener("popstate", () => {
  if (!history.state?.reading) close();
});

document.addEventListener("focusin", (event) => {
  const link = linkOf(event);
  focused = link ? remember(link) : null;
});

// While an answer streams in, its links are replaced; the one that had the focus gets it back.
new MutationObserver(() => {
  if (focused && !focused.link.isConnected && document.activeElement === document.body) {
    find(focused)?.focus({ preventScroll: true });
  }
}).observe(document.body, { childList: true, subtree: true });

// On a narrow screen the article covers the page, and nothing behind it may be reached.
const covers = matchMedia("(max-width: 860px)");
function shut() {
  document.getElementById("footnote-page").inert = covers.matches && !panel.hidden;
}
covers.addEventListener("change", shut);
