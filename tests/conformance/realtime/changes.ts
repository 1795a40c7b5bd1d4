import type { RealtimeChannel } from "@supabase/supabase-js";
import { inbox, joined, newTopic, type Project } from "./project.ts";

export const changesSchema = `
  create table public.plain (id int generated always as identity primary key, name text, n numeric,
    tags text[] not null default '{a,b}', data jsonb not null default '{"k": [1]}', gone text, at timestamptz);
  create table public.full_rows (id int generated always as identity primary key, name text, body text);
  alter table public.full_rows replica identity full;
  create table public.keyless (n int);
  create table public.unpublished (id int primary key);
  create table public.notes (id int generated always as identity primary key, owner uuid, body text, secret text);
  alter table public.notes enable row level security, replica identity full;
  create policy "People read their own notes" on public.notes
    for select to authenticated using (owner = (select auth.uid()));
  revoke select on public.notes from authenticated, anon;
  grant select (id, owner, body) on public.notes to authenticated;
  create table public.fragile (id int generated always as identity primary key, name text);
  alter table public.fragile enable row level security;
  create policy "This fails for claims that are no number" on public.fragile
    for select to authenticated using (((select auth.jwt()) ->> 'level')::int > 0);
  alter publication supabase_realtime add table plain, full_rows, keyless, notes, fragile;
`;

export type Row = Record<string, unknown>;
export type Change = {
  schema: string;
  table: string;
  eventType: string;
  commit_timestamp: string;
  new: Row;
  old: Row;
  errors: string[] | null;
};

export type Wish = { event: string; schema: string; table?: string; filter?: string; select?: string[] };

type Options = { vsn?: "1.0.0" | "2.0.0"; token?: string; name?: string; wait?: boolean };

/** Subscribes to changes and waits until the database is listened to; `wait: false` leaves that to the caller. */
export async function follow(project: Project, options: Options, wish: Wish, heard = inbox<Change>()) {
  const { name, wait = true, ...rest } = options;
  const client = project.client(rest);
  if (rest.token) await client.realtime.setAuth();
  const config = wait ? { postgres_changes_options: { wait: true } } : {};
  const channel: RealtimeChannel = client.channel(newTopic(name), { config });
  channel.on("postgres_changes", wish as { event: "*"; schema: string }, (change) =>
    heard.put(change as unknown as Change),
  );
  if (wait) await joined(channel);
  return { client, channel, heard };
}
