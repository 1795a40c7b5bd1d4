import { z } from "zod";

export const reactionKinds = ["like", "love", "insightful", "funny"] as const;
export const reactionKind = z.enum(reactionKinds);

export const setReactionInput = z
  .strictObject({ kind: reactionKind })
  .meta({ examples: [{ kind: "insightful" }] });
export type SetReactionInput = z.output<typeof setReactionInput>;

export const reactionsView = z
  .object({
    counts: z.object({ like: z.int(), love: z.int(), insightful: z.int(), funny: z.int() }),
    total: z.int(),
    mine: reactionKind.nullable().meta({ description: "The caller's own reaction." }),
  })
  .meta({
    id: "Reactions",
    examples: [{ counts: { like: 9, love: 2, insightful: 3, funny: 0 }, total: 14, mine: "insightful" }],
  });
export type ReactionsView = z.output<typeof reactionsView>;
