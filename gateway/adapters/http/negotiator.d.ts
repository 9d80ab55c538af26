/** The part of the library that the gateway uses; its published types lack `preferred`. */
declare module "negotiator" {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string>> });
    /** The header's media types with a quality above 0, the preferred one first. */
    mediaTypes(available?: readonly string[]): readonly string[];
    encoding(
      available: readonly string[],
      options: { readonly preferred: readonly string[] },
    ): string | undefined;
  }
}
