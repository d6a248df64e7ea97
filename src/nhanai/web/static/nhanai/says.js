// Says: what was just done stands at the foot for eight seconds, longer while one looks at it.

const SECONDS = 8;
const place = document.querySelector(".says");

if (place) {
  place.classList.add("float");
  watch();
  new MutationObserver(watch).observe(place, { childList: true, subtree: true });
}

function watch() {
  for (const toast of place.querySelectorAll(".toast:not([data-watched], .error)")) {
    toast.dataset.watched = "";
    wait(toast);
  }
}

function wait(toast) {
  let timer = setTimeout(leave, SECONDS * 1000);
  const stay = () => clearTimeout(timer);
  const go = () => { timer = setTimeout(leave, SECONDS * 1000); };
  function leave() { toast.remove(); }
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusout", go);
}
