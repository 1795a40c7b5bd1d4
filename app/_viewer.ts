import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { ZodObject, z } from "zod";
import type { Role } from "#lib/auth/caller.ts";
import { AppError } from "#lib/errors.ts";
import { pageContext } from "#lib/http/page.ts";
import { getUser } from "#lib/users/queries.ts";

/** The person who looks at the page. */
export type Viewer = {
  id: string;
  email: string;
  username: string;
  name: string;
  bio: string | null;
  avatarUrl: string | null;
  roles: readonly Role[];
};

/** Who is signed in, or null. Asked once for a page, whoever needs it. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const { caller, db } = await pageContext();
  if (caller.kind === "anonymous") return null;
  try {
    const [{ username, name, bio, avatarUrl }, roles] = await Promise.all([
      getUser(db, caller.id),
      caller.roles(),
    ]);
    return { id: caller.id, email: caller.email, username, name, bio, avatarUrl, roles };
  } catch (error) {
    // A session outlives a deleted account by minutes. There is nobody there any more.
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
});

/** Who is signed in. Sends everybody else to sign in and back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const viewer = await findViewer();
  if (viewer === null) redirect(`/login?next=${encodeURIComponent(path)}`);
  return viewer;
}

/** Waits for what a page is about. What does not exist, or not for this reader, is the not-found page. */
export async function orNotFound<T>(wanted: Promise<T>): Promise<T> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "validation_failed")) {
      notFound();
    }
    throw error;
  }
}

/** A page's parameters as a list takes them, those left out that say nothing. What it does not take is not found. */
export function queryOf<S extends ZodObject>(
  schema: S,
  given: Awaited<SearchParams>,
  more: Partial<z.input<S>> = {},
): z.output<S> {
  const said = Object.keys(schema.shape).map((name) => [name, parameter(given[name])]);
  const query = schema.safeParse({ ...Object.fromEntries(said.filter(([, value]) => value)), ...more });
  if (!query.success) notFound();
  return query.data;
}

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One query parameter of a page; of a repeated one the first. */
export function parameter(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** A part of a page's path as it was meant. What is not UTF-8 names no page. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}
