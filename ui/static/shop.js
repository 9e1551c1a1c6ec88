// What a shop does with the widget's events; the bag stays in this browser.
"use strict";

const BAG = "harbour-and-pine-bag";
const find = (selector) => document.querySelector(selector);
const read = () => JSON.parse(localStorage.getItem(BAG) ?? "[]");

function show() {
  const bag = read();
  const list = find(".bag-list ul");
  find(".count").textContent = String(bag.reduce((sum, one) => sum + one.quantity, 0));
  list.replaceChildren(
    ...bag.map((one) => {
      const row = document.createElement("li");
      row.textContent = `${one.quantity} × ${one.title}${one.price ? `, ${one.price} ${one.currency}` : ""}`;
      return row;
    }),
  );
  find(".bag-list .empty").hidden = bag.length > 0;
  find(".empty-bag").hidden = bag.length === 0;
}

function add(item) {
  const bag = read();
  const known = bag.find((one) => one.itemId === item.itemId);
  if (known) known.quantity += item.quantity;
  else bag.push(item);
  localStorage.setItem(BAG, JSON.stringify(bag));
  find(".told").textContent = `${item.title} is in your bag.`;
  show();
}

document.addEventListener("aisle:add-to-cart", (event) => add(event.detail));
find(".bag").addEventListener("click", () => {
  const list = find(".bag-list");
  list.hidden = !list.hidden;
  find(".bag").setAttribute("aria-expanded", String(!list.hidden));
});
find(".empty-bag").addEventListener("click", () => {
  localStorage.removeItem(BAG);
  show();
  find(".bag").focus();
});
find(".item .add")?.addEventListener("click", () => {
  const { item: itemId, title, price, currency } = find(".item").dataset;
  add({ itemId, title, price, currency, quantity: 1 });
});
find(".item .ask")?.addEventListener("click", () => find("aisle-assistant").open());
addEventListener("storage", show);
addEventListener("pageshow", show);
show();
