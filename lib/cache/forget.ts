import { hub, type Listener } from "../events/hub.ts";
import { expireTags } from "./tags.ts";

/** What is cached of posts is forgotten when anything happens to one, wherever it was done. */
const forgetPosts: Listener = (events) => {
  if (events.some(({ topic }) => topic === "posts" || topic.startsWith("post:"))) expireTags(["posts"]);
};

/**
 * Makes sure that this process hears what happens in the others. Nothing may be kept before it has resolved.
 * @throws when the events cannot be read
 */
export const hearChanges = (): Promise<void> => hub().listen(forgetPosts);
