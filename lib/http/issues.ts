import type { z } from "zod";
import type { Issue } from "../errors.ts";

/** A body of a megabyte can be wrong in a hundred thousand ways: an answer tells so many of them, each so long. */
export const mostIssues = 100;
const longestPath = 200;

/**
 * What zod found, as the `errors` of a problem: at most `mostIssues`, in the input's order. Each unknown key
 * becomes an issue of its own.
 */
export function issuesOf(error: z.ZodError): Issue[] {
  const first = error.issues.slice(0, mostIssues).flatMap((issue): Issue[] => {
    if (issue.code !== "unrecognized_keys") return [{ path: pathOf(issue.path), ...described(issue) }];
    return issue.keys.slice(0, mostIssues).map((key) => ({
      path: pathOf([...issue.path, key]),
      code: "unrecognized_key",
      message: "Is not a field of this request",
    }));
  });
  return first.slice(0, mostIssues);
}

const pathOf = (steps: PropertyKey[]): string => {
  const path = steps.map(String).join(".");
  return path.length <= longestPath ? path : `${path.slice(0, longestPath)}…`.toWellFormed();
};

function described(issue: z.core.$ZodIssue): Omit<Issue, "path"> {
  if (issue.code === "invalid_type" && isMissing(issue)) return { code: "required", message: "Is required" };
  const { code, message } = issue;
  return { code: code === "custom" ? "invalid" : code, message };
}

/** zod keeps the input out of its issues; only its message tells a missing value from a wrong one. */
const isMissing = ({ message }: { message: string }) => message.endsWith("received undefined");
