import { describe, expect, it } from "vitest";
import { commandLink, escapeMarkdown, ruleLink } from "../../../../../src/features/diagnostics/hover/hoverMarkdown";

describe("the Markdown of a hover", () => {
  it("links rules to their pages and to the page that explains them", () => {
    expect(ruleLink("Data disks", "data-disk-count")).toBe(
      "[Data disks](command:azureVmBackup.openRule?%5B%22data-disk-count%22%5D)",
    );
    expect(commandLink("Explain", "azureVmBackup.explainLimits", "premium-storage")).toBe(
      "[Explain](command:azureVmBackup.explainLimits?%5B%22premium-storage%22%5D)",
    );
  });

  it("links to a command that takes nothing", () => {
    expect(commandLink("[prod].json", "azureVmBackup.selectParameterFile")).toBe(
      "[\\[prod\\].json](command:azureVmBackup.selectParameterFile)",
    );
  });

  it("lets nothing of a template act as Markdown", () => {
    expect(escapeMarkdown("[x](command:evil) <b>\n# y")).toBe("\\[x\\]\\(command:evil\\) \\<b\\> \\# y");
  });

  it("lets nothing of a template become a link by itself", () => {
    expect(escapeMarkdown("https://x.example www.x.example a@x.example")).toBe(
      "https\\://x.example www\\.x.example a\\@x.example",
    );
  });

  it("lets nothing of a template become an icon", () => {
    expect(escapeMarkdown("$(error)")).toBe("\\\\\\$\\(error\\)");
    expect(escapeMarkdown("$5 (five)")).toBe("\\$5 \\(five\\)");
  });
});
