// npm run share: a trace as a page that plays it, as HTML for a notebook, or as a link. The same code as in the page.
import { writeFileSync } from "node:fs";
import { notebookSnippet, printLink, printPage, printView } from "../src/sharing";
import { runCommand, UsageError } from "./commandLine";
import { buildPlayerFile } from "./player/build";
import { parseCommand, type ShareCommand, USAGE } from "./share/plan";
import { preparedFrom } from "./share/prepare";

await runCommand(USAGE, async (args) => {
  const command = parseCommand(args);
  const prepared = await preparedFrom(command);
  if (typeof prepared === "string") throw new UsageError(prepared);
  const { title, missing } = prepared;
  if (command.link !== null) console.log(printLink(command.link, prepared.pack, command.view));
  if (command.html !== null || command.notebook !== null) writePages(command, await pageOf(command, prepared));
  console.error(
    `${title}: seal ${prepared.seal}, ${prepared.pack.length} B${missing > 0 ? `, without ${missing} pictures` : ""}`,
  );
});

async function pageOf(command: ShareCommand, prepared: Exclude<Awaited<ReturnType<typeof preparedFrom>>, string>) {
  return printPage(prepared, {
    player: await buildPlayerFile("player.js"),
    title: prepared.title,
    language: command.view.language === "zh" ? "zh-Hans" : "en",
    ...(command.view.theme === null ? {} : { theme: command.view.theme }),
    withoutScript: "Allow scripts for this file to play the trace.",
    view: printView({ ...command.view, language: null, theme: null }),
  });
}

function writePages({ html, notebook }: ShareCommand, page: string): void {
  if (html !== null) writeFileSync(html, page);
  if (notebook !== null) writeFileSync(notebook, notebookSnippet(page));
}
