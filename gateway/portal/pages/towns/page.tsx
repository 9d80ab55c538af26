/** Towns compared by any figure: on a schematic, and in a table. */
import { definePage } from "../../app/page";
import { allPages } from "../../data/all-pages";
import { TownDatasetsDocument, TownsDocument } from "../../graph/public/graphql";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { placeTowns, type PlacedTown } from "../../parts/town-map/load-towns";
import type { Dot } from "../../parts/town-map/map";
import { Schematic } from "../../parts/town-map/schematic";
import { useWords, type Words } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { dotsOf } from "./dots";
import { choicesOf, type Choice } from "./choices";
import { figuresOf, periodsOf, type Figure, type Source } from "./figures";

interface Town extends Figure, PlacedTown {
  readonly dots: readonly Dot[];
  readonly kindLabel: string;
}

interface Data {
  readonly choices: readonly Choice[];
  /** Null where no dataset is of towns. */
  readonly chosen: Choice | null;
  readonly periods: readonly string[];
  readonly period: string | null;
  readonly towns: readonly Town[];
  readonly source: Source | null;
}

const FIRST = "education.schools:pupils";

export default definePage<Data>({
  load: async ({ ask, query, language }) => {
    const words = graphLanguage(language);
    const [{ areas }, datasets] = await Promise.all([
      ask(TownsDocument, { language: words }),
      allPages(async (after) => (await ask(TownDatasetsDocument, { language: words, after })).datasets),
    ]);
    const choices = choicesOf(datasets);
    const chosen =
      choices.find(({ name }) => name === query("by")) ??
      choices.find(({ name }) => name === FIRST) ??
      choices[0] ??
      null;
    const periods = chosen === null ? [] : await periodsOf(ask, chosen);
    const asked = query("period");
    const period = periods.find((one) => one === asked) ?? periods[0] ?? null;
    const [found, dots] =
      chosen === null
        ? [null, null]
        : await Promise.all([figuresOf(ask, chosen, period), dotsOf(ask, chosen)]);
    const placed = placeTowns(areas.nodes);
    return {
      choices,
      chosen,
      periods,
      period,
      towns: placed.map((town, at) => ({
        ...town,
        kindLabel: areas.nodes[at]?.kindLabel ?? "",
        dots: dots?.get(town.code) ?? [],
        ...(found?.of(town.code) ?? { value: null, isComplete: true }),
      })),
      source: found?.source ?? null,
    };
  },
  title: (_, { t }) => t("towns.title"),
  description: (_, { t }) => t("towns.lead"),
  view: ({ data }: { readonly data: Data }) => {
    const words = useWords();
    const { t, day } = words;
    const { choices, chosen, periods, period, towns, source } = data;
    const what = chosen === null ? "" : nameOf(chosen, words);
    const caption = period === null ? what : t("towns.inPeriod", { what, period });
    const isSuppressed = towns.some(({ isComplete }) => !isComplete);
    return (
      <>
        <h1>{t("towns.title")}</h1>
        <p class="lead">{t("towns.lead")}</p>
        <FilterForm>
          <label>
            {t("towns.by")}
            <select name="by">
              {[...Map.groupBy(choices, ({ dataset }) => dataset)].map(([, [first, ...rest]]) => (
                <optgroup label={first && titleOf(first, words)}>
                  {(first ? [first, ...rest] : []).map((choice) => (
                    <option value={choice.name} selected={choice.name === chosen?.name}>
                      {nameOf(choice, words)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          {periods.length > 0 && (
            <label>
              {t("towns.period")}
              <select name="period">
                {periods.map((one) => (
                  <option value={one} selected={one === period}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="submit" class="first">
            {t("towns.show")}
          </button>
        </FilterForm>
        <figure class="map">
          <figcaption>
            <h2>{caption}</h2>
          </figcaption>
          <Schematic
            towns={towns.map((town) => ({
              ...town,
              value: town.value === null ? null : Number(town.value),
              text: textOf(town, words),
            }))}
          />
        </figure>
        <Table
          caption={caption}
          columns={[
            { name: t("towns.town"), cell: ({ code, name }) => <Link to={`/towns/${code}`}>{name}</Link> },
            {
              name: chosen === null ? t("towns.count") : measureOf(chosen, words),
              cell: (town) => textOf(town, words),
              isNumber: true,
            },
            { name: t("towns.kind"), cell: ({ kindLabel }) => kindLabel },
          ]}
          rows={towns.toSorted((one, other) => Number(other.value ?? -1) - Number(one.value ?? -1))}
        />
        {isSuppressed && <p>{t("towns.suppressed")}</p>}
        {source && chosen && (
          <p class="quiet">
            {t("towns.source")}
            <Link to={`/datasets/${chosen.dataset}`}>{titleOf(chosen, words)}</Link>，
            <Link to={`/departments/${source.publisher.code}`}>{source.publisher.name}</Link>，
            {t("towns.updated", { day: day(source.modified) })}
            {chosen.hasPeriods && [
              " ",
              <Link to={`/statistics/${chosen.dataset}?measure=${chosen.measure?.field ?? ""}`}>
                {t("towns.series")}
              </Link>,
            ]}
          </p>
        )}
      </>
    );
  },
});

function titleOf({ title, titleEn }: Choice, { language }: Words): string {
  return language === "en" ? titleEn : title;
}

function nameOf(choice: Choice, words: Words): string {
  const title = titleOf(choice, words);
  return choice.measure === null
    ? words.t("towns.countOf", { title })
    : words.t("towns.measureOf", { title, name: measureOf(choice, words) });
}

function measureOf({ measure }: Choice, { t }: Words): string {
  if (measure === null) return t("towns.count");
  const { label, unit } = measure;
  // some have it in their names
  return unit === null || /[（(]/.test(label) ? label : t("towns.withUnit", { label, unit });
}

function textOf({ value, isComplete }: Town, { t, number }: Words): string {
  if (value === null && !isComplete) return t("towns.hidden");
  return isComplete ? number(value) : t("towns.atLeast", { value: number(value) });
}
