import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { SOFTWARE_WEBGPU_FLAGS } from "../browser/flags";
import { atMost, type Measure, told } from "./measure";
import { withPage } from "./page";
import type {} from "./placement-page";

const ROOT = resolve(import.meta.dirname, "../..");
const TINY = "src/engine/fixtures";

interface Network {
  readonly name: string;
  readonly path: string;
  readonly writesTokens: boolean;
}

/** The built-in model, and tiny ones with what it lacks: numbers of 16 bits, and a loop over tokens. */
const NETWORKS: readonly Network[] = [
  { name: "built-in, language", path: "public/models/gym/onnx/decoder_model_merged.onnx", writesTokens: true },
  { name: "built-in, vision", path: "public/models/gym/onnx/vision_encoder.onnx", writesTokens: false },
  { name: "16 bits, language", path: `${TINY}/tiny-dtypes/decoder_model_merged_fp16.onnx`, writesTokens: true },
  { name: "loops, language", path: `${TINY}/tiny-qwen3-5/onnx/decoder_model_merged.onnx`, writesTokens: true },
];

/** Where the runtime computes which operators of networks: WebGPU in software chooses the same kernels as a card does. */
export const measurePlacement = (): Promise<Measure[]> =>
  withPage(
    "placement.html",
    {},
    async (browser, url) => {
      const page = await browser.newPage();
      await page.route("**/networks/**", (route) =>
        route.fulfill({ path: resolve(ROOT, new URL(route.request().url()).pathname.replace(/^.*\/networks\//, "")) }),
      );
      await page.goto(url);
      const measures: Measure[] = [];
      for (const network of NETWORKS) measures.push(...(await measureOne(page, network)));
      return measures;
    },
    SOFTWARE_WEBGPU_FLAGS,
  );

async function measureOne(page: Page, { name, path, writesTokens }: Network): Promise<Measure[]> {
  const served = `networks/${path}`;
  const before = await listened(page, () => page.evaluate((at) => window.openAsPublished(at), served));
  const after = await listened(page, () =>
    page.evaluate(([at, writes]) => window.openAsRewritten(at, writes), [served, writesTokens] as const),
  );
  const fallen = fallenBack(before, after);
  const onCpu = after.onCpu.map(({ operator }) => operator);
  const how = `as the engine opens it, WebGPU in software; on the CPU: ${[...new Set(onCpu)].join(", ") || "none"}`;
  const compared = "as the engine opens it, against the network as it is published, WebGPU in software";
  return [
    told(`${name}: on WebGPU`, after.onDevice.length, "operators", how),
    told(`${name}: on the CPU`, onCpu.length, "operators", how),
    atMost(`${name}: fell back to the CPU`, fallen.length, "operators", 0, [compared, ...fallen].join("; ")),
    atMost(`${name}: further copies between`, copiesIn(after) - copiesIn(before), "operators", 0, compared),
  ];
}

/** An operator, and the name of its node, which is empty where the engine wrote it. */
interface Placed {
  readonly operator: string;
  readonly node: string;
}

interface Placement {
  readonly onDevice: readonly Placed[];
  readonly onCpu: readonly Placed[];
}

/** What the runtime's log says meanwhile. */
async function listened(page: Page, open: () => Promise<void>): Promise<Placement> {
  const lines: string[] = [];
  const listen = (message: { text(): string }): void => void lines.push(message.text());
  page.on("console", listen);
  await open();
  page.off("console", listen);
  return placementIn(lines);
}

/** @throws where the runtime says nothing of its placements in words that are known here */
export function placementIn(lines: readonly string[]): Placement {
  const placed: Record<string, Placed[]> = {};
  let provider = "";
  for (const line of lines.filter((one) => one.includes("VerifyEachNodeIsAssignedToAnEp]"))) {
    const [, said = ""] = line.split("VerifyEachNodeIsAssignedToAnEp]");
    const found = said.match(/placed on \[(\w+)\]/);
    if (found !== null) {
      provider = found[1] ?? "";
      const [, count = "0"] = said.match(/Number of nodes: (\d+)/) ?? [];
      // Where all are in one place their names are not told.
      placed[provider] = /all nodes/i.test(said) ? new Array(Number(count)).fill({ operator: "any", node: "" }) : [];
      continue;
    }
    const [, operator, node = ""] = said.match(/^\s+(\w+) \((.*)\)\s*$/) ?? [];
    if (operator !== undefined) placed[provider]?.push({ operator, node });
  }
  const { WebGpuExecutionProvider: onDevice = [], CPUExecutionProvider: onCpu = [], ...others } = placed;
  if (onDevice.length + onCpu.length === 0 || Object.keys(others).length > 0)
    throw new Error(`The runtime does not say where it computes: ${Object.keys(placed).join(", ")}`);
  return { onDevice, onCpu };
}

/** Nodes that have a name, which the network as it is published has on the device. */
export function fallenBack(before: Placement, after: Placement): string[] {
  const stayed = new Set(before.onCpu.map(({ node }) => node));
  return after.onCpu
    .filter(({ node }) => node !== "" && !stayed.has(node))
    .map(({ operator, node }) => operator + node);
}

const copiesIn = ({ onDevice, onCpu }: Placement): number =>
  [...onDevice, ...onCpu].filter(({ operator }) => operator.startsWith("Memcpy")).length;
