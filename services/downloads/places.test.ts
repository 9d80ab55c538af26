import { expect, test } from "@jest/globals";
import { HubError } from "#schema/errors.js";
import { createDownloadPlaces } from "./places.js";

function refusal(take: () => unknown): unknown {
  try {
    take();
    return null;
  } catch (error) {
    return error instanceof HubError ? error.code : error;
  }
}

test("an address has three downloads at a time, whatever others have; one that ends makes room for one", () => {
  const places = createDownloadPlaces();
  const [end] = [places.take("a"), places.take("a"), places.take("a")];
  expect(refusal(() => places.take("a"))).toBe("DOWNLOADS_TOO_MANY");
  expect(refusal(() => places.take("b"))).toBeNull();
  end?.();
  end?.();
  expect(refusal(() => places.take("a"))).toBeNull();
  expect(refusal(() => places.take("a"))).toBe("DOWNLOADS_TOO_MANY");
});

test("all addresses together have so many that the process can serve them", () => {
  const places = createDownloadPlaces();
  const ends = Array.from({ length: 16 }, (_, at) => places.take(`client ${at}`));
  expect(refusal(() => places.take("another"))).toBe("DOWNLOADS_TOO_MANY");
  for (const end of ends) end();
  expect(refusal(() => places.take("another"))).toBeNull();
});
