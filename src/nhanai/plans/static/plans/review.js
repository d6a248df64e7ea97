// The review: after each step the open task and its words in the document come into sight, and
// words selected in the document can become a task.

const WIDE = matchMedia("(min-width: 48.01rem)");

addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.elt.id === "review") show(true);
});
show(false);

function show(moved) {
  const open = document.getElementById("muc");
  if (!open) return;
  if (WIDE.matches) {
    const top = open.closest(".desk").getBoundingClientRect().top;
    if (moved && top < 0) scrollBy(0, top);
    bring(open, open.closest(".rightside"), 48);
    bring(document.querySelector(".doc .p.now"), document.querySelector(".doc"), 96);
  } else if (moved || location.search.includes("muc=")) {
    open.scrollIntoView({ block: "start" });
  }
  if (moved && !open.querySelector("[autofocus]")) open.querySelector("h3")?.focus({ preventScroll: true });
}

// Scrolls the pane, never the page: what is being read does not jump.
function bring(element, pane, above) {
  if (!element || !pane) return;
  pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - above;
}

document.addEventListener("selectionchange", () => {
  const form = document.getElementById("selected");
  if (!form) return;
  const range = stretch(document.getSelection());
  form.hidden = !range;
  if (!range) return;
  form.elements.doan.value = range.node;
  form.elements.tu.value = range.start;
  form.elements.den.value = range.end;
  form.querySelector("[data-words]").textContent = `“${range.words}”`;
});

// Where a selection lies in one paragraph's own words; the small numbers of findings do not count.
function stretch(selection) {
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const holder = closest(range.startContainer);
  if (!holder || holder !== closest(range.endContainer)) return null;
  const start = lengthTo(holder, range.startContainer, range.startOffset);
  const end = lengthTo(holder, range.endContainer, range.endOffset);
  const words = plain(range.cloneContents());
  if (words.trim().length < 8) return null;
  return { node: holder.dataset.node, start, end, words: words.length > 90 ? `${words.slice(0, 88)}…` : words };
}

function closest(node) {
  return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-node]");
}

function lengthTo(holder, container, offset) {
  const range = document.createRange();
  range.selectNodeContents(holder);
  range.setEnd(container, offset);
  return plain(range.cloneContents()).length;
}

function plain(fragment) {
  for (const mark of fragment.querySelectorAll("sup")) mark.remove();
  return fragment.textContent;
}
