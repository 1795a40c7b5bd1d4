/** Puts a paragraph where the cursor is, or at the end where there has been none, and the cursor behind it. */
export function insertParagraph(area: HTMLTextAreaElement, text: string): void {
  const isUntouched = area.selectionEnd === 0 && document.activeElement !== area;
  const at = isUntouched ? area.value.length : area.selectionEnd;
  const before = area.value.slice(0, at);
  const after = area.value.slice(at);
  const lead = before === "" ? "" : "\n".repeat(2 - Math.min(2, newlines(before.match(/\n*$/))));
  const trail = "\n".repeat(2 - Math.min(2, newlines(after.match(/^\n*/))));
  area.setRangeText(lead + text + trail, at, at, "end");
  announce(area);
}

const newlines = (match: RegExpMatchArray | null) => match?.[0].length ?? 0;

/** How a text shows a picture. The brackets of its description must not end it. */
export const pictureMarkdown = (id: string, alt: string): string =>
  `![${alt.replace(/[\\[\]]/g, "\\$&").replace(/\s+/g, " ")}](/api/media/${id})`;

/** Every place where a text shows the picture, with the description as it is written there. */
const places = (id: string) => new RegExp(`!\\[(?:\\\\.|[^\\]\\\\])*\\]\\(/api/media/${id}\\)`, "g");

/** Gives a picture another description wherever the text shows it. */
export function describePicture(area: HTMLTextAreaElement, id: string, alt: string): void {
  replace(area, places(id), pictureMarkdown(id, alt));
}

/** Takes a picture out of the text, with the paragraph that it was. */
export function removePicture(area: HTMLTextAreaElement, id: string): void {
  replace(area, new RegExp(`${places(id).source}\\n{0,2}`, "g"), "");
}

/** From the last place to the first, so that the ones before stay where they are, and the cursor too. */
function replace(area: HTMLTextAreaElement, pattern: RegExp, text: string): void {
  for (const { 0: found, index } of [...area.value.matchAll(pattern)].toReversed()) {
    area.setRangeText(text, index, index + found.length, "preserve");
  }
  announce(area);
}

/** Whoever listens to the field learns of the change as if it had been typed. */
const announce = (area: HTMLTextAreaElement) => area.dispatchEvent(new Event("input", { bubbles: true }));
