/** The whole graph's name where endpoints are named by their contracts. */
export const WHOLE_GRAPH = "/";
