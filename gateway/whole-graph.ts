/** How the endpoint of the whole graph is called where contracts are called by their names. */
export const WHOLE_GRAPH = "/";
