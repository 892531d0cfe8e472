import type { Browser } from "playwright-core";

export function launchBrowser(log: (message: string) => void): Promise<Browser>;
