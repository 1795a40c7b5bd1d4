import { z } from "zod";
import { notFound } from "../errors.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const form = new RegExp(`^(?:posts|admin|(?:post|user):${uuid})$`);

/** One request may ask for so many. */
export const maxTopics = 10;

/** Topics as a client asks for them: separated by commas, each counted once. */
export const topicList = z
  .string()
  .transform((text) => [...new Set(text.split(",").map((topic) => topic.trim().toLowerCase()))])
  .pipe(z.array(z.string().min(1, "Must not be empty")).max(maxTopics, `At most ${maxTopics} topics at once`))
  .meta({
    override: {
      type: "string",
      description:
        "`posts` (everybody), `post:<id>` (who can read its text), `user:<id>` (that person), `admin` (admins); " +
        "several separated by commas.",
      examples: ["posts"],
    },
  });

/**
 * Requires that topics could exist at all.
 * @throws {AppError} not_found
 */
export function requireKnownTopics(topics: readonly string[]): void {
  if (!topics.every((topic) => form.test(topic))) throw notFound("topic");
}
