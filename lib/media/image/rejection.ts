import { AppError } from "../../errors.ts";

/** What can be wrong with a file. The code is in the problem's `errors`, the sentence for people. */
const reasons = {
  empty: "The file is empty",
  wrong_size: "The file is not as long as was announced",
  wrong_type: "The file is not a JPEG, PNG or WebP, or not the one that its name says",
  animated: "The picture moves; only still pictures are taken",
  foreign_content: "The file is a picture and something else as well",
  compressed_too_much: "The file holds far more than a picture needs",
  too_many_pixels: "The picture has more than 64 million pixels",
  broken: "The picture is damaged or cut short",
  refused_before: "The file was refused before; begin another upload",
  too_slow: "The picture takes too long to work on",
} as const;

export type RejectionReason = keyof typeof reasons;

/** 422: the file will never become a picture here. */
export const imageRejected = (reason: RejectionReason, cause?: unknown) =>
  new AppError("image_rejected", {
    detail: `${reasons[reason]}.`,
    issues: [{ path: "file", code: reason, message: reasons[reason] }],
    cause,
  });
