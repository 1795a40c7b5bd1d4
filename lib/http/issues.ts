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
    return [{ path: path.join("."), code: codeOf(issue), message: issue.message }];
  });
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined")) {
    return "required";
  }
  return issue.code === "custom" ? "invalid" : issue.code;
}
