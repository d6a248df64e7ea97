// Drafts of the phone: kept here with their photos, sent when there is a net, each made once.

const main = document.getElementById("main");
const form = document.getElementById("phieu");
const list = document.getElementById("danh-sach");
const { who, send, worker, scope, signIn, store: storeName, kept: keptName, when } = main.dataset;
const titles = main.dataset.title.split(" ").map((one) => one.split(":"));
const LONGEST_SIDE = 1600;
const WORDS = { waiting: "Chờ gửi", sending: "Đang gửi", refused: "Cần xem", sent: "Đã gửi" };
const TONES = { waiting: "hand", sending: "run", refused: "bad", sent: "ok" };

const store = await open();
let busy = false;

form.addEventListener("submit", save, true);
document.getElementById("luu").textContent = "Lưu vào máy";
document.getElementById("loi-luu").textContent = "Tự gửi khi có mạng. Tắt máy không mất.";
document.getElementById("gui").addEventListener("click", () => sendAll(true));
addEventListener("online", () => sendAll(false));
addEventListener("offline", () => say("Chưa có mạng. Phiếu được giữ trên máy.", "hand"));
navigator.storage?.persist?.();
if ("serviceWorker" in navigator) keepPage();
await show();
if (navigator.onLine) sendAll(false); else say("Chưa có mạng. Phiếu được giữ trên máy.", "hand");

async function keepPage() {
  try {
    await navigator.serviceWorker.register(worker, { scope });
    await navigator.serviceWorker.ready;
    // The first visit came before the worker: ask once more, so that all of it is kept.
    const kept = await caches.open(keptName);
    if (await kept.match(scope)) return;
    const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")];
    const icons = [...document.querySelectorAll("use")].map((use) => use.getAttribute("href").split("#")[0]);
    const addresses = new Set([...files.map((file) => file.href || file.src), ...icons.filter(Boolean)]);
    const answer = await fetch(scope, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await kept.put(scope, answer);
    await kept.addAll(addresses);
  } catch {
    say("Máy này chưa giữ được trang để dùng khi mất mạng.", "hand");
  }
}

function open() {
  return new Promise((done, refuse) => {
    const asked = indexedDB.open(storeName, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => refuse(asked.error);
  });
}

function ask(mode, act) {
  return new Promise((done, refuse) => {
    const turn = store.transaction("drafts", mode);
    const asked = act(turn.objectStore("drafts"));
    turn.oncomplete = () => done(asked.result);
    turn.onerror = () => refuse(turn.error);
    turn.onabort = () => refuse(turn.error);
  });
}

function all() { return ask("readonly", (drafts) => drafts.getAll()); }
function put(draft) { return ask("readwrite", (drafts) => drafts.put(draft)); }
function drop(key) { return ask("readwrite", (drafts) => drafts.delete(key)); }

async function save(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new FormData(form);
  const photos = data.getAll("photos_taken").filter((photo) => photo.size);
  const fields = {};
  for (const [name, value] of data) {
    if (typeof value !== "string" || name === "csrfmiddlewaretoken") continue;
    fields[name] = name in fields ? [].concat(fields[name], value) : value;
  }
  try {
    const shrunk = await Promise.all(photos.map(shrink));
    await put({ key: fields.key, who, fields, photos: shrunk, state: "waiting", at: Date.now(), message: "" });
  } catch {
    say("Máy hết chỗ, chưa giữ được phiếu này. Hãy bớt ảnh rồi lưu lại.", "bad");
    return;
  }
  form.reset();
  form.elements.photos_taken?.dispatchEvent(new Event("change"));
  form.elements.key.value = newKey();
  await show();
  sendAll(false);
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function shrink(photo) {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
    const part = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(picture.width * part);
    sheet.height = Math.round(picture.height * part);
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    const made = await new Promise((done) => { sheet.toBlob(done, "image/jpeg", 0.82); });
    return { name: photo.name, blob: made ?? photo };
  } catch {
    return { name: photo.name, blob: photo };
  }
}

// One after the other; the answer to each stands on the draft itself.
async function sendAll(isAsked) {
  if (busy) return;
  busy = true;
  try {
    const waiting = (await all()).filter((draft) => draft.who === who && draft.state !== "sent" && (isAsked || draft.state !== "refused"));
    if (!waiting.length) return;
    const token = await freshToken();
    if (token) for (const [at, draft] of waiting.entries()) {
      say(`Đang gửi ${at + 1} trong ${waiting.length} phiếu`, "run");
      if (!await sendOne(draft, token)) break;
    }
  } finally {
    busy = false;
    await show();
  }
}

async function freshToken() {
  try {
    const answer = await fetch(send, { credentials: "same-origin" });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isOurs || !answer.ok) { askToSignIn(answer.status === 403); return ""; }
    const told = await answer.json();
    if (String(told.who) === who) return told.token;
    say("Người khác đang đăng nhập trên máy này. Phiếu của anh, chị vẫn giữ; hãy đăng nhập lại để gửi.", "hand");
  } catch {
    say("Chưa có mạng. Phiếu được giữ trên máy.", "hand");
  }
  return "";
}

function askToSignIn(isRefused) {
  say(isRefused ? "Tài khoản này không còn được gửi phiếu này. Phiếu vẫn giữ trên máy." : "Đã hết phiên đăng nhập. Phiếu vẫn giữ trên máy. ", "hand");
  if (isRefused) return;
  const link = document.createElement("a");
  link.href = signIn;
  link.textContent = "Đăng nhập lại để gửi";
  document.getElementById("mang").append(link);
}

async function sendOne(draft, token) {
  const data = new FormData();
  for (const [name, value] of Object.entries(draft.fields)) for (const one of [].concat(value)) data.append(name, one);
  for (const photo of draft.photos) data.append("photos_taken", photo.blob, photo.name);
  await put({ ...draft, state: "sending" });
  await show();
  try {
    const answer = await fetch(send, { method: "POST", body: data, credentials: "same-origin", headers: { "X-CSRFToken": token } });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status !== 422 && (!answer.ok || !isOurs)) {
      await put({ ...draft, state: "waiting" });
      if (answer.status < 500) askToSignIn(false); else say("Máy chủ đang bận. Phiếu được giữ, sẽ gửi lại.", "hand");
      return false;
    }
    const told = await answer.json();
    const message = [told.message, ...(told.faults ?? [])].filter(Boolean).join(" ");
    const next = answer.ok ? { ...draft, fields: left(draft), state: "sent", photos: [], address: told.address, title: told.title, message: "" } : { ...draft, state: "refused", message, alike: Boolean(told.alike) };
    await put(next);
    return true;
  } catch {
    await put({ ...draft, state: "waiting" });
    say("Mất mạng khi đang gửi. Phiếu được giữ, gửi lại không bị ghi hai lần.", "hand");
    return false;
  }
}

// What tells of people does not stay on the phone once the server has it.
function left(draft) { return "forgets" in main.dataset ? {} : draft.fields; }

function say(words, tone) {
  const place = document.getElementById("mang");
  place.hidden = false;
  place.className = `note ${tone}`;
  place.textContent = words;
}

async function show() {
  const drafts = (await all()).sort((a, b) => b.at - a.at);
  const left = drafts.filter((draft) => draft.state !== "sent").length;
  document.getElementById("cho").hidden = !drafts.length;
  document.getElementById("dem").textContent = left ? `${left} bản ghi chờ gửi` : "Đã gửi hết.";
  document.getElementById("gui").hidden = !left;
  list.replaceChildren(...drafts.map(row));
  if (!left && drafts.length && !busy) say("Đã gửi hết.", "ok");
}

function row(draft) {
  const item = document.createElement("li");
  const words = titles.map(([name, unit]) => shown(name, draft.fields[name], unit)).filter(Boolean);
  const told = words.join(", ") || draft.title || "Phiếu";
  item.append(part("b", told), " ", part("span", WORDS[draft.state], `st ${TONES[draft.state]}`));
  item.append(part("p", [draft.fields[when], draft.photos.length && `${draft.photos.length} ảnh`].filter(Boolean).join(" · "), "s q"));
  if (draft.message) item.append(part("p", draft.message, "s late"));
  if (draft.who !== who) item.append(part("p", "Phiếu của người khác dùng máy này; người ấy đăng nhập thì gửi được.", "s q"));
  else if (draft.state === "sent") item.append(link(draft.address, "Mở"), " ", button("Xóa khỏi máy", () => drop(draft.key).then(show)));
  else if (draft.state === "refused") item.append(...remedies(draft));
  return item;
}

function shown(name, value, unit) {
  const field = form.elements[name];
  const chosen = field instanceof HTMLSelectElement && field.querySelector(`option[value="${CSS.escape(value ?? "")}"]`);
  const words = value && (chosen ? chosen.textContent : value);
  return words && unit ? `${words} ${unit}` : words;
}

function remedies(draft) {
  const acts = [button("Sửa phiếu", () => edit(draft)), " ", button("Xóa phiếu", () => drop(draft.key).then(show))];
  const again = { ...draft, state: "waiting", message: "", fields: { ...draft.fields, again: "on" } };
  if (draft.alike) acts.unshift(button("Vẫn gửi", () => put(again).then(() => sendAll(false))), " ");
  return acts;
}

// The draft goes back into the form under the same key; its photos stay with it.
async function edit(draft) {
  form.reset();
  for (const [name, value] of Object.entries(draft.fields)) fill(name, [].concat(value));
  if (draft.photos.length && window.DataTransfer) {
    const held = new DataTransfer();
    for (const photo of draft.photos) held.items.add(new File([photo.blob], photo.name, { type: photo.blob.type }));
    form.elements.photos_taken.files = held.files;
    form.elements.photos_taken.dispatchEvent(new Event("change"));
  }
  form.scrollIntoView();
  form.elements[titles[0][0]].focus();
}

function fill(name, values) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = values[0];
  }
}

function part(name, words, kind = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (kind) made.className = kind;
  return made;
}

function link(address, words) {
  const made = part("a", words, "btn sm");
  made.href = address;
  return made;
}

function button(words, act) {
  const made = part("button", words, "btn sm");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
