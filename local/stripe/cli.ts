import { parseArgs } from "node:util";
import { StartError } from "../start-error.ts";
import { printError } from "../terminal.ts";

const usage = `Talks to the local Stripe that "npm run dev" started.

  npm run stripe -- trigger TYPE [--customer ID] [--subscription ID] [--payment-intent ID]
                                 [--charge ID] [--price ID] [--amount MINOR] [--object ID]
                       makes the cause of an event happen; without TYPE, lists the types.
                       A v1.… or v2.… type sends a thin event about --object
  npm run stripe -- advance 1mo  moves the clock: 30min, 4h, 3d, 2w, 1mo, 1y
  npm run stripe -- events       the last events, newest below (--limit N)
  npm run stripe -- redeliver ID sends an event again
  npm run stripe -- shuffle      sends all events again, in an order that --seed N decides
  npm run stripe -- card CUSTOMER CARD
                       gives a customer another card: pays, declined, insufficient_funds, authenticate, fails_later

  --url URL   where it runs (default: STRIPE_API_URL, else http://127.0.0.1:54326)
`;

const flags = {
  customer: { type: "string" },
  subscription: { type: "string" },
  "payment-intent": { type: "string" },
  charge: { type: "string" },
  price: { type: "string" },
  amount: { type: "string" },
  object: { type: "string" },
  limit: { type: "string" },
  seed: { type: "string" },
  url: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

type Flags = ReturnType<typeof parse>["values"];
type Ask = (path: string, body?: object) => Promise<Record<string, unknown>>;
type Shown = { id: string; type: string; created: number; object: string; delivered: string };

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch (error) {
    throw new StartError(
      `${(error as Error).message.split(". ")[0]}. Run "npm run stripe -- --help" for the options.`,
    );
  }
}

function whole(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new StartError(`--${flag} takes a whole number, not "${value}".`);
}

/** @throws {StartError} in one sentence, when nothing answers or the stand-in refuses */
function asker(base: string): Ask {
  return async (path, body) => {
    const request = body && {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    };
    const response = await fetch(`${base}/_local${path}`, request).catch(() => {
      throw new StartError(`The local Stripe does not answer at ${base}. Start it with "npm run dev".`);
    });
    const answer = (await response
      .json()
      .catch(() => ({ error: `${base} is not a local Stripe.` }))) as Record<string, unknown>;
    if (!response.ok) throw new StartError(String(answer.error ?? `It answered ${response.status}.`));
    return answer;
  };
}

const lines = (events: unknown): string =>
  (events as Shown[])
    .map(({ id, type, created, object, delivered }) =>
      [new Date(created * 1000).toISOString().slice(0, 19), id, type.padEnd(38), object, delivered].join(
        "  ",
      ),
    )
    .join("\n") || "Nothing happened.";

const commands: Record<string, (ask: Ask, words: string[], given: Flags) => Promise<string>> = {
  trigger: async (ask, [type], given) => {
    if (!type)
      return `These can be triggered:\n${((await ask("")).triggers as string[]).map((one) => `  ${one}`).join("\n")}`;
    const { customer, subscription, charge, price, object } = given;
    const amount = whole("amount", given.amount);
    const body = {
      type,
      customer,
      subscription,
      payment_intent: given["payment-intent"],
      charge,
      price,
      amount,
      object,
    };
    const answer = await ask("/trigger", body);
    return answer.thin ? `Sent ${(answer.thin as { id: string }).id}.` : lines(answer.events);
  },
  advance: async (ask, [by]) => {
    const answer = await ask("/advance", { by: by ?? "" });
    return `${lines(answer.events)}\nIt is now ${answer.now}.`;
  },
  events: async (ask, _, given) =>
    lines((await ask(`/events?limit=${whole("limit", given.limit) ?? 50}`)).events),
  redeliver: async (ask, [id]) =>
    told(((await ask("/redeliver", { id: id ?? "" })) as { delivery: Told }).delivery),
  shuffle: async (ask, _, given) => {
    const { deliveries } = (await ask("/shuffle", { seed: whole("seed", given.seed) })) as {
      deliveries: Told[];
    };
    return deliveries.map(told).join("\n") || "There are no events.";
  },
  card: async (ask, [customer, card]) => {
    await ask("/card", { customer: customer ?? "", card: card ?? "" });
    return `${customer} now has the card "${card}".`;
  },
};

type Told = { event: string; status: number | null; state: string; error: string | null };
const told = ({ event, status, state, error }: Told) => `${event}  ${state}  ${error ?? status ?? ""}`;

async function run(args: string[]): Promise<string> {
  const { values, positionals } = parse(args);
  const [name, ...words] = positionals;
  if (values.help || !name) return usage;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new StartError(`There is no command "${name}". Run "npm run stripe -- --help" for the list.`);
  const base = values.url ?? process.env.STRIPE_API_URL ?? "http://127.0.0.1:54326";
  return command(asker(base.replace(/\/$/, "")), words, values);
}

if (import.meta.main) {
  try {
    process.stdout.write(`${(await run(process.argv.slice(2))).trimEnd()}\n`);
  } catch (error) {
    printError(error instanceof StartError ? error.message : `Unexpected failure: ${(error as Error).stack}`);
    process.exitCode = 1;
  }
}
