// The shopper's page. Gradio calls this with the component's `element`, `props`,
// `trigger` (send an event to Python) and `watch` (a new value has come).
// A value is a patch: see ShopperTurns in ui/shopper_turns.py. `LABELS` holds the words of
// the page by language; its HTML comes in English, with the key of every label beside it.

const find = (selector, within = element) => within.querySelector(selector);
const turnsBox = find(".turns");
const welcome = find(".welcome");
const composer = find(".composer");
const box = find("textarea");
const dial = find("#aisle-dial");
const problem = find(".problem");
const fileInput = find(".photo-file");
const cameraInput = find(".camera-file");
const tray = find(".tray");
const attached = find(".attached");

const PHOTO_SIDE = 1024;
const PATIENCE = 20000;
const SILENCE = 1500;
const WARMING = 5000;
const SOON = 1000;
const CHIP_FADE = 20; // as in shopper.css

let photo = null; // a data URL
let pending = null; // { key, text, photo } of the message that awaits its first patch
let postponed = []; // a message and marks of items that came meanwhile, each to be sent in its turn
let patience = 0;
let silence = 0;
let lookAgain = 0;
let readiness = "";
let isSlow = false; // whether the shopper was told that it takes long

// ---- The page's own words ----

const languages = Object.keys(LABELS);
const preferred = localStorage.getItem("aisle-language") ?? navigator.language.slice(0, 2);
let language = languages.includes(preferred) ? preferred : "en";

const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value);
const spoken = (value) => (isDay(value)
  ? new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(value))
  : value);
const label = (key, values = {}) => (LABELS[language][key] ?? key)
  .replace(/\{(\w+)\}/g, (whole, name) => (name in values ? spoken(values[name]) : whole));

function translate(root) {
  const valuesOf = (node) => JSON.parse(node.dataset.tValues ?? "{}");
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = label(node.dataset.t, valuesOf(node));
  for (const node of root.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", label(node.dataset.tLabel, valuesOf(node)));
  for (const node of root.querySelectorAll("[data-t-title]")) node.title = label(node.dataset.tTitle);
  for (const node of root.querySelectorAll("[data-t-placeholder]")) node.placeholder = label(node.dataset.tPlaceholder);
}

function speak(chosen) {
  language = chosen;
  localStorage.setItem("aisle-language", chosen);
  show();
}

function show() {
  find(".aisle").lang = language;
  find(".language").lang = languages.find((other) => other !== language);
  translate(element);
  showTray();
  nameDial();
  sayStatus();
}

// ---- The conversation ----

const newKey = () => `t${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

function turnElement(key) {
  return find(`.turn[data-key="${CSS.escape(key)}"]`, turnsBox);
}

function addTurn(key, said, photoUrl, withPhoto) {
  const turn = document.createElement("article");
  turn.className = "turn";
  turn.dataset.key = key;
  if (said || photoUrl || withPhoto) {
    const bubble = document.createElement("div");
    bubble.className = "said";
    if (photoUrl) {
      const image = document.createElement("img");
      image.src = photoUrl;
      image.alt = label("your_photo");
      bubble.append(image);
    } else if (withPhoto) {
      bubble.append(Object.assign(document.createElement("span"), { className: "badge", textContent: label("photo_badge") }));
    }
    if (said) {
      const words = document.createElement("p");
      words.dir = "auto";
      words.textContent = said;
      bubble.append(words);
    }
    turn.append(bubble);
  }
  const answer = document.createElement("div");
  answer.className = "answer-box";
  answer.tabIndex = -1;
  answer.innerHTML = '<div class="thinking" role="status"><span class="hidden" data-t="looking"></span><i></i><i></i><i></i></div>';
  translate(answer);
  turn.append(answer);
  turnsBox.append(turn);
  welcome.hidden = true;
  return turn;
}

function placeTurn(state) {
  const turn = turnElement(state.key) || addTurn(state.key, state.said, null, state.with_photo);
  const answer = find(".answer-box", turn);
  if (state.reply && turn.reply !== state.reply) {
    const open = [...answer.querySelectorAll("details[open]")].map((d) => d.closest(".card")?.dataset.item);
    answer.innerHTML = state.reply;
    turn.reply = state.reply;
    translate(answer);
    markCompared(answer);
    for (const card of answer.querySelectorAll(".card")) {
      if (open.includes(card.dataset.item)) find("details", card).open = true;
    }
  }
  for (const card of answer.querySelectorAll(".card")) placeReason(card, state);
  turn.setAttribute("aria-busy", String(state.busy));
}

function placeReason(card, state) {
  const why = find(".why", card);
  if (!why) return;
  const html = state.why[card.dataset.item];
  if (html && why.innerHTML !== html) {
    why.innerHTML = html;
    why.classList.remove("waiting");
    const checked = find(".checked", card);
    checked.innerHTML = state.checked[card.dataset.item] || "";
    checked.hidden = !checked.innerHTML;
    translate(checked);
  } else if (!html && !state.busy) {
    why.remove();
  }
}

function showOnlyLastRefinements() {
  const all = [...turnsBox.querySelectorAll(".turn")];
  all.forEach((turn, index) => turn.classList.toggle("earlier", index < all.length - 1));
}

function place(patch) {
  if (patch && Object.keys(patch).length) keepingFocus(() => take(patch));
}

function take(patch) {
  if (patch.problem) return fail(patch);
  if (patch.whole) {
    const keys = new Set(patch.turns.map((turn) => turn.key));
    if (pending?.isMessage) keys.add(pending.key);
    for (const turn of [...turnsBox.children]) if (!keys.has(turn.dataset.key)) turn.remove();
  }
  const isNew = patch.turns.some((turn) => turn.reply && !turnElement(turn.key)?.reply);
  patch.turns.forEach(placeTurn);
  settle(patch);
  if (isNew && !patch.whole) bringUp(turnsBox.lastElementChild);
  if (isNew && patch.whole) turnsBox.lastElementChild?.scrollIntoView({ block: "start" });
  goOn();
}

function settle(patch) {
  const isAnswered = patch.turns.some((turn) => turn.key === pending?.key && turn.reply);
  if (isAnswered || (patch.whole && !pending?.isMessage)) settled();
  showOnlyLastRefinements();
  const empty = !turnsBox.children.length;
  welcome.hidden = !empty;
  find(".start-over").hidden = empty;
  find(".undo").hidden = !patch.can_undo;
  find(".understood").hidden = !patch.chips && !patch.can_undo;
  showChips(patch.chips); // last, when the row is as wide as it stays
  readiness = patch.readiness;
  sayStatus();
  clearTimeout(lookAgain);
  // A turn that another page began, or this one before a break, is not streamed to it.
  const isElsewhere = patch.whole && patch.turns.some((turn) => turn.busy);
  if (isElsewhere) lookAgain = setTimeout(refresh, SOON);
  else if (patch.readiness === "warming") lookAgain = setTimeout(refresh, WARMING);
  const last = patch.turns.at(-1);
  const announce = find(".announce");
  if (last?.announce && announce.textContent !== last.announce) announce.textContent = last.announce;
}

function showChips(html) {
  const chips = find(".chips");
  if (chips.shown === html) return; // made anew only where they changed: one may hold the focus
  const before = [...chips.children].map((chip) => chip.textContent);
  chips.innerHTML = html;
  chips.shown = html;
  translate(chips);
  const latest = [...chips.children].findLast((chip) => !before.includes(chip.textContent));
  if (before.length && latest) bringIn(chips, latest);
}

// Only sideways: `scrollIntoView` would also stop the page's own scrolling to the answer.
function bringIn(row, chip) {
  const [edge, place] = [row.getBoundingClientRect(), chip.getBoundingClientRect()];
  const beyond = place.right - edge.right + CHIP_FADE;
  if (beyond > 0) row.scrollLeft += beyond;
  if (place.left < edge.left) row.scrollLeft -= edge.left - place.left;
}

const STATUS = { warming: "writer_warming", unavailable: "writer_away" };
function sayStatus() {
  const key = STATUS[readiness];
  find(".status").textContent = key ? label(key) : "";
  find(".status").classList.toggle("warming", readiness === "warming");
}

function settled() {
  pending = null;
  clearTimeout(patience);
  clearInterval(silence);
  if (isSlow) complain("");
  element.classList.remove("waiting");
}

function goOn() {
  while (!pending && postponed.length) postponed.shift()();
}

function bringUp(turn) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn?.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
}

// ---- The focus: what holds it may be made anew, hidden or taken away ----

const isShown = (node) => node.isConnected && node.getClientRects().length > 0;

function keepingFocus(change) {
  const held = document.activeElement;
  const isOurs = element.contains(held);
  const row = held?.closest(".chips, .picks");
  const inRow = () => [...(row?.querySelectorAll("button") ?? [])];
  const at = inRow().indexOf(held);
  const item = held?.closest(".card")?.dataset.item;
  change();
  if (!isOurs || isShown(held)) return;
  const again = inRow().filter(isShown)[at] ?? inRow().filter(isShown).at(-1) ?? sameControl(item, held);
  if (again) again.focus({ preventScroll: true });
  else focusAnswer();
}

/** Return the control of the same kind on the same item's card in the last list, if there is one. */
function sameControl(item, held) {
  const cards = [...(turnsBox.lastElementChild?.querySelectorAll(".card") ?? [])];
  const card = cards.find((one) => one.dataset.item === item);
  const kind = [...held.classList].at(-1);
  return card && find(kind ? `.${CSS.escape(kind)}` : held.localName, card);
}

// Not the box, which would bring up a phone's keyboard over what was answered.
function focusAnswer() {
  const answer = turnsBox.lastElementChild && find(".answer-box", turnsBox.lastElementChild);
  (answer ?? box).focus({ preventScroll: true });
}

// ---- What goes wrong ----

function complain(text) {
  problem.textContent = text;
  problem.hidden = !text;
  isSlow = false;
}

function fail(patch) {
  complain(patch.problem);
  postponed = []; // whoever reads what went wrong may not want it any more
  if (!pending || (patch.key && patch.key !== pending.key)) return;
  const turn = turnElement(pending.key);
  if (turn && !turn.reply) turn.remove();
  if (pending.isMessage) {
    if (!box.value) box.value = pending.text;
    if (pending.photo && !patch.key) attach(pending.photo);
  }
  welcome.hidden = turnsBox.children.length > 0;
  settled();
  grow();
}

function awaitAnswer(next) {
  pending = next;
  complain("");
  element.classList.add("waiting");
  clearTimeout(patience);
  patience = setTimeout(() => {
    if (pending !== next) return;
    complain(label("slow"));
    isSlow = true;
  }, PATIENCE);
  clearInterval(silence);
  silence = setInterval(listenAgain, SILENCE);
}

// Gradio lets one stream carry all answers and closes it after the last; what is asked at that
// moment may be answered into a closed stream. Any event opens it, and what waited there comes.
function listenAgain() {
  trigger("hark");
}

// ---- What the shopper does ----

const controls = () => ({ trade_off: Number(dial.value) });

function say(text, photoUrl = null) {
  const words = text.trim();
  if ((!words && !photoUrl) || pending) return;
  const key = newKey();
  awaitAnswer({ key, text: words, photo: photoUrl, isMessage: true });
  bringUp(addTurn(key, words, photoUrl));
  const message = { key, text: words, photo: photoUrl ? photoUrl.split(",")[1] : null, ...controls() };
  trigger("say", { message });
}

function tap(operations, said = "") {
  if (pending) return;
  const key = newKey();
  awaitAnswer({ key: said ? key : turnsBox.lastElementChild?.dataset.key ?? key, isMessage: false });
  if (said) bringUp(addTurn(key, said, null));
  trigger("tap", { message: { key, operations, said, ...controls() } });
}

function onTapped(button) {
  const operation = JSON.parse(button.dataset.tap);
  const isMark = operation.op === "like" || operation.op === "dislike";
  if (pending && isMark) postponed.push(() => onTapped(button));
  if (pending) return;
  if (operation.op === "like") button.setAttribute("aria-pressed", "true");
  if (operation.op === "dislike") button.closest(".card").classList.add("leaving");
  const title = button.closest(".card")?.dataset.title;
  tap([operation], button.dataset.saidKey ? label(button.dataset.saidKey, { title }) : "");
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  if (button.dataset.tap) onTapped(button);
  else if (button.dataset.say) say(button.dataset.say);
  else if (button.matches(".to-say")) say(button.textContent.trim());
  else if (button.matches(".compare")) onCompare(button.closest(".card"));
  else if (button.matches(".compare-now")) compareNow();
  else if (button.matches(".compare-clear")) emptyTray();
  else if (button.dataset.leave) leaveTray(button.dataset.leave);
  else if (button.matches(".language")) speak(languages.find((other) => other !== language));
  else if (button.matches(".take-photo")) cameraInput.click();
  else if (button.matches(".undo")) tap([{ op: "undo" }]);
  else if (button.matches(".start-over")) tap([{ op: "start_over" }]);
  else if (button.matches(".pick-photo, .by-photo")) fileInput.click();
  else if (button.matches(".detach")) attach(null);
  else if (button.matches(".theme")) switchTheme();
});

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});

// What is sent too early stays in the box, and is sent in its turn unless it was changed.
function send() {
  const [text, picture] = [box.value, photo];
  if (!text.trim() && !picture) return;
  if (pending) return postponed.push(() => box.value === text && photo === picture && send());
  box.value = "";
  attach(null);
  grow();
  say(text, picture);
}

box.addEventListener("keydown", (event) => {
  // Enter also ends a composition (Chinese, Japanese); that one sends nothing.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
}
box.addEventListener("input", () => { complain(""); grow(); });

dial.addEventListener("change", () => { if (turnsBox.children.length) tap([]); });
const nameDial = () => {
  const share = Math.round(Number(dial.value) * 100);
  dial.setAttribute("aria-valuetext", label("dial_value", { share }));
  dial.style.setProperty("--at", `${share}%`);
};
dial.addEventListener("input", nameDial);

// ---- What is to be compared: items of any list so far ----

const AT_MOST = 4;
const compared = new Map(); // item id -> { title, picture }

function onCompare(card) {
  const id = card.dataset.item;
  if (compared.has(id)) return leaveTray(id);
  if (compared.size === AT_MOST) return complain(label("compare_full"));
  compared.set(id, { title: card.dataset.title, picture: find(".picture img", card)?.src });
  showTray();
}

function leaveTray(id) {
  keepingFocus(() => {
    compared.delete(id);
    complain("");
    showTray();
  });
}

function emptyTray() {
  keepingFocus(() => {
    compared.clear();
    complain("");
    showTray();
  });
}

function compareNow() {
  if (compared.size < 2 || pending) return;
  const quoted = [...compared.values()].map((item) => `“${item.title}”`);
  const titles = new Intl.ListFormat(language).format(quoted);
  tap([{ op: "compare", item_ids: [...compared.keys()] }], label("compare_said", { titles }).slice(0, 500));
  emptyTray();
}

function pickOf([id, item]) {
  const pick = document.createElement("li");
  const leave = Object.assign(document.createElement("button"), { type: "button", title: item.title });
  leave.dataset.leave = id;
  leave.setAttribute("aria-label", label("remove_chip", { label: item.title }));
  if (item.picture) leave.append(Object.assign(new Image(), { src: item.picture, alt: "" }));
  else leave.textContent = item.title.slice(0, 2);
  pick.append(leave);
  return pick;
}

function showTray() {
  tray.hidden = !compared.size;
  find(".picks", tray).replaceChildren(...[...compared].map(pickOf));
  const now = find(".compare-now", tray);
  now.disabled = compared.size < 2;
  now.textContent = compared.size < 2 ? label("compare_more") : label("compare_now", { count: compared.size });
  markCompared(turnsBox);
}

function markCompared(within) {
  for (const button of within.querySelectorAll(".card .compare")) {
    button.setAttribute("aria-pressed", String(compared.has(button.closest(".card").dataset.item)));
  }
}

// ---- Photos: made small here, so that they travel fast and never rest on a disk ----

function attach(url) {
  photo = url;
  attached.hidden = !url;
  if (url) find("img", attached).src = url;
  else find("img", attached).removeAttribute("src");
}

async function takePhoto(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, PHOTO_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    attach(canvas.toDataURL("image/jpeg", 0.88));
    complain("");
    box.focus();
  } catch {
    complain(label("no_picture_file", { name: file.name || label("this_file") }));
  }
}

for (const input of [fileInput, cameraInput]) {
  input.addEventListener("change", () => {
    if (input.files[0]) takePhoto(input.files[0]);
    input.value = "";
  });
}
const pictureOf = (transfer) => [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
box.addEventListener("paste", (event) => {
  const file = pictureOf(event.clipboardData);
  if (file) { event.preventDefault(); takePhoto(file); }
});
element.addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); element.classList.add("dropping"); }
});
element.addEventListener("dragleave", () => element.classList.remove("dropping"));
element.addEventListener("drop", (event) => {
  element.classList.remove("dropping");
  const file = event.dataTransfer?.files[0];
  if (file) { event.preventDefault(); takePhoto(file); }
});

// ---- Light and dark ----

function switchTheme() {
  const dark = !document.body.classList.contains("dark");
  document.body.classList.toggle("dark", dark);
  localStorage.setItem("aisle-theme", dark ? "dark" : "light");
}
const chosen = localStorage.getItem("aisle-theme");
if (chosen) document.body.classList.toggle("dark", chosen === "dark");

// ---- Begin ----

watch("value", () => place(props.value));
// Another tab may have gone on with the conversation, and the writer may be ready by now.
function refresh() {
  if (!document.hidden && !pending) trigger("refresh");
  else if (!document.hidden) lookAgain = setTimeout(refresh, WARMING);
}
document.addEventListener("visibilitychange", refresh);
show();
place(props.value);
