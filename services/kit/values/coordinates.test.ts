import { expect, test } from "@jest/globals";
import { isPoint, pointOf } from "./coordinates.js";

test.each([
  ["Beijing", "116.38404722455657,39.91334545536069", 116.377817, 39.911954],
  ["Shanghai", "121.531541859215,31.17530398364597", 121.5272106, 31.1774276],
  ["Shenzhen", "113.9171764808363,22.540796131694766", 113.912316, 22.543847],
])("a point of a map of %s is where satellites measure it", (_, given, longitude, latitude) => {
  const text = given.replace(/(\.\d{10})\d+/g, "$1");
  const point = pointOf(text, "GCJ-02");
  expect(point?.longitude).toBeCloseTo(longitude, 5);
  expect(point?.latitude).toBeCloseTo(latitude, 5);
});

test("what is measured by satellites stays as it is, and what is no point is none", () => {
  expect(pointOf("116.84,40.37", "WGS-84")).toEqual({ longitude: 116.84, latitude: 40.37 });
  expect(["", "40.37", "116.84 40.37", "216.84,40.37", "116.84,90.37x"].map((text) => isPoint(text))).toEqual(
    [false, false, false, false, false],
  );
  expect(pointOf("密云", "GCJ-02")).toBeNull();
});
