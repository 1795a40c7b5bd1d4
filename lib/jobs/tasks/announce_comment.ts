import { z } from "zod";
import { pool } from "../../db/pool.ts";
import { inTransaction } from "../../db/transaction.ts";
import { announce } from "../announce.ts";
import { task } from "../task.ts";

type Concerned = { user_id: string; author: string; title: string; slug: string };

/** Tells the author of the post, and of the comment that was answered, about a comment. Nobody hears of their own. */
export default task(z.object({ commentId: z.uuid() }), async ({ commentId }) => {
  const { rows } = await pool().query<Concerned>(
    `select concerned.user_id, author.name as author, posts.title, posts.slug
      from public.comments as comment
      join public.posts on posts.id = comment.post_id
      join public.profiles as author on author.id = comment.author_id
      left join public.comments as parent on parent.id = comment.parent_id
      cross join lateral (select posts.author_id union select parent.author_id) as concerned (user_id)
      where comment.id = $1 and concerned.user_id <> comment.author_id`,
    [commentId],
  );
  await inTransaction(async (tx) => {
    for (const { user_id, author, title, slug } of rows) {
      const cause = `comment:${commentId}:${user_id}`;
      await announce(tx, { template: "new_comment", cause, userId: user_id, data: { author, title, slug } });
    }
  });
});
