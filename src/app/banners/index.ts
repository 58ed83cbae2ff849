// What is told beside the panels.
//
//   banner   what a person has to know before going on, with what can be done about it; stays until it is dealt with
//   notice   something told in passing, with its Undo where there is one; goes away by itself
//
// Say "banner" or "notice", not "alert", "toast" or "snackbar".
export { Banners } from "./Banners";
export { Notices } from "./Notices";
export { RunStatus } from "./RunStatus";
