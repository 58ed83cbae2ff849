// A workspace is what a person can do, without a face: documents and logs opened and kept, runs, edits, judgements, the
// model, the view, and every command with its keys. The panels show it; a script or a test can drive it as well.
//
//   workspace  all of it, as one value; two of them share nothing but their edges
//   edge       a part of the program that touches the world; see `ports`
//
// Each thing that a person can do has a folder with a barrel of its own, and whoever shows it imports that one:
// `workspace/runs`, `workspace/logs`. `state` has the stores that all of them read, `ports` what the edges have to offer.
//
// Say "workspace", not "desk", "context" or "app"; say "edge", not "service".
export { createWorkspace, followAddress, openFirst } from "./createWorkspace";
export type { Edges } from "./ports";
export type { Workspace } from "./state";
