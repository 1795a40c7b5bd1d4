import type { ComponentType } from "react";
import { setReaction } from "#actions/reactions.ts";
import { pageContext } from "#lib/http/page.ts";
import type { PostView } from "#lib/posts/schema.ts";
import { listReactions } from "#lib/reactions/queries.ts";
import { Submit } from "#ui/form.tsx";
import { FunnyIcon, InsightfulIcon, LikeIcon, LoveIcon } from "#ui/icons.tsx";
import type { Viewer } from "../_viewer.ts";

const kinds = ["like", "love", "insightful", "funny"] as const;
type Kind = (typeof kinds)[number];

const faces: Record<Kind, { label: string; Icon: ComponentType }> = {
  like: { label: "Like", Icon: LikeIcon },
  love: { label: "Love", Icon: LoveIcon },
  insightful: { label: "Insightful", Icon: InsightfulIcon },
  funny: { label: "Funny", Icon: FunnyIcon },
};

/** What readers thought of a post, in one word each. Signed-in readers press theirs, and again to take it back. */
export async function Reactions({ post, viewer }: { post: PostView; viewer: Viewer | null }) {
  const { db } = await pageContext();
  const { counts, mine } = await listReactions(db, post.id);
  return (
    <section id="reactions" aria-label="Reactions" className="print:hidden mt-14 flex flex-wrap gap-2">
      {kinds.map((kind) =>
        viewer ? (
          <ReactionButton key={kind} {...{ kind, post }} count={counts[kind] ?? 0} pressed={mine === kind} />
        ) : (
          <ReactionCount key={kind} kind={kind} count={counts[kind] ?? 0} />
        ),
      )}
    </section>
  );
}

const chip = "inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-[0.9375rem]";

type ReactionButtonProps = { kind: Kind; post: PostView; count: number; pressed: boolean };

function ReactionButton({ kind, post, count, pressed }: ReactionButtonProps) {
  const { label, Icon } = faces[kind];
  const look = pressed
    ? "border-patina bg-patina-wash text-patina-strong font-medium"
    : "border-line text-soft hover:border-edge hover:text-ink";
  return (
    <form action={setReaction}>
      <input type="hidden" name="postId" value={post.id} />
      <input type="hidden" name="slug" value={post.slug} />
      {pressed ? null : <input type="hidden" name="kind" value={kind} />}
      <Submit className={`${chip} ${look}`} pressed={pressed}>
        <Icon />
        {label}
        {count > 0 ? <span className="tabular-nums">{count}</span> : null}
      </Submit>
    </form>
  );
}

function ReactionCount({ kind, count }: { kind: Kind; count: number }) {
  const { label, Icon } = faces[kind];
  if (count === 0) return null;
  return (
    <p className={`${chip} border-line text-soft`}>
      <Icon />
      {label} <span className="tabular-nums">{count}</span>
    </p>
  );
}
