import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import * as v from "valibot";
import { createSealedCookie, type Carried, type SealedCookie } from "./sealed-cookie.js";

const [one, two] = [randomBytes(32), randomBytes(32)];
const soon = (): number => Math.floor(Date.now() / 1_000) + 60;

const make = (keys: readonly [Uint8Array, ...Uint8Array[]], name = "test"): SealedCookie<string> =>
  createSealedCookie({ name, keys, schema: v.string(), maxAge: null });

/** What a browser sends that was given these, after what it had before. */
function carry(given: readonly string[], before: readonly string[] = [], isSecure = false): Carried {
  const jar = new Map<string, string>();
  for (const cookie of [...before, ...given]) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }
  return { cookies: [...jar].map((pair) => pair.join("=")).join("; "), isSecure };
}

const NOTHING: Carried = { cookies: undefined, isSecure: false };

test("a value opens by the key that sealed it, also while another takes its place, and by no other", async () => {
  const carried = carry(await make([one]).seal("value", soon(), NOTHING));
  expect(await make([one]).open(carried)).toBe("value");
  expect(await make([two, one]).open(carried)).toBe("value");
  expect(await make([two]).open(carried)).toBeNull();
});

test("a value opens under its own name alone, and is over at its time", async () => {
  const cookies = carry(await make([one]).seal("value", soon(), NOTHING)).cookies ?? "";
  const renamed = { cookies: cookies.replace("test.", "other."), isSecure: false };
  expect(await make([one], "other").open(renamed)).toBeNull();
  const past = await make([one]).seal("value", soon() - 120, NOTHING);
  expect(await make([one]).open(carry(past))).toBeNull();
});

test("over https a cookie belongs to its host alone, and one that is set without is none", async () => {
  const secure = { cookies: undefined, isSecure: true };
  const given = await make([one]).seal("value", soon(), secure);
  expect(given).toEqual([
    expect.stringMatching(/^__Host-test\.0=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  expect(await make([one]).open(carry(given, [], true))).toBe("value");
  const plain = carry(await make([one]).seal("value", soon(), NOTHING), [], true);
  expect(await make([one]).open(plain)).toBeNull();
});

test("a long value takes several cookies that browsers keep, and a short one after it takes the others back", async () => {
  const long = "长".repeat(2_000);
  const given = await make([one]).seal(long, soon(), NOTHING);
  expect(given.length).toBeGreaterThan(1);
  for (const cookie of given) expect(cookie.length).toBeLessThan(4_096);
  expect(await make([one]).open(carry(given))).toBe(long);
  expect(await make([one]).open(carry(given.slice(0, -1)))).toBeNull();
  const shorter = await make([one]).seal("value", soon(), carry(given));
  expect(await make([one]).open(carry(shorter, given))).toBe("value");
  expect(carry(make([one]).clear(carry(given)), given).cookies).toBe("");
});

test("a value for which browsers and the hub have no room is refused, not cut", async () => {
  await expect(make([one]).seal("x".repeat(9_000), soon(), NOTHING)).rejects.toMatchObject({
    code: "SESSION_TOO_LARGE",
  });
});
