import { pool } from "../db/pool.ts";
import { AppError, forbidden, notFound, unauthenticated } from "../errors.ts";

/** What somebody may do with a topic: read it, not read it, or not even know of it. */
export type Access = "readable" | "forbidden" | "hidden";

type Question = { userId: string | null; topic: string };

const atOnce = 500;
let waiting: { question: Question; resolve: (access: Access) => void; reject: (error: unknown) => void }[] =
  [];

/** Asks the database's own rule about one person and topic. Questions of the same moment share a statement. */
export function accessTo(userId: string | null, topic: string): Promise<Access> {
  if (topic === "posts") return Promise.resolve("readable");
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(answerWaiting);
    waiting.push({ question: { userId, topic }, resolve, reject });
  });
}

async function answerWaiting(): Promise<void> {
  const asked = waiting;
  waiting = [];
  try {
    const answers = await accessOf(asked.map(({ question }) => question));
    asked.forEach(({ resolve }, at) => {
      resolve(answers[at] ?? "hidden");
    });
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

const keyOf = ({ userId, topic }: Question) => `${userId} ${topic}`;

async function accessOf(questions: Question[]): Promise<Access[]> {
  const different = [...new Map(questions.map((question) => [keyOf(question), question])).values()];
  const known = new Map<string, Access>();
  for (let from = 0; from < different.length; from += atOnce) {
    const part = different.slice(from, from + atOnce);
    const { rows } = await pool().query<{ access: Access[] }>(
      "select private.topic_access($1::uuid[], $2::text[]) as access",
      [part.map(({ userId }) => userId), part.map(({ topic }) => topic)],
    );
    part.forEach((question, at) => {
      known.set(keyOf(question), rows[0]?.access[at] ?? "hidden");
    });
  }
  return questions.map((question) => known.get(keyOf(question)) ?? "hidden");
}

/**
 * Requires that somebody may read all of these topics.
 * @throws {AppError} not_found (no such post), forbidden, unauthenticated (when signing in might help), unavailable
 */
export async function requireAccess(userId: string | null, topics: readonly string[]): Promise<void> {
  const answers = await Promise.all(topics.map((topic) => accessTo(userId, topic)));
  if (answers.includes("hidden")) throw notFound("topic");
  if (!answers.includes("forbidden")) return;
  if (userId === null) throw unauthenticated();
  throw forbidden("This topic is not for you.");
}

/** 503: the outbox cannot be read right now. */
export const outboxAway = (cause: unknown): AppError =>
  new AppError("unavailable", {
    detail: "The database does not answer right now. Try again.",
    headers: { "Retry-After": "5" },
    cause,
  });
