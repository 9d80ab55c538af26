import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { checkBusinessRegistration } from "../values/business-registration.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { checkOrganisationCode } from "../values/organisation-code.js";
import { checkUscc, innerCheckHolds } from "../values/uscc.js";
import { sampleCitizenId, sampleParty } from "./parties.js";

const PARTIES = 200_000;

describe("sample parties", () => {
  test("every number of every party is valid to its last check digit", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (number) => {
        const party = sampleParty(number);
        expect(checkCitizenId(party.citizenId)).toMatchObject({ ok: true, value: party.citizenId });
        if (party.kind === "person") return;
        expect(checkUscc(party.uscc)).toEqual({ ok: true, value: party.uscc });
        expect(innerCheckHolds(party.uscc)).toBe(true);
        expect(party.uscc.startsWith(party.kind === "enterprise" ? "91" : "92")).toBe(true);
        expect(checkBusinessRegistration(party.businessRegistrationNumber)).toEqual({
          ok: true,
          value: party.businessRegistrationNumber,
        });
        expect(checkOrganisationCode(party.organisationCode).ok).toBe(true);
      }),
    );
  });

  test("two hundred thousand parties share no number, and no enterprise or shop a name", () => {
    const codes = new Set<string>();
    const names = new Set<string>();
    const persons = new Set<string>();
    let registered = 0;
    for (let number = 0; number < PARTIES; number += 1) {
      const party = sampleParty(number);
      persons.add(party.citizenId);
      if (party.kind === "person") continue;
      registered += 1;
      codes.add(party.uscc);
      names.add(party.name);
    }
    expect([codes.size, names.size, persons.size]).toEqual([registered, registered, PARTIES]);
  });

  test("every name says that it is invented, and survives GBK", () => {
    fc.assert(
      fc.property(fc.nat(PARTIES), (number) => {
        const { name, legalRepresentative } = sampleParty(number);
        expect(name).toMatch(/示例|样例|范例|例|样/);
        expect(iconv.decode(iconv.encode(name + legalRepresentative, "gbk"), "gbk")).toBe(
          name + legalRepresentative,
        );
      }),
    );
  });

  test("a party is the same each time it is asked for", () => {
    fc.assert(
      fc.property(fc.nat(PARTIES), (number) => expect(sampleParty(number)).toEqual(sampleParty(number))),
    );
  });

  test("citizen IDs do not repeat over the days of birth", () => {
    const numbers = Array.from({ length: 20_000 }, (_, at) => sampleCitizenId(at * 499));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
