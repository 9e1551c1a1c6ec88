/** Addresses that come from sellers or from the page: only harmless ones are followed. */

/** Return an http(s) address or a path of this very site as it may stand in a link, else null. */
export function safeLink(raw: string | null, here: string): string | null {
  if (!raw || /[\u0000-\u0020\u007f\\]/.test(raw.trim())) return null;
  const text = raw.trim();
  const isPath = text.startsWith("/") && !text.startsWith("//");
  if (!isPath && !/^https?:\/\//i.test(text)) return null;
  try {
    const url = new URL(text, here);
    const isWeb = url.protocol === "http:" || url.protocol === "https:";
    return isWeb && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/** Return the address of something the assistant's server serves, which may lie below a path. */
export function served(path: string, base: string): string {
  return new URL(path.replace(/^\/+/, ""), base).href;
}

/** Return the address that the server's paths are joined to; it ends in a slash. */
export function baseOf(catalogue: string | null, script: string, here: string): string {
  const wanted = catalogue === null ? null : safeLink(catalogue, here);
  const url = new URL(wanted ?? new URL(".", script).href);
  url.search = url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url.href;
}

/** Return the item's page by the shop's own pattern, such as `/products/{id}`, else its feed's link. */
export function itemLink(
  pattern: string | null,
  item: { item_id: string; link: string | null },
  here: string,
): string | null {
  if (pattern) return safeLink(pattern.replace("{id}", encodeURIComponent(item.item_id)), here);
  return safeLink(item.link, here);
}
