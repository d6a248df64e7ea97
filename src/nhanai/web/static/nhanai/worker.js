// Keeps one page of the phone, the one beside which it is served, so that it opens without a net; nothing else is ever kept.

const PAGE = new URL("./", self.location).pathname;
const NAME = PAGE.split("/").at(-2);
const KEPT = `${NAME}-1`;
const SECONDS = 4;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(`${NAME}-`) && name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});

// What the net says, if it says it soon; otherwise what was kept. Signing in is never kept.
async function page(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await Promise.race([fetch(request), late()]);
    if (answer.ok && !answer.redirected) await kept.put(PAGE, answer.clone());
    return answer;
  } catch {
    return (await kept.match(PAGE)) ?? Response.error();
  }
}

function late() {
  return new Promise((_, refuse) => { setTimeout(() => refuse(new Error("late")), SECONDS * 1000); });
}

// The address of a file carries its print, so what was kept under it is never old.
async function file(request) {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await kept.put(request, answer.clone());
  return answer;
}
