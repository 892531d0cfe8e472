import { describe, expect, it } from "vitest";
import { jobMarkdown } from "../../../../../src/features/jobs/page/jobMarkdown";
import { job } from "../../support/estate";

const now = Date.parse("2026-11-22T10:05:00.000Z");

describe("the page of a job", () => {
  it("shows sub-tasks, errors and what Azure recommends", () => {
    const page = jobMarkdown(
      job({
        status: "Failed",
        endTime: "2026-11-22T10:03:00.000Z",
        tasks: [
          { name: "Take Snapshot", status: "Failed" },
          { name: "Transfer data to vault", status: "NotStarted" },
        ],
        errors: [
          {
            code: "UserErrorGuestAgentStatusUnavailable",
            message: "The agent is silent",
            recommendations: ["Restart it"],
          },
        ],
      }),
      now,
    );
    expect(page).toContain("# Backup · web\\-01");
    expect(page).toContain("| Take Snapshot | Failed |");
    expect(page).toContain("| Transfer data to vault | Not started |");
    expect(page).toContain("**UserErrorGuestAgentStatusUnavailable** The agent is silent");
    expect(page).toContain("- Restart it");
    expect(page).toContain("| Duration | 3 min |");
  });

  it("never lets a text of Azure become a link, an image or HTML", () => {
    const page = jobMarkdown(
      job({
        errors: [{ code: "X", message: "![a](http://evil.test) <img src=x> [b](command:evil)", recommendations: [] }],
      }),
      now,
    );
    expect(page).not.toContain("](");
    expect(page).not.toMatch(/(^|[^\\])<img/);
  });

  it("names the region of a job that does not run in that of its vault", () => {
    expect(jobMarkdown(job({ region: "northeurope" }), now)).toContain("| Region | northeurope |");
    expect(jobMarkdown(job(), now)).not.toContain("Region");
  });

  it("counts the time of a job that runs", () => {
    expect(jobMarkdown(job(), now)).toContain("| Duration | 5 min |");
  });
});
