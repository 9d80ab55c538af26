/**
 * A chart by Apache ECharts, loaded when one is shown. Beside each there is a table with the same figures:
 * this is a picture of it, and nothing without scripts.
 */
import { defineComponent, onBeforeUnmount, onMounted, ref, watch } from "vue";
import type { ChartOption } from "./draw-chart";

export const Chart = defineComponent(
  (props: { readonly option: ChartOption; readonly label: string }) => {
    const place = ref<HTMLElement | null>(null);
    let end = (): void => undefined;
    const draw = async (option: ChartOption): Promise<void> => {
      const { drawChart } = await import("./draw-chart");
      end();
      if (place.value) end = drawChart(place.value, option);
    };
    onMounted(() => draw(props.option));
    watch(() => props.option, draw);
    onBeforeUnmount(() => end());
    return () => <div class="chart" role="img" aria-label={props.label} ref={place} />;
  },
  { props: ["option", "label"] },
);
