// npm run tools: what the tools find on photographs, held against what a person sees there.
import { parseArgs } from "node:util";
import { runCommand, UsageError } from "./commandLine";
import { type Measured, measure, PHOTOGRAPHS, tableOf } from "./tools/measure";
import { createToolRig } from "./tools/rig";

const USAGE = `npm run tools -- --photographs FOLDER [--only NAME]
  --photographs FOLDER  what training/tools/photographs.py gathered
  --only NAME           photographs whose file has this in its name`;

await runCommand(USAGE, async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { photographs: { type: "string" }, only: { type: "string" } },
  });
  if (!values.photographs) throw new UsageError("Say where the photographs are.");
  const tools = createToolRig();
  const measured: Measured[] = [];
  for (const photograph of PHOTOGRAPHS.filter(({ file }) => file.includes(values.only ?? ""))) {
    measured.push(await measure(photograph, values.photographs, tools));
    console.error(photograph.file);
  }
  console.log(tableOf(measured));
});
