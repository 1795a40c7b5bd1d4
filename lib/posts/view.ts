import { type AuthorRow, authorColumns, authorOf } from "../users/queries.ts";
import type { PostView } from "./schema.ts";

const ownColumns =
  "id, slug, title, excerpt, status, visibility, published_at, comment_count, reaction_count, created_at, updated_at";

/** What a list reads of a post. */
export const postColumns =
  `${ownColumns}, author:profiles!posts_author_id_fkey!inner(${authorColumns})` as const;

/** A list's columns and the text, which row-level security may leave out. */
export const postWithContentColumns = `${postColumns}, text:post_contents(content)` as const;

export type PostRow = {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  status: PostView["status"];
  visibility: PostView["visibility"];
  published_at: string | null;
  comment_count: number;
  reaction_count: number;
  created_at: string;
  updated_at: string;
  author: AuthorRow;
  text?: { content: string } | null;
};

export function postViewOf(row: PostRow): PostView {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    excerpt: row.excerpt,
    ...(row.text && { content: row.text.content }),
    status: row.status,
    visibility: row.visibility,
    publishedAt: row.published_at,
    author: authorOf(row.author),
    commentCount: row.comment_count,
    reactionCount: row.reaction_count,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
