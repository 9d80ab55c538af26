/**
 * Type-graphql's decorators ask `Reflect.getMetadata` for the types that a compiler may emit, even where each
 * decorator names its type, as all of ours do, and throw where there is no such function. The library has no
 * setting against it, and the packages that it recommends add the function to the global object for good.
 * Here it exists while one decorator runs, and answers that there are no types; nothing global is changed
 * after.
 */
type Decorate = (...target: readonly unknown[]) => unknown;

/** The same decorator factory: what it makes runs with a `Reflect.getMetadata` that knows no types. */
export function withoutReflection<Make extends (...given: never[]) => unknown>(make: Make): Make {
  return new Proxy(make, {
    apply: (target, self, given): Decorate => {
      const decorate: Decorate = Reflect.apply(target, self, given);
      return (...decorated) => whileUntyped(() => decorate(...decorated));
    },
  });
}

function whileUntyped<T>(work: () => T): T {
  // A program around this one may have loaded a real one.
  if ("getMetadata" in Reflect) return work();
  Object.defineProperty(Reflect, "getMetadata", { value: () => undefined, configurable: true });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(Reflect, "getMetadata");
  }
}
