/** Where the shopper writes: the box, the photo, what was understood, and what went wrong. */

import { bringIn, h, icon, iconButton } from "./dom";
import { isShown } from "./focus";
import { type Photo, pictureIn, shrink } from "./photo";
import type { Chip, Operation } from "./protocol";
import { type Words, fill } from "./words";

const TALLEST = 140;

export interface ComposerActions {
  send(text: string, photo: Photo | null): boolean;
  tap(operations: Operation[]): void;
  compare(): void;
  clearPicks(): void;
  /** Give the focus to the answer, since what held it here is gone. */
  focusAnswer(): void;
  typed(): void;
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly box: HTMLTextAreaElement;
  private readonly chips = h("ul", { class: "chips" });
  private readonly undo: HTMLButtonElement;
  private readonly understood: HTMLDivElement;
  private readonly tray: HTMLDivElement;
  private readonly attached: HTMLDivElement;
  private readonly problem = h("p", { class: "problem", role: "alert", hidden: true });
  private readonly files: HTMLInputElement;
  private readonly camera: HTMLInputElement;
  private photo: Photo | null = null;
  /** What was sent while another answer was awaited; it stays in the box until its turn comes. */
  private early: { text: string; photo: Photo | null } | null = null;
  private shownChips = "";
  private shownProblem = "";

  constructor(
    private readonly words: Words,
    private readonly actions: ComposerActions,
  ) {
    this.chips.setAttribute("aria-label", words.understood);
    this.undo = h(
      "button",
      { type: "button", class: "quiet-button undo" },
      icon("undo"),
      words.undo,
    );
    this.undo.addEventListener("click", () => actions.tap([{ op: "undo" }]));
    this.understood = h("div", { class: "understood", hidden: true }, this.chips, this.undo);
    this.tray = h("div", {
      class: "tray",
      hidden: true,
      role: "group",
      "aria-label": words.compare,
    });
    this.attached = h("div", { class: "attached", hidden: true });
    this.files = this.fileInput(words.addPhoto, false);
    this.camera = this.fileInput(words.takePhoto, true);
    this.box = h("textarea", {
      rows: "1",
      maxlength: "100000",
      placeholder: words.placeholder,
      "aria-label": words.say,
      autocomplete: "off",
      enterkeyhint: "send",
      dir: "auto",
    });
    this.element = h(
      "form",
      { class: "composer" },
      this.understood,
      this.tray,
      this.attached,
      this.problem,
      this.row(),
    );
    this.listen();
  }

  /** Show what was understood; the focus stays in the row when what held it goes, if it can. */
  showChips(chips: Chip[], request: string, canUndo: boolean): void {
    const buttons = () => [...this.chips.querySelectorAll("button")];
    const held = this.understood.querySelector(":focus");
    const place = buttons().findIndex((button) => button === held);
    this.undo.hidden = !canUndo;
    this.understood.hidden = !chips.length && !request && !canUndo;
    this.fillChips(chips, request);
    if (!held || isShown(held)) return;
    const next = buttons()[place] ?? buttons().at(-1);
    if (next) next.focus();
    else this.actions.focusAnswer();
  }

  private fillChips(chips: Chip[], request: string): void {
    const shown = JSON.stringify([chips, request]);
    if (shown === this.shownChips) return;
    this.shownChips = shown;
    const rows = chips.map((chip) => this.chip(chip));
    if (request) rows.unshift(h("li", { class: "chip subject", dir: "auto" }, request));
    const before = [...this.chips.children].map((chip) => chip.textContent);
    this.chips.replaceChildren(...rows);
    const latest = rows.findLast((chip) => !before.includes(chip.textContent));
    if (before.length && latest) bringIn(this.chips, latest);
  }

  showPicks(count: number): void {
    const { words } = this;
    this.tray.hidden = count === 0;
    if (!count) return this.tray.replaceChildren();
    const clear = h("button", { type: "button", class: "quiet-button" }, words.clear);
    clear.addEventListener("click", () => this.actions.clearPicks());
    if (count === 1)
      return this.tray.replaceChildren(h("span", { role: "status" }, words.compareOne), clear);
    const go = h(
      "button",
      { type: "button", class: "compare-now" },
      icon("compare"),
      fill(words.compareCount, { count }),
    );
    go.addEventListener("click", () => this.actions.compare());
    this.tray.replaceChildren(go, clear);
  }

  /** Show what went wrong; an empty text takes the line away. */
  complain(text: string): void {
    if (text === this.shownProblem) return;
    this.shownProblem = text;
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }

  /** Give a message back that could not be sent, unless another one is being written. */
  giveBack(text: string, photo: Photo | null): void {
    this.early = null;
    if (!this.box.value) this.box.value = text;
    if (photo && !this.photo) this.attach(photo);
    this.grow();
  }

  write(text: string): void {
    this.box.value = text;
    this.grow();
  }

  draft(): { text: string; photo: Photo | null } {
    return { text: this.box.value, photo: this.photo };
  }

  /** Send what was sent too early, unless it was changed since. */
  sendEarly(): void {
    const { early } = this;
    this.early = null;
    if (early?.text === this.box.value && early.photo === this.photo) this.element.requestSubmit();
  }

  pickPhoto(): void {
    this.files.click();
  }

  async take(file: File): Promise<void> {
    try {
      this.attach(await shrink(file));
      this.complain("");
      this.box.focus();
    } catch {
      this.complain(fill(this.words.badPhoto, { name: file.name || this.words.thisFile }));
    }
  }

  private row(): HTMLElement {
    const pick = iconButton("picture", this.words.addPhoto, "pick-photo");
    pick.addEventListener("click", () => this.files.click());
    const shoot = iconButton("photo", this.words.takePhoto, "take-photo");
    shoot.addEventListener("click", () => this.camera.click());
    const send = h(
      "button",
      { type: "submit", class: "send", "aria-label": this.words.send, title: this.words.send },
      icon("send"),
    );
    return h("div", { class: "box" }, pick, shoot, this.files, this.camera, this.box, send);
  }

  private fileInput(label: string, fromCamera: boolean): HTMLInputElement {
    const input = h("input", {
      type: "file",
      accept: "image/*",
      "aria-label": label,
      tabindex: "-1",
      hidden: true,
      class: fromCamera ? "camera-file" : "photo-file",
      capture: fromCamera ? "environment" : null,
    });
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) void this.take(file);
      input.value = "";
    });
    return input;
  }

  private listen(): void {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const draft = this.draft();
      this.early = this.actions.send(draft.text, draft.photo) ? null : draft;
      if (this.early) return;
      this.box.value = "";
      this.attach(null);
      this.grow();
    });
    this.box.addEventListener("keydown", (event) => {
      // Enter also ends a composition (Chinese, Japanese); that one sends nothing.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.element.requestSubmit();
      }
    });
    this.box.addEventListener("input", () => {
      this.actions.typed();
      this.complain("");
      this.grow();
    });
    this.box.addEventListener("paste", (event) => {
      const file = pictureIn(event.clipboardData);
      if (!file) return;
      event.preventDefault();
      void this.take(file);
    });
  }

  private chip(chip: Chip): HTMLLIElement {
    const row = h(
      "li",
      {
        class: chip.required ? "chip" : "chip wish",
        title: chip.required ? null : this.words.wish,
      },
      h("span", { dir: "auto" }, chip.label),
    );
    const { remove } = chip;
    if (!remove) return row;
    const label = fill(this.words.remove, { label: chip.label });
    const button = iconButton("close", label, "remove");
    button.addEventListener("click", () => this.actions.tap([remove]));
    row.append(button);
    return row;
  }

  private attach(photo: Photo | null): void {
    this.photo = photo;
    this.attached.hidden = !photo;
    if (!photo) return this.attached.replaceChildren();
    photo.canvas.setAttribute("role", "img");
    photo.canvas.setAttribute("aria-label", this.words.chosenPhoto);
    const detach = iconButton("close", this.words.removePhoto, "detach");
    detach.addEventListener("click", () => {
      this.attach(null);
      this.box.focus();
    });
    this.attached.replaceChildren(photo.canvas, detach);
  }

  private grow(): void {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, TALLEST)}px`;
  }
}
