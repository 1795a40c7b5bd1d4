import { type Case, on } from "./matrix-case.ts";
import { people, posts } from "./people.ts";

const picture = "00000000-0000-4000-8000-000000030001";
const mine = `id = '${picture}'`;

const insert = (status: string) =>
  `insert into public.media (id, owner_id, path, mime, bytes, width, height, sha256, sizes, status) values (
    '${picture}', '${people.owner}', '${picture}/original.png', 'image/png', 100, 10, 10, '${"0".repeat(64)}',
    '[{"format":"webp","width":10,"height":10,"bytes":50}]', '${status}')`;

const shownIn = (post: string) =>
  `update public.post_contents set content = 'Look: ![it](/api/media/${picture})' where post_id = '${post}'`;

/** Only its owner deletes a picture, whoever sees it. */
function mediaCases(row: string, select: string, remove: string, ...scene: string[]): Case[] {
  const media = on("media", row);
  const before = { scene: scene.join("; ") };
  return [
    media("select", select, { ...before, sql: `select alt from public.media where ${mine}` }),
    media("update", "x x x x x x Y", {
      ...before,
      sql: `update public.media set alt = 'It' where ${mine}`,
    }),
    media("delete", remove, { ...before, sql: `delete from public.media where ${mine}` }),
  ];
}

const remove = "x Y h h h h Y";
const ready = insert("ready");

export const mediaMatrix: Case[] = [
  //                                           anon owner other member editor admin service
  on("media", "a new one")("insert", "x x x x x x Y", insert("pending")),
  ...mediaCases("that waits", "h Y h h h h Y", remove, insert("pending"), shownIn(posts.ownersPublic)),
  ...mediaCases("that was rejected", "h Y h h h h Y", remove, insert("rejected")),
  ...mediaCases("that nothing shows", "h Y h h h h Y", remove, ready),
  ...mediaCases("in a published post", "Y Y Y Y Y Y Y", remove, ready, shownIn(posts.ownersPublic)),
  ...mediaCases("in a draft", "h Y h h Y Y Y", remove, ready, shownIn(posts.ownersDraft)),
  ...mediaCases("in a post for members", "h Y h Y Y Y Y", remove, ready, shownIn(posts.ownersForMembers)),
  ...mediaCases("named by a stranger", "h Y h h h h Y", remove, ready, shownIn(posts.authorsPublic)),
  ...mediaCases(
    "of its owner's face",
    "Y Y Y Y Y Y Y",
    remove,
    ready,
    `update public.profiles set avatar_media_id = '${picture}' where id = '${people.owner}'`,
  ),
];
