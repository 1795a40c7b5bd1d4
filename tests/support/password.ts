/** Of everybody whom the tests register. The log is searched for it. */
export const password = "a-password-of-a-test";
