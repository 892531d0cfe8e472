import type { Source } from "../../../limits/finding";
import { sources } from "../../../limits/matrices/sources";
import type { SourceNote } from "../../../webviews/readiness/messages";

/** The texts that the report's lines about agent, extension and consistency rest on, besides the ones of the limits. */
export const readinessSources = {
  ...sources,
  agentMinimum: {
    title: "Minimum version support for virtual machine agents in Azure (KB 4049215)",
    url: "https://github.com/MicrosoftDocs/SupportArticles-docs/blob/0bf566808697e858fff5ef961ad7d7ff001da818/support/azure/virtual-machines/windows/support-extensions-agent-version.md",
    date: "2025-09-15",
  },
  linuxAgent: {
    title: "Azure Linux VM Agent overview (agent-linux)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/5fc1600e5ecee23f694b0c230a0b597a1dd0da79/articles/virtual-machines/extensions/agent-linux.md",
    date: "2025-08-18",
  },
} as const satisfies Readonly<Record<string, Source>>;

/** A source as the panel shows it, with what it says. */
export function sourceNote(verdict: string, source: Source): SourceNote {
  return { verdict, title: source.title, url: source.url, date: source.date };
}
