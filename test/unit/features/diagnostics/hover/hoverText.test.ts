import { describe, expect, it } from "vitest";
import { hoverText } from "../../../../../src/features/diagnostics/hover/hoverText";
import { hoverCommands } from "../../../../../src/features/diagnostics/hover/hoverMarkdown";
import { machine, templateText } from "../../../limits/support/templates";
import { checked, hoverOn } from "./hovering";

const vmType = `"Microsoft.Compute/virtualMachines"`;

function premium(lun: number, sizeGB = 64): object {
  return { lun, createOption: "Empty", diskSizeGB: sizeGB, managedDisk: { storageAccountType: "Premium_LRS" } };
}

const image = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "[parameters('sku')]", version: "latest" };

/** A machine with so many Premium disks, whose image and number of copies are parameters where they are asked for. */
function withDisks(...dataDisks: readonly object[]): string {
  return templateText({
    parameters: { sku: { type: "string" } },
    resources: [
      machine({ hardwareProfile: { vmSize: "Standard_D2s_v5" }, storageProfile: { imageReference: image, dataDisks } }),
    ],
  });
}

const two = withDisks(premium(0), premium(1));

function ofCount(count: unknown, parameters: Readonly<Record<string, unknown>> = {}): string {
  const copy = [{ name: "dataDisks", count, input: { ...premium(0), lun: "[copyIndex('dataDisks')]" } }];
  return templateText({ parameters, resources: [machine({ storageProfile: { copy } })] });
}

describe("the hover of a virtual machine", () => {
  it("says what the machine evaluates to", () => {
    const text = hoverOn(vmType, two);
    expect(text).toContain("**VM web**");
    expect(text).toContain("region: westeurope · size: Standard\\_D2s\\_v5 · Linux · 2 data disks");
  });

  it("names the parameter that decides what is not known", () => {
    expect(hoverOn(`"Canonical"`, two)).toContain("unknown, parameter 'sku' decides");
    const open = ofCount("[parameters('disks')]", { disks: { type: "int" } });
    expect(hoverOn(vmType, open)).toContain("number of data disks unknown: unknown, parameter 'disks' decides");
  });

  it("gives the limit in force and what October 2015 said about it", () => {
    const text = hoverOn(`"dataDisks"`, two);
    expect(text).toContain("More than 32 disks are not supported");
    expect(text).toMatch(/\*October 2015: More than 16 data disks are not supported.*\*/);
  });

  it("says so when October 2015 said the same, or nothing", () => {
    const vault = { type: "Microsoft.RecoveryServices/vaults", name: "backups", location: "northeurope" };
    const elsewhere = templateText({ resources: [machine(), vault] });
    expect(hoverOn(vmType, elsewhere)).toMatch(/cross-region-backup.*\n {2}\*October 2015: Backup across regions/);
    expect(hoverOn(`"vmSize"`, two)).toContain("*October 2015: not mentioned.*");
    expect(hoverOn(`"Microsoft.RecoveryServices/vaults"`, elsewhere)).toContain("*October 2015: the same.*");
  });

  it("turns the two around when October 2015 is in force", () => {
    const text = hoverOn(`"dataDisks"`, two, { limits: "2015-10" });
    expect(text).toMatch(/^- .*: More than 16 data disks are not supported/m);
    expect(text.indexOf("More than 16")).toBeLessThan(text.indexOf("More than 32"));
  });

  it("tells whether the limit is kept, broken, or decided by parameters", () => {
    const count = (text: string, limits?: "2015-10") => hoverOn(`"dataDisks"`, text, limits && { limits });
    expect(count(two)).toMatch(/^- \$\(pass\) \[.*data-disk-count/m);
    expect(count(ofCount(33))).toMatch(/^- \$\(error\) \[.*data-disk-count/m);
    expect(count(ofCount(17), "2015-10")).toMatch(/^- \$\(error\) \[.*data-disk-count/m);
    const open = ofCount("[parameters('disks')]", { disks: { type: "int", allowedValues: [8, 40] } });
    expect(count(open)).toMatch(/^- \$\(question\) \[.*data-disk-count/m);
  });

  it("does not call a limit kept that nobody can judge", () => {
    const text = ofCount("[length(reference('x').disks)]");
    expect(hoverOn(`"dataDisks"`, text)).toMatch(/^- \[.*data-disk-count/m);
  });

  it("leaves out limits that neither matrix finds broken", () => {
    expect(hoverOn(`"dataDisks"`, two)).not.toContain("unmanaged-disk");
    const vhd = { lun: 0, createOption: "Empty", name: "d", vhd: { uri: "https://x.blob.core.windows.net/v/d.vhd" } };
    expect(hoverOn(`"dataDisks"`, withDisks(vhd))).toContain("unmanaged-disk");
  });

  it("tells of the limits that only a restore meets, with the machine itself", () => {
    expect(hoverOn(vmType, two)).toContain("openRule?%5B%22restore-in-place%22%5D");
    expect(hoverOn(`"dataDisks"`, two)).not.toContain("restore-in-place");
  });

  it("cites its sources with their dates", () => {
    const text = hoverOn(`"dataDisks"`, two);
    expect(text).toContain("2026\\-03\\-26");
    expect(text).toContain("2015\\-10\\-23");
  });

  it("tells disks that are alike in one line, and counts those it leaves out", () => {
    expect(hoverOn(`"dataDisks"`, ofCount(33))).toContain("LUN 0–32: Premium\\_LRS, 64 GiB");
    const different = hoverOn(`"dataDisks"`, withDisks(...[1, 2, 3, 4, 5, 6].map((size) => premium(size - 1, size))));
    expect(different).toContain("LUN 3: Premium\\_LRS, 4 GiB");
    expect(different).toContain("and 2 more");
  });

  it("does not make a stretch of LUNs that do not follow one another", () => {
    expect(hoverOn(`"dataDisks"`, withDisks(premium(0), premium(7)))).toContain("LUN 0, 7: Premium");
  });

  it("is about a single disk on what that disk declares, down to its SKU", () => {
    const text = hoverOn(`"storageAccountType": "Premium_LRS" } },`, withPretty(premium(3, 128), premium(5, 256)));
    expect(text).toContain("LUN 3: Premium\\_LRS, 128 GiB");
    expect(text).not.toContain("LUN 5");
  });

  it("is about the size on the size", () => {
    const text = hoverOn(`"Standard_D2s_v5"`, two);
    expect(text).toContain("size: Standard\\_D2s\\_v5");
    expect(text).toMatch(/^- \$\(pass\) \[.*vm-size-minimum/m);
    const single = hoverOn(`"Standard_B1s"`, two.replace("Standard_D2s_v5", "Standard_B1s"));
    expect(single).toMatch(/^- \$\(warning\) \[.*vm-size-minimum/m);
  });
});

/** As `withDisks`, with a space where people put one. */
function withPretty(...disks: readonly object[]): string {
  return withDisks(...disks)
    .replaceAll(`"storageAccountType":`, `"storageAccountType": `)
    .replaceAll(`"Premium_LRS"}}`, `"Premium_LRS" } }`);
}

describe("the verdict in the hover of a virtual machine", () => {
  it("is there when nothing stands against a backup", () => {
    expect(hoverOn(vmType, two)).toContain("$(pass) **Protectable**");
  });

  it("gives the reason when the machine cannot be protected", () => {
    expect(hoverOn(vmType, ofCount(40))).toMatch(/\$\(error\) \*\*Not protectable:\*\*\n\n- .*40 data disks/);
  });

  it("lists the conditions", () => {
    const ultra = { ...premium(0), managedDisk: { storageAccountType: "UltraSSD_LRS" } };
    expect(hoverOn(vmType, withDisks(ultra))).toMatch(/\$\(info\) \*\*Protectable if:\*\*\n\n- .*Enhanced policy/);
  });

  it("names the parameters that decide, and the values that would break it", () => {
    const open = ofCount("[parameters('disks')]", { disks: { type: "int", allowedValues: [8, 40] } });
    expect(hoverOn(vmType, open)).toMatch(/\$\(question\) \*\*Cannot tell:\*\*\n\n- .*'disks'/);
    const sizes = { size: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_B1s"] } };
    const size = templateText({
      parameters: sizes,
      resources: [machine({ hardwareProfile: { vmSize: "[parameters('size')]" } })],
    });
    expect(hoverOn(vmType, size)).toMatch(/\*\*Protectable if:\*\*\n\n- .*when 'size' is Standard\\_B1s\./);
  });

  it("is the worst of a copy loop, and says so when its instances differ", () => {
    const text = templateText({
      resources: [
        machine(
          {
            storageProfile: {
              copy: [{ name: "dataDisks", count: "[if(equals(copyIndex(), 1), 40, 4)]", input: premium(0) }],
            },
          },
          { name: "[concat('web', copyIndex())]", copy: { name: "machines", count: 3 } },
        ),
      ],
    });
    const hover = hoverOn(vmType, text);
    expect(hover).toContain("instance 1 of 3");
    expect(hover).toContain("**Not protectable:**");
    expect(hover).toContain("That is the worst of 3 instances.");
  });

  it("is left out for a machine that is not deployed", () => {
    const text = templateText({ resources: [machine({}, { condition: false })] });
    expect(hoverOn(vmType, text)).toContain("not deployed: its condition is false");
    expect(hoverOn(vmType, text)).not.toContain("Protectable");
  });
});

describe("the parameter file in a hover", () => {
  const text = ofCount("[parameters('disks')]", { disks: { type: "int", defaultValue: 2 } });
  const parameterFile = { name: "prod.parameters.json", text: `{ "parameters": { "disks": { "value": 40 } } }` };

  it("is named with a way to choose another", () => {
    const hover = hoverOn(vmType, text, { parameterFile });
    expect(hover).toContain("[prod.parameters.json](command:azureVmBackup.selectParameterFile)");
    expect(hover).toContain("40 data disks");
  });

  it("is said to be none where the template has parameters, and not mentioned elsewhere", () => {
    expect(hoverOn(vmType, text)).toContain("[No parameter file: default values only](command:");
    expect(hoverOn(vmType, ofCount(3))).not.toContain("arameter file");
  });

  it("is named at each value that it gives", () => {
    const region = templateText({
      parameters: { region: { type: "string" } },
      resources: [machine({}, { location: "[parameters('region')]" })],
    });
    const file = { name: "prod.json", text: `{ "parameters": { "region": { "value": "North Europe" } } }` };
    expect(hoverOn(vmType, region, { parameterFile: file })).toContain(
      "region: northeurope \\(parameter 'region' of prod.json\\)",
    );
  });
});

describe("what the settings say", () => {
  it("shows in a hover: whose number a limit is, and that a rule is off", () => {
    const own = hoverOn(`"dataDisks"`, two, { rules: { "data-disk-count": { value: 1 } } });
    expect(own).toMatch(/^- \$\(error\) \[.*data-disk-count.*The setting azureVmBackup.rules makes it 1\./m);
    const off = hoverOn(`"dataDisks"`, ofCount(40), { rules: { "data-disk-count": "off" } });
    expect(off).toMatch(/^- \[.*data-disk-count.*Switched off in azureVmBackup.rules\./m);
  });
});

describe("what a template cannot do to a hover", () => {
  it("is to show a secret: secure parameters are not read, whatever file gives them", () => {
    const text = templateText({
      parameters: { secret: { type: "securestring", defaultValue: "hunter1" }, o: { type: "secureObject" } },
      resources: [
        machine(
          { hardwareProfile: { vmSize: "[parameters('o').size]" }, storageProfile: { imageReference: image } },
          { name: "[concat('vm-', parameters('secret'))]", location: "[parameters('secret')]" },
        ),
      ],
    });
    const parameterFile = {
      name: "prod.json",
      text: `{ "parameters": { "secret": { "value": "hunter2" }, "o": { "value": { "size": "hunter3" } } } }`,
    };
    for (const needle of [vmType, `"hardwareProfile"`, `"Canonical"`]) {
      expect(hoverOn(needle, text)).not.toContain("hunter");
      expect(hoverOn(needle, text, { parameterFile })).not.toContain("hunter");
    }
    expect(hoverOn(vmType, text)).toContain("region: unknown, parameter 'secret' decides");
  });

  it("is to act as Markdown, or to run a command of its own", () => {
    const text = templateText({ resources: [machine({}, { name: "[[x](command:evil) <img src=y> $(alert)" })] });
    const hover = hoverOn(vmType, text);
    expect(hover).not.toMatch(/[^\\]\]\(command:evil/);
    expect(hover).toContain("\\<img");
  });

  it("is to lead anywhere but to the commands that a hover is trusted with", () => {
    const open = ofCount("[parameters('disks')]", { disks: { type: "int" } });
    const hovers = [hoverOn(vmType, open), hoverOn(`"dataDisks"`, open, { limits: "2015-10" })].join("\n");
    const run = [...hovers.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command);
    expect([...new Set(run)].sort()).toEqual([...hoverCommands].sort());
  });
});

describe("a place without a hover", () => {
  it("is every other property, every other resource, and everything outside of resources", () => {
    const text = templateText({
      resources: [machine({ licenseType: "Windows_Server" }), { type: "Microsoft.Web/sites", name: "site" }],
    });
    for (const needle of [`"licenseType"`, `"Microsoft.Web/sites"`, `"contentVersion"`]) {
      expect(hoverText(checked(text), text.indexOf(needle) + 1)).toBeUndefined();
    }
  });
});
