/**
 * Type-graphql's decorators, as this service uses them. Some ask `Reflect.getMetadata` for the types that a
 * compiler may emit, even where each decorator names its type, as all here do, and throw where there is no
 * such function. Here it exists while one of them runs, and answers that there are no types; nothing global
 * is changed after.
 */
import * as library from "type-graphql";

export { Ctx, Directive, ID, Int, ObjectType, Resolver } from "type-graphql";

export const Arg = withoutReflection(library.Arg);
export const Field = withoutReflection(library.Field);
export const FieldResolver = withoutReflection(library.FieldResolver);
export const Query = withoutReflection(library.Query);
export const Root = withoutReflection(library.Root);

type Decorate = (...target: readonly unknown[]) => unknown;

function withoutReflection<Make extends (...given: never[]) => unknown>(make: Make): Make {
  return new Proxy(make, {
    apply: (target, self, given): Decorate => {
      const decorate: Decorate = Reflect.apply(target, self, given);
      return (...decorated) => whileUntyped(() => decorate(...decorated));
    },
  });
}

function whileUntyped<T>(work: () => T): T {
  if ("getMetadata" in Reflect) return work();
  Object.defineProperty(Reflect, "getMetadata", { value: () => undefined, configurable: true });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(Reflect, "getMetadata");
  }
}
