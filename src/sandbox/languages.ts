/** What programs may be written in. SVG and HTML say what is drawn and do nothing; the others do. */
export const SANDBOX_LANGUAGES = ["python", "javascript", "svg", "html"] as const;
export type SandboxLanguage = (typeof SANDBOX_LANGUAGES)[number];
