import { z } from "zod";
import { line, text, uuid } from "../text.ts";
import { acceptedTypes, maxSmallUploadBytes, maxUploadBytes } from "./limits.ts";

const extensions: Record<string, (typeof acceptedTypes)[number]> = {
  ...{ jpg: "image/jpeg", jpeg: "image/jpeg", jpe: "image/jpeg", jfif: "image/jpeg" },
  ...{ png: "image/png", webp: "image/webp" },
};

/** Separators would make a path of it; marks of direction would show "gpj.exe" as "exe.jpg". */
const misleading = /[/\\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * The name that a file had where it came from, as it is: what misleads is refused and not taken out. Only its ending
 * counts; nothing is ever stored under it.
 */
const filename = text({ min: 1, max: 255 }).refine((name) => !misleading.test(name) && !name.includes(".."), {
  error: "Must be the plain name of a file",
});

const contentType = z.enum(acceptedTypes, { error: `Must be one of ${acceptedTypes.join(", ")}` });

type Announced = { filename: string; contentType: string };

const hasAgreeingName = ({ filename, contentType }: Announced) =>
  extensions[/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ""] === contentType;
const disagreement = { path: ["filename"], error: "Must end as files of this type do, such as .jpg or .png" };

const mediaId = "3f2a9d74-6c1b-4e58-8a07-d95b1c3e4f60";

/** What somebody says of a file before it is sent. */
export const signUploadInput = z
  .strictObject({
    filename,
    contentType,
    size: z
      .int()
      .min(1, "Must not be empty")
      .max(maxUploadBytes, `Must be at most ${maxUploadBytes} bytes`)
      .meta({ description: "In bytes." }),
  })
  .refine(hasAgreeingName, disagreement)
  .meta({ examples: [{ filename: "reading-room.jpg", contentType: "image/jpeg", size: 3_482_113 }] });
export type SignUploadInput = z.output<typeof signUploadInput>;

export const uploadTicket = z
  .object({
    id: uuid,
    url: z.url().meta({ description: "PUT the bytes here, with the Content-Type that was announced." }),
    token: z.string(),
    expiresAt: z.iso.datetime(),
    resumable: z
      .object({
        url: z.url(),
        headers: z.record(z.string(), z.string()),
        metadata: z.record(z.string(), z.string()),
      })
      .meta({ description: "For files over 6 MB: the same by TUS 1.0.0, in parts of 6 MiB." }),
  })
  .meta({
    id: "UploadTicket",
    examples: [
      {
        id: mediaId,
        url: `https://abcdefgh.supabase.co/storage/v1/object/upload/sign/originals/${mediaId}?token=eyJhbGci`,
        token: "eyJhbGci",
        expiresAt: "2026-11-03T09:57:12.481Z",
        resumable: {
          url: "https://abcdefgh.supabase.co/storage/v1/upload/resumable/sign",
          headers: { "x-signature": "eyJhbGci" },
          metadata: { bucketName: "originals", objectName: mediaId, contentType: "image/jpeg" },
        },
      },
    ],
  });
export type UploadTicket = z.output<typeof uploadTicket>;

/** What it shows, in words, for those who cannot see it. */
const alt = line({ max: 500 });

const shown = "A reading room with one lamp on.";

export const completeUploadInput = z
  .strictObject({ alt: alt.optional().meta({ description: "What it shows, for those who cannot see it." }) })
  .optional()
  .meta({ examples: [{ alt: shown }] });

/** The fields of the multipart form. */
export const uploadForm = z
  .strictObject({
    file: z
      .file({ error: "Must be a file" })
      .min(1, "Must not be empty")
      .max(maxSmallUploadBytes, `Must be at most ${maxSmallUploadBytes} bytes`)
      .meta({ override: { type: "string", format: "binary" } }),
    alt: alt.default("").meta({ description: "What it shows, for those who cannot see it." }),
  })
  .superRefine(({ file }, context) => {
    const announced = { filename: file.name, contentType: file.type };
    const result = z
      .object({ filename, contentType })
      .refine(hasAgreeingName, disagreement)
      .safeParse(announced);
    for (const { message } of result.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: ["file"], message });
    }
  })
  .meta({ examples: [{ file: "(the bytes of reading-room.jpg)", alt: shown }] });
export type UploadForm = z.output<typeof uploadForm>;

export const pictureFormat = z.enum(["avif", "webp", "jpeg", "png"]);

export const mediaView = z
  .object({
    id: uuid,
    status: z.enum(["pending", "ready", "rejected"]),
    width: z.int().nullable(),
    height: z.int().nullable(),
    mime: z.string().meta({ description: "The type of what was sent." }),
    alt: z.string(),
    blurDataUrl: z
      .string()
      .nullable()
      .meta({ description: "A few pixels to show until the picture is there." }),
    sources: z
      .array(
        z.object({
          type: z.string(),
          width: z.int(),
          height: z.int(),
          url: z.string().meta({ description: "A path of this API." }),
        }),
      )
      .meta({ description: "The files: best formats first, small ones first. Empty until it is ready." }),
  })
  .meta({
    id: "Media",
    examples: [
      {
        id: mediaId,
        status: "ready",
        width: 2400,
        height: 1600,
        mime: "image/jpeg",
        alt: shown,
        blurDataUrl: "data:image/webp;base64,UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
        sources: [
          { type: "image/avif", width: 640, height: 427, url: `/api/media/${mediaId}?w=640&format=avif` },
          { type: "image/jpeg", width: 640, height: 427, url: `/api/media/${mediaId}?w=640&format=jpeg` },
        ],
      },
    ],
  });
export type MediaView = z.output<typeof mediaView>;

export const mediaParams = z.object({ id: uuid.meta({ examples: [mediaId] }) });

export const mediaQuery = z.object({
  w: z.coerce
    .number()
    .pipe(z.int().min(1).max(10_000))
    .optional()
    .meta({
      description: "How wide it will be shown, in pixels: the smallest file that suffices, or the largest.",
      examples: [640],
    }),
  format: pictureFormat.optional().meta({ description: "Left out, the Accept header decides." }),
});
export type MediaQuery = z.output<typeof mediaQuery>;
