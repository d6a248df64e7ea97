// Keys: one letter presses the link or button that carries it; Ctrl and a letter goes to its field.

const NAMES = { Enter: "enter", " ": "space", Escape: "escape" };

addEventListener("keydown", (event) => {
  const key = NAMES[event.key] ?? event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey || event.shiftKey) return;
    return reach(document.querySelector(`[data-ctrl-key="${CSS.escape(key)}"]`), event);
  }
  if (event.key === "Escape") return closeMenus(event);
  if (event.altKey || event.repeat || event.isComposing || resting(event, key)) return;
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(usable);
  if (!target) return;
  event.preventDefault();
  target.matches("input, select, textarea") ? target.focus() : target.click();
});

// Single letters rest while one writes, while a dialog asks, while an act is on its way (so that
// no key lands on a page that is about to change), and for those who turned them off.
function resting(event, key) {
  if (!document.body.hasAttribute("data-keys")) return true;
  if (document.querySelector("dialog[open], .htmx-request, [aria-busy=true]")) return true;
  const at = event.target;
  if (at.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return true;
  return key === "enter" && at.matches("a, button, summary, input, label");
}

function usable(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

function reach(element, event) {
  if (!element) return;
  event.preventDefault();
  if (!element.matches("input, textarea, select")) return element.click();
  element.focus();
  element.select?.();
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
}

addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
