// The worker that scripts run in: QuickJS in WebAssembly, which has no globals of a worker to begin with.
import { serve } from "../interpreter";
import type { StartMessage } from "../wire";
import { closeDoors } from "../worker/doors";
import { Scripts } from "./scripts";

addEventListener(
  "message",
  ({ data, ports: [port] }: MessageEvent<StartMessage>) => {
    if (port)
      void serve(port, async () => {
        const [engine] = data.parts;
        if (!engine) throw new Error("A part of QuickJS is missing");
        const scripts = new Scripts(await WebAssembly.compile(engine));
        closeDoors();
        return scripts;
      });
  },
  { once: true },
);
