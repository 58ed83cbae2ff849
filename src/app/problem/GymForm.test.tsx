import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { type GymName, gymProblem } from "../../catalog";
import { createQueries, gymQuery } from "../../workspace/queries";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { GymPreview } from "./GymForm";

it.each([
  ["find", ["The picture"]],
  ["track", ["Frame 1 of 3", "Frame 2 of 3", "Frame 3 of 3"]],
] as const)("names every picture of a problem of the family %s", async (family, names) => {
  const name: GymName = { family, seed: 4, difficulty: 1 };
  const queries = createQueries();
  queries.setQueryData(gymQuery(name).queryKey, await gymProblem(name));
  const workspace = workspaceWith({}, { language: "en" });
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <WorkspaceProvider workspace={workspace}>
        <GymPreview name={name} />
      </WorkspaceProvider>
    </QueryClientProvider>,
  );
  const told = [...markup.matchAll(/<canvas [^>]*role="img" aria-label="([^"]*)"/g)].map(([, said]) => said);
  expect(told).toEqual(names);
});
