import type { components } from "./schema.d.ts";

/** A failure of the API, as RFC 9457 has it. */
export type Problem = components["schemas"]["Problem"];

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The API refused. `problem` is null when what answered was not the API: a proxy in front of it, say. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, error: unknown) {
    const problem = isProblem(error) ? error : null;
    super(problem ? `${problem.code}: ${problem.detail ?? problem.title}` : `The answer was ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === "object" && error !== null && "code" in error && "requestId" in error;

/**
 * The data of an answer, for callers who would rather catch than look.
 * @throws {ApiFailure} when the API refused
 */
export async function dataOf<T>(asking: Answer<T> | Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asking;
  if (!response.ok) throw new ApiFailure(response.status, error);
  return data as T;
}

type ListAnswer<T> = Answer<{ data: T[]; pagination: { nextCursor: string | null } }>;

/**
 * Every row of a list, page after page, asked for as they are needed.
 * @param ask asks for the page at a cursor
 * @throws {ApiFailure} when the API refused
 *
 * @example
 * const posts = everyRow((cursor) => api.GET("/api/posts", { params: { query: { cursor, author: "ida" } } }));
 * for await (const post of posts) console.log(post.title);
 */
export async function* everyRow<T>(
  ask: (cursor: string | undefined) => Promise<ListAnswer<T>>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const { data, pagination } = await dataOf(ask(cursor));
    yield* data;
    cursor = pagination.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
