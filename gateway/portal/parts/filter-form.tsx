/**
 * A form whose values are in the address of the page. It works without scripts; with them the page is asked for
 * without a reload. Fields that are empty are left out of the address.
 */
import { defineComponent } from "vue";
import { useRoute, useRouter } from "vue-router";
import { keepReading } from "./link";

export const FilterForm = defineComponent((_, { slots }) => {
  const route = useRoute();
  const router = useRouter();
  const send = async (event: Event): Promise<void> => {
    const { currentTarget: form } = event;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const asked = new URLSearchParams(
      [...new FormData(form)].flatMap(([name, value]) =>
        typeof value === "string" && value !== "" ? [[name, value]] : [],
      ),
    );
    await router.push(keepReading(`${route.path}?${asked}`, router));
  };
  return () => (
    <form class="filter" method="get" action={route.path} onSubmit={send}>
      {["lang", "view"].map((name) => {
        const { [name]: value } = route.query;
        return typeof value === "string" && <input type="hidden" name={name} value={value} />;
      })}
      {slots["default"]?.()}
    </form>
  );
});
