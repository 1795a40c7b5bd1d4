import type { z } from "zod";
import type { Scope } from "../api-keys/scopes.ts";
import type { Trail } from "../audit/record.ts";
import type { Caller, Role, UserCaller } from "../auth/caller.ts";
import type { Later } from "../auth/even-answer.ts";
import type { SessionClient } from "../auth/session.ts";
import type { CacheTag } from "../cache/tags.ts";
import type { ErrorCode } from "../errors.ts";
import type { LimitClass } from "../limits/policies.ts";
import type { Db } from "../supabase/clients.ts";
import type { Rendered } from "./rendered.ts";

/** What a route handler and a server action both say about who may call them, and how often. */
export type Access = {
  /** "user": somebody must be signed in, else 401. "public": anybody, and the caller may be anonymous. */
  auth: "public" | "user";
  /** The caller must have one of these roles, else 403. Needs `auth: "user"`. */
  roles?: readonly Role[];
  limit: LimitClass;
  /** The input's `email` names an account: tries at one account are counted together, from everywhere. */
  byAccount?: true;
  /** `Idempotency-Key` is honoured: a repeated request is answered with the first answer. */
  idempotent?: boolean;
  /** What is cached of this, is forgotten by this process before it answers, and by the others soon after. */
  changes?: CacheTag;
};

/** Everything that is true of an operation before its handler runs. The OpenAPI document is made from it. */
export type RouteDeclaration = Access & {
  /**
   * What an API key must have been given to call this. Without a scope the operation is for people, and keys are
   * refused with 403. "none" is for answers that tell nothing, such as 405.
   */
  scope?: Scope | "none";
  /** The bearer token is no access token but a secret of the operation's own, which its handler checks. */
  ownBearer?: true;
  /** Path parameters. What does not parse names nothing: 404. */
  params?: z.ZodObject;
  /** Query parameters, each one a string or, when repeated, an array. Unknown ones are ignored. */
  query?: z.ZodObject;
  /** The JSON body. A schema that accepts `undefined` makes the body optional. */
  body?: z.ZodType;
  /** Instead of `body`: the fields of a multipart form. The handler finds them in `body`. */
  form?: z.ZodType;
  /** The body of a success. Without it the answer is 204. */
  response?: z.ZodType;
  /**
   * GET: the answer has a strong ETag, and `If-None-Match` is honoured with 304. PUT, PATCH, DELETE: the handler is
   * given the versions that `If-Match` names, and throws precondition_failed when what is there is none of them. The
   * answer to a write has the tag of what is there then.
   */
  conditional?: true;
  /** A list that is sent row by row, all of it, to whoever accepts `application/x-ndjson`. */
  ndjson?: true;
  /** The media type of a success. JSON unless said; any other is answered with a Response of the handler's own. */
  responseType?: string;
  /** The status of a success: 200 with a response schema and 204 without, unless said. */
  status?: number;
  /** A success is a stream of server-sent events, which the handler answers with itself. For the API document. */
  streams?: true;
  /** Bodies of other statuses that the handler answers with itself, null for none. For the API document. */
  otherResponses?: Record<number, z.ZodType | null>;
  /** Larger bodies are 413. 1 MiB unless said. */
  maxBodyBytes?: number;
  /** One line for the API document, which is not made without it. */
  summary?: string;
  /** Request headers that the handler reads by itself, and what they say. For the API document. */
  requestHeaders?: Record<string, { description: string; example: string; required?: true }>;
  /** Codes that the handler throws beside those that the declaration implies. For the API document. */
  errors?: readonly ErrorCode[];
  /** Left out of the API document. */
  hidden?: true;
};

export type ActionDeclaration = Access & {
  /** The input, an object or the fields of a form. */
  input?: z.ZodType;
};

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
export type CallerOf<D extends Access> = D["auth"] extends "user" ? UserCaller : Caller;

/** What a handler is given. Reading `session` builds a client; only what signs people in or out needs it. */
export type RouteContext<D extends RouteDeclaration> = {
  request: Request;
  url: URL;
  requestId: string;
  caller: CallerOf<D>;
  /** who calls and from where, for the audit log */
  trail: Trail;
  /** acts as the caller */
  db: Db;
  params: Parsed<D["params"]>;
  query: Parsed<D["query"]>;
  body: D["form"] extends z.ZodType ? Parsed<D["form"]> : Parsed<D["body"]>;
  /** headers of the response */
  headers: Headers;
  /** what `If-Match` names, as `updatedAt`; undefined when anything will do */
  ifMatch: readonly string[] | undefined;
  /** lets work go on when the answer has gone out */
  later: Later;
  /** the caller's cookie session: what it changes goes out as Set-Cookie */
  readonly session: SessionClient;
};

export type ActionContext<D extends ActionDeclaration> = {
  requestId: string;
  caller: CallerOf<D>;
  trail: Trail;
  db: Db;
  input: Parsed<D["input"]>;
  later: Later;
  readonly session: SessionClient;
};

/** What a handler may answer: the declared response, or a whole Response of its own (a redirect, say). */
export type RouteAnswer<D extends RouteDeclaration> = D["response"] extends z.ZodType
  ? z.input<D["response"]> | Rendered | Response
  : // biome-ignore lint/suspicious/noConfusingVoidType: a handler without a response schema returns nothing
    void | Response;
