import { readdirSync, statSync } from "node:fs";
import { exportInput, TRAINING_TARGETS, planExport } from "./src/export";
import { convert } from "./scripts/convert/convert";
import { parseTrace } from "./src/trace";
import { shapeOf } from "./src/action";
const roots = ["/work/shared/cases","/work/shared/fixtures"];
const files: string[] = [];
for (const r of roots) for (const f of readdirSync(r, { recursive: true, encoding: "utf8" })) { const p = `${r}/${f}`; if (statSync(p).isFile() && /\.(jsonl?|parquet|txt|ipynb|zip|eval)$/.test(p)) files.push(p); }
for (const f of files) {
  try {
    const { values } = await convert({ inputs: [f], to: "trace", from: null, dialect: null, images: null });
    const traces = values.flatMap((v) => { const t = parseTrace(v); return t.ok ? [t.value] : []; }).slice(0, 30);
    if (traces.length === 0) continue;
    const input = await exportInput({ traces: traces.map((trace) => ({ trace, leaves: null })), dialect: null, rater: null }, { find: async (id, t) => { const r = t.images.get(id); return r ? { width: r.width, height: r.height, png: async () => new Uint8Array() } : null; } });
    let placed = 0, named = 0; const miss: string[] = [];
    for (const l of input.lines) {
      const calls = l.turns.flatMap((t) => t.parts.flatMap((p) => p.kind === "call" ? [p] : []));
      placed += calls.reduce((n, c) => n + (c.places.length > 0 ? 1 : 0), 0);
      for (const c of calls) if (c.places.length === 0 && shapeOf(c.action).kind !== "whole") miss.push(c.text.slice(0, 160));
      named += calls.filter((c) => shapeOf(c.action).kind !== "whole").length;
      // Alternation
      const roles = l.turns.map((t) => t.role);
      if (roles.some((r, i) => i > 0 && r === roles[i - 1])) console.log("  NEIGHBOURS", roles.join());
      // all said words are there
      const said = l.turns.flatMap((t) => t.role === "assistant" ? t.parts.map((p) => p.kind === "picture" ? "" : p.text) : []).join("");
      const raw = l.steps.filter((s) => s.body.kind !== "problem" && s.body.kind !== "observation").map((s) => s.raw).join("");
      if (said !== raw) console.log("  WORDS", said.length, raw.length);
      const nullStep = l.turns.some(t => t.role !== "system" && t.parts.some(p => p.step === null));
      if (nullStep) console.log("  NULLSTEP", JSON.stringify(l.turns.flatMap(t=>t.role!=="system"?t.parts.filter(p=>p.step===null):[])).slice(0,200));
    }
    console.log(f.slice(13), input.lines.map(l=>l.dialect)[0], "lines", input.lines.length, "left", input.leftOut.map(t=>t.code).join(), "changed", [...new Set(input.changed.map(t=>t.code))].join(), `places ${placed}/${named}`);
    for (const m of miss.slice(0,2)) console.log("   miss:", JSON.stringify(m));
    const counts = TRAINING_TARGETS.map((t) => `${t.name}:${planExport(t, input).rowCount}`).join(" ");
    console.log("   ", counts);
  } catch (e) { console.log(f, "ERR", String(e).slice(0, 300)); }
}
