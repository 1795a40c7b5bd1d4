import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { isUuid, line, prose, somethingToChange, uuid } from "../text.ts";

/** Unique whatever the case; kept in lower case. */
export const username = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_]{3,30}$/, "Must be 3 to 30 letters, digits or underscores"))
  .meta({ override: { type: "string", pattern: "^[A-Za-z0-9_]{3,30}$" }, examples: ["ida"] });

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

/** The author in the examples of the API document. */
export const ida: AuthorView = {
  id: "7d0c1f5e-2b8a-4c7e-9a53-1f0e6b7d2c44",
  username: "ida",
  name: "Ida Lindqvist",
  avatarUrl: "/api/media/3f2a9d74-6c1b-4e58-8a07-d95b1c3e4f60?w=320",
};
/** Her reader. */
export const noor: AuthorView = {
  id: "b4e8a310-97d6-4f2c-8e15-62c0d7a9f3b1",
  username: "noor",
  name: "Noor Haddad",
  avatarUrl: null,
};

export const userView = z
  .object({
    ...authorView.shape,
    bio: z.string(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
  })
  .meta({
    id: "User",
    examples: [
      {
        ...ida,
        bio: "Writes about libraries and rain.",
        createdAt: "2026-03-02T08:15:42.106519+00:00",
        updatedAt: "2026-09-14T17:03:11.84+00:00",
      },
    ],
  });
export type UserView = z.output<typeof userView>;
export const userPage = pageOf(userView);

export const listUsersQuery = z.object({
  ...pageParameters,
  q: line({ max: 100 })
    .optional()
    .meta({ description: "Part of a name or a user name.", examples: ["lind"] }),
});
export type ListUsersQuery = z.output<typeof listUsersQuery>;

const userInput = z.strictObject({
  name: personName,
  username,
  bio: prose({ max: 500 }),
  avatarMediaId: uuid
    .nullable()
    .optional()
    .meta({ description: "A picture of one's own that is ready; null takes it away. Left out, it stays." }),
});

export const replaceUserInput = userInput.meta({
  examples: [{ name: "Ida Lindqvist", username: "ida", bio: "Writes about libraries and rain." }],
});

export const updateUserInput = userInput
  .partial()
  .refine(...somethingToChange)
  .meta({ examples: [{ bio: "Writes about libraries, rain and trains." }] });
export type UpdateUserInput = z.output<typeof updateUserInput>;

/** A user in a path: an id or a user name. */
export const userParams = z.object({
  id: z
    .string()
    .refine((value) => isUuid(value) || username.safeParse(value).success)
    .meta({ description: "An id or a user name.", examples: ["ida"] }),
});
