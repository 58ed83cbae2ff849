// Banners say what a person has to know before going on; a notice is told in passing.
export { Banners } from "./Banners";
export { Notice } from "./Notice";
export { RunStatus } from "./RunStatus";
