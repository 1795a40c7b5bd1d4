/**
 * A start that cannot go on, told to a person: one sentence that says what is wrong and what to do.
 * The command line prints `message` alone and exits with code 1; a stack trace never reaches the terminal.
 */
export class StartError extends Error {
  override readonly name = "StartError";
}
