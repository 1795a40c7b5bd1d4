import { env } from "../env.ts";
import { AppError, catalogue, unavailable } from "../errors.ts";
import { WholeResponse } from "./whole.ts";

/** An RFC 9457 problem document. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
};

/** Whatever was thrown, as the error that the caller may see. What we did not foresee says nothing of itself. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isOutage(thrown)) return unavailable("The database", thrown);
  return new AppError("internal_error", { cause: thrown });
}

/** What Node.js and Postgres call it when nobody takes the connection: refused, reset, shutting down, full. */
const outage = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[123]|53300)$/;

function isOutage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { code?: unknown };
  if (typeof code === "string") return outage.test(code);
  return thrown.message === "timeout exceeded when trying to connect"; // pg's pool, without a code
}

/** The one error renderer. */
export const problemResponse = (error: AppError, requestId: string): Response =>
  new Response(problemText(error, requestId), problemHead(error));

/** The same for the pipeline, which sends it in one piece. */
export const wholeProblem = (error: AppError, requestId: string): WholeResponse =>
  new WholeResponse(problemText(error, requestId), problemHead(error));

const problemHead = ({ status, headers }: AppError): ResponseInit => ({
  status,
  headers: { ...headers, "Content-Type": "application/problem+json" },
});

function problemText(error: AppError, requestId: string): string {
  const problem: Problem = {
    type: `${env().SITE_URL}/docs/errors#${error.code}`,
    title: catalogue[error.code].title,
    status: error.status,
    code: error.code,
    ...(error.detail !== undefined && error.status !== 500 && { detail: error.detail }),
    requestId,
    ...(error.issues !== undefined && { errors: error.issues }),
  };
  return JSON.stringify(problem);
}
