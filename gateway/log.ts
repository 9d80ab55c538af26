/** One line of the log: what happened, and to what. `level` is `info`, `warn` or `error`. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;
