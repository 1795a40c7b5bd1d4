import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Answer, ApiClient } from "../../support/api-client.ts";
import { newComment, newPerson, newPost, type Person, stranger } from "../../support/people.ts";
import { type ApiDocument, type Judge, judgeBy, type Operation, operationsIn } from "./document.ts";
import { type HostileRequest, Recipes, requestTo } from "./requests.ts";

/** HOSTILE_SEED repeats a run; HOSTILE_REQUESTS makes it longer or shorter. */
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_129);
const requests = Number(process.env.HOSTILE_REQUESTS ?? 5_000);
const atOnce = 8;

let document: ApiDocument;
let judge: Judge;
let operations: Operation[];
let ids: string[];
const crowd: Person[] = [];
const admins: Person[] = [];

/** Each may write 180 times a minute; a run has to get past that. */
const people = 24;

beforeAll(async () => {
  document = (await stranger().get("/api/openapi.json")).body;
  judge = judgeBy(document);
  operations = operationsIn(document);
  for (let n = 0; n < people; n += 1) crowd.push(await newPerson());
  for (let n = 0; n < 6; n += 1) admins.push(await newPerson({ role: "admin" }));
  const victim = await newPerson();
  const post = await newPost(victim);
  const comment = await newComment(victim, post.id);
  ids = [post.id, post.slug, comment.id, victim.id, victim.username, crypto.randomUUID()];
}, 120_000);

const forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwIiwicm9sZSI6ImF1dGhlbnRpY2F0ZWQifQ.";
let turns = 0;

/** A client for one request, so that nobody's session ends with a request that ends it. */
function clientFor(sender: HostileRequest["sender"]): ApiClient {
  const client = new ApiClient();
  turns += 1;
  if (sender === "somebody") client.bearer = crowd[turns % crowd.length]!.accessToken();
  if (sender === "an admin") client.bearer = admins[turns % admins.length]!.accessToken();
  if (sender === "a forger") client.bearer = forged;
  return client;
}

/** What is wrong with what came of a request; null when nothing is. */
async function faultOf({ operation, sender, path, headers, body }: HostileRequest): Promise<string | null> {
  const answer = await clientFor(sender).send(operation.method, path, {
    headers,
    ...(body !== undefined && { raw: body }),
  });
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  if (answer.status >= 500) return `failed with ${answer.status}`;
  if (isThroughClosedDoor(operation, sender, answer)) return `let ${sender} in with ${answer.status}`;
  return judge(operation, answer);
}

const statuses = new Map<number, number>();

const isThroughClosedDoor = ({ isPublic }: Operation, sender: HostileRequest["sender"], { status }: Answer) =>
  status < 400 && (sender === "a forger" || (sender === "nobody" && !isPublic));

/** Of these a success does not end. */
const isEndless = ({ path }: Operation) => path === "/api/events/stream";

test(`${requests} hostile requests are answered as the API's description says (seed ${seed})`, async () => {
  console.log(`hostile requests: seed ${seed}`);
  const recipes = new Recipes(document);
  const asked = operations.filter((operation) => !isEndless(operation));
  const request = fc.oneof(...asked.map((operation) => requestTo(operation, recipes, ids)));
  const batch = fc.array(request, { minLength: atOnce, maxLength: atOnce });
  await fc.assert(
    fc.asyncProperty(batch, async (sent) => {
      const faults = await Promise.all(sent.map(faultOf));
      const at = faults.findIndex((fault) => fault !== null);
      if (at === -1) return;
      const { operation, sender, path, headers, body } = sent[at]!;
      throw new Error(
        `${operation.method} ${path.slice(0, 300)} by ${sender} ${faults[at]}\n` +
          `${JSON.stringify(headers)} ${body?.slice(0, 500)}`,
      );
    }),
    {
      seed,
      numRuns: Math.ceil(requests / atOnce),
      endOnFailure: true,
      // A counterexample is eight requests of up to a megabyte: the one at fault is told instead.
      reporter: ({ failed, errorInstance, counterexamplePath }) => {
        if (failed) throw new Error(`${errorInstance} (seed ${seed}, path ${counterexamplePath})`);
      },
    },
  );
  const limited = statuses.get(429) ?? 0;
  console.log(`hostile requests: ${JSON.stringify(Object.fromEntries([...statuses].toSorted()))}`);
  // Whoever is only told to wait has tried nothing.
  expect(limited / requests).toBeLessThan(0.05);
}, 600_000);
