import { z } from "zod";
import { type MediaView, pictureFormat } from "./schema.ts";

/** One file of a picture, as the row keeps it. */
export const pictureSize = z.object({
  format: pictureFormat,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});
export type PictureSize = z.output<typeof pictureSize>;

/** What a caller may read of a row. */
export const mediaColumns = "id, status, width, height, mime, alt, blur_data_url, sizes";

export type MediaRow = {
  id: string;
  status: MediaView["status"];
  width: number | null;
  height: number | null;
  mime: string;
  alt: string;
  blur_data_url: string | null;
  sizes: unknown;
};

/** Where a picture is shown from: a path of this site that asks who may see it. */
export const pictureUrl = (id: string): string => `/api/media/${id}`;

/** The path of one of a picture's files in its bucket. */
export const pathOf = (id: string, { width, format }: Pick<PictureSize, "width" | "format">): string =>
  `${id}/${width}.${format}`;

export function sizesOf({ sizes }: Pick<MediaRow, "sizes">): PictureSize[] {
  const order = pictureFormat.options;
  return z
    .array(pictureSize)
    .parse(sizes)
    .toSorted((a, b) => order.indexOf(a.format) - order.indexOf(b.format) || a.width - b.width);
}

export function mediaViewOf(row: MediaRow): MediaView {
  return {
    id: row.id,
    status: row.status,
    width: row.width,
    height: row.height,
    mime: row.mime,
    alt: row.alt,
    blurDataUrl: row.blur_data_url,
    sources: sizesOf(row).map(({ format, width, height }) => ({
      type: `image/${format}`,
      width,
      height,
      url: `${pictureUrl(row.id)}?w=${width}&format=${format}`,
    })),
  };
}
