const days = 3;

/** Whether something is recent enough to write to people about: nobody wants last month's news after an outage. */
export const isNews = (seconds: number | null | undefined): seconds is number =>
  typeof seconds === "number" && seconds * 1000 > Date.now() - days * 24 * 60 * 60 * 1000;
