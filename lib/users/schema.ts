import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { isUuid, line, prose, somethingToChange, uuid } from "../text.ts";

/** Unique whatever the case; kept in lower case. */
export const username = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_]{3,30}$/, "Must be 3 to 30 letters, digits or underscores"))
  .meta({ override: { type: "string", pattern: "^[A-Za-z0-9_]{3,30}$" } });

export const personName = line({ min: 2, max: 80 });

/** A person where only the name is shown: the author of a post or of a comment. */
export const authorView = z
  .object({
    id: uuid,
    username: z.string(),
    name: z.string(),
    avatarUrl: z.string().nullable().meta({ description: "A path of this site; null without a picture." }),
  })
  .meta({ id: "Author" });
export type AuthorView = z.output<typeof authorView>;

export const userView = z
  .object({
    ...authorView.shape,
    bio: z.string(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: "User" });
export type UserView = z.output<typeof userView>;
export const userPage = pageOf(userView);

export const listUsersQuery = z.object({
  ...pageParameters,
  q: line({ max: 100 }).optional().meta({ description: "Part of a name or a user name." }),
});
export type ListUsersQuery = z.output<typeof listUsersQuery>;

export const replaceUserInput = z.strictObject({
  name: personName,
  username,
  bio: prose({ max: 500 }),
  avatarMediaId: uuid
    .nullable()
    .optional()
    .meta({ description: "A picture of one's own that is ready; null takes it away. Left out, it stays." }),
});

export const updateUserInput = replaceUserInput.partial().refine(...somethingToChange);
export type UpdateUserInput = z.output<typeof updateUserInput>;

/** A user in a path: an id or a user name. */
export const userParams = z.object({
  id: z.string().refine((value) => isUuid(value) || username.safeParse(value).success),
});
