/** `npm run schema`: writes the schema that runs to `schema.graphql`, which is checked and published. */
import { writeFile } from "node:fs/promises";
import { SDL } from "./schema.js";

await writeFile("schema.graphql", SDL);
