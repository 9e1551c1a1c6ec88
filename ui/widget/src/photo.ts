/** Photos are made small here, so that they travel fast and a page without blob URLs can show them. */

const LONGEST_SIDE = 1024;
const QUALITY = 0.88;

/** A photo ready to be sent. */
export interface Photo {
  dataUrl: string;
  canvas: HTMLCanvasElement;
}

/** Return the picture as a JPEG, at most 1,024 pixels a side; rejects with a file that is none. */
export async function shrink(file: Blob): Promise<Photo> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw on");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { dataUrl: canvas.toDataURL("image/jpeg", QUALITY), canvas };
}

export function pictureIn(transfer: DataTransfer | null): File | undefined {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
}

/** Return a copy to show elsewhere; a canvas can only stand in one place. */
export function copyOf(source: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement("canvas");
  copy.width = source.width;
  copy.height = source.height;
  copy.getContext("2d")?.drawImage(source, 0, 0);
  return copy;
}
