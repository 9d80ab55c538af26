/** Asks the provider: an answer without end is not read to its end, which never comes. */
import type { CustomFetch } from "openid-client";

const LARGEST_BYTES = 512 * 1024;

/** Rejects with a plain Error for a larger answer. */
export const boundedFetch: CustomFetch = async (url, { body, headers, method, redirect, signal }) => {
  const response = await fetch(url, {
    headers,
    method,
    redirect,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > LARGEST_BYTES) throw new TypeError("The provider's answer is too large");
    parts.push(part);
  }
  const hasBody = ![204, 205, 304].includes(response.status);
  return new Response(hasBody ? Buffer.concat(parts) : null, response);
};
