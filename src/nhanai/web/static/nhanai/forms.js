// Forms: words while one is on its way, a question before what hurts, saving as it is typed, dates.

const pressed = new WeakMap();

addEventListener("submit", (event) => {
  const form = event.target;
  const question = form.dataset.confirm;
  if (question && !form.dataset.confirmed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(question, form, event.submitter);
    return;
  }
  delete form.dataset.confirmed;
  if (!form.hasAttribute("hx-post")) busy(form, event.submitter);
}, true);

function busy(form, button) {
  if (!button || form.method === "dialog") return;
  if (button.getAttribute("aria-busy") === "true") return;
  const words = button.dataset.busy;
  setTimeout(() => {
    pressed.set(button, button.innerHTML);
    button.setAttribute("aria-busy", "true");
    if (words) button.textContent = words;
  });
}

// A page taken from the browser's memory must not still say "Đang nộp…".
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy=true]")) {
    button.removeAttribute("aria-busy");
    if (pressed.has(button)) button.innerHTML = pressed.get(button);
  }
});

addEventListener("htmx:beforeRequest", ({ detail }) => {
  for (const button of detail.elt.querySelectorAll?.("[data-busy]") ?? []) {
    pressed.set(button, button.innerHTML);
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
  }
});
addEventListener("htmx:afterRequest", ({ detail }) => {
  for (const button of detail.elt.querySelectorAll?.("[aria-busy=true]") ?? []) {
    button.removeAttribute("aria-busy");
    if (pressed.has(button)) button.innerHTML = pressed.get(button);
  }
});

function ask(question, form, submitter) {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  text.id = "ask-words";
  text.textContent = question;
  const line = document.createElement("div");
  line.className = "line gap-t";
  const yes = document.createElement("button");
  yes.className = "btn go";
  yes.textContent = submitter?.textContent.trim() || "Tiếp tục";
  const no = document.createElement("button");
  no.className = "btn sub";
  no.textContent = "Để lại";
  line.append(yes, no);
  dialog.append(text, line);
  dialog.setAttribute("aria-labelledby", text.id);
  document.body.append(dialog);
  yes.addEventListener("click", () => {
    form.dataset.confirmed = "yes";
    dialog.close();
    form.requestSubmit(submitter ?? undefined);
  });
  no.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

// A form that saves as it is typed sends itself whenever a field is left changed.
addEventListener("change", (event) => {
  const form = event.target.form;
  if (event.target.matches("[data-date]")) tidy(event.target);
  if (form?.matches("[data-autosave]") && window.htmx) window.htmx.trigger(form, "autosave");
});

function tidy(field) {
  const parts = field.value.trim().match(/^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{2}|\d{4})$/);
  if (!parts) return;
  const [, day, month, year] = parts;
  const full = year.length === 2 ? `20${year}` : year;
  field.value = `${day.padStart(2, "0")}/${month.padStart(2, "0")}/${full}`;
}

// Asked whenever the browser may close: a form with words that no server has yet.
const dirty = new Set();
addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-autosave]")) dirty.add(form);
});
addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) dirty.delete(detail.elt); });
addEventListener("submit", (event) => dirty.delete(event.target));
addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (form.isConnected) return event.preventDefault();
});

// The browser names its file field in its own language; ours is laid over it, and stays the field.
for (const field of document.querySelectorAll("input[type=file]")) {
  const box = document.createElement("div");
  const button = document.createElement("span");
  const chosen = document.createElement("span");
  box.className = "file";
  button.className = "btn";
  for (const part of [button, chosen]) part.setAttribute("aria-hidden", "true");
  button.textContent = "Chọn tệp";
  const say = () => {
    const names = [...field.files].map((file) => file.name);
    chosen.textContent = names.length ? names.join(", ") : "Chưa chọn tệp nào";
  };
  field.replaceWith(box);
  box.append(button, chosen, field);
  field.addEventListener("change", say);
  say();
}
