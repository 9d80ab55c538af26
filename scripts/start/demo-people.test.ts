import { expect, test } from "@jest/globals";
import { demoPeople } from "./demo-people.js";

const HERE = {
  jwksUrl: null,
  samples: true,
  host: "127.0.0.1",
  databaseUrl: null,
  publicUrl: null,
  hubUrl: null,
};
const rolesOf = (changes: Partial<Parameters<typeof demoPeople>[0]>): readonly string[] =>
  demoPeople({ ...HERE, ...changes }).flatMap(({ roles }) => roles);

test("tokens to try are shown with samples on this machine alone, a supervisor's on no shared database", () => {
  expect(rolesOf({})).toEqual(["clerk", "reviewer", "supervisor", "developer"]);
  expect(rolesOf({ databaseUrl: "postgres://db/tongcha" })).toEqual(["clerk", "reviewer", "developer"]);
  for (const changes of [
    { samples: false },
    { host: "0.0.0.0" },
    { host: "::" },
    { host: "127.0.0.1.example.cn" },
    { jwksUrl: "https://id.example.cn/jwks" },
    { publicUrl: "https://data.example.cn" },
    { hubUrl: "http://127.0.0.1:4000" },
  ])
    expect(rolesOf(changes)).toEqual([]);
});
