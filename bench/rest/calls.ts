import type { SupabaseClient } from "@supabase/supabase-js";
import type { ClientBase } from "pg";

/** What both sides work on. Rows belong to whoever writes them. */
export const schema = `
  create table public.bench_folders (id integer primary key, name text not null);
  create table public.bench_notes (
    id integer primary key, owner uuid not null default auth.uid(), folder_id integer references public.bench_folders,
    title text not null, body text not null default '', done boolean not null default false,
    created_at timestamptz not null default now());
  create index on public.bench_notes (done, id desc);
  create index on public.bench_notes (folder_id);
  alter table public.bench_folders enable row level security;
  alter table public.bench_notes enable row level security;
  create policy "Everybody reads" on public.bench_folders for select to authenticated using (true);
  create policy "Owners only" on public.bench_notes to authenticated
    using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
  create function public.bench_open_notes(folder integer) returns bigint language sql stable security invoker
    set search_path = '' as
    $$ select count(*) from public.bench_notes where folder_id = folder and not done $$;
  grant select on public.bench_folders to authenticated;
  grant select, insert, update, delete on public.bench_notes to authenticated;
  grant execute on function public.bench_open_notes to authenticated`;

export const fill = `
  insert into public.bench_folders select n, 'Folder ' || n from generate_series(0, 19) as n;
  insert into public.bench_notes (id, owner, folder_id, title, body, done)
  select n, $owner$, n % 20, 'Note number ' || n, repeat('Some words. ', 20), n % 3 = 0
  from generate_series(1, 10000) as n;
  analyze public.bench_folders, public.bench_notes`;

/** A call as supabase-js makes it and as SQL says it. `n` is another with each call. */
export type Call = {
  name: string;
  api: (db: SupabaseClient, n: number) => PromiseLike<unknown>;
  sql: [text: string, values: (n: number) => unknown[]];
};

const known = (n: number) => (n % 9_000) + 1;
const fresh = (n: number) => 1_000_000 + n;

const reads: Call[] = [
  {
    name: "a list",
    api: (db) =>
      db
        .from("bench_notes")
        .select("id, title, done")
        .eq("done", false)
        .order("id", { ascending: false })
        .limit(20),
    sql: [
      "select id, title, done from public.bench_notes where done = $1 order by id desc limit 20",
      () => [false],
    ],
  },
  {
    name: "one row",
    api: (db, n) => db.from("bench_notes").select("*").eq("id", known(n)).single(),
    sql: ["select * from public.bench_notes where id = $1", (n) => [known(n)]],
  },
  {
    name: "rows and what they belong to",
    api: (db, n) =>
      db
        .from("bench_notes")
        .select("id, title, folder:bench_folders(id, name)")
        .gt("id", known(n))
        .order("id")
        .limit(20),
    sql: [
      `select note.id, note.title, to_json(folder) as folder
       from public.bench_notes as note
         left join lateral (select id, name from public.bench_folders where id = note.folder_id) as folder on true
       where note.id > $1 order by note.id limit 20`,
      (n) => [known(n)],
    ],
  },
  {
    name: "some rows and how many there are", // not by HEAD, which autocannon waits for a body of
    api: (db, n) =>
      db
        .from("bench_notes")
        .select("id", { count: "exact" })
        .eq("folder_id", n % 20)
        .limit(5),
    sql: [
      `select (select count(*) from public.bench_notes where folder_id = $1), id
       from public.bench_notes where folder_id = $1 limit 5`,
      (n) => [n % 20],
    ],
  },
  {
    name: "a search",
    api: (db, n) =>
      db
        .from("bench_notes")
        .select("id, title")
        .eq("folder_id", n % 20)
        .ilike("title", "%7%")
        .limit(20),
    sql: [
      "select id, title from public.bench_notes where folder_id = $1 and title ilike $2 limit 20",
      (n) => [n % 20, "%7%"],
    ],
  },
  {
    name: "a function",
    api: (db, n) => db.rpc("bench_open_notes", { folder: n % 20 }),
    sql: ["select public.bench_open_notes($1)", (n) => [n % 20]],
  },
];

const writes: Call[] = [
  {
    name: "an insert",
    api: (db, n) =>
      db
        .from("bench_notes")
        .insert({ id: fresh(n), title: "A new note", folder_id: n % 20 })
        .select()
        .single(),
    sql: [
      "insert into public.bench_notes (id, title, folder_id) values ($1, $2, $3) returning *",
      (n) => [fresh(n), "A new note", n % 20],
    ],
  },
  {
    name: "an update",
    api: (db, n) =>
      db
        .from("bench_notes")
        .update({ title: `Renamed ${n}` })
        .eq("id", known(n))
        .select("id, title")
        .single(),
    sql: [
      "update public.bench_notes set title = $2 where id = $1 returning id, title",
      (n) => [known(n), `Renamed ${n}`],
    ],
  },
  {
    name: "an upsert",
    api: (db, n) =>
      db
        .from("bench_notes")
        .upsert({ id: known(n), title: `Again ${n}` })
        .select("id"),
    sql: [
      `insert into public.bench_notes (id, title) values ($1, $2)
       on conflict (id) do update set id = excluded.id, title = excluded.title returning id`,
      (n) => [known(n), `Again ${n}`],
    ],
  },
  {
    name: "a deletion",
    api: (db, n) => db.from("bench_notes").delete().eq("id", fresh(n)),
    sql: ["delete from public.bench_notes where id = $1", (n) => [fresh(n)]],
  },
];

/** In this order each row that is inserted is deleted again. */
export const calls: Call[] = [...reads, ...writes];

/** @throws when the call fails */
export async function callApi(db: SupabaseClient, call: Call, n: number): Promise<void> {
  const { error } = (await call.api(db, n)) as { error: unknown };
  if (error) throw new Error(`${call.name} failed`, { cause: error });
}

/** Who a call is made by, as SQL can read it. */
const settings = `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
  set_config('request.method', $3, true), set_config('request.path', $4, true),
  set_config('request.headers', $5, true), set_config('request.cookies', $6, true)`;

/** The transaction that PostgREST makes of a call, of statements that stay prepared. */
export async function callSql(db: ClientBase, call: Call, n: number, claims: string): Promise<void> {
  const [text, values] = call.sql;
  const session = ["authenticated", claims, "GET", "/bench_notes", "{}", "{}"];
  await db.query("begin");
  await db.query({ name: "settings", text: settings, values: session });
  await db.query({ name: call.name, text, values: values(n) });
  await db.query("commit");
}
