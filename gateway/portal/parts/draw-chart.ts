/** The kinds of charts that the portal has, of ECharts alone what they need. */
import { BarChart, LineChart } from "echarts/charts";
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from "echarts/components";
import { init, use, type ComposeOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Returns what removes it. */
export function drawChart(place: HTMLElement, option: ChartOption): () => void {
  const style = getComputedStyle(place);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: [1, 2, 3, 4].map((number) => colour(`--series-${number}`)),
    textStyle: { color: colour("--ink"), fontFamily: style.fontFamily },
    // its own would be markup with styles, which the page's policy does not let in
    tooltip: { renderMode: "richText", trigger: "axis" },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    ...option,
  });
  const text = { color: colour("--ink") };
  chart.setOption({ xAxis: { axisLabel: text }, yAxis: { axisLabel: text }, legend: { textStyle: text } });
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(place);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}
