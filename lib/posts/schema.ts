import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { isUuid, line, prose, somethingToChange, uuid } from "../text.ts";
import { authorView, ida, username } from "../users/schema.ts";

export const postStatus = z.enum(["draft", "published"]);
export const postVisibility = z.enum(["public", "members"]);

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The address below /posts/. Empty or left out, it is made from the title. It never looks like an id. */
const slug = z
  .string()
  .max(120)
  .refine((value) => value === "" || (slugPattern.test(value) && !isUuid(value)), {
    error: "Must be lower-case letters and digits with single hyphens between them",
  })
  .meta({ override: { pattern: "^([a-z0-9]+(-[a-z0-9]+)*)?$" } });

const title = line({ min: 5, max: 200 });
const excerpt = line({ max: 500 });
const content = prose({ max: 100_000 })
  .refine((value) => [...value.trim()].length >= 10, { error: "Must be at least 10 characters" })
  .meta({ description: "Markdown.", override: { type: "string", minLength: 10, maxLength: 100_000 } });

const announced = {
  title: "What a library keeps",
  excerpt: "On quiet, and who looks after it.",
  status: "published",
  visibility: "public",
} as const;
const written = {
  ...announced,
  content: "Not the books. *The quiet between two of them*, when somebody puts one back.",
};

export const createPostInput = z
  .strictObject({
    title,
    content,
    excerpt: excerpt.default(""),
    status: postStatus.default("draft"),
    visibility: postVisibility.default("public"),
    slug: slug.optional(),
  })
  .meta({ examples: [written] });
export type CreatePostInput = z.output<typeof createPostInput>;

const postInput = z.strictObject({
  title,
  content,
  excerpt,
  status: postStatus,
  visibility: postVisibility,
  slug: slug.optional(),
});

export const replacePostInput = postInput.meta({ examples: [written] });

export const updatePostInput = postInput
  .partial()
  .refine(...somethingToChange)
  .meta({ examples: [{ visibility: "members" }] });
export type UpdatePostInput = z.output<typeof updatePostInput>;

const listed = {
  id: "1c9e7b52-8f3d-4a61-b0e4-5d2f8a9c6e17",
  slug: "what-a-library-keeps",
  ...announced,
  publishedAt: "2026-11-03T09:30:12.481+00:00",
  author: ida,
  commentCount: 2,
  reactionCount: 14,
  createdAt: "2026-11-01T18:04:55.120346+00:00",
  updatedAt: "2026-11-03T09:30:12.481+00:00",
};

export const postView = z
  .object({
    id: uuid,
    slug: z.string(),
    title: z.string(),
    excerpt: z.string(),
    content: z.string().optional().meta({ description: "Markdown. Only for those who may read it." }),
    status: postStatus,
    visibility: postVisibility,
    publishedAt: z.iso.datetime({ offset: true }).nullable(),
    author: authorView,
    commentCount: z.int(),
    reactionCount: z.int(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
    highlight: z
      .object({ title: z.string(), snippet: z.string() })
      .optional()
      .meta({
        description:
          "In search results: the title and passages with each found word between U+E000 and U+E001. " +
          "It is text: escape it before the marks become tags.",
      }),
  })
  .meta({
    id: "Post",
    examples: [{ ...listed, ...written }],
  });
export type PostView = z.output<typeof postView>;
/** A list leaves the texts out. */
export const postPage = pageOf(postView, [listed]);

export const listPostsQuery = z.object({
  ...pageParameters,
  author: z.union([uuid, username]).optional().meta({ description: "An id or a user name." }),
  status: postStatus
    .default("published")
    .meta({ description: "`draft` lists the drafts that the caller can see, newest first." }),
  visibility: postVisibility.optional(),
  q: line({ max: 200 })
    .optional()
    .meta({
      description: "Full-text search, best first. Takes quotes, `or` and `-`.",
      examples: ['library -"reading room"'],
    }),
});
export type ListPostsQuery = z.output<typeof listPostsQuery>;

/** A post in a path: an id or a slug. */
export const postParams = z.object({
  id: z
    .string()
    .refine((value) => isUuid(value) || (slugPattern.test(value) && value.length <= 120))
    .meta({ description: "An id or a slug.", examples: ["what-a-library-keeps"] }),
});
