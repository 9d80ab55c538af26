import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium } from "../open-browser.js";
import { valueAt } from "../start-hub.js";
import { openPages, type OpenPages } from "./open-pages.js";

const chromium = findChromium();

interface Tile {
  readonly code: string;
  readonly name: string;
  readonly text: string;
  readonly step: number;
  readonly fill: string;
  readonly x: number;
  readonly y: number;
}

(chromium === null ? describe.skip : describe)("the map of towns", () => {
  let pages: OpenPages;
  let page: Page;
  beforeAll(async () => {
    pages = await openPages(chromium);
    ({ page } = pages);
  });
  afterAll(() => pages.close());

  const tilesOf = async (): Promise<readonly Tile[]> => {
    const found = await page.evaluate(`[...document.querySelectorAll("[data-town]")].map((tile) => {
      const { x, y, width, height } = tile.getBBox();
      const [name, text] = [...tile.parentElement.querySelectorAll("text")].map((one) => one.textContent);
      const step = Number(/step-(\\d)/.exec(tile.getAttribute("class"))[1]);
      const { fill } = getComputedStyle(tile);
      return { code: tile.dataset.town, name, text, step, fill, x: x + width / 2, y: y + height / 2 };
    })`);
    return found as readonly Tile[];
  };
  const rowsOf = async (): Promise<readonly (readonly string[])[]> => {
    const found = await page.evaluate(
      `[...document.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent))`,
    );
    return found as readonly (readonly string[])[];
  };
  const numberOf = (text: string): number => Number(text.replaceAll(/[,*]/g, ""));

  test("has the figures of the graph, the same in the table, and the more, the darker", async () => {
    await page.goto(`${pages.hub.url}/towns`);
    const tiles = await tilesOf();
    const { data } = await pages.hub.query(
      "{ schools { groups(by: [AREA_CODE], first: 100) { key { areaCode } values { pupils { sum } } } } }",
    );
    const groups = valueAt(data, "schools", "groups");
    const pupils = Object.fromEntries(
      (Array.isArray(groups) ? groups : []).map((group: unknown) => [
        valueAt(group, "key", "areaCode"),
        valueAt(group, "values", "pupils", "sum"),
      ]),
    );
    expect(tiles.length).toBe(20);
    expect(Object.fromEntries(tiles.map(({ code, text }) => [code, numberOf(text)]))).toEqual(pupils);
    expect(new Map((await rowsOf()).map(([name, value]) => [name, value]))).toEqual(
      new Map(tiles.map(({ name, text }) => [name, text])),
    );
    for (const one of tiles)
      for (const other of tiles)
        if (one.step < other.step) expect(numberOf(one.text)).toBeLessThan(numberOf(other.text));
    const fills = new Map(tiles.map(({ step, fill }) => [step, fill]));
    expect([...fills.keys()].toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(fills.values()).size).toBe(5);
    for (const { step, fill } of tiles) expect(fill).toBe(fills.get(step));
  });

  test("lays neighbours side by side, the same each time", async () => {
    await page.goto(`${pages.hub.url}/towns`);
    const tiles = await tilesOf();
    const at = (code: string): Tile | undefined => tiles.find((tile) => tile.code === code);
    const distance = (one: string, other: string): number =>
      Math.hypot((at(one)?.x ?? NaN) - (at(other)?.x ?? NaN), (at(one)?.y ?? NaN) - (at(other)?.y ?? NaN));
    const least = Math.min(
      ...tiles.flatMap(({ code }) =>
        tiles.flatMap((other) => (other.code === code ? [] : [distance(code, other.code)])),
      ),
    );
    for (const neighbour of ["110118102", "110118106", "110118116"])
      expect(distance("110118101", neighbour)).toBeCloseTo(least, 0);
    await page.goto(`${pages.hub.url}/towns?by=employment.vacancies`);
    const placeOf = ({ code, x, y }: Tile): readonly unknown[] => [code, x, y];
    expect((await tilesOf()).map(placeOf)).toEqual(tiles.map(placeOf));
  });

  test("follows what is chosen: it is in the address, and back and reload show it again", async () => {
    await page.goto(`${pages.hub.url}/towns`);
    await page.getByLabel("比较什么").selectOption("employment.vacancies:openings");
    await page.getByRole("button", { name: "显示" }).press("Enter");
    await page.waitForURL("**/towns?by=employment.vacancies%3Aopenings");
    await page.getByRole("heading", { name: "招聘岗位：招聘人数（人）" }).waitFor();
    const chosen = await rowsOf();
    expect(new Map((await tilesOf()).map(({ name, text }) => [name, text]))).toEqual(
      new Map(chosen.map(([name, value]) => [name, value])),
    );
    await page.reload();
    expect(await rowsOf()).toEqual(chosen);
    await page.goBack();
    await page.getByRole("heading", { name: "学校和幼儿园：在校生数（人）" }).waitFor();
    expect(await page.getByLabel("比较什么").inputValue()).toBe("education.schools:pupils");
    await page.goForward();
    await page.getByRole("heading", { name: "招聘岗位：招聘人数（人）" }).waitFor();
    expect(await rowsOf()).toEqual(chosen);
  });

  test("says of too few persons that it is not told, in the picture and in the table", async () => {
    await page.goto(`${pages.hub.url}/towns?by=social-assistance.minimum-living:added&period=2026-09`);
    const hidden = (await tilesOf()).filter(({ text }) => text === "未公开");
    expect(hidden.length).toBeGreaterThan(0);
    for (const { step } of hidden) expect(step).toBe(0);
    const rows = new Map((await rowsOf()).map(([name, value]) => [name, value]));
    for (const { name } of hidden) expect(rows.get(name)).toBe("未公开");
    await page.getByText("因人数过少而不公开").waitFor();
  });

  test("is passed over by the keyboard, which goes from the table to a town", async () => {
    await page.goto(`${pages.hub.url}/towns`);
    await page.getByRole("button", { name: "显示" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const name = (await page.evaluate("document.activeElement.textContent")) as string;
    expect(name).toBe((await rowsOf())[0]?.[0]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByText("010-0001").first().waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "镇街" }).waitFor();
  });

  test("no script failed, and no policy was violated", () => {
    expect(pages.browser.faults).toEqual([]);
  });
});
