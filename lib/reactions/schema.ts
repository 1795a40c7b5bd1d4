import { z } from "zod";

export const reactionKinds = ["like", "love", "insightful", "funny"] as const;
export const reactionKind = z.enum(reactionKinds);

export const setReactionInput = z.strictObject({ kind: reactionKind });
export type SetReactionInput = z.output<typeof setReactionInput>;

export const reactionsView = z
  .object({
    counts: z.object({ like: z.int(), love: z.int(), insightful: z.int(), funny: z.int() }),
    total: z.int(),
    mine: reactionKind.nullable().meta({ description: "The caller's own reaction." }),
  })
  .meta({ id: "Reactions" });
export type ReactionsView = z.output<typeof reactionsView>;
