import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { recoverFiles } from "../../../../../src/features/restore/files/recoverFiles";
import { unmountFiles } from "../../../../../src/features/restore/files/unmountFiles";
import { fake, resetFakeVscode, Uri } from "../../../support/fakeVscode";
import { nextInput } from "../../support/nextInput";
import { bed, point, web } from "../bed";

const password = "s3cretPassw0rd!";
const script = { fileName: "web-01.py", osType: "Linux", content: Buffer.from("mount()"), password };

beforeEach(resetFakeVscode);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await Promise.resolve();
  }
}

function files(points = [point()]) {
  const asked: unknown[] = [];
  const world = bed({
    points,
    answers: {
      provisionFileRecovery: (request) => {
        asked.push(request);
        return Promise.resolve(script);
      },
      revokeFileRecovery: (id) => {
        asked.push(id);
        return Promise.resolve();
      },
    },
  });
  return { ...world, asked };
}

async function askForScript(points = [point()]) {
  const world = files(points);
  const done = recoverFiles({ resourceId: web.id }, world.services);
  const list = await nextInput(0);
  list.accept(list.items[0]?.label);
  await settle();
  expect(fake.messages[0]?.detail).toContain("for 12 hours");
  fake.messages[0]?.answer("Get Script");
  await done;
  await settle();
  return world;
}

describe("Recover Files", () => {
  it("saves the script where the user wants it; the password is in no message, and copied on request", async () => {
    fake.saveAs = Uri.file("/home/me/web-01.py");
    const { asked, executed } = await askForScript();
    expect(asked).toEqual([{ pointId: point().id, vmId: web.id, renew: false }]);
    expect(Buffer.from(fake.files.get("file:///home/me/web-01.py") ?? []).toString()).toBe("mount()");
    expect(fake.messages[1]).toMatchObject({ buttons: ["Copy Password", "Unmount Disks"] });
    expect(fake.clipboard).toBe("");
    fake.messages[1]?.answer("Copy Password");
    await settle();
    expect(fake.clipboard).toBe(password);
    expect(JSON.stringify([fake.messages, fake.progress])).not.toContain(password);
    fake.messages[2]?.answer("Unmount Disks");
    await settle();
    expect(executed).toEqual([["azureVmBackup.unmountFiles", { resourceId: point().id }]]);
  });

  it("says that the disks are ready when the script was not saved, and saves it later", async () => {
    const { executed } = await askForScript();
    expect(fake.files.size).toBe(0);
    expect(fake.messages[1]).toMatchObject({ buttons: ["Save Script", "Unmount Disks"] });
    fake.saveAs = Uri.file("/home/me/later.py");
    fake.messages[1]?.answer("Save Script");
    await settle();
    expect(fake.files.has("file:///home/me/later.py")).toBe(true);
    fake.messages[2]?.answer("Unmount Disks");
    await settle();
    expect(executed).toEqual([["azureVmBackup.unmountFiles", { resourceId: point().id }]]);
  });

  it("says so when the script cannot be written, and lets the user save it elsewhere", async () => {
    await askForScript();
    const write = vi.spyOn(vscode.workspace.fs, "writeFile").mockRejectedValueOnce(new Error("EACCES"));
    fake.saveAs = Uri.file("/root/web-01.py");
    fake.messages[1]?.answer("Save Script");
    await settle();
    expect(fake.messages[2]?.text).toMatch(
      /^The script could not be written to .*web-01\.py\. The disks of web-01 are/,
    );
    expect(fake.messages[2]?.buttons).toEqual(["Save Script", "Unmount Disks"]);
    write.mockRestore();
    fake.saveAs = Uri.file("/home/me/web-01.py");
    fake.messages[2]?.answer("Save Script");
    await settle();
    expect(fake.files.has("file:///home/me/web-01.py")).toBe(true);
  });

  it("renews what is mounted already", async () => {
    const { asked } = await askForScript([point({ mounted: true })]);
    expect(asked).toMatchObject([{ renew: true }]);
  });

  it("is refused for archived points and encrypted VMs", async () => {
    const { services } = files([
      point({ archived: true, tiers: ["ArchivedRP"] }),
      point({ name: "2", encrypted: true }),
    ]);
    const done = recoverFiles({ resourceId: web.id }, services);
    const list = await nextInput(0);
    expect(list.items.slice(1).map((item) => item.detail)).toEqual([
      "It is in the archive tier; files are recovered from snapshots and from the vault.",
      "Files cannot be recovered from VMs that Azure Disk Encryption encrypts.",
    ]);
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("asks Azure for nothing when the user says no", async () => {
    const { services, asked } = files();
    const done = recoverFiles({ resourceId: point().id }, services);
    await settle();
    fake.messages[0]?.answer(undefined);
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(asked).toEqual([]);
  });
});

describe("Unmount Recovered Files", () => {
  it("unmounts the only recovery point whose disks are mounted, without a question", async () => {
    const { services, asked } = files([point(), point({ name: "2", mounted: true })]);
    await unmountFiles({ resourceId: web.id }, services);
    expect(asked).toEqual([point({ name: "2" }).id]);
    expect(fake.inputs).toEqual([]);
    expect(fake.messages[0]?.text).toContain("are unmounted");
  });

  it("asks which of several, and says when there is none", async () => {
    const { services, asked } = files([
      point({ mounted: true }),
      point({ name: "2", mounted: true, time: "2026-11-20T22:30:00.000Z" }),
    ]);
    const done = unmountFiles({ resourceId: web.id }, services);
    const list = await nextInput(0);
    list.accept(list.items[1]?.label);
    await done;
    expect(asked).toEqual([point({ name: "2" }).id]);
    await expect(unmountFiles({ resourceId: web.id }, files().services)).rejects.toThrow(
      "No disks of web-01 are mounted",
    );
  });
});
