// Types of the portal's documents. What is bundled has only their hashes: the gateway knows the texts.
import { fileURLToPath } from "node:url";
import { generate } from "@graphql-codegen/cli";

const here = fileURLToPath(new URL(".", import.meta.url));
const schema = fileURLToPath(new URL("../../schema/", import.meta.url));

/** Pages ask the public view, the desk the departments' own. */
const VIEWS = [
  {
    into: "graph/public/",
    schema: `${schema}public.graphql`,
    documents: ["{pages,parts,embed}/**/*.graphql", "!pages/desk/**"],
  },
  {
    into: "graph/desk/",
    schema: `${schema}contracts/internal.graphql`,
    documents: "pages/desk/**/*.graphql",
  },
];

export async function generateTypes() {
  await generate(
    {
      cwd: here,
      silent: true,
      importExtension: "",
      generates: Object.fromEntries(VIEWS.map(({ into, ...view }) => [into, { ...view, ...TYPED }])),
    },
    true,
  );
}

const TYPED = {
  preset: "client",
  presetConfig: {
    fragmentMasking: false,
    persistedDocuments: { hashAlgorithm: "sha256", mode: "replaceDocumentWithHash" },
  },
  config: {
    documentMode: "string",
    strictScalars: true,
    scalars: { Date: "string", DateTime: "string", Decimal: "string", Long: "number" },
    // `ask` rejects when there are errors, so what only an error makes null is never null.
    nullability: { errorHandlingClient: true },
    useTypeImports: true,
    enumsAsTypes: true,
  },
};
