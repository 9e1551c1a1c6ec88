// The catalogue map on a canvas: moved, zoomed, searched, and read out.

const at = (selector) => document.querySelector(selector);
const canvas = at("#map-canvas");
const context = canvas.getContext("2d");
const label = at("#map-label");
const PHOTO = 64; // pixels a photo takes
const MANY = 140; // photos drawn at once
const REACH = 14; // pixels around the pointer
const LEAST = 0.5; // zoom that shows all items whichever of them is in the middle
const MOST = 60;
const NEAR = 8; // zoom at which an item that was sought is shown
const AGAIN = 1500; // milliseconds until a map that is being drawn is asked for again

let map = { points: [], categories: [], total: 0 };
let cloud = { x: { middle: 0.5, length: 1 }, y: { middle: 0.5, length: 1 } };
let view = { x: 0.5, y: 0.5, zoom: 1 };
let size = { width: 0, height: 0 };
let chosen = new Set();
let words = "";
let under = null;
let waiting = false;
const photos = new Map();

// ---- Colours: a hue for each category, by turns lighter and darker ----

const isDark = () => document.documentElement.classList.contains("dark");
function colour(category) {
  const hue = Math.round((360 * category) / Math.max(1, map.categories.length) + 15) % 360;
  const deep = category % 2 ? 12 : 0;
  return `hsl(${hue} 62% ${isDark() ? 70 - deep : 38 + deep}%)`;
}
const inked = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// ---- Where things are ----

// All of the items fill the stage, whatever the shape of the cloud they make.
function extent(axis) {
  const along = map.points.map((point) => point[axis]);
  const [least, most] = [Math.min(...along), Math.max(...along)];
  return { middle: (least + most) / 2, length: Math.max(most - least, 1e-6) };
}
const whole = () => ({ x: cloud.x.middle, y: cloud.y.middle, zoom: 1 });
const fitted = () => Math.min(size.width / cloud.x.length, size.height / cloud.y.length);
const scale = () => fitted() * 0.9 * view.zoom;
const place = (point) => ({
  left: (point.x - view.x) * scale() + size.width / 2,
  top: (point.y - view.y) * scale() + size.height / 2,
});
const isShown = ({ left, top }) =>
  left > -PHOTO && top > -PHOTO && left < size.width + PHOTO && top < size.height + PHOTO;
const isWanted = (point) =>
  (!chosen.size || chosen.has(point.category)) && (!words || point.sought.includes(words));

// ---- Drawing, once a frame at most ----

function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; paint(); });
}

function paint() {
  const dense = devicePixelRatio || 1;
  size = { width: canvas.clientWidth, height: canvas.clientHeight };
  if (canvas.width !== Math.round(size.width * dense) || canvas.height !== Math.round(size.height * dense)) {
    canvas.width = Math.round(size.width * dense);
    canvas.height = Math.round(size.height * dense);
  }
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  const shown = map.points.map((point) => ({ point, ...place(point) })).filter(isShown);
  const wanted = shown.filter(({ point }) => isWanted(point));
  context.globalAlpha = 0.14;
  if (wanted.length < shown.length) shown.filter(({ point }) => !isWanted(point)).forEach(dot);
  context.globalAlpha = 1;
  const near = wanted.length <= MANY && view.zoom > 1.5;
  wanted.sort((a, b) => (a.point === under) - (b.point === under)); // what is pointed at lies on top
  wanted.forEach(near ? picture : dot);
  if (under) ring(under);
}

function dot({ point, left, top }) {
  const radius = words && isWanted(point) ? 6 : Math.min(6, 3 + view.zoom / 2);
  context.fillStyle = colour(point.category);
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  context.fill();
}

function picture(spot) {
  const image = spot.point.photo && loaded(spot.point.photo);
  if (!image) { dot(spot); return; }
  const shortest = Math.min(image.naturalWidth, image.naturalHeight);
  const [left, top] = [spot.left - PHOTO / 2, spot.top - PHOTO / 2];
  context.save();
  context.beginPath();
  context.roundRect(left, top, PHOTO, PHOTO, 10);
  context.fillStyle = "#fff";
  context.fill();
  context.clip();
  context.drawImage(image, (image.naturalWidth - shortest) / 2, (image.naturalHeight - shortest) / 2,
    shortest, shortest, left, top, PHOTO, PHOTO);
  context.restore();
  context.lineWidth = 3;
  context.strokeStyle = colour(spot.point.category);
  context.beginPath();
  context.roundRect(left, top, PHOTO, PHOTO, 10);
  context.stroke();
}

function loaded(address) {
  if (!photos.has(address)) {
    const image = new Image();
    image.addEventListener("load", draw);
    image.src = address;
    photos.set(address, image);
  }
  const image = photos.get(address);
  return image.complete && image.naturalWidth ? image : null;
}

function ring(point) {
  const { left, top } = place(point);
  context.lineWidth = 3;
  context.strokeStyle = inked("--ink");
  context.beginPath();
  context.arc(left, top, 11, 0, 2 * Math.PI);
  context.stroke();
}

// ---- What is under the pointer, or chosen by keyboard ----

function point(to, speak = false) {
  under = to;
  label.hidden = !to;
  canvas.dataset.item = to ? to.id : "";
  if (to) {
    label.textContent = to.price ? `${to.title} · ${to.price}` : to.title;
    const { left, top } = place(to);
    const across = Math.max(8, Math.min(left + 16, size.width - label.offsetWidth - 8));
    const down = top + 18 + label.offsetHeight > size.height ? top - label.offsetHeight - 14 : top + 18;
    label.style.transform = `translate(${across}px, ${Math.max(8, down)}px)`;
    if (speak) at("#map-spoken").textContent = `${label.textContent}, ${map.categories[to.category]}`;
  }
  draw();
}

function nearest(left, top) {
  const reach = view.zoom > 1.5 ? PHOTO / 2 : REACH;
  let [best, least] = [null, reach * reach];
  for (const one of map.points) {
    if (!isWanted(one)) continue;
    const spot = place(one);
    const far = (spot.left - left) ** 2 + (spot.top - top) ** 2;
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

function zoom(by, left = size.width / 2, top = size.height / 2) {
  const before = scale();
  if (!by) view = whole();
  else {
    view.zoom = Math.max(LEAST, Math.min(MOST, view.zoom * by));
    view.x += (left - size.width / 2) * (1 / before - 1 / scale());
    view.y += (top - size.height / 2) * (1 / before - 1 / scale());
  }
  canvas.dataset.zoom = view.zoom.toFixed(2);
  point(under);
}

function show(to) {
  view = { x: to.x, y: to.y, zoom: Math.max(view.zoom, NEAR) };
  canvas.dataset.zoom = view.zoom.toFixed(2);
  point(to, true);
}

// All that is wanted comes into view, one of it in the middle: who goes closer keeps that one.
function bringUp() {
  const found = map.points.filter(isWanted);
  if (found.length && found.length < map.points.length) {
    const mean = (axis) => found.reduce((sum, one) => sum + one[axis], 0) / found.length;
    const [x, y] = [mean("x"), mean("y")];
    const far = (one) => (one.x - x) ** 2 + (one.y - y) ** 2;
    const middle = found.reduce((best, one) => (far(one) < far(best) ? one : best));
    const reach = (axis) => Math.max(1e-6, ...found.map((one) => Math.abs(one[axis] - middle[axis])));
    const room = Math.min(size.width / reach("x"), size.height / reach("y")) / 2;
    view = { x: middle.x, y: middle.y, zoom: Math.max(LEAST, Math.min(NEAR, room / fitted())) };
    canvas.dataset.zoom = view.zoom.toFixed(2);
  }
  point(under && isWanted(under) ? under : null);
  return found.length;
}

// ---- Hands: pointer, wheel, two fingers, keys ----

const held = new Map();
canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); held.set(event.pointerId, event); });
for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => held.delete(event.pointerId));
canvas.addEventListener("pointermove", (event) => {
  const before = held.get(event.pointerId);
  if (!before) { point(nearest(event.offsetX, event.offsetY)); return; }
  const other = [...held.values()].find((one) => one.pointerId !== event.pointerId);
  held.set(event.pointerId, event);
  if (other) {
    const apart = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY) || 1;
    zoom(apart(event) / apart(before), other.offsetX, other.offsetY);
    return;
  }
  view.x -= (event.offsetX - before.offsetX) / scale();
  view.y -= (event.offsetY - before.offsetY) / scale();
  point(under);
});
canvas.addEventListener("pointerleave", () => point(null));
canvas.addEventListener("click", (event) => point(nearest(event.offsetX, event.offsetY), true));
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
}, { passive: false });
canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = 60 / scale();
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key in moves) {
    view.x += moves[event.key][0];
    view.y += moves[event.key][1];
    point(under);
  } else if (event.key === "+" || event.key === "=") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "0") zoom(0);
  else if (event.key === "Escape") point(null);
  else if (event.key === "n" || event.key === "p") {
    const wanted = map.points.filter(isWanted).sort((a, b) => a.category - b.category || a.x - b.x);
    if (!wanted.length) return;
    const now = wanted.indexOf(under);
    const next = event.key === "n" ? now + 1 : (now < 0 ? 0 : now) - 1;
    show(wanted[(next + wanted.length) % wanted.length]);
  } else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll(".map-zoom button")) {
  button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
}
at("#map-words").addEventListener("input", (event) => {
  words = event.target.value.trim().toLowerCase();
  const found = bringUp();
  at("#map-found").textContent = words ? `${found.toLocaleString()} found` : "";
});
new ResizeObserver(draw).observe(canvas);
new MutationObserver(() => { paintSwatches(); draw(); }).observe(document.documentElement, { attributeFilter: ["class"] });

// ---- Legend and list ----

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function paintSwatches() {
  for (const swatch of document.querySelectorAll(".swatch")) swatch.style.backgroundColor = colour(Number(swatch.dataset.category));
}

function swatch(category) {
  const made = element("span", { className: "swatch" });
  made.dataset.category = category;
  return made;
}

function fill() {
  const groups = map.categories.map(() => []);
  for (const one of map.points) groups[one.category].push(one);
  at("#map-legend").replaceChildren(...map.categories.map((name, category) => {
    const button = element("button", { type: "button" }, swatch(category), `${name} (${groups[category].length})`);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      if (!chosen.delete(category)) chosen.add(category);
      button.setAttribute("aria-pressed", String(chosen.has(category)));
      bringUp();
    });
    return element("li", {}, button);
  }));
  at("#map-list").replaceChildren(...map.categories.map((name, category) => {
    const list = element("ul");
    const details = element("details", {}, element("summary", {}, `${name} (${groups[category].length})`), list);
    // Thousands of buttons are made only when somebody looks.
    details.addEventListener("toggle", () => { if (!list.children.length) list.append(...groups[category].map(listed)); });
    return details;
  }));
  paintSwatches();
}

function listed(one) {
  const button = element("button", { type: "button", dir: "auto" }, one.price ? `${one.title} · ${one.price}` : one.title);
  button.addEventListener("click", () => { canvas.scrollIntoView({ block: "center" }); show(one); });
  return element("li", {}, button);
}

async function begin() {
  const said = at("#map-said");
  const answer = await fetch("/console/map/points", { headers: { "X-Part": "1" } });
  if (answer.status === 401) { location.reload(); return; }
  const told = await answer.json();
  if (answer.status !== 200) {
    said.textContent = told.message;
    if (answer.status === 202) setTimeout(begin, AGAIN);
    return;
  }
  map = told;
  if (map.points.length) cloud = { x: extent("x"), y: extent("y") };
  view = whole();
  for (const one of map.points) one.sought = one.title.toLowerCase();
  const shown = map.points.length.toLocaleString();
  const looks = map.legs.includes("image") ? "their texts and photos" : "their texts";
  said.textContent = map.total > map.points.length
    ? `${shown} of ${map.total.toLocaleString()} items, drawn at random, by ${looks}.`
    : `${shown} items, by ${looks}.`;
  said.className = "quiet";
  at(".map").hidden = false;
  fill();
  draw();
}

begin();
