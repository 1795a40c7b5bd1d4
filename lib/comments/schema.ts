import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { trimmedProse, uuid } from "../text.ts";
import { authorView, noor } from "../users/schema.ts";

const body = trimmedProse({ min: 1, max: 2000 });

const said = "The one on our street keeps umbrellas, too.";

export const createCommentInput = z
  .strictObject({
    body,
    parentId: uuid
      .nullable()
      .optional()
      .meta({ description: "The comment on the same post that this answers." }),
  })
  .meta({ examples: [{ body: said }] });
export type CreateCommentInput = z.output<typeof createCommentInput>;

export const updateCommentInput = z
  .strictObject({ body })
  .meta({ examples: [{ body: "The one on our street keeps umbrellas and a cat, too." }] });
export type UpdateCommentInput = z.output<typeof updateCommentInput>;

export const commentView = z
  .object({
    id: uuid,
    postId: uuid,
    parentId: uuid.nullable(),
    body: z.string(),
    author: authorView,
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
  })
  .meta({
    id: "Comment",
    examples: [
      {
        id: "e2f6c0b8-41a9-4d73-9c5e-08b7d1a3f296",
        postId: "1c9e7b52-8f3d-4a61-b0e4-5d2f8a9c6e17",
        parentId: null,
        body: said,
        author: noor,
        createdAt: "2026-11-03T10:12:40.227915+00:00",
        updatedAt: "2026-11-03T10:12:40.227915+00:00",
      },
    ],
  });
export type CommentView = z.output<typeof commentView>;
export const commentPage = pageOf(commentView);

export const listCommentsQuery = z.object(pageParameters);
export type ListCommentsQuery = z.output<typeof listCommentsQuery>;

export const commentParams = z.object({
  id: uuid.meta({ examples: ["e2f6c0b8-41a9-4d73-9c5e-08b7d1a3f296"] }),
});
