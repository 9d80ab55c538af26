/**
 * The classes, as the Federation 2 schema that is published (`SDL`) and run (`schema`): the one is built from
 * the other's text.
 */
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { Kind, parse, print } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import { AreaResolver, REFERENCES, SampleNamePointResolver } from "./resolvers.js";

/** Each directive of federation that is used has to be imported. */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])';

const built = buildSchemaSync({ resolvers: [AreaResolver, SampleNamePointResolver], validate: false });
const types = parse(printSchemaWithDirectives(built), { noLocation: true }).definitions.filter(
  ({ kind }) => kind !== Kind.SCHEMA_DEFINITION,
);

export const SDL = `${print({ kind: Kind.DOCUMENT, definitions: [...parse(LINK, { noLocation: true }).definitions, ...types] })}\n`;

// Two libraries describe one shape in types that do not meet.
const resolvers = createResolversMap(built) as GraphQLResolverMap;

export const schema = buildSubgraphSchema([
  { typeDefs: parse(SDL), resolvers },
  { typeDefs: { kind: Kind.DOCUMENT, definitions: [] }, resolvers: REFERENCES },
]);
