/** The part of the library that we use; the types that others publish for it lack `preferred`. */
declare module "negotiator" {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string>> });
    /** Those that the header names with a quality above 0, the best first. */
    mediaTypes(): readonly string[];
    encoding(
      available: readonly string[],
      options: { readonly preferred: readonly string[] },
    ): string | undefined;
  }
}
