import { z } from "zod";
import { newPassword } from "../auth/passwords.ts";
import { email } from "../auth/schema.ts";
import { personName, username } from "../users/schema.ts";

export const createAccountInput = z.strictObject({
  email,
  password: newPassword,
  name: personName,
  username: username.optional(),
});
export type CreateAccountInput = z.output<typeof createAccountInput>;
