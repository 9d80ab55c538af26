/**
 * The module `@jest/globals` in a test: the functions of the file that runs now, also for a helper that an
 * earlier file has loaded.
 */
let current: object = {};

export function enterFile(globals: object): void {
  current = globals;
}

function global(name: string): unknown {
  const real = (): object => {
    const found: unknown = Reflect.get(current, name);
    if (typeof found !== "function") throw new TypeError(`Jest has given no ${name}`);
    return found;
  };
  return new Proxy(() => undefined, {
    apply: (_target, self, parameters) => Reflect.apply(real() as () => unknown, self, parameters), // `real` gives functions alone
    get: (_target, key) => Reflect.get(real(), key),
  });
}

export const afterAll = global("afterAll");
export const afterEach = global("afterEach");
export const beforeAll = global("beforeAll");
export const beforeEach = global("beforeEach");
export const describe = global("describe");
export const expect = global("expect");
export const test = global("test");
