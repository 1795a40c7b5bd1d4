/**
 * What a form knows after it was sent. It crosses to the browser and, without JavaScript, back again in the
 * page, so it never holds a password.
 */
export type FormState = {
  /** one sentence for the whole form, when it failed */
  error?: string;
  /** field name → what is wrong with it */
  fields?: Record<string, string>;
  /** what was sent, so that nobody types twice */
  values: Record<string, string>;
  /** one sentence, when it worked and the page stays */
  done?: string;
  /** what was made and is shown this once, to whoever made it */
  secret?: string;
};

export const emptyFormState: FormState = { values: {} };
