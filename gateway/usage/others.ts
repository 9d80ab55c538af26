/** Under which name stands what there was no room for: clients, operations, values. */
export const OTHERS = "*";
