import { describe, expect, it } from "vitest";
import { devVault, itemPath, pick, rows, startForTest } from "../../sandboxFixture";

const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const start = Date.UTC(2026, 9, 14, 12);

describe("a snapshot", () => {
  /** Starts a backup in a sandbox that is closed at once, and answers what it left behind. */
  async function interrupted(): Promise<{ readonly snapshot: string; readonly job: string }> {
    let snapshot = "";
    const first = await startForTest({
      onChange: (text) => {
        snapshot = text;
      },
    });
    await first.post(`${item}/backup`, {});
    const [row] = rows(await first.get(`${devVault}/backupJobs`));
    await first.sandbox.close();
    return { snapshot, job: String(pick(row, "id")) };
  }

  it("is handed out at the latest when the sandbox closes", async () => {
    const { snapshot } = await interrupted();
    expect(JSON.parse(snapshot)).toMatchObject({ format: 1 });
  });

  it("lets a running job go on in the next sandbox", async () => {
    const { snapshot, job } = await interrupted();
    const second = await startForTest({ snapshot }, start + 10_000);
    const running = await second.get(job);
    expect(pick(running.body, "properties", "status")).toBe("InProgress");
    expect(pick(running.body, "properties", "extendedInfo", "progressPercentage")).toBe(50);
    second.wait(10_000);
    expect(pick((await second.get(job)).body, "properties", "status")).toBe("Completed");
  });

  it("catches up with what ended while no sandbox was running", async () => {
    const { snapshot, job } = await interrupted();
    const second = await startForTest({ snapshot }, start + 3_600_000);
    expect(pick((await second.get(job)).body, "properties", "endTime")).toBe("2026-10-14T12:00:20.000Z");
    const { body } = await second.get(item);
    expect(pick(body, "properties", "lastBackupTime")).toBe("2026-10-14T12:00:00.000Z");
  });

  it("gives the next sandbox another token", async () => {
    const { snapshot } = await interrupted();
    const second = await startForTest({ snapshot });
    const third = await startForTest({ snapshot });
    expect(second.sandbox.token).not.toBe(third.sandbox.token);
  });

  it.each(["", "{", '{"format":99}', '{"format":1,"tenants":"none"}'])(
    "that is broken (%s) is left aside for a fresh estate",
    async (snapshot) => {
      const client = await startForTest({ snapshot });
      expect(rows(await client.get("/subscriptions?api-version=2022-12-01"))).toHaveLength(3);
    },
  );

  it("is not taken for questions that change nothing", async () => {
    let taken = 0;
    const client = await startForTest({
      onChange: () => {
        taken += 1;
      },
    });
    await client.get(item);
    await client.sandbox.close();
    expect(taken).toBe(0);
  });
});
