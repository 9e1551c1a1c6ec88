// The console works without this; with it, pages follow what happens by themselves.

const find = (selector, within = document) => within.querySelector(selector);
const csrf = document.body.dataset.csrf;
const QUIET = 600; // milliseconds without a key until a draft is checked
const AGAIN = 5000; // milliseconds until a stream that a server refused is asked for again

// ---- Light and dark ----

find(".theme")?.addEventListener("click", () => {
  const dark = document.documentElement.classList.toggle("dark");
  localStorage.setItem("aisle-theme", dark ? "dark" : "light");
});

// ---- Parts of the page, fetched anew when something has changed ----

async function fetchPart(address, options = {}) {
  const answer = await fetch(address, {
    ...options,
    headers: { "X-Part": "1", "X-CSRF-Token": csrf, ...options.headers },
  }).catch(() => null); // a broken line: what is shown stays until it is mended
  if (!answer) return null;
  if (answer.status === 401) location.reload(); // signed out: the page leads to the sign-in
  return answer.ok ? answer.text() : null;
}

async function renew(element) {
  const html = await fetchPart(element.dataset.part);
  if (html === null || html === element.shown) return false;
  const open = [...element.querySelectorAll("details")].map((detail) => detail.open);
  const focused = element.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  element.innerHTML = html; // made and escaped by our own templates
  element.shown = html;
  [...element.querySelectorAll("details")].forEach((detail, at) => { if (open[at] !== undefined) detail.open = open[at]; });
  if (focused) find(`a[href="${CSS.escape(focused)}"]`, element)?.focus();
  return true;
}

function toEnd() {
  const transcript = find("#transcript");
  if (transcript) transcript.scrollTop = transcript.scrollHeight;
}

const live = find("[data-live]");
const state = () => { const lines = find(".lines"); return lines && `${lines.dataset.status} ${lines.dataset.agent}`; };

async function look() {
  const before = state();
  const waited = Number(find('[data-count="waiting"]')?.textContent ?? 0);
  const changed = await renew(live);
  if (before !== state()) location.reload(); // who has the conversation decides what can be done
  if (changed) toEnd();
  const panel = find("#panel");
  if (panel && changed) await renew(panel);
  const waiting = Number(find('[data-count="waiting"]')?.textContent ?? 0);
  if (waiting > waited) find("#announce").textContent = `${waiting} waiting for a person`;
  if (find("#lists")) document.title = `${waiting ? `(${waiting}) ` : ""}Conversations · Aisle`;
}

let news = null;
function follow() {
  if (!live || document.hidden || news) return;
  news = new EventSource(live.dataset.live);
  news.addEventListener("changed", look);
  news.addEventListener("signed-out", () => location.reload());
  // A browser goes on by itself after a break, but not after a refusal, such as a proxy's.
  news.addEventListener("error", () => {
    if (news?.readyState !== EventSource.CLOSED) return;
    rest();
    setTimeout(follow, AGAIN);
  });
}
function rest() { news?.close(); news = null; }
// A browser holds few connections to one host: a tab that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? rest() : follow()));
addEventListener("pagehide", rest);
// The answer to a form is a new page; news of it must not reload this one first.
document.addEventListener("submit", rest);
follow();
toEnd();

// ---- The reply: kept while one looks for items, and checked as it is written ----

const reply = find("#reply");
if (reply) {
  const text = find("#text");
  const verdict = find("#verdict");
  const kept = `aisle-reply-${reply.dataset.ref}`;
  let quiet = 0;
  let asked = 0;

  const check = async () => {
    const mine = ++asked;
    const reason = find('[name="reason"]', verdict)?.value;
    const html = await fetchPart(reply.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(reply)) });
    if (mine !== asked || html === null) return;
    verdict.innerHTML = html; // made and escaped by our own templates
    const field = find('[name="reason"]', verdict);
    if (field && reason) field.value = reason;
  };
  const soon = () => {
    sessionStorage.setItem(kept, text.value);
    clearTimeout(quiet);
    quiet = setTimeout(check, QUIET);
  };
  const before = sessionStorage.getItem(kept);
  if (before && !text.value.includes(before)) text.value = text.value ? `${before} ${text.value}` : before;
  if (find('[name="reason"]', verdict)) sessionStorage.setItem(kept, text.value); // held back, not sent
  if (text.value && !verdict.textContent.trim()) check();
  if (!find("[autofocus]", verdict)) text.focus();
  text.addEventListener("input", soon);
  reply.addEventListener("change", (event) => { if (event.target.name === "item") check(); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) reply.requestSubmit();
  });
  reply.addEventListener("submit", (event) => {
    clearTimeout(quiet);
    asked++;
    if (!event.submitter?.formAction.endsWith("/check")) sessionStorage.removeItem(kept);
  });
}
