import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
  await at.sql(`
    create view public.log_book as
      with strange as (select '{(:odd "text" \\ })' as mark, array['a', '{}'] as marks)
      select
        s.id as entry, s.observer as who, s.site_id as place, strange.mark,
        case when s.magnitude < 2 then 'bright' else '(dim)' end as grade,
        (select count(*) from public.sightings other where other.observer = s.observer) as seen
      from public.sightings s cross join strange
      where s.note is not null;
    create view public.log_index as select entry, who from public.log_book where entry < 100;
    create view public.log_union as
      select id, observer from public.sightings union all select id, observer from public.sightings;
    create materialized view public.log_archive as select id, note, site_id from public.sightings;
    create view public.tools as select site_id as s, instrument_id as i from public.site_instruments;
    create view public.outposts as select id as number, slug from public.sites;
    grant select on all tables in schema public to anon;
  `);
});
afterAll(() => at.close());

const get = async (path: string) => (await at.send("GET", path)).json;

test("a view shows the keys of its tables under its own names, whatever else it computes", async () => {
  expect(await get("/log_book?select=entry,grade,seen,mark,observers(name),sites(slug)&entry=eq.1")).toEqual([
    {
      entry: 1,
      grade: "bright",
      seen: 2,
      mark: '{(:odd "text" \\ })',
      observers: { name: "Ada" },
      sites: { slug: "hill" },
    },
  ]);
  expect(await get("/observers?select=handle,log_book(entry)&handle=eq.ada&log_book.order=entry")).toEqual([
    { handle: "ada", log_book: [{ entry: 1 }, { entry: 2 }] },
  ]);
});

test("a view of a view is followed down to the table", async () => {
  expect(await get("/log_index?select=entry,observers(name)&entry=eq.3")).toEqual([
    { entry: 3, observers: { name: "Bob" } },
  ]);
});

test("a materialised view is embedded and read, but not written", async () => {
  expect(await get("/log_archive?select=note,sites(slug)&id=eq.2")).toEqual([
    { note: "Mars", sites: { slug: "lake" } },
  ]);
  expect((await at.send("OPTIONS", "/log_archive")).headers.allow).toBe("OPTIONS,GET,HEAD");
});

test("a union has no keys to embed by", async () => {
  const { status, json } = await at.send("GET", "/log_union?select=id,observers(name)");
  expect([status, json.code]).toEqual([400, "PGRST200"]);
});

test("views stand on either end of a junction, and for the junction itself", async () => {
  expect(await get("/outposts?select=slug,instruments!site_instruments(name)&number=eq.2")).toEqual([
    { slug: "lake", instruments: [{ name: "camera" }] },
  ]);
  expect(await get("/sites?select=slug,instruments!tools(name)&id=eq.2")).toEqual([
    { slug: "lake", instruments: [{ name: "camera" }] },
  ]);
});

test("a view has the primary key that it shows, for upserts and locations", async () => {
  const put = {
    body: { number: 77, slug: "far" },
    headers: { prefer: "return=representation,resolution=merge-duplicates" },
  };
  await at.sql("grant insert, update on public.outposts to anon");
  expect((await at.send("POST", "/outposts", put)).json).toEqual([{ number: 77, slug: "far" }]);
  const again = { ...put, body: { number: 77, slug: "farther" } };
  expect((await at.send("POST", "/outposts", again)).json).toEqual([{ number: 77, slug: "farther" }]);
  const located = await at.send("POST", "/outposts", {
    body: { number: 78, slug: "gone" },
    headers: { prefer: "return=headers-only" },
  });
  expect(located.headers.location).toBe("/outposts?number=eq.78");
});

test("a table reached directly and over a junction must be told apart", async () => {
  await at.sql(`
    create table public.letters (id int primary key, author text references public.observers);
    create table public.letter_readers (letter int references public.letters, reader text references public.observers, primary key (letter, reader));
    insert into public.letters values (1, 'ada');
    insert into public.letter_readers values (1, 'bob'), (1, 'cyd');
  `);
  const both = await at.send("GET", "/letters?select=id,observers(handle)");
  expect([
    both.status,
    both.json.code,
    both.json.details.map((one: { cardinality: string }) => one.cardinality),
  ]).toEqual([300, "PGRST201", ["many-to-one", "many-to-many"]]);
  expect(
    await get(
      "/letters?select=id,by:observers!author(handle),readers:observers!letter_readers(handle)&readers.order=handle",
    ),
  ).toEqual([{ id: 1, by: { handle: "ada" }, readers: [{ handle: "bob" }, { handle: "cyd" }] }]);
});

test("partitions are one table, related once", async () => {
  await at.sql(`
    create table public.readings (id int, at_site bigint references public.sites, taken date, primary key (id, taken)) partition by range (taken);
    create table public.readings_2024 partition of public.readings for values from ('2024-01-01') to ('2025-01-01');
    insert into public.readings values (1, 1, '2024-06-01');
  `);
  expect(await get("/readings?select=id,sites(slug)")).toEqual([{ id: 1, sites: { slug: "hill" } }]);
  expect(await get("/sites?select=slug,readings(id)&id=eq.1")).toEqual([
    { slug: "hill", readings: [{ id: 1 }] },
  ]);
});

test("what a commit would refuse is refused, also when checked only at its end", async () => {
  await at.sql(
    "create table public.late (id int primary key, site bigint references public.sites deferrable initially deferred)",
  );
  for (const prefer of ["return=minimal", "tx=rollback", "handling=strict,max-affected=5"]) {
    const { status, json } = await at.send("POST", "/late", {
      body: { id: 1, site: 4711 },
      headers: { prefer },
    });
    expect([prefer, status, json.code]).toEqual([prefer, 409, "23503"]);
  }
  expect(await at.sql("select from public.late")).toHaveLength(0);
});
