import type { z } from "zod";
import type { Issue } from "../errors.ts";

/** What zod found, as the `errors` of a problem. Each unknown key becomes an issue of its own. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...path, key].join("."),
        code: "unrecognized_key",
        message: "Is not a field of this request",
      }));
    }
    return [{ path: path.join("."), ...described(issue) }];
  });
}

function described(issue: z.core.$ZodIssue): Omit<Issue, "path"> {
  if (issue.code === "invalid_type" && isMissing(issue)) return { code: "required", message: "Is required" };
  const { code, message } = issue;
  return { code: code === "custom" ? "invalid" : code, message };
}

/** zod keeps the input out of its issues; only its message tells a missing value from a wrong one. */
const isMissing = ({ message }: { message: string }) => message.endsWith("received undefined");
