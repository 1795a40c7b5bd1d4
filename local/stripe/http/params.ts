import { z } from "zod";
import { invalid, type StripeError } from "./errors.ts";
import type { Form } from "./form.ts";

/** Text as it was sent; "" is refused, as Stripe refuses to set anything to an empty string by accident. */
export const text = (max = 5000) => z.string().min(1).max(max);

/** A field that "" clears. */
export const clearable = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => null), schema]);

const digits = z.string().regex(/^-?\d{1,15}$/);

/** A whole number. */
export const whole = (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  digits.transform(Number).pipe(z.number().int().min(min).max(max));

export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** Unix seconds until the year 2200. */
export const timestamp = whole(0, 7_258_118_400);

const metadataEntries = z
  .record(z.string().max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50);

/** Metadata: "" clears all; an entry that is "" is taken away. */
export const metadata = z.union([z.literal("").transform(() => null), metadataEntries]);

export type MetadataParam = z.infer<typeof metadata> | undefined;

/** The metadata after a change: what is not named stays. */
export function mergeMetadata(before: Record<string, string>, change: MetadataParam): Record<string, string> {
  if (change === undefined) return before;
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""));
}

/** A list: `name[0]`, `name[1]` … */
export const listOfParam = <T extends z.ZodType>(item: T, max = 100) =>
  z.preprocess((value) => (isIndexed(value) ? Object.values(value) : value), z.array(item).max(max));

function isIndexed(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.keys(value).every((key) => /^\d+$/.test(key));
}

/** A moment, or bounds around it. */
export const range = z.union([
  timestamp.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({ gt: timestamp, gte: timestamp, lt: timestamp, lte: timestamp }).partial(),
]);

export type Range = z.infer<typeof range>;

export function isWithin(at: number, bounds: Range | undefined): boolean {
  if (!bounds) return true;
  const { gt, gte, lt, lte } = { gt: undefined, lt: undefined, ...bounds };
  return (
    (gt === undefined || at > gt) &&
    (gte === undefined || at >= gte) &&
    (lt === undefined || at < lt) &&
    (lte === undefined || at <= lte)
  );
}

const expand = listOfParam(text(200), 20).optional();

/** The parameters of an operation: these and `expand`; any other is refused. */
export const params = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ ...shape, expand });

/** The parameters of a list. */
export const listParams = <T extends z.ZodRawShape>(shape: T) =>
  params({
    ...shape,
    limit: whole(1, 100).optional(),
    starting_after: text().optional(),
    ending_before: text().optional(),
  });

/** @throws {StripeError} 400 naming the first parameter that is unknown, missing or of the wrong kind */
export function read<T extends z.ZodType>(schema: T, form: Form): z.output<T> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues);
  if (!issue) throw invalid("The parameters are not valid.");
  throw refusal(issue, form);
}

type Issue = z.core.$ZodIssue;

// A union reports one list of issues per choice; the choice that got furthest says it best.
function deepest(issues: Issue[]): Issue | undefined {
  const [issue] = issues;
  if (issue?.code !== "invalid_union") return issue;
  const inner = issue.errors.map((choice) => deepest(choice)).filter((found) => found !== undefined);
  const best = inner.sort((a, b) => b.path.length - a.path.length)[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function refusal(issue: Issue, form: Form): StripeError {
  if (issue.code === "unrecognized_keys") {
    const name = nameOf([...issue.path, issue.keys[0] ?? ""]);
    return invalid(`Received unknown parameter: ${name}`, name, "parameter_unknown");
  }
  const name = nameOf(issue.path);
  const value = issue.path.reduce<unknown>(
    (place, key) => (typeof place === "object" && place !== null ? Reflect.get(place, key) : undefined),
    form,
  );
  if (value === undefined) return invalid(`Missing required param: ${name}.`, name, "parameter_missing");
  if (issue.code === "too_small" && value === "") {
    return invalid(`${name} was set to an empty string.`, name, "parameter_invalid_empty");
  }
  if (issue.code === "invalid_format")
    return invalid(`Invalid integer: ${name}`, name, "parameter_invalid_integer");
  return invalid(`Invalid value for ${name}: ${shown(issue)}`, name);
}

function shown(issue: Issue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  return issue.message;
}

function nameOf(path: PropertyKey[]): string {
  const [head = "", ...tail] = path.map((part) => String(part).slice(0, 80));
  return head + tail.map((part) => `[${part}]`).join("");
}
