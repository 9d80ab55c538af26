/** What is asked, over whatever transport. */
export interface GraphQLRequest {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}
