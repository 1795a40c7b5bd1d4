import { z } from "zod";
import { catalogue, type ErrorCode } from "../errors.ts";
import { errorGuide } from "./error-guide.ts";

export const errorCodes = Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]];

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.url().meta({ description: "Where this code is explained." }),
    title: z.string().meta({ description: "The code in words; the same for every occurrence." }),
    status: z.int(),
    code: z.enum(errorCodes).meta({ description: "What to switch on. It never changes its meaning." }),
    detail: z.string().optional().meta({ description: "This occurrence in words, for people." }),
    requestId: z.string().meta({ description: "The id under which the request is logged." }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ description: "Which field, in dots: `email`, `tags.0`." }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: "Everything that is wrong with the input." }),
  })
  .meta({
    id: "Problem",
    description: "A failure, as RFC 9457 has it. Its type is application/problem+json.",
  });

/** The schema of a failure that has one of `codes`, all of them of one status. */
export const problemOf = (status: number, codes: readonly ErrorCode[]) => ({
  allOf: [
    { $ref: "#/components/schemas/Problem" },
    {
      type: "object" as const,
      properties: { status: { type: "integer" as const, enum: [status] }, code: { enum: [...codes] } },
      required: ["status", "code"],
    },
  ],
});

/** Where a code is explained: the `type` of its problems. */
export const errorUrl = (siteUrl: string, code: ErrorCode) => `${siteUrl}/docs/errors#${code}`;

/** A problem document as the code's operations answer it. */
export function problemExample(siteUrl: string, code: ErrorCode) {
  const { title, status } = catalogue[code];
  const { detail, errors } = errorGuide[code];
  return {
    type: errorUrl(siteUrl, code),
    ...{ title, status, code },
    ...(detail && { detail }),
    requestId: "V1StGXR8_Z5jdHi6B-myT",
    ...(errors && { errors }),
  };
}
