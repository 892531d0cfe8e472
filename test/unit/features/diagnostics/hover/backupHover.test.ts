import { describe, expect, it } from "vitest";
import { item, policy, vault } from "../../../limits/support/backup";
import { id, machine, templateText } from "../../../limits/support/templates";
import { hoverOn } from "./hovering";

const vaultType = `"Microsoft.RecoveryServices/vaults"`;
const policyType = `"Microsoft.RecoveryServices/vaults/backupPolicies"`;
const itemType = `"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"`;

const whole = templateText({ resources: [machine(), vault(), policy(), item()] });

describe("the hover of a vault", () => {
  it("says what the vault evaluates to, and how many items of the template go to it", () => {
    const text = hoverOn(vaultType, whole);
    expect(text).toContain("**Vault backups**");
    expect(text).toContain("region: westeurope · redundancy: LocallyRedundant");
    expect(text).toContain("1 protected item in this template");
  });

  it("answers on its settings too, also on those that a parameter decides", () => {
    const text = templateText({
      parameters: { redundancy: { type: "string" } },
      resources: [
        vault({
          redundancySettings: {
            standardTierStorageRedundancy: "[parameters('redundancy')]",
            crossRegionRestore: "Enabled",
          },
          securitySettings: { softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 30 } },
        }),
      ],
    });
    const hover = hoverOn(`"standardTierStorageRedundancy"`, text);
    expect(hover).toContain("redundancy: unknown, parameter 'redundancy' decides");
    expect(hover).toContain("Cross Region Restore: on");
    expect(hover).toContain("soft delete: Enabled for 30 days");
  });

  it("tells what is known of its redundancy, and what October 2015 said of it", () => {
    const text = hoverOn(vaultType, whole);
    expect(text).toMatch(/^- \$\(pass\) \[.*vault-redundancy/m);
    expect(text).toContain("*October 2015: The redundancy is to be chosen right after the vault was created.*");
    const untold = templateText({ resources: [vault({ redundancySettings: undefined })] });
    expect(hoverOn(vaultType, untold)).toMatch(/^- \$\(info\) \[.*vault-redundancy/m);
  });

  it("tells how many machines a vault takes, and does not call that kept: a vault may hold others", () => {
    expect(hoverOn(vaultType, whole)).toMatch(/^- \[.*vault-vm-count.*1,000 virtual machines/m);
  });

  it("marks the limits that it breaks", () => {
    const text = templateText({ resources: [vault({}, { name: "1_vault" })] });
    expect(hoverOn(vaultType, text)).toMatch(/^- \$\(error\) \[.*vault-name/m);
  });
});

describe("the hover of a backup policy", () => {
  it("says what the policy evaluates to", () => {
    const text = hoverOn(policyType, whole);
    expect(text).toContain("**Backup policy nightly**");
    expect(text).toContain("Standard policy · schedule: Daily");
    expect(text).toContain("snapshots kept for instant restore: 2 days");
    expect(text).toContain("retention: daily backups 30 days");
    expect(text).toContain("1 protected item in this template");
  });

  it("gives the limits of its own kind, and what October 2015 said", () => {
    const text = hoverOn(policyType, whole);
    expect(text).toMatch(/^- \$\(pass\) \[.*instant-restore-days-standard/m);
    expect(text).not.toContain("instant-restore-days-enhanced");
    expect(text).toMatch(/^- \$\(pass\) \[.*retention-maximum/m);
    expect(text).toContain("*October 2015:");
  });

  it("marks the limits that it breaks", () => {
    const text = templateText({ resources: [vault(), policy({ instantRpRetentionRangeInDays: 9 })] });
    expect(hoverOn(`"instantRpRetentionRangeInDays"`, text)).toMatch(
      /^- \$\(error\) \[.*instant-restore-days-standard/m,
    );
  });
});

describe("the hover of a protected item", () => {
  it("says which machine it binds to what, with the machine's verdict", () => {
    const text = hoverOn(itemType, whole);
    expect(text).toContain("**Protected item of web**");
    expect(text).toContain("vault: backups in westeurope · policy: nightly \\(Standard policy\\) · all disks");
    expect(text).toContain("**Protectable**");
    expect(text).toMatch(/^- \$\(pass\) \[.*region-mismatch/m);
  });

  it("marks a vault in another region", () => {
    const text = templateText({
      resources: [machine(), vault({}, { location: "northeurope" }), policy(), item()],
    });
    expect(hoverOn(itemType, text)).toMatch(/^- \$\(error\) \[.*region-mismatch/m);
  });

  it("says that a policy which is not declared has to be there, and judges nothing that it does not know", () => {
    const text = templateText({ resources: [machine(), item()] });
    const hover = hoverOn(itemType, text);
    expect(hover).toContain("the policy is not declared here, so it has to be there already");
    expect(hover).toMatch(/^- \[.*region-mismatch/m);
  });

  it("tells the disks that it leaves out", () => {
    const disks = [0, 1].map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 8 }));
    const exclusion = { diskExclusionProperties: { diskLunList: [1], isInclusionList: false } };
    const text = templateText({
      resources: [
        machine({ storageProfile: { dataDisks: disks } }),
        vault(),
        policy(),
        item("web", "backups", "nightly", { properties: { extendedProperties: exclusion } }),
      ],
    });
    expect(hoverOn(`"diskLunList"`, text)).toContain("left out: LUN 1");
  });
});

describe("the hover of a scale set", () => {
  const set = (properties: object): string =>
    templateText({
      parameters: { mode: { type: "string" } },
      resources: [
        {
          type: "Microsoft.Compute/virtualMachineScaleSets",
          apiVersion: "2024-07-01",
          name: "pool",
          location: "westeurope",
          properties,
        },
      ],
    });
  const type = `"Microsoft.Compute/virtualMachineScaleSets"`;

  it("tells the orchestration and what is supported of it", () => {
    const uniform = hoverOn(type, set({ orchestrationMode: "Uniform" }));
    expect(uniform).toContain("**Scale set pool** · orchestration: Uniform");
    expect(uniform).toMatch(/^- \$\(error\) \[.*vmss-uniform/m);
    const flexible = hoverOn(`"orchestrationMode"`, set({ orchestrationMode: "Flexible" }));
    expect(flexible).toMatch(/^- \$\(pass\) \[.*vmss-flexible/m);
    expect(flexible).not.toContain("vmss-uniform");
  });

  it("names the parameter that decides", () => {
    const open = hoverOn(type, set({ orchestrationMode: "[parameters('mode')]" }));
    expect(open).toContain("orchestration: unknown, parameter 'mode' decides");
    expect(open).toMatch(/^- \$\(question\) \[.*vmss-uniform/m);
  });
});

describe("the hover of a disk resource", () => {
  it("tells which machine's disk it is, and what that means for the backup", () => {
    const text = templateText({
      resources: [
        {
          type: "Microsoft.Compute/disks",
          apiVersion: "2024-03-02",
          name: "data",
          location: "westeurope",
          sku: { name: "UltraSSD_LRS" },
          properties: { diskSizeGB: 512, creationData: { createOption: "Empty" } },
        },
        machine({
          storageProfile: {
            dataDisks: [{ lun: 4, createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "data") } }],
          },
        }),
      ],
    });
    const hover = hoverOn(`"UltraSSD_LRS"`, text);
    expect(hover).toContain("**Data disk of VM web, LUN 4** · UltraSSD\\_LRS, 512 GiB");
    expect(hover).toContain("ultra-disk-needs-enhanced-policy");
  });
});
