/** What a picture may be, and what is made of it. Bytes, pixels and seconds. */

/** Types that are taken in; SVG is a program, and animations are none of our business. */
export const acceptedTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export type AcceptedType = (typeof acceptedTypes)[number];

/** The largest original, as the bucket `originals` says too. */
export const maxUploadBytes = 50 * 1024 * 1024;

/** The largest original that may pass through the app itself. */
export const maxSmallUploadBytes = 5 * 1024 * 1024;

/** Larger originals are uploaded in resumable parts. Storage takes parts of exactly this size. */
export const resumablePartBytes = 6 * 1024 * 1024;

/** Bounds the memory that a picture can take: a pixel is 3 or 4 bytes while some formats are decoded. */
export const maxPixels = 64_000_000;

/** No single step on a picture may take longer. */
export const maxSeconds = 20;

/** The widths that are made; a picture is never made larger than it is. */
export const widths = [320, 768, 1536] as const;

/** A picture that is taller than this many times its width is made narrower instead. */
export const maxTallness = 2.5;

/** Everything that somebody keeps here, originals only. */
export const quotaBytes = 1024 * 1024 * 1024;
export const quotaPictures = 5_000;

/** Uploads that somebody has begun and not completed. */
export const maxPending = 30;

/** An upload can be completed for this long; then it is abandoned. */
export const uploadMinutes = 45;

/** A picture that nothing has shown for this long goes. */
export const unusedDays = 7;
