// Runs a command while busy loops take their share of the machine: npx tsx scripts/busy.ts LOOPS -- COMMAND...
import { spawn } from "node:child_process";

const [loops = "", divider, command, ...args] = process.argv.slice(2);
if (!/^\d+$/.test(loops) || divider !== "--" || command === undefined) {
  console.error("Usage: npx tsx scripts/busy.ts LOOPS -- COMMAND...");
  process.exit(2);
}

const busy = Array.from({ length: Number(loops) }, () =>
  spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }),
);
const job = spawn(command, args, { stdio: "inherit" });
job.on("error", ({ message }) => console.error(message));
// Ctrl+C reaches the command too, and its end ends the loops.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => job.kill());
job.on("close", (code) => {
  for (const loop of busy) loop.kill("SIGKILL");
  process.exitCode = code ?? 1;
});
