import { z } from "zod";

/** The sizes that a transformation may ask for, in pixels; others are brought to the nearest. */
const smallest = 1;
const largest = 2500;

const pixels = z.coerce.number().int().min(0).optional();

/** What a picture can be turned into, as the API takes it in a body or a query. */
export const transformation = z.object({
  width: pixels,
  height: pixels,
  resize: z.enum(["cover", "contain", "fill"]).optional(),
  format: z.enum(["origin", "avif"]).optional(),
  quality: z.coerce.number().int().min(20).max(100).optional(),
});

export type Transformation = z.output<typeof transformation>;

/** Writes a transformation as a signed URL's token carries it: `width:100,resize:cover`. */
export function describeTransformation(options: Transformation): string {
  const { width, height, resize, format, quality } = bounded(options);
  const parts = [
    height && `height:${height}`,
    width && `width:${width}`,
    (width || height) && `resize:${resize ?? "cover"}`,
    quality && `quality:${quality}`,
    format && `format:${format}`,
  ];
  return parts.filter(Boolean).join(",");
}

/** Reads what `describeTransformation` wrote. */
export function parseTransformation(text: string): Transformation {
  const entries = text.split(",").map((part) => part.split(":", 2));
  const read = transformation.safeParse(Object.fromEntries(entries));
  return read.success ? bounded(read.data) : {};
}

/** Zero means "not asked for"; everything else is brought within the limits. */
export function bounded(options: Transformation): Transformation {
  const limit = (size: number | undefined) =>
    size ? Math.min(Math.max(size, smallest), largest) : undefined;
  return { ...options, width: limit(options.width), height: limit(options.height) };
}
