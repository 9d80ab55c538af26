/** The name that collects clients, operations and values beyond a limit. */
export const OTHERS = "*";
