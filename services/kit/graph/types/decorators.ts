/**
 * The decorators that a domain writes its own fields with. `Authorized` is left out on purpose: type-graphql
 * keeps one store of metadata per process, and one use of it would make every subgraph demand a checker.
 * Access is written with federation's directives.
 *
 * Type-graphql asks for reflected types even where each decorator names its type, as all of ours do: it is
 * told that there are none.
 */
if (!("getMetadata" in Reflect)) Object.defineProperty(Reflect, "getMetadata", { value: () => undefined });

export {
  Arg,
  Args,
  ArgsType,
  createUnionType,
  Ctx,
  Directive,
  Extensions,
  Field,
  FieldResolver,
  Float,
  ID,
  Info,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
  type ClassType,
} from "type-graphql";
