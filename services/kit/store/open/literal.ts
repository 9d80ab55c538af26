import pg from "pg";

/** A text within a statement, whatever it holds; a value that changes from call to call is a parameter. */
export function literal(text: string): string {
  return pg.escapeLiteral(text);
}
