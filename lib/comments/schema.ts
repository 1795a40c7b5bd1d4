import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { trimmedProse, uuid } from "../text.ts";
import { authorView } from "../users/schema.ts";

const body = trimmedProse({ min: 1, max: 2000 });

export const createCommentInput = z.strictObject({
  body,
  parentId: uuid
    .nullable()
    .optional()
    .meta({ description: "The comment on the same post that this answers." }),
});
export type CreateCommentInput = z.output<typeof createCommentInput>;

export const updateCommentInput = z.strictObject({ body });
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
  .meta({ id: "Comment" });
export type CommentView = z.output<typeof commentView>;
export const commentPage = pageOf(commentView);

export const listCommentsQuery = z.object(pageParameters);
export type ListCommentsQuery = z.output<typeof listCommentsQuery>;

export const commentParams = z.object({ id: uuid });
