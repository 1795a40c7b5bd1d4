import { asAnonymous } from "../supabase/clients.ts";
import { findPost, listPosts } from "./queries.ts";
import type { ListPostsQuery } from "./schema.ts";

/**
 * What of a list of posts is the same for everybody, whoever asks: the published ones, without their texts. A search is
 * not (it finds words in texts that not everybody may read), nor are drafts.
 */
export const isPublicList = ({ status, q }: ListPostsQuery): boolean => status === "published" && !q;

/** Published posts, read as somebody who has not signed in. */
export const listPublicPosts = (query: ListPostsQuery) => listPosts(asAnonymous(), query);

/** A post as somebody sees it who has not signed in: one for members is without its text. */
export const findPublicPost = (idOrSlug: string) => findPost(asAnonymous(), idOrSlug);
