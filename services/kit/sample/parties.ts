/**
 * Invented parties (行政相对人), made from their number alone: two feeds that use party 17 speak of the same
 * enterprise, so samples join across feeds. No list is kept, whatever their count; up to 10,000,000 differ in
 * their numbers.
 *
 * Every number is valid to its check digit and belongs to nobody: organisation codes begin with Y, which was
 * never issued, and citizen IDs name the division 110199, which does not exist.
 */
import { makeBusinessRegistration } from "../values/business-registration.js";
import { addDays } from "../values/calendar.js";
import { makeCitizenId } from "../values/citizen-id.js";
import { makeUscc, organisationCodeOf } from "../values/uscc.js";
import { enterpriseName, personName, shopName } from "./names.js";

export interface SampleParty {
  readonly kind: "enterprise" | "sole-trader" | "person";
  readonly name: string;
  /** "" for a person, as are the next three. */
  readonly uscc: string;
  readonly businessRegistrationNumber: string;
  readonly organisationCode: string;
  /** 法定代表人, or the sole trader's operator. */
  readonly legalRepresentative: string;
  /** A citizen ID: of the person, of the legal representative or of the operator. */
  readonly citizenId: string;
}

/**
 * Makes a party: of twenty, twelve are enterprises, five sole traders and three persons, all born before
 * 2000.
 */
export function sampleParty(number: number): SampleParty {
  const place = number % 20;
  if (place >= 17) return person(number);
  return place < 12 ? enterprise(number) : soleTrader(number);
}

/** The party number of the n-th enterprise. */
export function enterpriseNumber(n: number): number {
  return Math.floor(n / 12) * 20 + (n % 12);
}

/**
 * The credit code of a school, a home or a foundation: `kind` are its first two digits (GB 32100: 52 民办非企业单位,
 * 53 基金会). None is an enterprise's.
 */
export function sampleInstitutionCode(kind: "52" | "53", number: number): string {
  return registration(`${kind}110118`, number).uscc;
}

/** Valid, and of nobody; different for different numbers below 10,000,000. */
export function sampleCitizenId(number: number): string {
  const sequence = number % SEQUENCES;
  const day = (Math.floor(number / SEQUENCES) * DAY_STEP + number) % BIRTH_DAYS;
  return makeCitizenId(
    `110199${addDays("1955-01-01", day).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`,
  );
}

/** 996 to 999 are special. */
const SEQUENCES = 996;
/** To October 1998. */
const BIRTH_DAYS = 16_000;
/** With SEQUENCES it makes a prime (1093), so that a sequence comes back to a day only after all days. */
const DAY_STEP = 97;

function enterprise(number: number): SampleParty {
  return { kind: "enterprise", name: enterpriseName(number), ...registration("91110118", number) };
}

/** Numbered among themselves, so that their names last. */
function soleTrader(number: number): SampleParty {
  return {
    kind: "sole-trader",
    name: shopName(Math.floor(number / 20) * 5 + (number % 20) - 12),
    ...registration("92110118", number),
  };
}

/** One letter for each million of parties. */
const MILLIONS = "LABCDEFGHJ";

function person(number: number): SampleParty {
  return {
    kind: "person",
    name: personName(number),
    uscc: "",
    businessRegistrationNumber: "",
    organisationCode: "",
    legalRepresentative: "",
    citizenId: sampleCitizenId(number),
  };
}

function registration(prefix8: string, number: number): Omit<SampleParty, "kind" | "name"> {
  const digits = String(number).padStart(7, "0");
  const uscc = makeUscc(prefix8, `Y${MILLIONS.charAt(Number(digits.slice(0, -6)))}${digits.slice(-6)}`);
  return {
    uscc,
    businessRegistrationNumber: makeBusinessRegistration(`1101990${digits}`),
    organisationCode: organisationCodeOf(uscc),
    legalRepresentative: personName(number * 7),
    citizenId: sampleCitizenId(number),
  };
}
