/**
 * The decorators that a domain writes its own fields with. `Authorized` is left out on purpose: type-graphql
 * keeps one store of metadata per process, and one use of it would make every subgraph demand a checker.
 * Access is written with federation's directives.
 */
import * as library from "type-graphql";
import { withoutReflection } from "./without-reflection.js";

export {
  ArgsType,
  createUnionType,
  Ctx,
  Directive,
  Extensions,
  Float,
  ID,
  Info,
  InputType,
  InterfaceType,
  Int,
  ObjectType,
  registerEnumType,
  Resolver,
  type ClassType,
} from "type-graphql";

// Those that look for reflected types.
export const Arg = withoutReflection(library.Arg);
export const Args = withoutReflection(library.Args);
export const Field = withoutReflection(library.Field);
export const FieldResolver = withoutReflection(library.FieldResolver);
export const Mutation = withoutReflection(library.Mutation);
export const Query = withoutReflection(library.Query);
export const Root = withoutReflection(library.Root);
export const Subscription = withoutReflection(library.Subscription);
