import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { type GymName, gymProblem } from "../../catalog";
import type { Desk } from "../../workspace/state/workspace";
import { createQueries, gymQuery } from "../../workspace/queries/queries";
import { DeskProvider } from "../services";
import { FRESH_VIEW } from "../../workspace/state";
import { GymPreview } from "./GymPreview";

it.each([
  ["find", ["The picture"]],
  ["track", ["Frame 1 of 3", "Frame 2 of 3", "Frame 3 of 3"]],
] as const)("names every picture of a problem of the family %s", async (family, names) => {
  const name: GymName = { family, seed: 4, difficulty: 1 };
  const queries = createQueries();
  queries.setQueryData(gymQuery(name).queryKey, await gymProblem(name));
  // A preview asks for nothing else of the desk.
  const desk = { view: createStore(() => ({ ...FRESH_VIEW, language: "en" })) } as unknown as Desk;
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <DeskProvider desk={desk}>
        <GymPreview name={name} />
      </DeskProvider>
    </QueryClientProvider>,
  );
  const told = [...markup.matchAll(/<canvas [^>]*role="img" aria-label="([^"]*)"/g)].map(([, said]) => said);
  expect(told).toEqual(names);
});
