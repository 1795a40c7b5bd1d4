import { etagOf } from "./etag.ts";

/** An answer as text, with what its headers say of it: what can be kept, and sent again without being made again. */
export type Rendering = { json: string; etag: string; nextCursor: string | null };

/** What a handler answers when its answer is text already. */
export class Rendered {
  readonly rendering: Rendering;

  constructor(rendering: Rendering) {
    this.rendering = rendering;
  }
}

type Telling = { updatedAt?: unknown; pagination?: { nextCursor?: string | null } };

/** Makes the text of an answer. `updatedAt` of what can be edited goes into its tag. */
export function render(answer: unknown): Rendering {
  const { updatedAt, pagination } = (answer ?? {}) as Telling;
  const json = JSON.stringify(answer);
  const etag = etagOf(json, typeof updatedAt === "string" ? updatedAt : undefined);
  return { json, etag, nextCursor: pagination?.nextCursor ?? null };
}
