/**
 * A form whose values are in the address of the page. It works without scripts; with them the page is asked
 * for without a reload.
 */
import { defineComponent } from "vue";
import { useRoute, useRouter } from "vue-router";
import { KeptReading } from "./kept-reading";
import { submitQuery } from "./submit-query";

export const FilterForm = defineComponent((_, { slots }) => {
  const route = useRoute();
  const router = useRouter();
  return () => (
    <form class="filter" action={route.path} onSubmit={(event: Event) => submitQuery(event, router)}>
      <KeptReading />
      {slots["default"]?.()}
    </form>
  );
});
