/** A page of the desk: who is not signed in is led to the sign-in, and who has no part in it is told. */
import { h, type Component } from "vue";
import { definePage, type Page, type Visit } from "../../app/page";
import { useWords, type Words } from "../../words";
import { DeskFrame } from "./desk-frame";
import { readSession, type Role, type Session } from "./session";
import { SignIn } from "./sign-in";

export interface DeskVisit extends Visit {
  readonly session: Session;
}

export interface DeskPageParts<Data> {
  /** Whose page it is; without it everybody's who is signed in. */
  readonly roles?: readonly Role[];
  readonly load: (visit: DeskVisit) => Promise<Data>;
  readonly title: (data: Data, words: Words) => string;
  readonly view: Component<{ readonly data: Data; readonly session: Session }>;
}

type Found<Data> =
  | { readonly state: "open"; readonly session: Session; readonly data: Data }
  | { readonly state: "stranger" | "forbidden"; readonly session: Session };

export function defineDeskPage<Data>({ roles, load, title, view }: DeskPageParts<Data>): Page {
  return definePage<Found<Data>>({
    load: async (visit) => {
      const session = await readSession();
      if (!session.signedIn) return { state: "stranger", session };
      if (roles && !roles.some((role) => session.roles.includes(role)))
        return { state: "forbidden", session };
      return { state: "open", session, data: await load({ ...visit, session }) };
    },
    title: (found, words) => (found.state === "open" ? title(found.data, words) : words.t("desk.title")),
    view: ({ data: found }: { readonly data: Found<Data> }) => {
      const { t } = useWords();
      if (found.state === "stranger") return <SignIn session={found.session} />;
      return (
        <DeskFrame session={found.session}>
          {found.state !== "open" ? (
            <>
              <h1>{t("desk.forbidden")}</h1>
              <p>{t("desk.forbiddenText")}</p>
            </>
          ) : (
            h(view, { data: found.data, session: found.session })
          )}
        </DeskFrame>
      );
    },
  });
}
