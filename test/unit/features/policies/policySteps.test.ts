import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { PolicyPlan } from "../../../../src/azure/policies/policyPlan";
import { createPolicy } from "../../../../src/features/policies/createPolicy";
import { deletePolicy } from "../../../../src/features/policies/deletePolicy";
import { editPolicy } from "../../../../src/features/policies/editPolicy";
import { monthText, weekdays, weekdayText } from "../../../../src/features/policies/planText";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { policy, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { inventoryOf } from "../support/listInventory";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";
import { daily, nothing } from "../support/policyPlans";

const weu = vault();

function bed(protectedItems = 0) {
  const written: { readonly name?: string; readonly plan: PolicyPlan }[] = [];
  const changes = new ResourceChanges();
  const session = new FakeSession(
    fakeConnection({
      inventory: inventoryOf({ vaults: [vault({ name: "vault-a" }), weu] }),
      listPolicies: () => Promise.resolve([policy({ protectedItems, plan: daily })]),
      checkPolicyItems: () => Promise.resolve([]),
      createPolicy: ({ name, plan }) => {
        written.push({ name, plan });
        return Promise.resolve(policy({ name }));
      },
      updatePolicy: (_id, plan) => {
        written.push({ plan });
        return Promise.resolve(policy());
      },
    }),
  );
  const operations = openOperations(session, changes);
  return { written, services: { session, changes, operations, execute: () => undefined } };
}

/** "2/7 back at Weekly": what a list says of its place, and the line at which it begins. */
async function placeOf(index: number): Promise<string> {
  const shown = await nextInput(index);
  const [active] = shown.items.filter((item) => shown.activeItems.some((one) => one === item));
  const back = shown.buttons.includes(vscode.QuickInputButtons.Back) ? " back" : "";
  return `${shown.step ?? "-"}/${shown.totalSteps ?? "?"}${back} at ${active?.label ?? shown.value}`;
}

beforeEach(resetFakeVscode);

describe("the questions of Create Policy", () => {
  it("are numbered as soon as the schedule decides how many there are, and begin at former answers on the way back", async () => {
    const { written, services } = bed();
    const done = createPolicy({ resourceId: weu.id }, services);
    expect(await placeOf(0)).toBe("-/? at Enhanced");
    fake.inputs[0]?.accept("Enhanced");
    expect(await placeOf(1)).toBe("2/? back at Every day");
    fake.inputs[1]?.accept("Every week");
    expect(await placeOf(2)).toMatch(/^3\/8 back/);
    fake.inputs[2]?.tick("Monday", "Friday");
    fake.inputs[2]?.accept();
    (await nextInput(3)).accept("03:00");
    expect(await placeOf(4)).toBe("5/8 back at 12");
    fake.inputs[4]?.back();
    expect(await placeOf(5)).toBe("4/8 back at 03:00");
    fake.inputs[5]?.back();
    const days = await nextInput(6);
    expect(days.selectedItems).toMatchObject([{ label: "Monday" }, { label: "Friday" }]);
    days.accept();
    (await nextInput(7)).accept("04:00");
    (await nextInput(8)).accept();
    (await nextInput(9)).accept();
    expect(await placeOf(10)).toMatch(/^7\/8 back/);
    fake.inputs[10]?.accept("Time zone");
    (await nextInput(11)).accept("India Standard Time");
    (await nextInput(12)).accept("Create the policy");
    expect(await placeOf(13)).toBe("8/8 back at weekly-monday-friday-12w");
    fake.inputs[13]?.back();
    const review = await nextInput(14);
    expect(review.items.find(({ label }) => label === "Time zone")?.description).toBe("India Standard Time");
    review.accept("Create the policy");
    (await nextInput(15)).accept();
    await done;
    expect(written).toMatchObject([
      {
        name: "weekly-monday-friday-12w",
        plan: {
          schedule: { frequency: "Weekly", days: ["Monday", "Friday"], time: "04:00" },
          timeZone: "India Standard Time",
          retention: { ...nothing, weekly: { weeks: 12, days: ["Monday", "Friday"] } },
        },
      },
    ]);
  });

  it("forget in the review what a newer answer has overtaken", async () => {
    const { services } = bed();
    const done = createPolicy({ resourceId: weu.id }, services);
    for (const [index, answer] of ["Standard", "Every day", "03:00", undefined, undefined].entries()) {
      (await nextInput(index)).accept(answer);
    }
    (await nextInput(5)).accept("Create the policy");
    (await nextInput(6)).back();
    (await nextInput(7)).back();
    (await nextInput(8)).back();
    const days = await nextInput(9);
    days.value = "60";
    days.accept();
    (await nextInput(10)).accept();
    const review = await nextInput(11);
    expect(review.items.find(({ label }) => label === "Daily recovery points")?.description).toBe("60 days");
    review.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("go back to the list of vaults, which begins at the former one", async () => {
    const { services } = bed();
    const done = createPolicy(undefined, services);
    (await nextInput(0)).accept("vault-weu");
    expect(await placeOf(1)).toBe("2/? back at Enhanced");
    fake.inputs[1]?.back();
    expect(await placeOf(2)).toBe("-/? at vault-weu");
    fake.inputs[2]?.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("say that a day has to be ticked", async () => {
    const { services } = bed();
    const done = createPolicy({ resourceId: weu.id }, services);
    (await nextInput(0)).accept("Standard");
    (await nextInput(1)).accept("Every week");
    (await nextInput(2)).accept();
    const again = await nextInput(3);
    expect(again.placeholder).toBe("Tick one day of the week at least");
    again.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});

describe("the lines of Edit Policy", () => {
  it.each<["escape" | "back"]>([["escape"], ["back"]])(
    "are there again after %s in a question of one, with nothing lost",
    async (leave) => {
      const { written, services } = bed();
      const done = editPolicy({ resourceId: policy().id }, services);
      (await nextInput(0)).accept("Daily recovery points");
      const days = await nextInput(1);
      days.value = "60";
      days.accept();
      (await nextInput(2)).accept("Schedule");
      expect(await placeOf(3)).toBe("-/? back at Every day");
      fake.inputs[3]?.[leave]();
      const lines = await nextInput(4);
      expect(lines.activeItems).toMatchObject([{ label: "Schedule" }]);
      lines.accept("Save the policy");
      await done;
      expect(written).toEqual([{ plan: { ...daily, retention: { ...nothing, daily: { days: 60 } } } }]);
    },
  );

  it("go one question back inside a line, and leave it undone when it is left half-way", async () => {
    const { written, services } = bed(1);
    const done = editPolicy({ resourceId: policy().id }, services);
    (await nextInput(0)).accept("Monthly recovery points");
    (await nextInput(1)).accept("Keep");
    expect(await placeOf(2)).toBe("2/? back at A day of its first week");
    fake.inputs[2]?.accept("A day by its number");
    expect(await placeOf(3)).toBe("3/4 back at 1");
    fake.inputs[3]?.back();
    expect(await placeOf(4)).toBe("2/? back at A day by its number");
    fake.inputs[4]?.escape();
    const lines = await nextInput(5);
    expect(lines.items.find(({ label }) => label === "Monthly recovery points")?.description).toBe("none");
    lines.accept("Save the policy");
    expect(await placeOf(6)).toBe("2/2 back at ");
    fake.inputs[6]?.back();
    (await nextInput(7)).accept("Save the policy");
    (await nextInput(8)).accept("Leave it as it is");
    await done;
    expect(written).toEqual([]);
  });

  it("are kept when the user goes back from typing the policy's name", async () => {
    const { written, services } = bed(1);
    const done = editPolicy({ resourceId: policy().id }, services);
    const lines = await nextInput(0);
    expect(detailOf(0, "Save the policy")).toBe("For 1 VM and its existing recovery points.");
    lines.accept("Daily recovery points");
    const days = await nextInput(1);
    days.value = "7";
    days.accept();
    (await nextInput(2)).accept("Save the policy");
    const name = await nextInput(3);
    expect(name.prompt).toContain("Recovery points of 1 VM that are older");
    name.back();
    const again = await nextInput(4);
    expect(again.items.find(({ label }) => label === "Daily recovery points")?.description).toBe("7 days");
    again.accept("Save the policy");
    const typed = await nextInput(5);
    typed.value = "DefaultPolicy";
    typed.accept();
    await done;
    expect(written).toMatchObject([{ plan: { retention: { daily: { days: 7 } } } }]);
  });
});

describe("a policy that protects one VM", () => {
  it("is spoken of in the singular", async () => {
    const { services } = bed(1);
    await expect(deletePolicy({ resourceId: policy().id }, services)).rejects.toThrow(
      "It protects 1 VM; give it another policy first.",
    );
  });
});

describe("days and months", () => {
  it("are Azure's, from Monday on, in the user's language", () => {
    expect(weekdays).toEqual(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
    expect(weekdays.map(weekdayText)[6]).toBe("Sunday");
    expect(monthText("December")).toBe("December");
  });
});
