/**
 * A configuration of graphql-codegen (https://the-guild.dev/graphql/codegen, `client` preset) for one view of
 * the graph. Every scalar of the view has its type in JSON, and a later one that has none is refused. Fields
 * that only an error makes null are never null in the types, for clients that raise errors.
 */
import { Kind, parse } from "graphql";

/** Types of the hub's own scalars in JSON: services/kit/graph/types/scalars.ts. */
const JSON_TYPES: Readonly<Record<string, string>> = {
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  Long: "number",
};

/** `schema`: its address, `sdl`: what stands there. Throws a GraphQLError when that is no schema. */
export function codegenConfig(schema: string, sdl: string): string {
  const scalars = parse(sdl, { noLocation: true })
    .definitions.flatMap((definition) =>
      definition.kind === Kind.SCALAR_TYPE_DEFINITION ? [definition.name.value] : [],
    )
    .toSorted();
  return `// npx graphql-codegen --config codegen.ts
// Packages: graphql @graphql-codegen/cli @graphql-codegen/client-preset graphql-sock
import type { CodegenConfig } from "@graphql-codegen/cli";

export default {
  schema: ${JSON.stringify(schema)},
  documents: ["src/**/*.{ts,tsx}", "!src/gql/**"],
  importExtension: ".ts",
  generates: {
    "src/gql/": {
      preset: "client",
      // The second is what \`npx tongcha documents publish\` registers.
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        strictScalars: true,
        scalars: {
${scalars.map((name) => `          ${name}: ${typeOf(name)},\n`).join("")}        },
        // Your client raises errors instead of showing null.
        nullability: { errorHandlingClient: true },
        useTypeImports: true,
      },
    },
  },
} satisfies CodegenConfig;
`;
}

/** A department's scalar may be anything. */
function typeOf(scalar: string): string {
  return JSON.stringify(JSON_TYPES[scalar] ?? "unknown");
}
